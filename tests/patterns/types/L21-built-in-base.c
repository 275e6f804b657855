// RUN: %check_all_hosts %s
// RUNTIME: bad=make_bad:leak run=m.make_bad()()
// RUNTIME: good=make_good run=m.make_good()()
// Pattern: L21
// The tp_dealloc of a built-in type frees the object, and leaves the reference
// to a heap type to whoever calls it.

#include <Python.h>

typedef struct {
  PyListObject base;
  PyObject *owner;
} Table;

static int traverse(Table *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self->owner);
  return PyList_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int clear(Table *self) {
  Py_CLEAR(self->owner);
  return PyList_Type.tp_clear((PyObject *)self);
}

static void dealloc_bad(Table *self) {
  // DEALLOC: ^'dealloc_bad' ... 'bad_spec'
  PyObject_GC_UnTrack(self);
  Py_CLEAR(self->owner);
  PyList_Type.tp_dealloc((PyObject *)self);
}

static void dealloc_good(Table *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_CLEAR(self->owner);
  PyList_Type.tp_dealloc((PyObject *)self);
  Py_DECREF(type);
}

static PyType_Slot bad_slots[] = {{Py_tp_traverse, traverse},
                                  {Py_tp_clear, clear},
                                  {Py_tp_dealloc, dealloc_bad},
                                  {0, NULL}};
static PyType_Spec bad_spec = {"example.Table", sizeof(Table), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                               bad_slots};

static PyType_Slot good_slots[] = {{Py_tp_traverse, traverse},
                                   {Py_tp_clear, clear},
                                   {Py_tp_dealloc, dealloc_good},
                                   {0, NULL}};
static PyType_Spec good_spec = {"example.Table", sizeof(Table), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
                                good_slots};

static PyObject *make_bad(PyObject *self, PyObject *args) {
  return PyType_FromSpecWithBases(&bad_spec, (PyObject *)&PyList_Type);
}

static PyObject *make_good(PyObject *self, PyObject *args) {
  return PyType_FromSpecWithBases(&good_spec, (PyObject *)&PyList_Type);
}
