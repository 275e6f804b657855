// RUN: %check_all_hosts %s
// Pattern: S16
// A function of the file fills a field that was NULL, and finds the struct by
// itself.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject *path;
  PyObject *cache;
  PyObject *unused;
} registry;

static registry *current(void) {
  static registry the_registry;
  return &the_registry;
}

registry *find_registry(void);

static int fill(void) {
  registry *r = current();
  if (r->path != NULL)
    return 0;
  r->path = PyList_New(0);
  if (r->path == NULL)
    return -1;
  r->cache = PyDict_New();
  return r->cache == NULL ? -1 : 0;
}

static int fill_found(void) {
  registry *r = find_registry();
  r->path = PyList_New(0);
  return r->path == NULL ? -1 : 0;
}

static int fill_by_others(void) { return fill_found(); }

static PyObject *append_good(PyObject *self, PyObject *o) {
  registry *r = current();
  if (r->path == NULL && fill() < 0)
    return NULL;
  Py_ssize_t size = PyList_GET_SIZE(r->path);
  return PyLong_FromSsize_t(size >= 0);
}

static PyObject *checked_good(PyObject *self, PyObject *o) {
  registry *r = current();
  if (!r->path) {
    if (fill())
      return NULL;
  }
  if (PyList_Append(r->path, o) < 0)
    return NULL;
  return PyList_GetSlice(r->path, 0, 0);
}

PyObject *found_good(PyObject *self, PyObject *o) {
  registry *r = find_registry();
  if (r->path == NULL && fill_found())
    return NULL;
  if (PyList_Append(r->path, o) < 0)
    return NULL;
  Py_RETURN_NONE;
}

PyObject *by_others_good(PyObject *self, PyObject *o) {
  registry *r = find_registry();
  if (r->path == NULL)
    if (fill_by_others() < 0)
      return NULL;
  if (PyList_Append(r->path, o) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static int check_unused(void) { return find_registry()->unused == NULL; }

// The function does not fill this field.
PyObject *unused_bad(PyObject *self, PyObject *o) {
  registry *r = find_registry();
  if (r->unused == NULL && fill_found())
    return NULL;
  if (PyList_Append(r->unused, o) < 0)
    // NULL-RESULT: 'r->unused'
    return NULL;
  Py_RETURN_NONE;
}

// Nor does this one.
PyObject *asked_bad(PyObject *self, PyObject *o) {
  registry *r = find_registry();
  if (r->unused == NULL && !check_unused())
    return NULL;
  if (PyList_Append(r->unused, o) < 0)
    // NULL-RESULT: 'r->unused'
    return NULL;
  Py_RETURN_NONE;
}
