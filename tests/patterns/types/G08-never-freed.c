// RUN: %check_all_hosts %s
// Pattern: G08
// tp_dealloc frees the object itself. Without that, its memory is lost, though
// not the references that it owned.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  PyObject *source;
  struct {
    int position;
  } state;
} Lexer;

static PyObject *lexer_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  PyObject *source;
  if (!PyArg_ParseTuple(args, "U", &source))
    return NULL;
  Lexer *self = (Lexer *)type->tp_alloc(type, 0);
  if (self != NULL)
    self->source = Py_NewRef(source);
  return (PyObject *)self;
}

static void lexer_dealloc(Lexer *self) {
  // DEALLOC: ^'lexer_dealloc' does not free the object
  Py_CLEAR(self->source);
}

PyTypeObject Lexer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Lexer",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)lexer_dealloc,
};

// By a helper that releases what the object owns.
static void release_parts(Lexer *self) { Py_CLEAR(self->source); }

static void helped_dealloc(PyObject *op) {
  // DEALLOC: ^'helped_dealloc' does not free the object
  Lexer *self = (Lexer *)op;
  if (self->source != NULL)
    release_parts(self);
}

PyTypeObject Helped_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Helped",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = helped_dealloc,
};

// The object waits in a list of free ones.
static Lexer *free_lexers[8];
static int free_count;

static void kept_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  if (free_count < 8)
    free_lexers[free_count++] = self;
  else
    Py_TYPE(self)->tp_free((PyObject *)self);
}

PyTypeObject Kept_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Kept",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)kept_dealloc,
};

static Lexer *last_lexer;

static void parked_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  last_lexer = self;
}

PyTypeObject Parked_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Parked",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)parked_dealloc,
};

// Code elsewhere gets the object.
extern void lexer_recycle(Lexer *self);

static void recycled_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  lexer_recycle(self);
}

PyTypeObject Recycled_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Recycled",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)recycled_dealloc,
};

// Its place in a table is free again.
static Lexer arena[8];
static char used[8];

static void arena_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  used[self - arena] = 0;
}

PyTypeObject Arena_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Arena",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)arena_dealloc,
};

// A function gets a part of it, and finds the whole.
extern void state_release(void *state);

static void part_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  state_release(&self->state);
}

PyTypeObject Part_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Part",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)part_dealloc,
};

// It comes back to life.
static void revived_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  Py_INCREF(self);
}

PyTypeObject Revived_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Revived",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)revived_dealloc,
};

// Nobody may end it.
static void fatal_dealloc(Lexer *self) {
  Py_CLEAR(self->source);
  Py_FatalError("a lexer ends");
}

PyTypeObject Fatal_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Fatal",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)fatal_dealloc,
};

// It is static, and never goes.
static Lexer the_lexer;

static PyObject *static_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  return Py_NewRef((PyObject *)&the_lexer);
}

static void static_dealloc(PyObject *self) { Py_FatalError("static"); }

PyTypeObject Static_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Static",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = static_new,
    .tp_dealloc = static_dealloc,
};

// A function through a pointer frees it.
static void pointer_dealloc(Lexer *self) {
  freefunc release = Py_TYPE(self)->tp_free;
  Py_CLEAR(self->source);
  release(self);
}

PyTypeObject Pointer_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "m.Pointer",
    .tp_basicsize = sizeof(Lexer),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = lexer_new,
    .tp_dealloc = (destructor)pointer_dealloc,
};
