// RUN: %check_all_hosts %s
// RUNTIME: call=slot types=Reader_Type,Writer_Type,Copier_Type,Borrower_Type
//     bad=reader_dealloc_bad:leak run=m.Reader_Type(len, repr)
// RUNTIME: call=slot types=Reader_Type,Writer_Type,Copier_Type,Borrower_Type
//     bad=copier_dealloc_bad:leak run=m.Copier_Type([], [])
// RUNTIME: call=slot types=Reader_Type,Writer_Type,Copier_Type,Borrower_Type
//     good=writer_init run=m.Writer_Type(len, repr)
// Pattern: L20
// Fields that a helper sets through their address.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *protocol, *reply;
} Reader;

static int set_callable(PyObject **place, PyObject *value) {
  if (!PyCallable_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "not callable");
    return 0;
  }
  Py_XDECREF(*place);
  Py_INCREF(value);
  *place = value;
  return 1;
}

static int reader_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Reader *self = (Reader *)op;
  PyObject *p, *q;
  if (!PyArg_ParseTuple(args, "OO", &p, &q))
    return -1;
  if (!set_callable(&self->protocol, p) || !set_callable(&self->reply, q))
    return -1;
  return 0;
}

static void reader_dealloc_bad(PyObject *op) {
  // DEALLOC: 'reader_dealloc_bad' does not release field 'reply'
  Py_XDECREF(((Reader *)op)->protocol);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Reader_Type = {
    // GC-SUPPORT: 'Reader_Type' owns an arbitrary object in 'protocol'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Reader",
    .tp_basicsize = sizeof(Reader),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = reader_init,
    .tp_new = PyType_GenericNew,
    .tp_dealloc = reader_dealloc_bad,
};

// Both released.

static void writer_dealloc(PyObject *op) {
  Py_XDECREF(((Reader *)op)->protocol);
  Py_XDECREF(((Reader *)op)->reply);
  Py_TYPE(op)->tp_free(op);
}

static int writer_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  return reader_init(op, args, kwargs);
}

PyTypeObject Writer_Type = {
    // GC-SUPPORT: 'Writer_Type' owns an arbitrary object in 'protocol'
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Writer",
    .tp_basicsize = sizeof(Reader),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = writer_init,
    .tp_new = PyType_GenericNew,
    .tp_dealloc = writer_dealloc,
};

// A helper of the helper, which makes the new object itself; a macro between.

typedef struct {
  PyObject_HEAD
  PyObject *first, *second;
} Copier;

static int replace(PyObject **place, PyObject *value) {
  PyObject *old = *place;
  *place = value;
  Py_XDECREF(old);
  return value == NULL ? -1 : 0;
}

static int copy_to(PyObject *from, PyObject **place) {
  return replace(place, PySequence_List(from));
}

#define COPY(from, field) copy_to((from), &(field))

static int copier_init(PyObject *op, PyObject *args, PyObject *kwargs) {
  Copier *self = (Copier *)op;
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "OO", &a, &b))
    return -1;
  return COPY(a, self->first) < 0 || COPY(b, self->second) < 0 ? -1 : 0;
}

static void copier_dealloc_bad(PyObject *op) {
  // DEALLOC: 'copier_dealloc_bad' does not release field 'second'
  Py_XDECREF(((Copier *)op)->first);
  Py_TYPE(op)->tp_free(op);
}

PyTypeObject Copier_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Copier",
    .tp_basicsize = sizeof(Copier),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_init = copier_init,
    .tp_new = PyType_GenericNew,
    .tp_dealloc = copier_dealloc_bad,
};

// A helper that stores what it is given, without a reference; one whose address
// goes on to somebody unknown.

typedef struct {
  PyObject_HEAD
  PyObject *owner, *other;
} Borrower;

static void point_to(PyObject **place, PyObject *value) {
  *place = value;
}

int (*fill_somehow)(PyObject **place);
static int fill(PyObject **place) {
  return place != NULL ? fill_somehow(place) : 0;
}

static PyObject *borrower_make(PyObject *owner) {
  extern PyTypeObject Borrower_Type;
  Borrower *self = PyObject_New(Borrower, &Borrower_Type);
  if (self == NULL)
    return NULL;
  self->other = NULL;
  point_to(&self->owner, owner);
  if (fill(&self->other) < 0) {
    Py_DECREF(self);
    return NULL;
  }
  return (PyObject *)self;
}

PyObject *borrower_for(PyObject *self, PyObject *args) {
  return borrower_make(self);
}

static void borrower_dealloc(PyObject *op) {
  PyObject_Free(op);
}

PyTypeObject Borrower_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Borrower",
    .tp_basicsize = sizeof(Borrower),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = borrower_dealloc,
};
