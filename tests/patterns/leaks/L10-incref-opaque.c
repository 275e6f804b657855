// RUN: %check_all_hosts %s
// RUNTIME: none (the objects are in structures of the extension)
// Pattern: L10
// A surplus reference of an object that came out of a static list or of a
// `void *`.

#include <Python.h>

typedef struct device {
  PyObject_HEAD
  struct device *next;
  void *handle;
} Device;

static Device *devices;
void *data_of(void *window, const char *name);

PyObject *device_for_bad(void *handle) {
  for (Device *d = devices; d != NULL; d = d->next)
    if (d->handle == handle) {
      Py_INCREF(d);
      Py_INCREF(d);
      return (PyObject *)d; // LEAK: 'devices'
    }
  return NULL;
}

PyObject *device_for_good(void *handle) {
  for (Device *d = devices; d != NULL; d = d->next)
    if (d->handle == handle) {
      Py_INCREF(d);
      return (PyObject *)d;
    }
  return NULL;
}

// What a `void *` was is counted like any other object.
PyObject *window_bad(void *handle) {
  PyObject *window = data_of(handle, "window");
  if (window == NULL)
    Py_RETURN_NONE;
  Py_INCREF(window);
  Py_INCREF(window);
  return window; // LEAK: 'window'
}

PyObject *shown_bad(void *handle) {
  PyObject *window = data_of(handle, "window");
  if (window == NULL)
    return NULL;
  Py_INCREF(window);
  if (PyObject_SetAttrString(window, "shown", Py_True) < 0)
    return NULL; // LEAK: 'window'
  return window;
}

PyObject *shown_good(void *handle) {
  PyObject *window = data_of(handle, "window");
  if (window == NULL)
    return NULL;
  Py_INCREF(window);
  if (PyObject_SetAttrString(window, "shown", Py_True) < 0) {
    Py_DECREF(window);
    return NULL;
  }
  return window;
}

// Whoever keeps the data has the reference.
void keep_data(void *window, const char *name, void *data);

void set_window_good(void *handle, PyObject *window) {
  PyObject *old = data_of(handle, "window");
  Py_INCREF(window);
  keep_data(handle, "window", window);
  Py_XDECREF(old);
}

// The callback's data is for another call.
void held_for_callback_good(void *handle) {
  PyObject *callback = data_of(handle, "callback");
  Py_INCREF(callback);
  keep_data(handle, "pending", callback);
}

PyObject *window_good(void *handle) {
  PyObject *window = data_of(handle, "window");
  if (window == NULL)
    Py_RETURN_NONE;
  Py_INCREF(window);
  return window;
}

// The library counts with this whether it still needs the object.
void toggle_good(void *data, void *object, int is_last) {
  PyObject *self = data_of(object, "wrapper");
  if (is_last)
    Py_DECREF(self);
  else
    Py_INCREF(self);
}

// The first use keeps a reference in the variable.
PyObject *cached_good(void *handle) {
  static PyObject *cache;
  if (cache == NULL) {
    cache = data_of(handle, "cache");
    if (cache == NULL)
      return NULL;
    Py_INCREF(cache);
  }
  Py_INCREF(cache);
  return cache;
}
