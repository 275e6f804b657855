// RUN: %check_all_hosts %s
// Pattern: U30
// One reference, two owners: a field that owns what it holds is given it, and
// then a call takes it, or a release.

#include <Python.h>

typedef struct {
  PyObject *hooks;
  PyObject *type;
} State;

static int state_traverse(PyObject *module, visitproc visit, void *arg) {
  State *state = PyModule_GetState(module);
  Py_VISIT(state->hooks);
  Py_VISIT(state->type);
  return 0;
}

static int state_clear(PyObject *module) {
  State *state = PyModule_GetState(module);
  Py_CLEAR(state->hooks);
  Py_CLEAR(state->type);
  return 0;
}

static void state_free(void *module) { state_clear(module); }

static int read_again_bad(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->hooks = PyList_New(0);
  if (state->hooks == NULL)
    return -1;
  return PyModule_AddObject(module, "hooks", state->hooks);
  // OVERRELEASE: 'PyModule_AddObject' steals a reference to 'state->hooks'
}

static int by_its_name_bad(PyObject *module) {
  State *state = PyModule_GetState(module);
  PyObject *type = PyList_New(0);
  if (type == NULL)
    return -1;
  state->type = type;
  return PyModule_AddObject(module, "type", type);
  // OVERRELEASE@-1: 'PyModule_AddObject' steals a reference to 'type'
}

static int two_references_good(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->hooks = PyList_New(0);
  if (state->hooks == NULL)
    return -1;
  Py_INCREF(state->hooks);
  if (PyModule_AddObject(module, "hooks", state->hooks) < 0) {
    Py_DECREF(state->hooks);
    return -1;
  }
  return 0;
}

// Paid for afterwards.
static int in_arrears_good(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->hooks = PyList_New(0);
  if (state->hooks == NULL)
    return -1;
  if (PyModule_AddObject(module, "hooks", state->hooks) < 0)
    return -1;
  Py_INCREF(state->hooks);
  return 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, read_again_bad},
    {Py_mod_exec, by_its_name_bad},
    {Py_mod_exec, two_references_good},
    {Py_mod_exec, in_arrears_good},
    {0, NULL},
};

struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "m",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = state_traverse,
    .m_clear = state_clear,
    .m_free = state_free,
};

typedef struct {
  PyObject_HEAD
  PyObject *first;
  PyObject *second;
} Pair;

static void pair_dealloc(Pair *self) {
  Py_XDECREF(self->first);
  Py_XDECREF(self->second);
  Py_TYPE(self)->tp_free(self);
}

// Into a tuple, which lives longer.
static PyObject *pair_pack_bad(Pair *self, PyObject *arg) {
  Py_XSETREF(self->first, PyNumber_Long(arg));
  if (self->first == NULL)
    return NULL;
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, self->first);
  // OVERRELEASE@-1: 'PyTuple_SET_ITEM' steals a reference to 'self->first'
  return tuple;
}

static PyObject *pair_pack_good(Pair *self, PyObject *arg) {
  Py_XSETREF(self->first, PyNumber_Long(arg));
  if (self->first == NULL)
    return NULL;
  PyObject *tuple = PyTuple_New(1);
  if (tuple == NULL)
    return NULL;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(self->first));
  return tuple;
}

// Released as if it were a temporary.
static PyObject *pair_set_bad(Pair *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  Py_XSETREF(self->second, number);
  Py_DECREF(number); // OVERRELEASE: 'Py_DECREF' releases 'number'
  Py_RETURN_NONE;
}

static PyObject *pair_assign_bad(Pair *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  PyObject *old = self->second;
  self->second = number;
  Py_XDECREF(old);
  Py_DECREF(number); // OVERRELEASE: 'Py_DECREF' releases 'number'
  Py_RETURN_NONE;
}

static PyObject *pair_set_good(Pair *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  Py_XSETREF(self->second, Py_NewRef(number));
  Py_DECREF(number);
  Py_RETURN_NONE;
}

// Set for as long as a call needs it.
static PyObject *pair_lend_good(Pair *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  PyObject *old = self->second;
  self->second = number;
  PyObject *result = PyObject_CallNoArgs(arg);
  Py_DECREF(self->second);
  self->second = old;
  return result;
}

// Taken out before it is released.
static PyObject *pair_swap_good(Pair *self, PyObject *arg) {
  PyObject *number = PyNumber_Long(arg);
  if (number == NULL)
    return NULL;
  Py_XSETREF(self->second, number);
  if (PyObject_IsTrue(arg) < 0) {
    self->second = NULL;
    Py_DECREF(number);
    return NULL;
  }
  Py_RETURN_NONE;
}

// An object that goes with what it owns.
static PyObject *pair_new_good(PyTypeObject *type, PyObject *args,
                               PyObject *kwargs) {
  Pair *self = (Pair *)type->tp_alloc(type, 0);
  if (self == NULL)
    return NULL;
  self->first = PyNumber_Long(args);
  if (self->first == NULL) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

static PyMethodDef methods[] = {
    {"pack_bad", (PyCFunction)pair_pack_bad, METH_O, NULL},
    {"pack_good", (PyCFunction)pair_pack_good, METH_O, NULL},
    {"set_bad", (PyCFunction)pair_set_bad, METH_O, NULL},
    {"assign_bad", (PyCFunction)pair_assign_bad, METH_O, NULL},
    {"set_good", (PyCFunction)pair_set_good, METH_O, NULL},
    {"lend_good", (PyCFunction)pair_lend_good, METH_O, NULL},
    {"swap_good", (PyCFunction)pair_swap_good, METH_O, NULL},
    {NULL},
};

PyTypeObject Pair_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Pair",
    .tp_basicsize = sizeof(Pair),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = pair_new_good,
    .tp_dealloc = (destructor)pair_dealloc,
    .tp_methods = methods,
};
