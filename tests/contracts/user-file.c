// The contracts of a user's file decide what the user's functions do.
// RUN: not %pyrefcheck --contracts=%S/Inputs/registry.yaml %s -- %pyinc > %t.txt
// RUN: FileCheck %s --input-file=%t.txt --implicit-check-not=warning:
// RUN: not %pyrefcheck --contracts=%S/Inputs/registry.yaml --contracts=%S/Inputs/registry-overridden.yaml %s -- %pyinc > %t.later.txt
// RUN: FileCheck %s --input-file=%t.later.txt --check-prefix=LATER

#include <Python.h>

PyObject *registry_find(PyObject *registry, const char *name);
int registry_add(PyObject *registry, PyObject *value);
int registry_pop(PyObject *registry, PyObject **out);

static PyObject *find_bad(PyObject *self, PyObject *args) {
  PyObject *found = registry_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  return found;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'found'{{.*}} [cpython-refcount-return-borrowed]
}

static PyObject *find_good(PyObject *self, PyObject *args) {
  PyObject *found = registry_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  Py_INCREF(found);
  return found;
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (registry_add(self, value) < 0)
    return NULL;
  Py_RETURN_NONE;
  // LATER: warning: {{.*}}'value'{{.*}} [cpython-refcount-leak]
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  int failed = registry_add(self, value);
  Py_DECREF(value);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'value'{{.*}} [cpython-refcount-overrelease]
  return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *pop_good(PyObject *self, PyObject *args) {
  PyObject *value;
  if (registry_pop(self, &value) < 0)
    return NULL;
  return value;
}

static PyObject *pop_bad(PyObject *self, PyObject *args) {
  PyObject *value;
  if (registry_pop(self, &value) < 0)
    return NULL;
  Py_RETURN_NONE;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'value'{{.*}} [cpython-refcount-leak]
}
