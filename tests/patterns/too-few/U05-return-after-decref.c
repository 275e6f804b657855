// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Lines:
// RUNTIME-SETUP:     def readline(self):
// RUNTIME-SETUP:         return bytes(range(9))
// RUNTIME: bad=split_bad:over good=split_good call=o args=('b a',)
// RUNTIME: bad=fill_bad:crash good=fill_good fail=PyDict_SetItemString
// RUNTIME: bad=store_bad:over call=slot types=Reader_Type run=m.Reader_Type().store_bad(Lines())
// RUNTIME: good=store_good call=slot types=Reader_Type run=m.Reader_Type().store_good(Lines())
// RUNTIME: bad=remember_bad:over good=remember_good call=o args=(1,)
// Pattern: U05
// The object is returned or stored after its last reference was released.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *split_bad(PyObject *self, PyObject *arg) {
  PyObject *parts = PyUnicode_Split(arg, NULL, -1);
  if (parts == NULL)
    return NULL;
  if (PyList_Sort(parts) < 0) {
    Py_DECREF(parts);
    return NULL;
  }
  Py_DECREF(parts);
  return parts;
  // USE-AFTER-RELEASE: 'parts'
}

static PyObject *split_good(PyObject *self, PyObject *arg) {
  PyObject *parts = PyUnicode_Split(arg, NULL, -1);
  if (parts == NULL)
    return NULL;
  if (PyList_Sort(parts) < 0) {
    Py_DECREF(parts);
    return NULL;
  }
  return parts;
}

// The error path forgets to return NULL.
static PyObject *fill_bad(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0)
    goto error;
  return dict;
error:
  Py_DECREF(dict);
  return dict;
  // USE-AFTER-RELEASE: 'dict'
}

static PyObject *fill_good(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0)
    goto error;
  return dict;
error:
  Py_CLEAR(dict);
  return dict;
}

typedef struct {
  PyObject_HEAD
  PyObject *last;
} Reader;

static PyObject *last_result;

static PyObject *store_bad(PyObject *object, PyObject *arg) {
  Reader *self = (Reader *)object;
  PyObject *line = PyObject_CallMethod(arg, "readline", NULL);
  if (line == NULL)
    return NULL;
  Py_ssize_t length = PyObject_Length(line);
  Py_DECREF(line);
  if (length < 0)
    return NULL;
  Py_XSETREF(self->last, line);
  // USE-AFTER-RELEASE: 'line'
  return PyLong_FromSsize_t(length);
}

static PyObject *store_good(PyObject *object, PyObject *arg) {
  Reader *self = (Reader *)object;
  PyObject *line = PyObject_CallMethod(arg, "readline", NULL);
  if (line == NULL)
    return NULL;
  Py_ssize_t length = PyObject_Length(line);
  if (length < 0) {
    Py_DECREF(line);
    return NULL;
  }
  Py_XSETREF(self->last, line);
  return PyLong_FromSsize_t(length);
}

static PyObject *remember_bad(PyObject *self, PyObject *arg) {
  PyObject *old = last_result;
  PyObject *result = PyObject_Repr(arg);
  if (result == NULL)
    return NULL;
  Py_DECREF(result);
  last_result = result;
  // USE-AFTER-RELEASE: 'result'
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *remember_good(PyObject *self, PyObject *arg) {
  PyObject *old = last_result;
  PyObject *result = PyObject_Repr(arg);
  if (result == NULL)
    return NULL;
  last_result = result;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static int reader_traverse(PyObject *object, visitproc visit, void *arg) {
  Py_VISIT(((Reader *)object)->last);
  return 0;
}

static int reader_clear(PyObject *object) {
  Py_CLEAR(((Reader *)object)->last);
  return 0;
}

static void reader_dealloc(PyObject *object) {
  PyObject_GC_UnTrack(object);
  reader_clear(object);
  Py_TYPE(object)->tp_free(object);
}

static PyMethodDef reader_methods[] = {{"store_bad", store_bad, METH_O, NULL},
                                       {"store_good", store_good, METH_O, NULL},
                                       {NULL, NULL, 0, NULL}};

PyTypeObject Reader_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "example.Reader",
    .tp_basicsize = sizeof(Reader),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = reader_dealloc,
    .tp_traverse = reader_traverse,
    .tp_clear = reader_clear,
    .tp_methods = reader_methods,
    .tp_new = PyType_GenericNew,
};

PyMethodDef release_methods[] = {{"split_bad", split_bad, METH_O, NULL},
                                 {"split_good", split_good, METH_O, NULL},
                                 {"remember_bad", remember_bad, METH_O, NULL},
                                 {"remember_good", remember_good, METH_O, NULL},
                                 {NULL, NULL, 0, NULL}};
