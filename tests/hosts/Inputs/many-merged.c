#include <Python.h>

#define OUTER(list, name) INNER(list, #name)
#define OTHER(list, name) INNER(list, "other " #name)
/* Both macros above lose what the text of this one makes. */
#define INNER(list, name) PyList_Append(list, PyUnicode_FromString(name))

void outer(PyObject *list) {
  OUTER(list, a);
  OUTER(list, b);
  OUTER(list, c);
  OUTER(list, d);
  OUTER(list, e);
  OUTER(list, f);
}

void other(PyObject *list) {
  OTHER(list, a);
  OTHER(list, b);
  OTHER(list, c);
  OTHER(list, d);
  OTHER(list, e);
  OTHER(list, f);
  OTHER(list, g);
}

PyObject *five(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0), *b = PyList_New(0), *c = PyList_New(0);
  PyObject *d = PyList_New(0), *e = PyList_New(0);
  if (!a || !b || !c || !d || !e)
    Py_FatalError("no memory");
  if (PyTuple_Size(args) < 0)
    return NULL;
  PyObject *all = PyTuple_Pack(5, a, b, c, d, e);
  Py_DECREF(a);
  Py_DECREF(b);
  Py_DECREF(c);
  Py_DECREF(d);
  Py_DECREF(e);
  return all;
}
