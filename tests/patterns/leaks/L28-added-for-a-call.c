// RUN: %check_all_hosts %s
// RUNTIME: none (helpers and callbacks of a library)
// Pattern: L28
// A reference that a function adds for the time of some calls stays behind: to an
// argument, to what a `void *` holds, to an argument of Argument Clinic's body.

#include <Python.h>

typedef struct {
  void *data;
} Handle;

typedef struct {
  PyObject_HEAD
  PyObject *hook;
} Box;

void closed_bad(Handle *handle) {
  PyObject *self = (PyObject *)handle->data;
  Py_INCREF(self);
  PyObject *result = PyObject_CallMethod(self, "closed", NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
  // LEAK@+1: 'handle->data'
}

void closed_good(Handle *handle) {
  PyObject *self = (PyObject *)handle->data;
  Py_INCREF(self);
  PyObject *result = PyObject_CallMethod(self, "closed", NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(self);
  Py_XDECREF(result);
  Py_DECREF(self);
}

int log_bad(PyObject *logger, PyObject *text) {
  Py_INCREF(text);
  PyObject *result = PyObject_CallFunctionObjArgs(logger, text, NULL);
  if (result == NULL)
    return -1; // LEAK: 'text'
  Py_DECREF(result);
  return 0;
}

int log_good(PyObject *logger, PyObject *text) {
  Py_INCREF(text);
  PyObject *result = PyObject_CallFunctionObjArgs(logger, text, NULL);
  Py_DECREF(text);
  if (result == NULL)
    return -1;
  Py_DECREF(result);
  return 0;
}

// A callback of a library, which gets its object untyped; one way out forgets it.
static void called_bad(int event, void *data) {
  PyObject *hook = data;
  Py_INCREF(hook);
  PyObject *number = PyLong_FromLong(event);
  if (number == NULL) {
    PyErr_WriteUnraisable(hook);
    return; // LEAK: 'data'
  }
  Py_XDECREF(PyObject_CallFunctionObjArgs(hook, number, NULL));
  Py_DECREF(number);
  Py_DECREF(hook);
}

static void called_good(int event, void *data) {
  PyObject *hook = data;
  Py_INCREF(hook);
  PyObject *number = PyLong_FromLong(event);
  if (number == NULL) {
    PyErr_WriteUnraisable(hook);
    Py_DECREF(hook);
    return;
  }
  Py_XDECREF(PyObject_CallFunctionObjArgs(hook, number, NULL));
  Py_DECREF(number);
  Py_DECREF(hook);
}

// What a static variable and a field hold.
static PyObject *observer;

static void notify_bad(PyObject *about) {
  PyObject *who = observer;
  if (who == NULL)
    return;
  Py_INCREF(who);
  if (PyObject_SetAttrString(who, "last", about) < 0)
    PyErr_WriteUnraisable(who);
  // LEAK@+1: 'who'
}

static void notify_good(PyObject *about) {
  PyObject *who = observer;
  if (who == NULL)
    return;
  Py_INCREF(who);
  if (PyObject_SetAttrString(who, "last", about) < 0)
    PyErr_WriteUnraisable(who);
  Py_DECREF(who);
}

PyObject *observe(PyObject *self, PyObject *who) {
  Py_INCREF(who);
  Py_XSETREF(observer, who);
  Py_RETURN_NONE;
}

// A reference that the caller gets along with the success, one that goes where
// nobody sees, and functions that only count.
int hold_good(PyObject *object) {
  Py_INCREF(object);
  if (PyObject_SetAttrString(object, "held", Py_True) < 0) {
    Py_DECREF(object);
    return -1;
  }
  return 0;
}

void push(void *stack, PyObject *object);

void remember_good(void *stack, PyObject *object) {
  Py_INCREF(object);
  PyObject_SetAttrString(object, "pushed", Py_True);
  push(stack, object);
}

void begin_good(Handle *handle, PyObject *object) {
  Py_INCREF(object);
  if (PyObject_SetAttrString(object, "begun", Py_True) < 0)
    PyErr_Clear();
  handle->data = object;
}

void count_good(void *data) { Py_INCREF((PyObject *)data); }
void uncount_good(void *data) { Py_DECREF((PyObject *)data); }

// The body of an entry point: its wrapper adds nothing and takes nothing.
int keep_untyped(const char *name, void *data);

static PyObject *m_box_call_impl(Box *self, PyObject *what) {
  Py_INCREF(what);
  if (keep_untyped("call", (void *)Py_NewRef(what)) < 0)
    return NULL; // LEAK: 'what'
  Py_RETURN_NONE;
}

static PyObject *m_box_keep_impl(Box *self, PyObject *what) {
  if (keep_untyped("keep", (void *)Py_NewRef(what)) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *m_box_run_impl(Box *self) {
  PyObject *hook = self->hook;
  Py_INCREF(hook);
  PyObject *result = PyObject_CallNoArgs(hook);
  return result; // LEAK: 'self->hook'
}

static PyObject *m_box_call(PyObject *self, PyObject *what) {
  return m_box_call_impl((Box *)self, what);
}

static PyObject *m_box_keep(PyObject *self, PyObject *what) {
  return m_box_keep_impl((Box *)self, what);
}

static PyObject *m_box_run(PyObject *self, PyObject *unused) {
  return m_box_run_impl((Box *)self);
}

static PyMethodDef methods[] = {
    {"call", m_box_call, METH_O, NULL},
    {"keep", m_box_keep, METH_O, NULL},
    {"run", m_box_run, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
PyMethodDef *table = methods;
void (*callbacks[])(int, void *) = {called_bad, called_good};
void (*notifiers[])(PyObject *) = {notify_bad, notify_good};
