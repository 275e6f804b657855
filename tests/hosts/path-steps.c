// RUN: %check_all_hosts %s | FileCheck %s
// RUNTIME: none (notes)
// A path has a step for each condition and each call that selects it, also where
// no variable has its name.

#include <Python.h>

/* A condition without a name. */
PyObject *condition_bad(PyObject *self, PyObject *groups) {
  PyObject *out = NULL;
  PyObject *text = PyUnicode_FromString(" in ");
  if (text == NULL)
    return NULL;
  if (PyList_Reverse(groups) < 0)
    goto done;
  out = PyUnicode_Join(text, groups);
  Py_DECREF(text);
done:
  return out; // LEAK: 'text'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning:
  // CHECK-NEXT: :11:{{[0-9]+}}: note: 'PyUnicode_FromString' returns a new reference
  // CHECK-NEXT: :12:{{[0-9]+}}: note: Assuming 'text' is not equal to NULL
  // CHECK-NEXT: :14:{{[0-9]+}}: note: Assuming 'PyList_Reverse(groups) < 0' is true
}

/* The other way round, and what a macro stands for. */
#define IS_SMALL(object) (PyObject_Size(object) < 3)
PyObject *macro_bad(PyObject *self, PyObject *groups) {
  PyObject *text = PyUnicode_FromString(" in ");
  if (text == NULL)
    return NULL;
  if (!IS_SMALL(groups) || PyList_Reverse(groups))
    return text;
  return PyLong_FromLong(1); // LEAK: 'text'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning:
  // CHECK-NEXT: :29:{{[0-9]+}}: note: 'PyUnicode_FromString' returns a new reference
  // CHECK-NEXT: :30:{{[0-9]+}}: note: Assuming 'text' is not equal to NULL
  // CHECK-NEXT: :32:{{[0-9]+}}: note: Assuming '!IS_SMALL(groups)' is false
  // CHECK-NEXT: :32:{{[0-9]+}}: note: Assuming 'PyList_Reverse(groups)' is false
}

/* A call whose outcome nobody tests by name. */
static PyObject *helper(PyObject *object) {
  PyObject *module = PyImport_ImportModule("helper");
  if (module == NULL)
    return NULL;
  Py_DECREF(module);
  return object;
}

PyObject *tail_call_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    return NULL;
  return helper(list); // LEAK: 'list'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning:
  // CHECK-NEXT: :52:{{[0-9]+}}: note: 'PyList_New' returns a new reference
  // CHECK-NEXT: :53:{{[0-9]+}}: note: Assuming 'list' is not equal to NULL
  // CHECK-NEXT: :55:{{[0-9]+}}: note: Assuming 'helper' fails
}

PyObject *status_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyLong_FromLong(1000);
  if (value == NULL)
    return NULL;
  if (PyModule_AddObject(self, "value", value) < 0)
    return NULL; // LEAK: 'value'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning:
  // CHECK-NEXT: :63:{{[0-9]+}}: note: 'PyLong_FromLong' returns a new reference
  // CHECK-NEXT: :64:{{[0-9]+}}: note: Assuming 'value' is not equal to NULL
  // CHECK-NEXT: :66:{{[0-9]+}}: note: Assuming 'PyModule_AddObject' fails
  Py_RETURN_NONE;
}

/* What selects a path before the reference was made is no step of it. */
PyObject *before_bad(PyObject *self, PyObject *groups) {
  PyObject *text;
  if (PyList_Reverse(groups) < 0)
    return NULL;
  text = PyObject_Repr(groups);
  return PyLong_FromLong(text != NULL); // LEAK: 'text'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning:
  // CHECK-NEXT: :80:{{[0-9]+}}: note: 'PyObject_Repr' returns a new reference
}
