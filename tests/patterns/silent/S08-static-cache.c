// RUN: %check_all_hosts %s
// RUNTIME: good=get_empty,get_fraction,get_name,dump,sorted_names,find_name
//     args=(1, 2)
// Pattern: S08
// Objects made on the first call and kept in a static variable for ever, and
// interned strings.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *get_empty(PyObject *self, PyObject *args) {
  static PyObject *empty;
  if (empty == NULL) {
    empty = PyTuple_New(0);
    if (empty == NULL)
      return NULL;
  }
  Py_INCREF(empty);
  return empty;
}

// A module and one of its members, looked up once.
static PyObject *fraction_type(void) {
  static PyObject *type = NULL;
  if (!type) {
    PyObject *module = PyImport_ImportModule("fractions");
    if (!module)
      return NULL;
    type = PyObject_GetAttrString(module, "Fraction");
    Py_DECREF(module);
  }
  return type;
}

static PyObject *get_fraction(PyObject *self, PyObject *args) {
  PyObject *type = fraction_type();
  if (type == NULL)
    return NULL;
  return PyObject_CallFunction(type, "i", 3);
}

static PyObject *str_name, *str_doc;

static int init_strings(void) {
  if (str_name == NULL && !(str_name = PyUnicode_InternFromString("__name__")))
    return -1;
  if (str_doc == NULL && !(str_doc = PyUnicode_InternFromString("__doc__")))
    return -1;
  return 0;
}

static PyObject *get_name(PyObject *self, PyObject *args) {
  if (init_strings() < 0)
    return NULL;
  return PyObject_GetAttr(self, str_name);
}

// An array of names that lives as long as the process.
static PyObject *names[3];

static PyObject *sorted_names(PyObject *self, PyObject *args) {
  static const char *const texts[3] = {"alpha", "beta", "gamma"};
  for (int i = 0; i < 3; i++) {
    if (names[i] == NULL) {
      names[i] = PyUnicode_InternFromString(texts[i]);
      if (names[i] == NULL)
        return NULL;
    }
  }
  return PyTuple_Pack(3, names[0], names[1], names[2]);
}

// The way of older code: on failure the next call tries again.
static PyObject *dump(PyObject *self, PyObject *args) {
  static PyObject *dumps = NULL;
  if (dumps == NULL) {
    PyObject *module = PyImport_ImportModule("json");
    if (module == NULL)
      return NULL;
    dumps = PyObject_GetAttrString(module, "dumps");
    Py_DECREF(module);
    if (dumps == NULL)
      return NULL;
  }
  return PyObject_CallFunctionObjArgs(dumps, args, NULL);
}

// Counted after it has been stored: the reference is the variable's.
static PyObject *builtin_names(void) {
  static PyObject *names = NULL;
  if (names)
    return names;
  PyObject *module = PyImport_ImportModule("builtins");
  if (!module)
    return NULL;
  names = PyModule_GetDict(module);
  Py_DECREF(module);
  Py_INCREF(names);
  return names;
}

static PyObject *find_name(PyObject *self, PyObject *args) {
  PyObject *names = builtin_names();
  if (names == NULL)
    return NULL;
  return PyBool_FromLong(PyDict_Size(names) > 0);
}

static PyObject *kept_name;

PyObject *first_bad(PyObject *self, PyObject *args) {
  if (kept_name == NULL) {
    kept_name = PyTuple_GET_ITEM(args, 0);
    Py_INCREF(kept_name);
  }
  return kept_name;
  // RETURN-BORROWED: 'kept_name'
}

PyObject *first_good(PyObject *self, PyObject *args) {
  if (kept_name == NULL) {
    kept_name = PyTuple_GET_ITEM(args, 0);
    Py_INCREF(kept_name);
  }
  return Py_NewRef(kept_name);
}
