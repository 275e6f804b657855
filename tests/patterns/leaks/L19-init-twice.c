// RUN: %check_all_hosts %s
// RUNTIME: call=setter bad=store_bad:leak,made_bad:leak
//     good=xsetref_good,saved_good,cleared_good,made_good args=(m.Record(1.5), ('new',))
// RUNTIME: call=setter good=store_bad,made_bad,xsetref_good,saved_good,cleared_good,made_good
//     args=(m.Record(), ('new',))
// RUNTIME: call=setter good=store_bad,xsetref_good,saved_good,cleared_good args=(m.Record(1.5), ())
// Pattern: L19
// tp_init may run a second time: what a field holds already is lost when the
// field is stored into.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Holder;

static int store_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return -1;
  Py_INCREF(name);
  self->name = name;
  // LEAK: 'self->name'
  return 0;
}

static int made_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  self->name = PyDict_New();
  // LEAK: 'self->name'
  if (self->name == NULL)
    return -1;
  return 0;
}

static int xsetref_good(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return -1;
  Py_XSETREF(self->name, Py_NewRef(name));
  return 0;
}

static int saved_good(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return -1;
  PyObject *old = self->name;
  Py_INCREF(name);
  self->name = name;
  Py_XDECREF(old);
  return 0;
}

static int cleared_good(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O", &name))
    return -1;
  Py_CLEAR(self->name);
  self->name = Py_NewRef(name);
  return 0;
}

static int made_good(Holder *self, PyObject *args, PyObject *kwargs) {
  if (self->name != NULL)
    return 0;
  self->name = PyDict_New();
  return self->name != NULL ? 0 : -1;
}

PyType_Slot store_bad_slots[] = {{Py_tp_init, (void *)store_bad}, {0, NULL}};
PyType_Slot made_bad_slots[] = {{Py_tp_init, (void *)made_bad}, {0, NULL}};
PyType_Slot xsetref_slots[] = {{Py_tp_init, (void *)xsetref_good}, {0, NULL}};
PyType_Slot saved_slots[] = {{Py_tp_init, (void *)saved_good}, {0, NULL}};
PyType_Slot cleared_slots[] = {{Py_tp_init, (void *)cleared_good}, {0, NULL}};
PyType_Slot made_slots[] = {{Py_tp_init, (void *)made_good}, {0, NULL}};
