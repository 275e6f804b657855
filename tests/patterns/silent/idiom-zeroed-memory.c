// RUN: %check_all_hosts %s
// RUNTIME: good=struct_good,pointer_good,local_good,cast_good args=(None, [])
// Pattern: S06
// Memory that memset has set to zero: its pointers are NULL, and what is stored
// there replaces nothing.

#include <Python.h>
#include <string.h>

typedef struct {
  PyObject *handler;
  PyObject *name;
  int count;
} Context;

void *(*context_allocate)(size_t) = PyMem_Malloc;
void (*context_free)(void *) = PyMem_Free;

PyObject *struct_good(PyObject *self, PyObject *handler) {
  Context *context = context_allocate(sizeof(Context));
  if (context == NULL)
    return PyErr_NoMemory();
  memset(context, 0, sizeof(Context));
  Py_XDECREF(context->handler);
  context->handler = Py_NewRef(handler);
  PyObject *result = PyLong_FromLong(context->count);
  Py_XDECREF(context->handler);
  context_free(context);
  return result;
}

static void set_handler(Context *context, PyObject *handler) {
  Py_XDECREF(context->handler);
  context->handler = Py_NewRef(handler);
}

PyObject *pointer_good(PyObject *self, PyObject *handler) {
  Context *context = context_allocate(sizeof(*context));
  if (context == NULL)
    return PyErr_NoMemory();
  memset((char *)context, 0, sizeof(*context));
  set_handler(context, handler);
  PyObject *result = PyLong_FromLong(context->count);
  Py_XDECREF(context->handler);
  context_free(context);
  return result;
}

PyObject *local_good(PyObject *self, PyObject *handler) {
  Context context;
  memset(&context, 0, sizeof context);
  if (handler == Py_None)
    context.name = Py_NewRef(handler);
  Py_XDECREF(context.name);
  return PyLong_FromLong(context.count);
}

PyObject *cast_good(PyObject *self, PyObject *handler) {
  PyObject *parts[4];
  memset(parts, 0, sizeof(parts));
  parts[1] = Py_NewRef(handler);
  for (int i = 0; i < 4; i++)
    Py_XDECREF(parts[i]);
  Py_RETURN_NONE;
}

// Only a part of it is set.
PyObject *part_bad(PyObject *self, PyObject *handler) {
  Context *context = context_allocate(sizeof(Context));
  if (context == NULL)
    return PyErr_NoMemory();
  memset(context, 0, 4);
  Py_XDECREF(context->handler);
  // USE-AFTER-RELEASE: ^'context->handler' still points to the object
  context->handler = Py_NewRef(handler);
  Py_XDECREF(context->handler);
  context_free(context);
  Py_RETURN_NONE;
}

// Other bytes than zero.
PyObject *ones_bad(PyObject *self, PyObject *handler) {
  Context *context = context_allocate(sizeof(Context));
  if (context == NULL)
    return PyErr_NoMemory();
  memset(context, -1, sizeof(Context));
  Py_XDECREF(context->handler);
  // USE-AFTER-RELEASE: ^'context->handler' still points to the object
  context->handler = Py_NewRef(handler);
  Py_XDECREF(context->handler);
  context_free(context);
  Py_RETURN_NONE;
}
