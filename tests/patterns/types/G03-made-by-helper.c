// RUN: %check_all_hosts %s
// RUNTIME: none (the types show it)
// Pattern: G03, L21
// A heap type whose spec and bases reach PyType_FromSpec through a helper, two
// helpers, a table, or a macro.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *inner;
} Box;

static int box_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Box *self = (Box *)op;
  PyObject *inner;
  if (!PyArg_ParseTuple(args, "O", &inner))
    return -1;
  Py_XSETREF(self->inner, Py_NewRef(inner));
  return 0;
}

static int box_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(op));
  Py_VISIT(((Box *)op)->inner);
  return 0;
}

static int box_clear(PyObject *op) {
  Py_CLEAR(((Box *)op)->inner);
  return 0;
}

static void bad_dealloc(PyObject *op) {
  // DEALLOC: 'bad_dealloc' does not release the type
  // DEALLOC@-2: 'bad_dealloc' does not release the type
  // DEALLOC@-3: 'bad_dealloc' does not release the type
  // DEALLOC@-4: 'bad_dealloc' does not release the type
  // DEALLOC@-5: 'bad_dealloc' does not release the type
  PyObject_GC_UnTrack(op);
  box_clear(op);
  Py_TYPE(op)->tp_free(op);
}

static void good_dealloc(PyObject *op) {
  PyTypeObject *type = Py_TYPE(op);
  PyObject_GC_UnTrack(op);
  box_clear(op);
  type->tp_free(op);
  Py_DECREF(type);
}

#define SPEC(spec, dealloc)                                                    \
  static PyType_Slot spec##_slots[] = {{Py_tp_dealloc, dealloc},               \
                                       {Py_tp_traverse, box_traverse},         \
                                       {Py_tp_clear, box_clear},               \
                                       {Py_tp_init, box_init},                 \
                                       {0, NULL}};                             \
  static PyType_Spec spec = {.name = "m." #spec,                               \
                             .basicsize = sizeof(Box),                         \
                             .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, \
                             .slots = spec##_slots}

SPEC(helper_bad, bad_dealloc);
SPEC(nested_bad, bad_dealloc);
SPEC(table_bad, bad_dealloc);
SPEC(loop_bad, bad_dealloc);
SPEC(helper_good, good_dealloc);
SPEC(table_good, good_dealloc);
// With a base: bad_dealloc frees the object itself.
SPEC(derived_bad, bad_dealloc);

static PyTypeObject *types[8];

static int create_type(PyObject *module, PyTypeObject **out, PyType_Spec *spec,
                       PyObject *bases) {
  PyObject *type = PyType_FromModuleAndSpec(module, spec, bases);
  if (type == NULL)
    return -1;
  *out = (PyTypeObject *)type;
  return PyModule_AddType(module, *out);
}

static int add_type(PyObject *module, int index, PyType_Spec *spec) {
  return create_type(module, &types[index], spec, NULL);
}

#define ADD(spec)                                                              \
  if (add_type(module, index++, &(spec)) < 0)                                  \
  return -1

static struct {
  PyType_Spec *spec;
  const char *name;
} table[] = {{&table_bad, "Bad"}, {&table_good, "Good"}, {NULL, NULL}};

static PyType_Spec *const all[] = {&loop_bad};

int example_exec(PyObject *module, PyObject *base) {
  int index = 0;
  if (create_type(module, &types[index++], &helper_bad, NULL) < 0 ||
      create_type(module, &types[index++], &helper_good, NULL) < 0 ||
      create_type(module, &types[index++], &derived_bad, base) < 0)
    return -1;
  ADD(nested_bad);
  for (int i = 0; table[i].spec != NULL; i++) {
    PyObject *type = PyType_FromSpec(table[i].spec);
    if (type == NULL)
      return -1;
    types[index++] = (PyTypeObject *)type;
  }
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    types[index] = (PyTypeObject *)PyType_FromSpec(all[i]);
    if (types[index] == NULL)
      return -1;
  }
  return 0;
}
