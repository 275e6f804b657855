// RUN: %check_all_hosts %s | FileCheck %s
// RUNTIME: none (notes)
// A finding about a lost reference says which reference it is, by its name at
// that place, and where it has to be released.

#include <Python.h>

/* A call that takes the reference only if it succeeds. */
int refused_bad(PyObject *module) {
  PyObject *number = PyLong_FromLong(12345);
  if (number == NULL)
    return -1;
  if (PyModule_AddObject(module, "number", number) < 0)
    return -1; // LEAK: 'number'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'number': the new reference returned by 'PyLong_FromLong' is not released on this path; call Py_DECREF(number) where 'PyModule_AddObject' fails
  // CHECK-NEXT: :10:{{[0-9]+}}: note: 'PyLong_FromLong' returns a new reference
  // CHECK-NEXT: :11:{{[0-9]+}}: note: Assuming 'number' is not equal to NULL
  // CHECK-NEXT: :13:{{[0-9]+}}: note: Assuming 'PyModule_AddObject' fails: it takes the reference only if it succeeds
  return 0;
}

/* The reference that a global variable has is not the one that is lost. */
static PyObject *Error;
int second_bad(PyObject *module) {
  Error = PyErr_NewException("a.Error", NULL, NULL);
  if (Error == NULL)
    return -1;
  Py_INCREF(Error);
  if (PyModule_AddObject(module, "Error", Error) < 0)
    return -1; // LEAK: 'Error'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'Error': the reference added by 'Py_INCREF' is not released on this path; call Py_DECREF(Error) where 'PyModule_AddObject' fails
  // CHECK-NEXT: :25:{{[0-9]+}}: note: 'PyErr_NewException' returns a new reference
  // CHECK-NEXT: :25:{{[0-9]+}}: note: {{[Tt]}}he reference is stored in memory that outlives this function
  // CHECK-NEXT: :26:{{[0-9]+}}: note: Assuming 'Error' is not equal to NULL
  // CHECK-NEXT: :28:{{[0-9]+}}: note: 'Py_INCREF' adds a strong reference; references held here: 1
  // CHECK-NEXT: :29:{{[0-9]+}}: note: Assuming 'PyModule_AddObject' fails: it takes
  return 0;
}

/* Nor that of a field. */
struct Settings {
  PyObject *dict;
};
void field_bad(struct Settings *settings, PyObject *module) {
  settings->dict = PyObject_GetAttrString(module, "settings");
  Py_XINCREF(settings->dict);
} // LEAK: 'settings->dict'
// CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'settings->dict': the reference added by 'Py_XINCREF' is not released on this path; call Py_DECREF(settings->dict) before leaving

/* The variable ends before the function does. */
int block_bad(PyObject *dict, Py_ssize_t n) {
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *item = PyLong_FromSsize_t(i);
    if (item == NULL)
      return -1;
    if (PyDict_SetItemString(dict, "item", item) < 0) {
      Py_DECREF(item);
      return -1;
    }
  }
  return 0; // LEAK: 'item'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'item': {{.*}}; call Py_DECREF(item) before the end of its block
}

/* Another variable hides it. */
int hidden_bad(PyObject *dict, int number) {
  PyObject *item = NULL;
  if (number) {
    PyObject *item = PyLong_FromLong(number);
    if (item == NULL)
      return -1;
    if (PyDict_SetItemString(dict, "item", item) < 0)
      goto error;
    Py_DECREF(item);
  }
  return 0;
error:
  Py_XDECREF(item);
  return -1; // LEAK: 'item'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'item': {{.*}}; call Py_DECREF(item) before the end of its block
}

/* One that a macro declares. */
#define ADD(name, value)                                                       \
  do {                                                                         \
    PyObject *name##_value = PyLong_FromLong(value);                           \
    if (name##_value == NULL)                                                  \
      return -1;                                                               \
    if (PyDict_SetItemString(dict, #name, name##_value) < 0)                   \
      return -1;                                                               \
    Py_DECREF(name##_value);                                                   \
  } while (0)
int macro_good_name(PyObject *dict) {
  ADD(first, 1); // LEAK: 'first_value'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'first_value': {{.*}}; call Py_DECREF(first_value) before leaving
  return 0;
}

/* The name that the message has is not the first one. */
PyObject *renamed_bad(PyObject *object) {
  PyObject *result = NULL;
  PyObject *text = PyObject_Str(object);
  if (text == NULL)
    return NULL;
  result = text;
  if (PyObject_IsTrue(object) < 0)
    return NULL; // LEAK: 'result'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'result'
  // CHECK-NEXT: :102:{{[0-9]+}}: note: 'PyObject_Str' returns a new reference
  // CHECK-NEXT: :103:{{[0-9]+}}: note: Assuming 'text' is not equal to NULL
  // CHECK-NEXT: :105:{{[0-9]+}}: note: 'result' now refers to the same object
  // CHECK-NEXT: :106:{{[0-9]+}}: note: Assuming 'PyObject_IsTrue' fails
  return result;
}

/* What selects the path may be what the object is. */
PyObject *none_bad(PyObject *object) {
  PyObject *value = PyObject_GetAttrString(object, "value");
  if (value == Py_None)
    return PyLong_FromLong(0); // LEAK: 'value'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'value'
  // CHECK-NEXT: :118:{{[0-9]+}}: note: 'PyObject_GetAttrString' returns a new reference
  // CHECK-NEXT: :119:{{[0-9]+}}: note: Assuming 'value' is equal to 'Py_None'
  return value;
}

PyObject *other_bad(PyObject *object) {
  PyObject *value = PyObject_GetAttrString(object, "value");
  if (value != Py_NotImplemented)
    return PyLong_FromLong(0); // LEAK: 'value'
  // CHECK: :[[#@LINE-1]]:{{[0-9]+}}: warning: {{[Ll]}}eak of 'value'
  // CHECK-NEXT: :128:{{[0-9]+}}: note: 'PyObject_GetAttrString' returns a new reference
  // CHECK-NEXT: :129:{{[0-9]+}}: note: Assuming 'value' is not equal to 'Py_NotImplemented'
  return value;
}
