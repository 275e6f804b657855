// RUN: %check_all_hosts %s
// RUNTIME: bad=make_bad:leak run=m.make_bad()()
// RUNTIME: bad=make_object_bad:leak run=m.make_object_bad()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: L21
// A tp_dealloc that frees the object itself leaves nothing to the base type,
// whatever that is: the reference to the heap type is its own to release.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *owner;
} Token;

static int traverse_good(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Token *)self)->owner);
  return 0;
}

static int clear(PyObject *self) {
  Py_CLEAR(((Token *)self)->owner);
  return 0;
}

static void dealloc_bad(PyObject *self) {
  // DEALLOC: ^'dealloc_bad' ... 'bad_spec'
  PyObject_GC_UnTrack(self);
  clear(self);
  Py_TYPE(self)->tp_free(self);
}

static void dealloc_object_bad(PyObject *self) {
  // DEALLOC: ^'dealloc_object_bad' ... 'object_bad_spec'
  PyObject_GC_UnTrack(self);
  clear(self);
  PyObject_GC_Del(self);
}

static void dealloc_good(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {{Py_tp_traverse, traverse_good},
                                  {Py_tp_clear, clear},
                                  {Py_tp_dealloc, dealloc_bad},
                                  {0, NULL}};
static PyType_Spec bad_spec = {"example.Token", sizeof(Token), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                               bad_slots};

static PyType_Slot object_bad_slots[] = {{Py_tp_traverse, traverse_good},
                                         {Py_tp_clear, clear},
                                         {Py_tp_dealloc, dealloc_object_bad},
                                         {0, NULL}};
static PyType_Spec object_bad_spec = {"example.Token", sizeof(Token), 0,
                                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                      object_bad_slots};

static PyType_Slot good_slots[] = {{Py_tp_traverse, traverse_good},
                                   {Py_tp_clear, clear},
                                   {Py_tp_dealloc, dealloc_good},
                                   {0, NULL}};
static PyType_Spec good_spec = {"example.Token", sizeof(Token), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                good_slots};

// What the bases are cannot be seen.

static PyObject *bases(void) {
  PyObject *builtins = PyImport_ImportModule("builtins");
  if (builtins == NULL)
    return NULL;
  PyObject *object = PyObject_GetAttrString(builtins, "object");
  Py_DECREF(builtins);
  return object;
}

static PyObject *make(PyType_Spec *spec) {
  PyObject *object = bases();
  if (object == NULL)
    return NULL;
  PyObject *type = PyType_FromSpecWithBases(spec, object);
  Py_DECREF(object);
  return type;
}

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return make(&bad_spec);
}

static PyObject *make_object_bad(PyObject *self, PyObject *args) {
  return make(&object_bad_spec);
}

static PyObject *make_good(PyObject *self, PyObject *args) {
  return make(&good_spec);
}

// This one does not visit it either.

static int traverse_bad(PyObject *self, visitproc visit, void *arg) {
  // GC-SUPPORT: ^'traverse_bad' does not visit the type
  Py_VISIT(((Token *)self)->owner);
  return 0;
}

static PyType_Slot unvisited_slots[] = {{Py_tp_traverse, traverse_bad},
                                        {Py_tp_clear, clear},
                                        {Py_tp_dealloc, dealloc_good},
                                        {0, NULL}};
static PyType_Spec unvisited_spec = {"example.Token", sizeof(Token), 0,
                                     Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                     unvisited_slots};

PyObject *make_unvisited(PyObject *self, PyObject *args) {
  return make(&unvisited_spec);
}
