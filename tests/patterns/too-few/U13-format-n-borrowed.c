// RUN: %check_all_hosts %s
// RUNTIME: bad=pair_bad:over good=pair_good args=(1, object())
// RUNTIME: bad=reduce_bad:over good=reduce_good call=binary run=f(m.Record(object()), None)
// RUNTIME: bad=notify_bad:over good=notify_good args=([], object())
// RUNTIME: bad=record_bad:over good=record_good args=(object(),)
// Pattern: U13
// `N` takes the reference over, `O` adds one. A borrowed reference must be
// passed as `O`.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *pair_bad(PyObject *self, PyObject *args) {
  PyObject *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &key, &value))
    return NULL;
  return Py_BuildValue("(ON)", key, value);
  // OVERRELEASE: ... 'value'
}

static PyObject *pair_good(PyObject *self, PyObject *args) {
  PyObject *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &key, &value))
    return NULL;
  return Py_BuildValue("(OO)", key, value);
}

typedef struct {
  PyObject_HEAD
  PyObject *state;
} Machine;

static PyObject *reduce_bad(PyObject *object, PyObject *args) {
  Machine *self = (Machine *)object;
  if (self->state == NULL)
    Py_RETURN_NONE;
  return Py_BuildValue("O(iN)", Py_TYPE(self), 1, self->state);
  // OVERRELEASE: ... 'self->state'
}

static PyObject *reduce_good(PyObject *object, PyObject *args) {
  Machine *self = (Machine *)object;
  if (self->state == NULL)
    Py_RETURN_NONE;
  return Py_BuildValue("O(iO)", Py_TYPE(self), 1, self->state);
}

static PyObject *notify_bad(PyObject *self, PyObject *args) {
  PyObject *target, *message;
  if (!PyArg_ParseTuple(args, "OO", &target, &message))
    return NULL;
  return PyObject_CallMethod(target, "append", "N", message);
  // OVERRELEASE: ... 'message'
}

static PyObject *notify_good(PyObject *self, PyObject *args) {
  PyObject *target, *message;
  if (!PyArg_ParseTuple(args, "OO", &target, &message))
    return NULL;
  return PyObject_CallMethod(target, "append", "O", message);
}

// Conversions before the `N` take other arguments: `s#` takes two.
static PyObject *record_bad(PyObject *self, PyObject *args) {
  PyObject *extra;
  if (!PyArg_ParseTuple(args, "O", &extra))
    return NULL;
  const char *name = "record";
  return Py_BuildValue("{s:s#,s:N}", "name", name, (Py_ssize_t)3, "extra",
                       extra);
  // OVERRELEASE@-2: ... 'extra'
}

static PyObject *record_good(PyObject *self, PyObject *args) {
  PyObject *extra;
  if (!PyArg_ParseTuple(args, "O", &extra))
    return NULL;
  const char *name = "record";
  return Py_BuildValue("{s:s#,s:N}", "name", name, (Py_ssize_t)3, "extra",
                       Py_NewRef(extra));
}
