// RUN: %check_all_hosts %s
// Pattern: S04
// A function that gets the address of one field leaves those beside it alone.

#include <Python.h>

typedef struct {
  int length;
  double *data;
} Vector;

typedef struct {
  PyObject_HEAD
  PyObject *out, *other;
  Vector vector, second;
  double weights[3];
} Object;

int fill(Vector *);
int fill_from(PyObject *, Vector *);
int fill_both(Vector *, Vector *);
void set_weights(double *);
void set_length(int *);
void change(Object *);
void replace(PyObject **);

static PyObject *counted(Object *self, PyObject *args) {
  Py_INCREF(self->out);
  fill(&self->vector);
  return self->out;
}

static PyObject *from_object(Object *self, PyObject *args) {
  Py_INCREF(self->out);
  if (!fill_from(self->out, &(self->vector))) {
    Py_DECREF(self->out);
    return NULL;
  }
  return self->out;
}

static PyObject *two(Object *self, PyObject *args) {
  PyObject *result = self->out;
  Py_INCREF(result);
  fill_both(&self->vector, &self->second);
  if (result != self->out)
    return NULL;
  return result;
}

static PyObject *array(Object *self, PyObject *args) {
  Py_INCREF(self->out);
  set_weights(self->weights);
  set_weights(&self->weights[1]);
  return self->out;
}

static PyObject *inner(Object *self, PyObject *args) {
  Py_INCREF(self->out);
  set_length(&self->vector.length);
  set_weights(self->vector.data);
  return self->out;
}

static PyObject *beside_slot(Object *self, PyObject *args) {
  Py_INCREF(self->out);
  replace(&self->other);
  return self->out;
}

static PyObject *borrowed_bad(Object *self, PyObject *args) {
  fill(&self->vector);
  return self->out;
  // RETURN-BORROWED: 'self->out'
}

static PyObject *whole_bad(Object *self, PyObject *args) {
  PyObject *before = self->out;
  Py_INCREF(before);
  change(self);
  if (self->out == NULL) {
    Py_DECREF(before);
    return NULL;
  }
  Py_INCREF(self->out);
  return self->out;
  // LEAK: 'self->out'
}

// A callback, or what a `void *` points to, may lead back to the object.
typedef struct {
  int state;
  void *data;
} Parser;

typedef struct {
  PyObject_HEAD
  Parser parser;
  PyObject *headers, *first, *second;
} Reader;

int execute(Parser *, const char *);

PyObject *called_back(Reader *self, PyObject *text) {
  self->headers = NULL;
  if (execute(&self->parser, PyBytes_AS_STRING(text)) < 0)
    return NULL;
  return PyLong_FromSsize_t(PyList_GET_SIZE(self->headers));
}

// The address of a field may stand for those behind it, too.
PyObject *copied(Reader *self, Reader *other) {
  self->first = self->second = NULL;
  memcpy(&self->first, &other->first, 2 * sizeof(PyObject *));
  Py_INCREF(self->first);
  Py_INCREF(self->second);
  Py_RETURN_NONE;
}

int fill_slots(PyObject **, int);

PyObject *several(Reader *self, PyObject *args) {
  self->first = self->second = NULL;
  if (fill_slots(&self->first, 2) < 0)
    return NULL;
  return Py_NewRef(self->second);
}

static PyMethodDef methods[] = {
    {"counted", (PyCFunction)counted, METH_NOARGS, NULL},
    {"from_object", (PyCFunction)from_object, METH_NOARGS, NULL},
    {"two", (PyCFunction)two, METH_NOARGS, NULL},
    {"array", (PyCFunction)array, METH_NOARGS, NULL},
    {"inner", (PyCFunction)inner, METH_NOARGS, NULL},
    {"beside_slot", (PyCFunction)beside_slot, METH_NOARGS, NULL},
    {"borrowed", (PyCFunction)borrowed_bad, METH_NOARGS, NULL},
    {"whole", (PyCFunction)whole_bad, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef *methods_of_object(void) { return methods; }
