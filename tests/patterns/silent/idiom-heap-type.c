// RUN: %check_all_hosts %s
// RUNTIME-SETUP: Counter = m.make_counter()
// RUNTIME: good=make_counter
// RUNTIME: good=counter_new call=slot run=Counter(object())
// RUNTIME: good=counter_iternext call=slot run=next(Counter(object()))
// Pattern: idiom
// A heap type: instances own a reference to their type, which tp_dealloc
// releases last; module state holds types and exceptions.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *step;
} Counter;

static PyObject *counter_new(PyTypeObject *type, PyObject *args,
                             PyObject *kwargs) {
  PyObject *step;
  if (!PyArg_UnpackTuple(args, "Counter", 1, 1, &step))
    return NULL;
  Counter *self = PyObject_GC_New(Counter, type);
  if (self == NULL)
    return NULL;
  self->step = Py_NewRef(step);
  PyObject_GC_Track(self);
  return (PyObject *)self;
}

static int counter_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Counter *)self)->step);
  return 0;
}

static int counter_clear(PyObject *self) {
  Py_CLEAR(((Counter *)self)->step);
  return 0;
}

static void counter_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  (void)counter_clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyObject *counter_iternext(PyObject *self) {
  PyObject *step = ((Counter *)self)->step;
  if (step == NULL)
    return NULL;
  Py_INCREF(step);
  return step;
}

static PyType_Slot counter_slots[] = {{Py_tp_new, counter_new},
                                      {Py_tp_dealloc, counter_dealloc},
                                      {Py_tp_traverse, counter_traverse},
                                      {Py_tp_clear, counter_clear},
                                      {Py_tp_iter, PyObject_SelfIter},
                                      {Py_tp_iternext, counter_iternext},
                                      {0, NULL}};

static PyType_Spec counter_spec = {"example.Counter", sizeof(Counter), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                   counter_slots};

static PyObject *make_counter(PyObject *self, PyObject *args) {
  return PyType_FromSpec(&counter_spec);
}

typedef struct {
  PyObject *counter_type;
  PyObject *error;
} State;

static int module_exec(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->counter_type = PyType_FromModuleAndSpec(module, &counter_spec, NULL);
  if (state->counter_type == NULL)
    return -1;
  if (PyModule_AddType(module, (PyTypeObject *)state->counter_type) < 0)
    return -1;
  state->error = PyErr_NewException("example.Error", NULL, NULL);
  if (state->error == NULL)
    return -1;
  Py_INCREF(state->error);
  if (PyModule_AddObject(module, "Error", state->error) < 0) {
    Py_DECREF(state->error);
    return -1;
  }
  return PyModule_AddObjectRef(module, "Alias", state->error);
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
  State *state = PyModule_GetState(module);
  Py_VISIT(state->counter_type);
  Py_VISIT(state->error);
  return 0;
}

static int module_clear(PyObject *module) {
  State *state = PyModule_GetState(module);
  Py_CLEAR(state->counter_type);
  Py_CLEAR(state->error);
  return 0;
}

static void module_free(void *module) { module_clear((PyObject *)module); }

static PyMethodDef module_methods[] = {
    {"make_counter", make_counter, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_exec},
                                          {0, NULL}};

static struct PyModuleDef example_module = {
    PyModuleDef_HEAD_INIT,   .m_name = "example",
    .m_size = sizeof(State), .m_methods = module_methods,
    .m_slots = module_slots, .m_traverse = module_traverse,
    .m_clear = module_clear, .m_free = module_free,
};

PyMODINIT_FUNC PyInit_example(void) {
  return PyModuleDef_Init(&example_module);
}
