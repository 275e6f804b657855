// RUN: %check_all_hosts %s
// RUNTIME: good=PyInit_unchecked,PyInit_checked,PyInit_exceptions call=module
// RUNTIME: good=PyInit_checked,PyInit_exceptions fail=PyModule_AddIntConstant call=module
// Pattern: idiom
// Module initialisation as real extensions write it: a static type is given a
// reference and added without looking at the result, an exception is kept in a
// global, macros return on error.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyTypeObject Item_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "stock.Item",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static struct PyModuleDef stock_module = {PyModuleDef_HEAD_INIT,
                                          .m_name = "stock", .m_size = -1};

PyMODINIT_FUNC PyInit_unchecked(void) {
  PyObject *m;

  if (PyType_Ready(&Item_Type) < 0)
    return NULL;
  m = PyModule_Create(&stock_module);
  if (m == NULL)
    return NULL;
  Py_INCREF(&Item_Type);
  PyModule_AddObject(m, "Item", (PyObject *)&Item_Type);
  Py_INCREF((PyObject *)&Item_Type);
  PyModule_AddObject(m, "Alias", (PyObject *)&Item_Type);
  PyModule_AddIntConstant(m, "LIMIT", 10);
  PyModule_AddStringConstant(m, "__version__", "1.0");
  return m;
}

static PyObject *StockError, *StockWarning;

PyMODINIT_FUNC PyInit_checked(void) {
  PyObject *m = PyModule_Create(&stock_module);
  if (m == NULL)
    return NULL;

  Py_CLEAR(StockError);
  StockError = PyErr_NewException("stock.Error", NULL, NULL);
  Py_XINCREF(StockError);
  if (PyModule_AddObject(m, "Error", StockError) < 0) {
    Py_XDECREF(StockError);
    Py_CLEAR(StockError);
    Py_DECREF(m);
    return NULL;
  }
  if (PyModule_AddIntConstant(m, "LIMIT", 10) < 0)
    goto fail;
  return m;
fail:
  Py_DECREF(m);
  return NULL;
}

#define ADD_EXCEPTION(module, variable, name)                                  \
  do {                                                                         \
    PyObject *fresh = PyErr_NewException("stock." name, NULL, NULL);           \
    if (fresh == NULL)                                                         \
      goto fail;                                                               \
    Py_XSETREF(variable, fresh);                                               \
    Py_INCREF(variable);                                                       \
    if (PyModule_AddObject(module, name, variable) < 0) {                      \
      Py_DECREF(variable);                                                     \
      goto fail;                                                               \
    }                                                                          \
  } while (0)

PyMODINIT_FUNC PyInit_exceptions(void) {
  PyObject *m = PyModule_Create(&stock_module);
  if (m == NULL)
    return NULL;
  ADD_EXCEPTION(m, StockError, "Error");
  ADD_EXCEPTION(m, StockWarning, "Warning");
  PyObject *limits = Py_BuildValue("(ii)", 0, 10);
  if (limits == NULL)
    goto fail;
  if (PyModule_AddObject(m, "limits", limits) < 0) {
    Py_DECREF(limits);
    goto fail;
  }
  if (PyModule_AddIntConstant(m, "LIMIT", 10) < 0)
    goto fail;
  return m;
fail:
  Py_DECREF(m);
  return NULL;
}
