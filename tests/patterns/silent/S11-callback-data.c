// RUN: %check_all_hosts %s
// RUNTIME: none (the library that calls back is not there)
// Pattern: S11
// A reference travels as a `void *`: as the data of a callback, as the argument
// of a thread. Whoever receives it releases it.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// The pending call receives the reference and releases it.
static int call_later(void *data) {
  PyObject *callable = data;
  PyObject *result = PyObject_CallObject(callable, NULL);
  Py_DECREF(callable);
  if (result == NULL)
    return -1;
  Py_DECREF(result);
  return 0;
}

static PyObject *schedule(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  if (Py_AddPendingCall(call_later, arg) < 0) {
    Py_DECREF(arg);
    PyErr_SetString(PyExc_RuntimeError, "too many pending calls");
    return NULL;
  }
  Py_RETURN_NONE;
}

// A library keeps the pointer until it calls back.
typedef void (*library_callback)(void *data, int event);
extern void library_on_event(library_callback callback, void *data);
extern int library_start_thread(void (*run)(void *), void *data);

static void on_event(void *data, int event) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *result = PyObject_CallFunction((PyObject *)data, "i", event);
  if (result == NULL)
    PyErr_WriteUnraisable((PyObject *)data);
  Py_XDECREF(result);
  PyGILState_Release(state);
}

static PyObject *listen(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  library_on_event(on_event, arg);
  Py_RETURN_NONE;
}

typedef struct {
  PyObject *function;
  PyObject *arguments;
} Start;

static void thread_main(void *data) {
  Start *start = data;
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *result = PyObject_Call(start->function, start->arguments, NULL);
  if (result == NULL)
    PyErr_WriteUnraisable(start->function);
  Py_XDECREF(result);
  Py_DECREF(start->function);
  Py_DECREF(start->arguments);
  PyMem_RawFree(start);
  PyGILState_Release(state);
}

static PyObject *start_thread(PyObject *self, PyObject *args) {
  PyObject *function, *arguments;
  if (!PyArg_ParseTuple(args, "OO!", &function, &PyTuple_Type, &arguments))
    return NULL;
  Start *start = PyMem_RawMalloc(sizeof(Start));
  if (start == NULL)
    return PyErr_NoMemory();
  start->function = Py_NewRef(function);
  start->arguments = Py_NewRef(arguments);
  if (library_start_thread(thread_main, start) < 0) {
    Py_DECREF(start->function);
    Py_DECREF(start->arguments);
    PyMem_RawFree(start);
    PyErr_SetString(PyExc_RuntimeError, "no thread");
    return NULL;
  }
  Py_RETURN_NONE;
}

PyMethodDef library_methods[] = {
    {"schedule", schedule, METH_O, NULL},
    {"listen", listen, METH_O, NULL},
    {"start_thread", start_thread, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

// The reference that the library's destroy function releases may be added last.
extern int library_set_data(void *data, void (*destroy)(void *));

static void release_data(void *data) {
  PyGILState_STATE state = PyGILState_Ensure();
  Py_DECREF((PyObject *)data);
  PyGILState_Release(state);
}

static PyObject *set_data(PyObject *self, PyObject *args) {
  PyObject *data;
  if (!PyArg_ParseTuple(args, "O", &data))
    return NULL;
  if (library_set_data(data, release_data) < 0)
    return PyErr_NoMemory();
  Py_INCREF(data);
  Py_RETURN_NONE;
}
