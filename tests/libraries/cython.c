// RUN: %check_all_hosts %s
// The contracts of Cython's helpers, in code of the shape that Cython writes. It
// includes no header of Cython's: its macros tell.

#include <Python.h>

#define CYTHON_ABI "0_29_32"
#define CYTHON_INLINE inline

#define __Pyx_DECREF(r) Py_DECREF(r)
#define __Pyx_XDECREF(r) Py_XDECREF(r)
#define __Pyx_GIVEREF(r)
#define __Pyx_GOTREF(r)
#define __Pyx_INCREF(r) Py_INCREF(r)

typedef struct {
  PyObject_HEAD
  PyObject *name;
} Element;

PyObject *__Pyx_GetItemInt_Generic(PyObject *o, PyObject *j);
int __Pyx_IternextUnpackEndCheck(PyObject *retval, Py_ssize_t expected);
void __Pyx_ErrFetchInState(PyThreadState *tstate, PyObject **type, PyObject **value, PyObject **tb);
void __Pyx_ErrRestoreInState(PyThreadState *tstate, PyObject *type, PyObject *value, PyObject *tb);

// Every assignment to an attribute is written so; nobody edits it.
static int set_name(PyObject *o, PyObject *v, void *x) {
  Element *self = (Element *)o;
  if (v == NULL)
    return -1;
  __Pyx_INCREF(v);
  __Pyx_GIVEREF(v);
  __Pyx_GOTREF(self->name);
  __Pyx_DECREF(self->name);
  self->name = v;
  return 0;
}

static int set_name_by_hand(PyObject *o, PyObject *v, void *x) {
  Element *self = (Element *)o;
  if (v == NULL)
    return -1;
  Py_INCREF(v);
  Py_DECREF(self->name);
  // USE-AFTER-RELEASE: 'self->name'
  self->name = v;
  return 0;
}

static PyGetSetDef getset[] = {{"name", NULL, set_name, NULL, NULL}, {"other", NULL, set_name_by_hand, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};

// The index is used up.
static PyObject *item_good(PyObject *self, PyObject *arg) {
  return __Pyx_GetItemInt_Generic(arg, PyLong_FromLong(1));
}

static PyObject *item_bad(PyObject *self, PyObject *arg) {
  PyObject *index = PyLong_FromLong(1);
  PyObject *item = __Pyx_GetItemInt_Generic(arg, index);
  Py_XDECREF(index);
  // OVERRELEASE: ... 'index'
  return item;
}

static PyObject *unpack_good(PyObject *self, PyObject *arg) {
  if (__Pyx_IternextUnpackEndCheck(PyIter_Next(arg), 2) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *fetch_good(PyObject *self, PyObject *arg) {
  PyObject *type, *value, *tb;
  __Pyx_ErrFetchInState(PyThreadState_Get(), &type, &value, &tb);
  PyObject *text = PyObject_Str(arg);
  Py_XDECREF(text);
  __Pyx_ErrRestoreInState(PyThreadState_Get(), type, value, tb);
  return NULL;
}

static PyObject *fetch_bad(PyObject *self, PyObject *arg) {
  PyObject *type, *value, *tb;
  __Pyx_ErrFetchInState(PyThreadState_Get(), &type, &value, &tb);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_RETURN_NONE;
  // LEAK: 'tb'
}
