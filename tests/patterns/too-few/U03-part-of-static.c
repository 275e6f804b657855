// RUN: %check_all_hosts %s
// Pattern: U03
// A static object may be part of a struct or an array, as those are that the
// interpreter keeps in its state.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  char text[4];
} Word;

static struct {
  int version;
  struct {
    int count;
    Word empty;
    Word dot;
  } words;
  PyTypeObject types[2];
} state;

#define WORD(NAME) ((PyObject *)&state.words.NAME)

static PyObject *name_bad(PyObject *self, PyObject *args) {
  return WORD(dot);
  // RETURN-BORROWED: 'state.words.dot'
}

static PyObject *either_bad(PyObject *self, PyObject *args) {
  return self == args ? WORD(empty) : Py_NewRef(WORD(dot));
  // RETURN-BORROWED: '&state.words.empty'
}

static PyObject *line_bad(PyObject *self, PyObject *args) {
  PyObject *line = NULL;
  if (PyTuple_GET_SIZE(args) > 0) {
    line = PyObject_Str(self);
    if (line == NULL)
      return NULL;
  }
  if (line == NULL)
    line = WORD(empty);
  return line;
  // RETURN-BORROWED: 'line'
}

static PyObject *stolen_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(1);
  if (list == NULL)
    return NULL;
  PyList_SET_ITEM(list, 0, (PyObject *)&state.types[0]);
  // OVERRELEASE: ... 'state.types[0]'
  return list;
}

static PyObject *name_good(PyObject *self, PyObject *args) {
  Py_INCREF(WORD(dot));
  return WORD(dot);
}

static PyObject *line_good(PyObject *self, PyObject *args) {
  PyObject *line = PyObject_Str(self);
  if (line == NULL)
    return NULL;
  if (PyUnicode_GetLength(line) == 0)
    Py_SETREF(line, Py_NewRef(WORD(empty)));
  return line;
}

static PyObject *passed_good(PyObject *self, PyObject *args) {
  return PyObject_GetAttr(self, WORD(empty));
}
