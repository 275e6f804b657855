// RUN: %check_all_hosts %s
// CONTRACTS: Inputs/registry.yaml
// RUNTIME: none (the other file is not there)
// Pattern: S03
// Functions of another file take over, release, lend and hand out references,
// as a contract file says.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct Registry Registry;

extern Registry *registry;
extern int registry_adopt(Registry *registry, const char *name,
                          PyObject *object);
extern int registry_adopt_on_success(Registry *registry, const char *name,
                                     PyObject *object);
extern PyObject *registry_peek(Registry *registry, const char *name);
extern void registry_release(PyObject *object);
extern int registry_open(Registry *registry, PyObject **target);
extern void registry_die(const char *message);

static PyObject *adopt(PyObject *self, PyObject *args) {
  PyObject *copy = PySequence_List(args);
  if (copy == NULL)
    return NULL;
  if (registry_adopt(registry, "copy", copy) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *adopt_on_success(PyObject *self, PyObject *args) {
  PyObject *copy = PySequence_List(args);
  if (copy == NULL)
    return NULL;
  if (registry_adopt_on_success(registry, "copy", copy) < 0) {
    Py_DECREF(copy);
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *peek(PyObject *self, PyObject *args) {
  PyObject *object = registry_peek(registry, "copy");
  if (object == NULL)
    Py_RETURN_NONE;
  return PyObject_Repr(object);
}

static PyObject *release(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Repr(args);
  if (text == NULL)
    return NULL;
  Py_ssize_t length = PyUnicode_GetLength(text);
  registry_release(text);
  return PyLong_FromSsize_t(length);
}

static PyObject *open_target(PyObject *self, PyObject *args) {
  PyObject *target;
  if (registry_open(registry, &target) < 0)
    return NULL;
  PyObject *text = PyObject_Repr(target);
  Py_DECREF(target);
  return text;
}

static PyObject *die(PyObject *self, PyObject *args) {
  PyObject *dict = PyDict_New();
  if (dict == NULL)
    return NULL;
  if (PyDict_SetItemString(dict, "args", args) < 0)
    registry_die("the dict is full");
  return dict;
}
