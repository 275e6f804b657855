// RUN: %check_all_hosts %s
// RUNTIME: bad=incref_bad:leak good=text_good call=o args=('quite a long text',)
// Pattern: U01
// The text of an object has no count: it is the object that is released.

#include <Python.h>

static PyObject *incref_bad(PyObject *self, PyObject *arg) {
  PyObject *bytes = PyUnicode_AsUTF8String(arg);
  if (bytes == NULL)
    return NULL;
  char *text = PyBytes_AsString(bytes);
  Py_INCREF(text);
  // OVERRELEASE: ... 'text'
  Py_DECREF(bytes);
  Py_RETURN_NONE;
}

static PyObject *decref_bad(PyObject *self, PyObject *arg) {
  PyObject *bytes = PyUnicode_AsUTF8String(arg);
  if (bytes == NULL)
    return NULL;
  char *text = PyBytes_AsString(bytes);
  PyObject *size = PyLong_FromSize_t(strlen(text));
  Py_DECREF(text);
  // OVERRELEASE: ... 'text'
  Py_DECREF(bytes);
  return size;
}

static PyObject *text_good(PyObject *self, PyObject *arg) {
  PyObject *bytes = PyUnicode_AsUTF8String(arg);
  if (bytes == NULL)
    return NULL;
  char *text = PyBytes_AsString(bytes);
  PyObject *size = PyLong_FromSize_t(strlen(text));
  Py_DECREF(bytes);
  return size;
}

// A member that is reached by its offset, through any pointer to a pointer: the
// type of that pointer says nothing.

#define SLOT(OBJECT, OFFSET) *((char **)(((char *)OBJECT) + OFFSET))

typedef struct {
  PyObject_HEAD
  PyObject *value;
} Holder;

void reset_good(Holder *self, size_t offset) {
  if ((PyObject *)SLOT(self, offset)) {
    Py_DECREF((PyObject *)SLOT(self, offset));
    SLOT(self, offset) = NULL;
  }
}

void reset_by_pointer_good(Holder *self, size_t offset) {
  Py_XDECREF((PyObject *)*(char **)((char *)self + offset));
  *(char **)((char *)self + offset) = NULL;
}
