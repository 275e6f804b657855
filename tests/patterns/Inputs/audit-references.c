/* What only an audit, --level=2, reports of references. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

extern PyObject *finish(PyObject *result);

static PyObject *passed_through(PyObject *self, PyObject *args) {
  PyObject *list = PySequence_List(args);
  if (list == NULL)
    return NULL;
  return finish(list);
}

typedef struct {
  PyObject_HEAD
  void (*callback)(void);
} Timer;

static void timer_end(Timer *self) {
  if (self->callback != NULL)
    Py_DECREF(self);
}

static PyObject *cancel(PyObject *self, PyObject *args) {
  timer_end((Timer *)self);
  Py_RETURN_NONE;
}

static PyObject *convert(PyObject *self, PyObject *args) {
  PyObject *item = PyList_GetItem(PyTuple_GET_ITEM(args, 0), 0);
  if (item == NULL)
    return NULL;
  Py_ssize_t index = PyLong_AsSsize_t(item);
  if (index < 0)
    PyErr_Format(PyExc_ValueError, "negative: %R", item);
  return PyObject_Repr(item);
}

typedef struct {
  PyObject *text;
} Writer;

/* The caller's structure may be a local variable, or reachable. */
void writer_start(Writer *writer, PyObject *text) {
  Py_XDECREF(writer->text);
  writer->text = Py_NewRef(text);
}
