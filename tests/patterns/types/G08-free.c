// RUN: %check_all_hosts %s
// RUNTIME-SETUP: from types import SimpleNamespace
// RUNTIME: bad=load_no_free:leak args=(SimpleNamespace(name="no_free"),)
// RUNTIME: bad=load_misses:leak args=(SimpleNamespace(name="misses"),)
// RUNTIME: good=load_good args=(SimpleNamespace(name="good"),)
// Pattern: G08
// m_clear is called by the collector alone. A module that nothing refers back to
// dies without it: m_free must release the state.

#include <Python.h>

typedef struct {
  PyObject *cache, *queue;
} State;

static State *state_of(PyObject *module) {
  return (State *)PyModule_GetState(module);
}

static int fill(PyObject *module) {
  State *state = state_of(module);
  state->cache = PyDict_New();
  state->queue = PyList_New(0);
  return state->cache == NULL || state->queue == NULL ? -1 : 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, fill}, {0, NULL}};

static int traverse(PyObject *module, visitproc visit, void *arg) {
  Py_VISIT(state_of(module)->cache);
  Py_VISIT(state_of(module)->queue);
  return 0;
}

static int clear(PyObject *module) {
  Py_CLEAR(state_of(module)->cache);
  Py_CLEAR(state_of(module)->queue);
  return 0;
}

struct PyModuleDef no_free_module = {
    // GC-SUPPORT: 'no_free_module' ... no m_free ... 'cache' and 'queue'
    PyModuleDef_HEAD_INIT,
    .m_name = "no_free",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
};

static void free_misses(void *module) {
  // GC-SUPPORT: ^'free_misses' ... 'queue'
  Py_CLEAR(state_of((PyObject *)module)->cache);
}

struct PyModuleDef misses_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "misses",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = free_misses,
};

static void free_good(void *module) { (void)clear((PyObject *)module); }

struct PyModuleDef good_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "good",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = free_good,
};

// What the import system does in the second phase of the initialisation.
static PyObject *load(struct PyModuleDef *def, PyObject *args) {
  PyObject *module = PyModule_FromDefAndSpec(def, PyTuple_GET_ITEM(args, 0));
  if (module != NULL && PyModule_ExecDef(module, def) < 0)
    Py_CLEAR(module);
  return module;
}

static PyObject *load_no_free(PyObject *self, PyObject *args) {
  return load(&no_free_module, args);
}

static PyObject *load_misses(PyObject *self, PyObject *args) {
  return load(&misses_module, args);
}

static PyObject *load_good(PyObject *self, PyObject *args) {
  return load(&good_module, args);
}
