// RUN: %check_all_hosts %s
// RUNTIME-SETUP: from types import SimpleNamespace
// RUNTIME: bad=load_bad:leak args=(SimpleNamespace(name="bad"),)
// RUNTIME: good=load_good args=(SimpleNamespace(name="good"),)
// Pattern: G08
// In C++: the state of a module that makes its types in the second phase.

#include "Inputs/box.hpp"

DEFINE_BOX

struct State {
  PyTypeObject *box_type;
  PyObject *registry;
};

static State *state_of(PyObject *module) {
  return static_cast<State *>(PyModule_GetState(module));
}

static PyType_Slot box_slots[] = {SLOT(Py_tp_init, box_init),
                                  SLOT(Py_tp_traverse, box_heap_traverse),
                                  SLOT(Py_tp_clear, box_clear),
                                  SLOT(Py_tp_dealloc, box_heap_dealloc),
                                  {0, nullptr}};
static PyType_Spec box_spec = {"example.Box", sizeof(Box), 0, WITH_GC,
                               box_slots};

static int fill(PyObject *module) {
  State *state = state_of(module);
  state->box_type = reinterpret_cast<PyTypeObject *>(
      PyType_FromModuleAndSpec(module, &box_spec, nullptr));
  if (state->box_type == nullptr)
    return -1;
  state->registry = PyDict_New();
  return state->registry == nullptr ? -1 : 0;
}

static PyModuleDef_Slot slots[] = {SLOT(Py_mod_exec, fill), {0, nullptr}};

static int traverse_bad(PyObject *module, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' ... 'box_type'
  Py_VISIT(state_of(module)->registry);
  return 0;
}

static int clear_bad(PyObject *module) {
  // GC-SUPPORT: ^'clear_bad' ... 'registry'
  Py_CLEAR(state_of(module)->box_type);
  return 0;
}

PyModuleDef bad_module = {PyModuleDef_HEAD_INIT, "bad",        nullptr,
                          sizeof(State),         nullptr,      slots,
                          traverse_bad,          clear_bad,    nullptr};
// GC-SUPPORT@-3: 'bad_module' ... no m_free ... 'box_type'

static int traverse_good(PyObject *module, visitproc visit, void *arg) {
  Py_VISIT(state_of(module)->box_type);
  Py_VISIT(state_of(module)->registry);
  return 0;
}

static int clear_good(PyObject *module) {
  State *state = state_of(module);
  Py_CLEAR(state->box_type);
  Py_CLEAR(state->registry);
  return 0;
}

static void free_good(void *module) {
  clear_good(static_cast<PyObject *>(module));
}

PyModuleDef good_module = {PyModuleDef_HEAD_INIT, "good",       nullptr,
                           sizeof(State),         nullptr,      slots,
                           traverse_good,         clear_good,   free_good};

// What the import system does in the second phase of the initialisation.
static PyObject *load(PyModuleDef *def, PyObject *args) {
  PyObject *module = PyModule_FromDefAndSpec(def, PyTuple_GET_ITEM(args, 0));
  if (module != nullptr && PyModule_ExecDef(module, def) < 0)
    Py_CLEAR(module);
  return module;
}

static PyObject *load_bad(PyObject *self, PyObject *args) {
  return load(&bad_module, args);
}

static PyObject *load_good(PyObject *self, PyObject *args) {
  return load(&good_module, args);
}
