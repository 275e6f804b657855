// RUN: %check_all_hosts %s
// RUNTIME: none (what is called is not in the file)
// Pattern: L35
// Functions that are called through a table or a member: what one caller releases is new for all.

#include <Python.h>

static void **Lib_API;
#define Lib_Switch (*(PyObject * (*)(PyObject *)) Lib_API[4])
#define Lib_Peek (*(PyObject * (*)(PyObject *)) Lib_API[5])

typedef struct {
  PyObject *(*make)(PyObject *);
  PyObject *(*peek)(PyObject *);
} Api;
static Api *api;

typedef struct {
  PyObject_HEAD
  PyObject *(*convert)(PyObject *);
} Box;

static PyObject *counted_twice_bad(PyObject *self, PyObject *arg) {
  PyObject *result = Lib_Switch(arg);
  if (result == NULL)
    return NULL;
  Py_INCREF(result);
  return result;
  // LEAK: 'result'
}

static PyObject *compared_bad(PyObject *self, PyObject *arg) {
  if (Lib_Switch(arg) == NULL)
    // LEAK: the new reference returned by 'Lib_Switch'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *negated_bad(PyObject *self, PyObject *arg) {
  if (!Lib_Switch(arg))
    // LEAK: the new reference returned by 'Lib_Switch'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *switch_good(PyObject *self, PyObject *arg) {
  PyObject *result = Lib_Switch(arg);
  if (result == NULL)
    return NULL;
  Py_DECREF(result);
  Py_RETURN_NONE;
}

// Nothing here says that this one gives away a reference, but much that it lends one.
static PyObject *peek_good(PyObject *self, PyObject *arg) {
  PyObject *result = Lib_Peek(arg);
  if (result == NULL)
    return NULL;
  Py_INCREF(result);
  return result;
}

static PyObject *peek_size_good(PyObject *self, PyObject *arg) {
  PyObject *result = Lib_Peek(arg);
  if (result == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyObject_Size(result));
}

static PyObject *member_bad(PyObject *self, PyObject *arg) {
  PyObject *result = api->make(arg);
  if (result == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyObject_Size(result));
  // LEAK: 'result'
}

static PyObject *member_good(PyObject *self, PyObject *arg) {
  PyObject *result = api->make(arg);
  if (result == NULL)
    return NULL;
  Py_ssize_t size = PyObject_Size(result);
  Py_DECREF(result);
  return PyLong_FromSsize_t(size);
}

static PyObject *other_member_good(PyObject *self, PyObject *arg) {
  PyObject *result = api->peek(arg);
  if (result == NULL)
    return NULL;
  return PyLong_FromSsize_t(PyObject_Size(result));
}

static PyObject *callback_bad(Box *self, PyObject *arg) {
  PyObject *result = self->convert(arg);
  if (result == NULL)
    return NULL;
  return PyTuple_Pack(1, result);
  // LEAK: 'result'
}

static PyObject *callback_good(Box *self, PyObject *arg) {
  PyObject *result = self->convert(arg);
  if (result == NULL)
    return NULL;
  PyObject *tuple = PyTuple_Pack(1, result);
  Py_DECREF(result);
  return tuple;
}

// A function that asks which one it calls knows what that does.
PyObject *convert_object(PyObject *o);

static PyObject *asked_good(Box *self, PyObject *arg) {
  PyObject *result = self->convert(arg);
  if (self->convert == convert_object)
    Py_DECREF(result);
  return result;
}

// A flag beside the pointer says whose the result is.
typedef struct {
  PyObject *(*get)(PyObject *);
  int owned;
} Source;

static int flag_good(Source *source, PyObject *arg) {
  PyObject *result = source->get(arg);
  if (result == NULL)
    return -1;
  int is_true = PyObject_IsTrue(result);
  if (source->owned)
    Py_DECREF(result);
  return is_true;
}

int use_source(Source *source, PyObject *arg) { return flag_good(source, arg); }

PyMethodDef lib_methods[] = {
    {"counted_twice", counted_twice_bad, METH_O, NULL},
    {"compared", compared_bad, METH_O, NULL},
    {"negated", negated_bad, METH_O, NULL},
    {"switch", switch_good, METH_O, NULL},
    {"peek", peek_good, METH_O, NULL},
    {"peek_size", peek_size_good, METH_O, NULL},
    {"member", member_bad, METH_O, NULL},
    {"member_good", member_good, METH_O, NULL},
    {"other_member", other_member_good, METH_O, NULL},
    {"callback", (PyCFunction)callback_bad, METH_O, NULL},
    {"callback_good", (PyCFunction)callback_good, METH_O, NULL},
    {"asked", (PyCFunction)asked_good, METH_O, NULL},
    {NULL}};
