// RUN: %check_all_hosts %s
// Pattern: G03
// A function of another library gets the type and sets its slots: its tp_new
// may count the type for each instance.

#include <Python.h>

typedef struct {
  PyObject_HEAD
} Policy;

struct export_api {
  int (*export_type)(PyObject *dict, const char *name, PyTypeObject *type);
};
static struct export_api *api;

static void policy_dealloc(PyObject *self) {
  Py_DECREF(Py_TYPE(self));
  Py_TYPE(self)->tp_free(self);
}

static PyTypeObject Policy_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Policy",
    .tp_basicsize = sizeof(Policy),
    .tp_dealloc = policy_dealloc,
};

static void plain_dealloc(PyObject *self) {
  Py_DECREF(Py_TYPE(self));
  // DEALLOC: ^'plain_dealloc' releases the type
  Py_TYPE(self)->tp_free(self);
}

static PyTypeObject Plain_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Plain",
    .tp_basicsize = sizeof(Policy),
    .tp_dealloc = plain_dealloc,
};

// The same in a heap type: the type may go with its last instance.
static void heap_dealloc(PyObject *self) {
  Py_DECREF(Py_TYPE(self));
  Py_TYPE(self)->tp_free(self);
  // USE-AFTER-RELEASE: ^'Py_TYPE(self)'
}

static PyType_Slot slots[] = {{Py_tp_dealloc, heap_dealloc}, {0, NULL}};
PyType_Spec heap_spec = {"m.Heap", sizeof(Policy), 0, Py_TPFLAGS_DEFAULT, slots};

int add_types(PyObject *module) {
  api = PyCapsule_Import("m.api", 0);
  if (api == NULL || PyType_Ready(&Plain_Type) < 0)
    return -1;
  return api->export_type(PyModule_GetDict(module), "Policy", &Policy_Type);
}
