/* A stand-in for numpy's headers: the shapes of its macros, and no more of them
 * than the tests use. */

#ifndef STANDIN_NUMPY_ARRAYOBJECT_H
#define STANDIN_NUMPY_ARRAYOBJECT_H

#include <Python.h>

typedef struct {
  PyObject_HEAD
} PyArrayObject;

typedef struct {
  PyObject_HEAD
  int type_num;
} PyArray_Descr;

typedef struct {
  PyObject_HEAD
  char *data;
  PyArray_Descr *descr;
} PyArrayObject_fields;

enum { NPY_DOUBLE = 12 };

static void **PyArray_API;

#define PyArray_Type (*(PyTypeObject *)PyArray_API[2])
#define PyArray_DescrFromType (*(PyArray_Descr * (*)(int)) PyArray_API[45])
#define PyArray_CastToType                                                     \
  (*(PyObject * (*)(PyArrayObject *, PyArray_Descr *, int)) PyArray_API[49])
#define PyArray_FromAny                                                        \
  (*(PyObject * (*)(PyObject *, PyArray_Descr *, int, int, int, PyObject *))   \
       PyArray_API[69])
#define PyArray_EnsureArray (*(PyObject * (*)(PyObject *)) PyArray_API[70])
#define PyArray_Return (*(PyObject * (*)(PyArrayObject *)) PyArray_API[76])
#define PyArray_New                                                            \
  (*(PyObject * (*)(PyTypeObject *, int, long const *, int, long const *,      \
                    void *, int, int, PyObject *)) PyArray_API[93])
#define PyArray_NewFromDescr                                                   \
  (*(PyObject * (*)(PyTypeObject *, PyArray_Descr *, int, long const *,        \
                    long const *, void *, int, PyObject *)) PyArray_API[94])
#define PyArray_View                                                           \
  (*(PyObject * (*)(PyArrayObject *, PyArray_Descr *, PyTypeObject *))         \
       PyArray_API[137])
#define PyArray_CopyInto                                                       \
  (*(int (*)(PyArrayObject *, PyArrayObject *)) PyArray_API[82])
#define PyArray_Converter                                                      \
  (*(int (*)(PyObject *, PyObject **)) PyArray_API[166])
#define PyArray_DescrConverter                                                 \
  (*(int (*)(PyObject *, PyArray_Descr **)) PyArray_API[174])
#define PyArray_SetBaseObject                                                  \
  (*(int (*)(PyArrayObject *, PyObject *)) PyArray_API[282])

#define PyArray_SimpleNew(nd, dims, typenum)                                   \
  PyArray_New(&PyArray_Type, nd, dims, typenum, NULL, NULL, 0, 0, NULL)
#define PyArray_FROMANY(m, type, min, max, flags)                              \
  PyArray_FromAny(m, PyArray_DescrFromType(type), min, max, flags, NULL)

static inline PyArray_Descr *PyArray_DESCR(PyArrayObject *arr) {
  return ((PyArrayObject_fields *)arr)->descr;
}

static int _import_array(void) {
  PyObject *numpy = PyImport_ImportModule("numpy.core._multiarray_umath");
  if (numpy == NULL)
    return -1;
  PyObject *c_api = PyObject_GetAttrString(numpy, "_ARRAY_API");
  Py_DECREF(numpy);
  if (c_api == NULL)
    return -1;
  PyArray_API = (void **)PyCapsule_GetPointer(c_api, NULL);
  Py_DECREF(c_api);
  return PyArray_API == NULL ? -1 : 0;
}

#define import_array()                                                         \
  {                                                                            \
    if (_import_array() < 0) {                                                 \
      PyErr_Print();                                                           \
      PyErr_SetString(PyExc_ImportError, "numpy failed to import");            \
      return NULL;                                                             \
    }                                                                          \
  }

#endif
