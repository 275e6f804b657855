// RUN: %check_all_hosts %s
// RUNTIME: good=configure,run call=o args=(object(),)
// RUNTIME: good=pop call=noargs
// Pattern: S01
// A strong reference stored into a struct, an array or a global that outlives
// the function is kept, not lost.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
  PyObject *handler;
  PyObject *arguments;
  int priority;
} Entry;

#define STACK_SIZE 16
static Entry stack[STACK_SIZE];
static int stack_top;
static PyObject *default_handler;
static PyObject *handlers[4];

static void entry_clear(Entry *entry) {
  Py_CLEAR(entry->handler);
  Py_CLEAR(entry->arguments);
}

static PyObject *push(PyObject *self, PyObject *handler) {
  if (stack_top == STACK_SIZE)
    entry_clear(&stack[--stack_top]);
  PyObject *arguments = PyTuple_New(0);
  if (arguments == NULL)
    return NULL;
  Entry *entry = &stack[stack_top++];
  entry->handler = Py_NewRef(handler);
  entry->arguments = arguments;
  entry->priority = stack_top;
  Py_RETURN_NONE;
}

static PyObject *pop(PyObject *self, PyObject *unused) {
  if (stack_top == 0)
    Py_RETURN_NONE;
  Entry entry = stack[--stack_top];
  stack[stack_top].handler = stack[stack_top].arguments = NULL;
  Py_DECREF(entry.arguments);
  return entry.handler;
}

static PyObject *configure(PyObject *self, PyObject *handler) {
  Py_INCREF(handler);
  Py_XSETREF(default_handler, handler);
  for (int i = 0; i < 4; i++) {
    PyObject *old = handlers[i];
    Py_INCREF(handler);
    handlers[i] = handler;
    Py_XDECREF(old);
  }
  Py_RETURN_NONE;
}

// A node on the heap, reachable from a list that lives on.
typedef struct Watch {
  struct Watch *next;
  PyObject *callback;
} Watch;

static Watch *watches;

static PyObject *watch(PyObject *self, PyObject *callback) {
  Watch *node = PyMem_Malloc(sizeof(Watch));
  if (node == NULL)
    return PyErr_NoMemory();
  Py_INCREF(callback);
  node->callback = callback;
  node->next = watches;
  watches = node;
  Py_RETURN_NONE;
}

// The caller of this helper owns what it finds in the struct afterwards.
static int entry_init(Entry *entry, PyObject *handler, long number) {
  PyObject *argument = PyLong_FromLong(number);
  if (argument == NULL)
    return -1;
  entry->arguments = PyTuple_Pack(1, argument);
  Py_DECREF(argument);
  if (entry->arguments == NULL)
    return -1;
  entry->handler = Py_NewRef(handler);
  return 0;
}

static PyObject *run(PyObject *self, PyObject *handler) {
  Entry entry;
  if (entry_init(&entry, handler, 3) < 0)
    return NULL;
  PyObject *result = PyObject_Call(entry.handler, entry.arguments, NULL);
  entry_clear(&entry);
  return result;
}

PyMethodDef struct_methods[] = {{"push", push, METH_O, NULL},
                                {"pop", pop, METH_NOARGS, NULL},
                                {"configure", configure, METH_O, NULL},
                                {"watch", watch, METH_O, NULL},
                                {"run", run, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
