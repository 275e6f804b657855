// RUN: %check_all_hosts %s
// A body is held to what its function's annotations promise.

#include <Python.h>

#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))

// The result.
PYREF("returns-new") PyObject *new_bad(PyObject *dict) {
  PyObject *found = PyDict_GetItemString(dict, "x");
  return found;
  // RETURN-BORROWED: 'found'
}

PYREF("returns-new") PyObject *new_good(PyObject *dict) {
  PyObject *found = PyDict_GetItemString(dict, "x");
  Py_XINCREF(found);
  return found;
}

PYREF("returns-borrowed") PyObject *borrowed_bad(PyObject *dict) {
  PyObject *made = PyList_New(0);
  return made;
  // LEAK: 'made' ... 'borrowed_bad' as new$
}

PYREF("returns-borrowed(dict)") PyObject *borrowed_incref_bad(PyObject *dict) {
  PyObject *found = PyDict_GetItemString(dict, "x");
  Py_XINCREF(found);
  return found;
  // LEAK: 'found'
}

PYREF("returns-borrowed(dict)") PyObject *borrowed_good(PyObject *dict) {
  PyObject *made = PyList_New(0);
  if (!made)
    return NULL;
  if (PyDict_SetItemString(dict, "x", made) < 0) {
    Py_DECREF(made);
    return NULL;
  }
  Py_DECREF(made);
  return made;
}

static PyObject *cache;

PYREF("returns-borrowed") PyObject *cached_good(void) {
  if (!cache)
    cache = PyDict_New();
  return cache;
}

PyObject *whatever(void);

// Nobody has said that this makes a new reference.
PYREF("returns-borrowed") PyObject *passed_on_good(void) { return whatever(); }

// Parameters that are taken over.
PYREF("steals(value)") int steal_bad(PyObject *list, PyObject *value) {
  return PyList_Append(list, value);
  // LEAK: 'value': the reference taken over from the caller
}

PYREF("steals(value)") int steal_error_bad(PyObject *list, PyObject *value) {
  if (!PyList_Check(list))
    return -1;
  // LEAK: 'value'
  int result = PyList_Append(list, value);
  Py_DECREF(value);
  return result;
}

PYREF("steals(value)") PyObject *steal_after_bad(PyObject *list, PyObject *value) {
  Py_DECREF(value);
  return PyObject_Repr(value);
  // USE-AFTER-RELEASE: 'value'
}

PYREF("steals(value)") int steal_good(PyObject *list, PyObject *value) {
  int result = PyList_Append(list, value);
  Py_DECREF(value);
  return result;
}

PYREF("steals(value)") int steal_null_good(PyObject *list, PyObject *value) {
  if (!value)
    return -1;
  int result = PyList_Append(list, value);
  Py_DECREF(value);
  return result;
}

PYREF("steals(value)") PyObject *steal_pass_good(PyObject *list, PyObject *value) {
  return value;
}

PYREF("steals(value)") int steal_store_good(PyObject *value) {
  Py_XSETREF(cache, value);
  return 0;
}

PYREF("steals(value)") int steal_tuple_good(PyObject *tuple, PyObject *value) {
  return PyTuple_SetItem(tuple, 0, value);
}

PYREF("steals-on-success(value)")
int steal_on_success_good(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0)
    return -1;
  Py_DECREF(value);
  return 0;
}

PYREF("steals-on-success(value)")
int steal_on_success_kept_bad(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0)
    return -1;
  return 0;
  // LEAK: 'value': the reference taken over from the caller
}

PYREF("steals-on-success(value)")
int steal_on_success_released_bad(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0) {
    Py_DECREF(value);
    // OVERRELEASE: ... 'value'
    return -1;
  }
  Py_DECREF(value);
  return 0;
}

PYREF("steals-on-success(value), fails(0)")
int steal_unless_zero_bad(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0)
    return 0;
  return 1;
  // LEAK: 'value'
}

PYREF("steals-on-failure(value)")
int steal_on_failure_good(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0) {
    Py_DECREF(value);
    return -1;
  }
  return 0;
}

PYREF("steals-on-success(value), returns-new")
PyObject *steal_unless_null_good(PyObject *list, PyObject *value) {
  if (!PyList_Check(list))
    return NULL;
  return value;
}

PYREF("steals-on-success(value)")
int steal_on_success_tuple_good(PyObject *tuple, PyObject *value) {
  if (!PyTuple_Check(tuple))
    return -1;
  PyTuple_SET_ITEM(tuple, 0, value);
  return 0;
}

// The shape of a method does not make the argument a borrowed one.
PYREF("steals(value), returns-borrowed(list)")
PyObject *method_shape_good(PyObject *list, PyObject *value) {
  if (PyList_Append(list, value) < 0) {
    Py_DECREF(value);
    return NULL;
  }
  Py_DECREF(value);
  return list;
}

// What the annotations do not mention is borrowed.
PYREF("returns-borrowed") PyObject *unsaid_bad(PyObject *dict, int count,
                                               PyObject *key) {
  PyObject *found = PyDict_GetItem(dict, key);
  Py_DECREF(key);
  // OVERRELEASE: ... 'key'
  return found;
}
