// RUN: %check_all_hosts %s -I%tests/Inputs/libraries
// REAL-HEADER: no
// The contracts of numpy hold where its header is included: its functions are
// macros for pointers in a table. (Beside the real Python.h, Debian has the real
// numpy: see numpy-real.c.)

#include <Python.h>
#include <numpy/arrayobject.h>

static PyObject *zeros_bad(PyObject *self, PyObject *args) {
  long dims[1] = {3};
  PyObject *array = PyArray_SimpleNew(1, dims, NPY_DOUBLE);
  if (array == NULL)
    return NULL;
  if (PyObject_IsTrue(args))
    Py_RETURN_NONE;
  // LEAK: 'array': the new reference returned by 'PyArray_SimpleNew'
  return array;
}

static PyObject *zeros_good(PyObject *self, PyObject *args) {
  long dims[1] = {3};
  return PyArray_SimpleNew(1, dims, NPY_DOUBLE);
}

// A data type that is given to a new array is stolen, on failure too.
static PyObject *descr_bad(PyObject *self, PyObject *args) {
  long dims[1] = {3};
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  if (descr == NULL)
    return NULL;
  PyObject *array = PyArray_NewFromDescr(&PyArray_Type, descr, 1, dims, NULL, NULL, 0, NULL);
  if (array == NULL) {
    Py_DECREF(descr);
    // OVERRELEASE: ... 'descr'
    return NULL;
  }
  return array;
}

static PyObject *descr_good(PyObject *self, PyObject *args) {
  long dims[1] = {3};
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  if (descr == NULL)
    return NULL;
  return PyArray_NewFromDescr(&PyArray_Type, descr, 1, dims, NULL, NULL, 0, NULL);
}

// What an array lends must not be given away.
static PyObject *same_type_bad(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)PyArray_FROMANY(arg, NPY_DOUBLE, 1, 1, 0);
  if (array == NULL)
    return NULL;
  PyObject *other = PyArray_View(array, PyArray_DESCR(array), NULL);
  // OVERRELEASE: 'PyArray_View'
  Py_DECREF(array);
  return other;
}

static PyObject *same_type_good(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)PyArray_FROMANY(arg, NPY_DOUBLE, 1, 1, 0);
  if (array == NULL)
    return NULL;
  PyArray_Descr *descr = PyArray_DESCR(array);
  Py_INCREF(descr);
  PyObject *other = PyArray_View(array, descr, NULL);
  Py_DECREF(array);
  return other;
}

// The built-in types always have a description; for another one there may be
// none.
static PyObject *any_type_bad(PyObject *self, PyObject *arg) {
  PyArray_Descr *descr = PyArray_DescrFromType((int)PyLong_AsLong(arg));
  Py_INCREF(descr);
  // NULL-RESULT: 'descr' may be NULL
  Py_DECREF(descr);
  return PyArray_FromAny(arg, descr, 0, 0, 0, NULL);
}

static PyObject *wrong_type_bad(PyObject *self, PyObject *arg) {
  PyArray_Descr *descr = PyArray_DescrFromType(2000);
  Py_INCREF(descr);
  // NULL-RESULT: 'descr' may be NULL
  Py_DECREF(descr);
  return PyArray_FromAny(arg, descr, 0, 0, 0, NULL);
}

static PyObject *double_good(PyObject *self, PyObject *arg) {
  PyArray_Descr *descr = PyArray_DescrFromType(NPY_DOUBLE);
  Py_INCREF(descr);
  PyObject *array = PyArray_FromAny(arg, descr, 0, 0, 0, NULL);
  Py_DECREF(descr);
  return array;
}

static PyObject *number_of_type_good(PyObject *self, PyObject *arg) {
  const int type = NPY_DOUBLE;
  PyArray_Descr *descr = PyArray_DescrFromType(type);
  PyObject *number = PyLong_FromLong(descr->type_num);
  Py_DECREF(descr);
  return number;
}

static PyObject *chosen_type_good(PyObject *self, PyObject *arg) {
  PyArray_Descr *descr = PyArray_DescrFromType(arg == Py_None ? NPY_DOUBLE : 0);
  PyObject *number = PyLong_FromLong(descr->type_num);
  Py_DECREF(descr);
  return number;
}

// Asked twice, an array lends the same.
static PyObject *same_type_again_bad(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)self;
  if (PyArray_DESCR(array)->type_num != NPY_DOUBLE)
    return NULL;
  return PyArray_FromAny(arg, PyArray_DESCR(array), 0, 0, 0, NULL);
  // OVERRELEASE: 'PyArray_FromAny'
}

static PyObject *same_type_again_good(PyObject *self, PyObject *arg) {
  PyArrayObject *array = (PyArrayObject *)self;
  Py_INCREF(PyArray_DESCR(array));
  return PyArray_FromAny(arg, PyArray_DESCR(array), 0, 0, 0, NULL);
}

// Released after PyArray_Return has taken it over.
static PyObject *scalar_bad(PyObject *self, PyObject *arg) {
  PyObject *array = PyArray_FROMANY(arg, NPY_DOUBLE, 0, 0, 0);
  if (array == NULL)
    return NULL;
  PyObject *result = PyArray_Return((PyArrayObject *)array);
  Py_DECREF(array);
  // OVERRELEASE: ... 'array'
  return result;
}

static PyObject *scalar_good(PyObject *self, PyObject *arg) {
  PyObject *array = PyArray_FROMANY(arg, NPY_DOUBLE, 0, 0, 0);
  return PyArray_Return((PyArrayObject *)array);
}

// The base of an array is stolen, whether or not it can be set.
static PyObject *base_bad(PyObject *self, PyObject *arg) {
  PyObject *owner = PyBytes_FromString("data");
  if (owner == NULL)
    return NULL;
  if (PyArray_SetBaseObject((PyArrayObject *)arg, owner) < 0) {
    Py_DECREF(owner);
    // OVERRELEASE: ... 'owner'
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *base_good(PyObject *self, PyObject *arg) {
  PyObject *owner = PyBytes_FromString("data");
  if (owner == NULL)
    return NULL;
  if (PyArray_SetBaseObject((PyArrayObject *)arg, owner) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// The result of an integer function is that of the call.
static PyObject *copy_good(PyObject *self, PyObject *arg) {
  PyObject *array = PyArray_EnsureArray(PySequence_List(arg));
  if (array == NULL)
    return NULL;
  if (PyArray_CopyInto((PyArrayObject *)array, (PyArrayObject *)arg) < 0) {
    Py_DECREF(array);
    return NULL;
  }
  return array;
}

// A converter of PyArg_ParseTuple stores a new reference.
static PyObject *convert_bad(PyObject *self, PyObject *args) {
  PyObject *array;
  if (!PyArg_ParseTuple(args, "O&", PyArray_Converter, &array))
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'array'
}

static PyObject *convert_good(PyObject *self, PyObject *args) {
  PyObject *array;
  if (!PyArg_ParseTuple(args, "O&", PyArray_Converter, &array))
    return NULL;
  Py_DECREF(array);
  Py_RETURN_NONE;
}

static PyObject *dtype_bad(PyObject *self, PyObject *arg) {
  PyArray_Descr *descr;
  if (!PyArray_DescrConverter(arg, &descr))
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'descr'
}

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "bad", NULL, -1, NULL};

PyMODINIT_FUNC PyInit_bad(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL)
    return NULL;
  import_array();
  // LEAK: 'module'
  return module;
}

PyMODINIT_FUNC PyInit_good(void) {
  import_array();
  return PyModule_Create(&definition);
}
