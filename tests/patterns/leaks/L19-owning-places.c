// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Fresh: pass
// RUNTIME: call=o bad=replace_bad:leak args=(Fresh(),)
// RUNTIME: call=o good=replace_good,once_good,watch_good args=(Fresh(),)
// RUNTIME: call=setter bad=reset_bad:leak,parse_bad:leak good=reset_good,parse_good
//     args=(m.Record(Fresh()), (Fresh(),))
// Pattern: L19
// Places that are known to own what they hold lose it when they are
// overwritten: by NULL, through PyArg_ParseTuple, a static variable.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Holder;

static PyObject *hook = NULL;
static PyObject *cache = NULL;
static PyObject *watched = NULL; // Borrowed.

static void Holder_dealloc(Holder *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int reset_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  self->value = NULL;
  // LEAK: 'self->value' ... Py_CLEAR$
  return 0;
}

static int reset_good(Holder *self, PyObject *args, PyObject *kwargs) {
  Py_CLEAR(self->value);
  return 0;
}

static int parse_bad(Holder *self, PyObject *args, PyObject *kwargs) {
  if (!PyArg_ParseTuple(args, "O", &self->value))
    // LEAK: 'self->value'
    return -1;
  Py_INCREF(self->value);
  return 0;
}

static int parse_good(Holder *self, PyObject *args, PyObject *kwargs) {
  PyObject *value;
  if (!PyArg_ParseTuple(args, "O", &value))
    return -1;
  Py_XSETREF(self->value, Py_NewRef(value));
  return 0;
}

static PyObject *replace_bad(PyObject *self, PyObject *value) {
  Py_INCREF(value);
  hook = value;
  // LEAK: 'hook'
  Py_RETURN_NONE;
}

static PyObject *replace_good(PyObject *self, PyObject *value) {
  PyObject *old = hook;
  hook = Py_NewRef(value);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *once_good(PyObject *self, PyObject *value) {
  if (cache == NULL)
    cache = PyList_New(0);
  return Py_XNewRef(cache);
}

static PyObject *watch_good(PyObject *self, PyObject *value) {
  watched = self;
  Py_RETURN_NONE;
}

static void clear_module(void *unused) {
  Py_CLEAR(hook);
  Py_CLEAR(cache);
}

static PyMethodDef methods[] = {{"replace_bad", replace_bad, METH_O, NULL},
                                {"replace_good", replace_good, METH_O, NULL},
                                {"once_good", once_good, METH_O, NULL},
                                {"watch_good", watch_good, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};

PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "test",
    .m_methods = methods,
    .m_free = clear_module,
};

PyType_Slot reset_bad_slots[] = {{Py_tp_init, (void *)reset_bad}, {0, NULL}};
PyType_Slot reset_slots[] = {{Py_tp_init, (void *)reset_good}, {0, NULL}};
PyType_Slot parse_bad_slots[] = {{Py_tp_init, (void *)parse_bad}, {0, NULL}};
PyType_Slot parse_slots[] = {{Py_tp_init, (void *)parse_good}, {0, NULL}};
PyType_Slot dealloc_slots[] = {{Py_tp_dealloc, (void *)Holder_dealloc},
                               {0, NULL}};
