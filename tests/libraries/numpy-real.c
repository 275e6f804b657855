// REQUIRES: numpy
// RUN: not %pyrefcheck %s -- %realpy -isystem%numpy_include > %t.txt
// RUN: FileCheck %s --input-file=%t.txt --implicit-check-not=warning:
// RUN: %clang_tidy --quiet %s -- %realpy -isystem%numpy_include | FileCheck %s --implicit-check-not=warning:
// The contracts of numpy with numpy's own headers.

#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>

static PyObject *zeros_bad(PyObject *self, PyObject *args) {
  npy_intp dims[1] = {3};
  PyObject *array = PyArray_SimpleNew(1, dims, NPY_DOUBLE);
  if (array == NULL)
    return NULL;
  if (PyObject_IsTrue(args))
    Py_RETURN_NONE;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'array': the new reference returned by 'PyArray_SimpleNew'{{.*}} [cpython-refcount-leak]
  return array;
}

static PyObject *descr_bad(PyObject *self, PyObject *args) {
  npy_intp dims[1] = {3};
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  if (descr == NULL)
    return NULL;
  PyObject *array = PyArray_NewFromDescr(&PyArray_Type, descr, 1, dims, NULL, NULL, 0, NULL);
  if (array == NULL) {
    Py_DECREF(descr);
    // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'descr'{{.*}} [cpython-refcount-overrelease]
    return NULL;
  }
  return array;
}

static PyObject *descr_good(PyObject *self, PyObject *args) {
  npy_intp dims[1] = {3};
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  if (descr == NULL)
    return NULL;
  return PyArray_NewFromDescr(&PyArray_Type, descr, 1, dims, NULL, NULL, 0, NULL);
}

static PyObject *same_type_bad(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)PyArray_FROM_OTF(arg, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
  if (array == NULL)
    return NULL;
  PyObject *other = PyArray_View(array, PyArray_DESCR(array), NULL);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'PyArray_View'{{.*}} [cpython-refcount-overrelease]
  Py_DECREF(array);
  return other;
}

static PyObject *same_type_good(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)PyArray_FROM_OTF(arg, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY);
  if (array == NULL)
    return NULL;
  PyArray_Descr *descr = PyArray_DESCR(array);
  Py_INCREF(descr);
  PyObject *other = PyArray_View(array, descr, NULL);
  Py_DECREF(array);
  return other;
}

static PyObject *same_type_again_bad(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)self;
  if (PyArray_DESCR(array)->type_num != NPY_DOUBLE)
    return NULL;
  return PyArray_FromAny(arg, PyArray_DESCR(array), 0, 0, 0, NULL);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'PyArray_FromAny'{{.*}} [cpython-refcount-overrelease]
}

static PyObject *same_type_again_good(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)self;
  Py_INCREF(PyArray_DESCR(array));
  return PyArray_FromAny(arg, PyArray_DESCR(array), 0, 0, 0, NULL);
}

static PyObject *convert_bad(PyObject *self, PyObject *args) {
  PyObject *array;
  if (!PyArg_ParseTuple(args, "O&", PyArray_Converter, &array))
    return NULL;
  Py_RETURN_NONE;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'array'{{.*}} [cpython-refcount-leak]
}

static PyObject *item_bad(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)arg;
  PyObject *item = PyArray_GETITEM(array, PyArray_BYTES(array));
  if (item == NULL)
    return NULL;
  return PyObject_Repr(item);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'item'{{.*}} [cpython-refcount-leak]
}

static PyObject *item_good(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)arg;
  PyObject *item = PyArray_GETITEM(array, PyArray_BYTES(array));
  if (item == NULL)
    return NULL;
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  return text;
}

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "bad", NULL, -1, NULL};

PyMODINIT_FUNC PyInit_bad(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL)
    return NULL;
  import_array();
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'module'{{.*}} [cpython-refcount-leak]
  return module;
}
