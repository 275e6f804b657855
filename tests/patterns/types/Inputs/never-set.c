/* An object is returned with a field that nothing sets and tp_dealloc reads. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *names, *values;
} Table;

static void table_dealloc(Table *self) {
  Py_XDECREF(self->names);
  Py_XDECREF(self->values);
  PyObject_Free(self);
}

PyTypeObject Table_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Table",
    .tp_basicsize = sizeof(Table),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)table_dealloc,
};

PyObject *make(void) {
  Table *t = PyObject_New(Table, &Table_Type);
  if (t == NULL)
    return NULL;
  t->names = NULL;
  return (PyObject *)t;
}
