// RUN: %check_all_hosts %s
// RUNTIME: none (the interpreter keeps modules)
// Pattern: S08
// A static variable names the module that the interpreter keeps.

#include <Python.h>

static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "m", NULL, -1, NULL,
                                 NULL,                  NULL, NULL, NULL};
static PyObject *direct, *copied, *tested;

PyMODINIT_FUNC PyInit_direct(void) {
  direct = PyModule_Create(&def);
  return direct;
}

PyMODINIT_FUNC PyInit_copied(void) {
  PyObject *m = PyModule_Create(&def);
  if (m == NULL)
    return NULL;
  if (PyModule_AddIntConstant(m, "one", 1) < 0) {
    Py_DECREF(m);
    return NULL;
  }
  copied = m;
  return m;
}

PyMODINIT_FUNC PyInit_tested(void) {
  if (!(tested = PyModule_Create(&def)))
    return NULL;
  if (PyModule_AddStringConstant(tested, "name", "m") < 0) {
    Py_CLEAR(tested);
    return NULL;
  }
  return tested;
}

PyMODINIT_FUNC PyInit_released_bad(void) {
  PyObject *m = PyModule_Create(&def);
  if (m == NULL)
    return NULL;
  Py_DECREF(m);
  return m;
  // USE-AFTER-RELEASE: 'm'
}

PyObject *names(PyObject *self, PyObject *args) {
  return Py_BuildValue("(NNN)", PyObject_Dir(direct), PyObject_Dir(copied),
                       PyObject_Dir(tested));
}
