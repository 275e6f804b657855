// RUN: %check_all_hosts %s
// Pattern: S04
// A helper is prepared for NULL. That is no sign that it gets it.

#include <Python.h>

static void *pointer_of(PyObject *o, const char *name) {
  void *pointer = NULL;
  if (o && name && PyObject_HasAttrString(o, name)) {
    PyObject *number = PyObject_GetAttrString(o, name);
    if (number) {
      pointer = PyLong_AsVoidPtr(number);
      Py_DECREF(number);
    }
  }
  return pointer;
}

static void show(PyObject *o) {
  if (o != NULL)
    PyObject_Print(o, stdout, 0);
}

static int length_of(PyObject *o) { return o ? (int)PyObject_Size(o) : -1; }

int set_result_good(PyObject *session, PyObject *value) {
  if (!pointer_of(session, "handle"))
    return -1;
  return PyObject_SetAttrString(session, "result", value);
}

int show_good(PyObject *session) {
  show(session);
  return PyObject_SetAttrString(session, "shown", Py_True);
}

int keep_going_good(PyObject *session) {
  if (length_of(session) < 0)
    PyErr_Clear();
  return PyObject_SetAttrString(session, "length", Py_None);
}

// The function itself takes it for possible.
int own_test_bad(PyObject *session) {
  if (session)
    PyObject_Print(session, stdout, 0);
  return PyObject_SetAttrString(session, "shown", Py_True);
  // NULL-RESULT: 'session'
}

// So does who passes it.
int passed_bad(void) {
  PyObject *session = NULL;
  show(session);
  return PyObject_SetAttrString(session, "shown", Py_True);
  // NULL-RESULT: 'session'
}

// So does the call that returned it.
int result_bad(PyObject *session) {
  PyObject *text = PyObject_Str(session);
  int result = length_of(text);
  Py_DECREF(text);
  // NULL-RESULT: 'text'
  return result;
}
