// RUN: %check_driver %s
// RUNTIME: bad=mask_bad:leak,wide_bad:leak,turns_bad:leak good=mask_good
//     args=('a', 'b')
// Pattern: L02
// Numbers that no signed type of 64 bits holds decide branches, count turns,
// number items and stand where the interpreter's tables have flags.

#include <Python.h>

static PyObject *mask_bad(PyObject *self, PyObject *args) {
  unsigned long mask = PyTuple_GET_SIZE(args) > 1 ? (unsigned long)-1 : 0;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  if (mask == (unsigned long)-1)
    Py_RETURN_NONE; // LEAK: 'text'
  Py_DECREF(text);
  Py_RETURN_NONE;
}

static PyObject *mask_good(PyObject *self, PyObject *args) {
  unsigned long mask = PyTuple_GET_SIZE(args) > 1 ? (unsigned long)-1 : 0;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  if (mask == (unsigned long)-1) {
    Py_DECREF(text);
    Py_RETURN_NONE;
  }
  Py_DECREF(text);
  Py_RETURN_NONE;
}

static PyObject *wide_bad(PyObject *self, PyObject *args) {
  unsigned __int128 wide = (unsigned __int128)-1;
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  if (wide >> 64 && PyTuple_GET_SIZE(args) > 1)
    Py_RETURN_NONE; // LEAK: 'text'
  Py_DECREF(text);
  Py_RETURN_NONE;
}

static PyObject *turns_bad(PyObject *self, PyObject *args) {
  PyObject *items[4] = {NULL, NULL, NULL, NULL};
  unsigned long first = (unsigned long)-2;
  for (unsigned long i = first; i + 2 < 4; i++)
    items[i + 2] = PyObject_Repr(args);
  PyObject *text = PyObject_Repr(args);
  for (unsigned long i = 0; i < 4; i++)
    Py_XDECREF(items[i]);
  if (text == NULL)
    return NULL;
  Py_RETURN_NONE; // LEAK: 'text'
}

PyObject *feature_bad(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  if (PyType_HasFeature(Py_TYPE(text), (unsigned long)-1))
    Py_RETURN_NONE; // LEAK: 'text'
  return text;
}

static PyMethodDef methods[] = {
    {"mask_bad", (PyCFunction)mask_bad, (unsigned long)-1, NULL},
    {NULL, NULL, 0, NULL}};

PyType_Slot slots[] = {{(int)0x80000000u, (void *)mask_good},
                       {(unsigned char)-1, (void *)wide_bad},
                       {0, methods}};
