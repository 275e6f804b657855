// RUN: %check_all_hosts %s
// RUNTIME: good=divide args=(7, 2)
// RUNTIME: good=divide args=(7, 0)
// RUNTIME: good=divide args=(7, 'x')
// RUNTIME: good=search args=({'k': object()}, 'k')
// RUNTIME: good=search args=({}, 'k')
// RUNTIME: good=search args=({}, [])
// RUNTIME: good=ensure args=()
// RUNTIME: good=ensure args=(1,)
// RUNTIME: good=parse_into call=binary run=f(m.Record(1), (object(),))
// RUNTIME: good=parse_into call=binary run=f(m.Record(1), ())
// Pattern: idiom
// Helpers of the same file that hand out references through a `PyObject **`:
// new ones, borrowed ones, two at once, one that may be there already.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// Two new references, or none.
static int split_number(PyObject *number, PyObject *divisor,
                        PyObject **quotient, PyObject **rest) {
  *quotient = PyNumber_FloorDivide(number, divisor);
  if (*quotient == NULL)
    return -1;
  *rest = PyNumber_Remainder(number, divisor);
  if (*rest == NULL) {
    Py_DECREF(*quotient);
    *quotient = NULL;
    return -1;
  }
  return 0;
}

static PyObject *divide(PyObject *self, PyObject *args) {
  PyObject *number, *divisor, *quotient, *rest;
  if (!PyArg_ParseTuple(args, "OO", &number, &divisor))
    return NULL;
  if (split_number(number, divisor, &quotient, &rest) < 0)
    return NULL;
  PyObject *result = PyTuple_Pack(2, quotient, rest);
  Py_DECREF(quotient);
  Py_DECREF(rest);
  return result;
}

// 1 and a borrowed reference, 0 and NULL, or -1 with an exception.
static int find(PyObject *dict, PyObject *key, PyObject **value) {
  *value = PyDict_GetItemWithError(dict, key);
  if (*value != NULL)
    return 1;
  return PyErr_Occurred() ? -1 : 0;
}

static PyObject *search(PyObject *self, PyObject *args) {
  PyObject *dict, *key, *value;
  if (!PyArg_ParseTuple(args, "O!O", &PyDict_Type, &dict, &key))
    return NULL;
  switch (find(dict, key, &value)) {
  case 1:
    Py_INCREF(value);
    return value;
  case 0:
    Py_RETURN_NONE;
  default:
    return NULL;
  }
}

// Makes the list when the caller has none yet.
static int ensure_list(PyObject **list) {
  if (*list == NULL)
    *list = PyList_New(0);
  return *list == NULL ? -1 : 0;
}

static PyObject *ensure(PyObject *self, PyObject *args) {
  PyObject *list = NULL;
  if (PyTuple_GET_SIZE(args) > 0) {
    list = PySequence_List(args);
    if (list == NULL)
      return NULL;
  }
  if (ensure_list(&list) < 0)
    return NULL;
  return list;
}

typedef struct {
  PyObject_HEAD
  PyObject *source;
} Reader;

// Parsed straight into the field, which then takes its own reference.
static PyObject *parse_into(PyObject *object, PyObject *args) {
  Reader *self = (Reader *)object;
  PyObject *old = self->source;
  if (!PyArg_ParseTuple(args, "O", &self->source))
    return NULL;
  Py_INCREF(self->source);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}
