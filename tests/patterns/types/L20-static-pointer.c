// RUN: %check_all_hosts %s
// RUNTIME: none (what a dangling pointer shows depends on what comes after)
// Pattern: L20
// A static variable that borrows an instance: when that dies, the variable
// points to freed memory.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  int number;
} Job;

static PyTypeObject Kept_Type, Last_Type, Reset_Type, Helper_Type;
static PyObject *last, *kept, *reset, *helped;
static Job *current;

// Made here and given away: whoever empties the dictionary frees it.
static void last_dealloc_bad(PyObject *op) {
  // DEALLOC: 'last_dealloc_bad' leaves 'last' as it is
  PyObject_Free(op);
}

PyObject *last_make(PyObject *self, PyObject *dict) {
  Job *job = PyObject_New(Job, &Last_Type);
  if (job == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "last", (PyObject *)job) < 0) {
    Py_DECREF(job);
    return NULL;
  }
  last = (PyObject *)job;
  Py_DECREF(job);
  Py_RETURN_NONE;
}

PyObject *last_number(PyObject *self, PyObject *args) {
  if (last == NULL)
    Py_RETURN_NONE;
  return PyLong_FromLong(((Job *)last)->number);
}

// With a reference of its own.
static void kept_dealloc(PyObject *op) {
  PyObject_Free(op);
}

PyObject *kept_make(PyObject *self, PyObject *args) {
  Job *job = PyObject_New(Job, &Kept_Type);
  if (job == NULL)
    return NULL;
  Py_XSETREF(kept, Py_NewRef(job));
  return (PyObject *)job;
}

PyObject *kept_number(PyObject *self, PyObject *args) {
  return kept == NULL ? NULL : PyLong_FromLong(((Job *)kept)->number);
}

// Set to NULL in time, by tp_dealloc or by a helper.
static void reset_dealloc(PyObject *op) {
  if (reset == op)
    reset = NULL;
  PyObject_Free(op);
}

PyObject *reset_make(PyObject *self, PyObject *args) {
  Job *job = PyObject_New(Job, &Reset_Type);
  reset = (PyObject *)job;
  return (PyObject *)job;
}

PyObject *reset_number(PyObject *self, PyObject *args) {
  return reset == NULL ? NULL : PyLong_FromLong(((Job *)reset)->number);
}

static void forget(PyObject *op) {
  if (helped == op)
    helped = NULL;
}

static void helper_dealloc(PyObject *op) {
  forget(op);
  PyObject_Free(op);
}

PyObject *helper_make(PyObject *self, PyObject *args) {
  Job *job = PyObject_New(Job, &Helper_Type);
  helped = (PyObject *)job;
  return (PyObject *)job;
}

PyObject *helper_number(PyObject *self, PyObject *args) {
  return helped == NULL ? NULL : PyLong_FromLong(((Job *)helped)->number);
}

#define JOB_TYPE(type, dealloc)                                                \
  static PyTypeObject type = {                                                 \
      PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m." #type,                     \
      .tp_basicsize = sizeof(Job),                                             \
      .tp_flags = Py_TPFLAGS_DEFAULT,                                          \
      .tp_dealloc = dealloc,                                                   \
  }
JOB_TYPE(Last_Type, last_dealloc_bad);
JOB_TYPE(Kept_Type, kept_dealloc);
JOB_TYPE(Reset_Type, reset_dealloc);
JOB_TYPE(Helper_Type, helper_dealloc);

// An argument, in a variable of its own type.
typedef struct {
  PyObject_HEAD
  int number;
} Task;

static Task *task;

static void task_dealloc_bad(PyObject *op) {
  // DEALLOC: 'task_dealloc_bad' leaves 'task' as it is
  PyObject_Free(op);
}

static PyObject *task_start(Task *self, PyObject *unused) {
  task = self;
  Py_RETURN_NONE;
}

static PyObject *task_number(PyObject *self, PyObject *unused) {
  return task == NULL ? NULL : PyLong_FromLong(task->number);
}

static PyMethodDef task_methods[] = {
    {"start", (PyCFunction)task_start, METH_NOARGS, NULL},
    {"number", task_number, METH_NOARGS | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL}};

PyTypeObject Task_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "m.Task",
    .tp_basicsize = sizeof(Task),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = task_methods,
    .tp_dealloc = task_dealloc_bad,
};

// Only as long as a call lasts.
static PyObject *call_with(PyObject *self, PyObject *callable) {
  Job *job = PyObject_New(Job, &Kept_Type);
  if (job == NULL)
    return NULL;
  current = job;
  PyObject *result = PyObject_CallNoArgs(callable);
  current = NULL;
  Py_DECREF(job);
  return result;
}

PyObject *current_number(PyObject *self, PyObject *args) {
  if (current == NULL)
    return call_with(self, args);
  return PyLong_FromLong(current->number);
}
