// RUN: %check_all_hosts %s
// RUNTIME: bad=flush_bad:over good=flush_good
// RUNTIME: bad=main_name_bad:over good=main_name_good
// RUNTIME: bad=names_bad:over good=names_good
// RUNTIME: bad=globals_bad:over good=globals_good
// RUNTIME: bad=quiet_bad:over good=quiet_good
// Pattern: U01
// What the interpreter keeps is lent to the caller: sys members, modules found
// by name, a module's dict, the current globals, the current exception.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *flush_bad(PyObject *self, PyObject *args) {
  PyObject *out = PySys_GetObject("stdout");
  if (out == NULL) {
    PyErr_SetString(PyExc_RuntimeError, "no sys.stdout");
    return NULL;
  }
  PyObject *result = PyObject_CallMethod(out, "flush", NULL);
  Py_DECREF(out);
  // OVERRELEASE: ... 'out'
  return result;
}

static PyObject *flush_good(PyObject *self, PyObject *args) {
  PyObject *out = PySys_GetObject("stdout");
  if (out == NULL) {
    PyErr_SetString(PyExc_RuntimeError, "no sys.stdout");
    return NULL;
  }
  Py_INCREF(out);
  PyObject *result = PyObject_CallMethod(out, "flush", NULL);
  Py_DECREF(out);
  return result;
}

// PyImport_AddModule lends the module, PyImport_ImportModule hands it over.
static PyObject *main_name_bad(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_AddModule("__main__");
  if (module == NULL)
    return NULL;
  PyObject *name = PyObject_GetAttrString(module, "__name__");
  Py_DECREF(module);
  // OVERRELEASE: ... 'module'
  return name;
}

static PyObject *main_name_good(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("__main__");
  if (module == NULL)
    return NULL;
  PyObject *name = PyObject_GetAttrString(module, "__name__");
  Py_DECREF(module);
  return name;
}

static PyObject *names_bad(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("math");
  if (module == NULL)
    return NULL;
  PyObject *dict = PyModule_GetDict(module);
  PyObject *names = PyDict_Keys(dict);
  Py_XDECREF(dict);
  // OVERRELEASE: ... 'dict'
  Py_DECREF(module);
  return names;
}

static PyObject *names_good(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_ImportModule("math");
  if (module == NULL)
    return NULL;
  PyObject *names = PyDict_Keys(PyModule_GetDict(module));
  Py_DECREF(module);
  return names;
}

static PyObject *globals_bad(PyObject *self, PyObject *args) {
  PyObject *globals = PyEval_GetGlobals();
  if (globals == NULL)
    Py_RETURN_NONE;
  PyObject *copy = PyDict_Copy(globals);
  Py_DECREF(globals);
  // OVERRELEASE: ... 'globals'
  return copy;
}

static PyObject *globals_good(PyObject *self, PyObject *args) {
  PyObject *globals = PyEval_GetGlobals();
  if (globals == NULL)
    Py_RETURN_NONE;
  return PyDict_Copy(globals);
}

// PyErr_Occurred lends the type of the current exception.
static PyObject *quiet_bad(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(args);
  if (number == NULL) {
    PyObject *error = PyErr_Occurred();
    if (error != NULL && PyErr_GivenExceptionMatches(error, PyExc_TypeError)) {
      Py_DECREF(error);
      // OVERRELEASE: ... 'error'
      PyErr_Clear();
      Py_RETURN_NONE;
    }
    return NULL;
  }
  return number;
}

static PyObject *quiet_good(PyObject *self, PyObject *args) {
  PyObject *number = PyNumber_Float(args);
  if (number == NULL) {
    PyObject *error = PyErr_Occurred();
    if (error != NULL && PyErr_GivenExceptionMatches(error, PyExc_TypeError)) {
      PyErr_Clear();
      Py_RETURN_NONE;
    }
    return NULL;
  }
  return number;
}
