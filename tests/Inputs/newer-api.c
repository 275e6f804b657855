/* The functions that newer-api.h declares, for runtime tests under an older
 * interpreter. Each does to references what its documentation says. */

#include <Python.h>

#include "newer-api.h"

/* The shape that most of them share: 1 and a strong reference, 0 and NULL when
 * the failure is one of `absent`, -1 and NULL otherwise. */
static int found(PyObject *value, PyObject *absent, PyObject **result) {
  *result = value;
  if (value)
    return 1;
  if (!absent || !PyErr_ExceptionMatches(absent))
    return -1;
  PyErr_Clear();
  return 0;
}

#if PY_VERSION_HEX < 0x030c0000
PyObject *PyErr_GetRaisedException(void) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (value && traceback)
    PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

void PyErr_SetRaisedException(PyObject *exc) {
  PyObject *type = Py_XNewRef(exc ? (PyObject *)Py_TYPE(exc) : NULL);
  PyErr_Restore(type, exc, exc ? PyException_GetTraceback(exc) : NULL);
}

PyObject *PyException_GetArgs(PyObject *exc) {
  return PyObject_GetAttrString(exc, "args");
}

void PyException_SetArgs(PyObject *exc, PyObject *args) {
  PyObject_SetAttrString(exc, "args", args);
}
#endif

#if PY_VERSION_HEX < 0x030d0000
int PyDict_GetItemRef(PyObject *d, PyObject *key, PyObject **result) {
  *result = Py_XNewRef(PyDict_GetItemWithError(d, key));
  if (*result)
    return 1;
  return PyErr_Occurred() ? -1 : 0;
}

int PyDict_GetItemStringRef(PyObject *d, const char *key, PyObject **result) {
  *result = Py_XNewRef(PyDict_GetItemString(d, key));
  return *result != NULL;
}

int PyDict_SetDefaultRef(PyObject *d, PyObject *key, PyObject *fallback,
                         PyObject **result) {
  PyObject *old = PyDict_GetItemWithError(d, key);
  if (!old && PyErr_Occurred()) {
    if (result)
      *result = NULL;
    return -1;
  }
  int present = old != NULL;
  PyObject *value = PyDict_SetDefault(d, key, fallback);
  if (result)
    *result = Py_XNewRef(value);
  return value ? present : -1;
}

int PyDict_Pop(PyObject *d, PyObject *key, PyObject **result) {
  PyObject *value = NULL;
  int found = PyDict_GetItemRef(d, key, &value);
  if (found == 1 && PyDict_DelItem(d, key) < 0) {
    Py_CLEAR(value);
    found = -1;
  }
  if (result)
    *result = value;
  else
    Py_XDECREF(value);
  return found;
}

PyObject *PyList_GetItemRef(PyObject *l, Py_ssize_t i) {
  return Py_XNewRef(PyList_GetItem(l, i));
}

int PyList_Extend(PyObject *l, PyObject *iterable) {
  return PyList_SetSlice(l, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, iterable);
}

int PyObject_GetOptionalAttr(PyObject *o, PyObject *name, PyObject **result) {
  return found(PyObject_GetAttr(o, name), PyExc_AttributeError, result);
}

int PyObject_GetOptionalAttrString(PyObject *o, const char *name,
                                   PyObject **result) {
  return found(PyObject_GetAttrString(o, name), PyExc_AttributeError, result);
}

int PyMapping_GetOptionalItem(PyObject *o, PyObject *key, PyObject **result) {
  return found(PyObject_GetItem(o, key), PyExc_KeyError, result);
}

int PyMapping_GetOptionalItemString(PyObject *o, const char *key,
                                    PyObject **result) {
  return found(PyMapping_GetItemString(o, key), PyExc_KeyError, result);
}

int PyWeakref_GetRef(PyObject *ref, PyObject **result) {
  *result = NULL;
  PyObject *o = PyWeakref_GetObject(ref);
  if (!o)
    return -1;
  if (o == Py_None)
    return 0;
  *result = Py_NewRef(o);
  return 1;
}

int PyModule_Add(PyObject *m, const char *name, PyObject *value) {
  int status = PyModule_AddObjectRef(m, name, value);
  Py_XDECREF(value);
  return status;
}

PyObject *PyImport_AddModuleRef(const char *name) {
  return Py_XNewRef(PyImport_AddModule(name));
}
#endif

#if PY_VERSION_HEX < 0x030e0000
int PyIter_NextItem(PyObject *iter, PyObject **item) {
  *item = PyIter_Next(iter);
  if (*item)
    return 1;
  return PyErr_Occurred() ? -1 : 0;
}
#endif
