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
  PyObject *text;
} Writer;

/* The caller's structure may be a local variable, or reachable. */
void writer_start(Writer *writer, PyObject *text) {
  Py_XDECREF(writer->text);
  writer->text = Py_NewRef(text);
}
