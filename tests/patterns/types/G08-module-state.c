// RUN: %check_all_hosts %s
// RUNTIME-SETUP: from types import SimpleNamespace
// RUNTIME: bad=load_nothing:leak args=(SimpleNamespace(name="nothing"),)
// RUNTIME: bad=load_bad:leak args=(SimpleNamespace(name="bad"),)
// RUNTIME: good=load_good args=(SimpleNamespace(name="good"),)
// Pattern: G08
// The state of a module has the duties of an object's fields.

#include <Python.h>

typedef struct {
  PyObject *error;
  PyObject *cache;
  PyObject *name; /* always an exact str */
} State;

static int fill(PyObject *module) {
  State *state = PyModule_GetState(module);
  state->error = PyErr_NewException("example.Error", NULL, NULL);
  if (state->error == NULL)
    return -1;
  state->cache = PyDict_New();
  if (state->cache == NULL)
    return -1;
  state->name = PyUnicode_FromString("example");
  return state->name == NULL ? -1 : 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, fill}, {0, NULL}};

struct PyModuleDef nothing_module = {
    // GC-SUPPORT: 'nothing_module' ... 'cache' ... no m_traverse
    // GC-SUPPORT: 'nothing_module' ... 'error', 'cache' and 'name'
    PyModuleDef_HEAD_INIT,
    .m_name = "nothing",
    .m_size = sizeof(State),
    .m_slots = slots,
};

static int traverse_bad(PyObject *module, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... 'cache'
  State *state = PyModule_GetState(module);
  Py_VISIT(state->error);
  return 0;
}

static int clear_bad(PyObject *module) {
  // GC-SUPPORT: ^'clear_bad' ... 'name'
  State *state = PyModule_GetState(module);
  Py_CLEAR(state->error);
  Py_CLEAR(state->cache);
  return 0;
}

struct PyModuleDef bad_module = {
    // GC-SUPPORT: 'bad_module' ... no m_free ... 'error' and 'cache'
    PyModuleDef_HEAD_INIT,
    .m_name = "bad",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = traverse_bad,
    .m_clear = clear_bad,
};

static State *state_of(PyObject *module) {
  return (State *)PyModule_GetState(module);
}

static int traverse_good(PyObject *module, visitproc visit, void *arg) {
  Py_VISIT(state_of(module)->error);
  Py_VISIT(state_of(module)->cache);
  return 0;
}

static int clear_good(PyObject *module) {
  Py_CLEAR(state_of(module)->error);
  Py_CLEAR(state_of(module)->cache);
  return 0;
}

static void free_good(void *module) {
  clear_good((PyObject *)module);
  Py_CLEAR(state_of((PyObject *)module)->name);
}

struct PyModuleDef good_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "good",
    .m_size = sizeof(State),
    .m_slots = slots,
    .m_traverse = traverse_good,
    .m_clear = clear_good,
    .m_free = free_good,
};

// What the import system does in the second phase of the initialisation.
static PyObject *load(struct PyModuleDef *def, PyObject *args) {
  PyObject *module = PyModule_FromDefAndSpec(def, PyTuple_GET_ITEM(args, 0));
  if (module != NULL && PyModule_ExecDef(module, def) < 0)
    Py_CLEAR(module);
  return module;
}

static PyObject *load_nothing(PyObject *self, PyObject *args) {
  return load(&nothing_module, args);
}

static PyObject *load_bad(PyObject *self, PyObject *args) {
  return load(&bad_module, args);
}

static PyObject *load_good(PyObject *self, PyObject *args) {
  return load(&good_module, args);
}
