// RUN: %check_all_hosts %s
// RUNTIME: good=_wrap_area,_wrap_size args=(2.0, 3.0)
// RUNTIME: good=_wrap_area,_wrap_size args=(2.0, object())
// RUNTIME: good=_wrap_new_point,_wrap_sum args=([1.0, 2.0],)
// RUNTIME: good=_wrap_sum args=([1.0, 'x'],)
// RUNTIME: good=_wrap_sum args=({1.5},)
// Pattern: S12
// The shape of SWIG's output: `resultobj`, one `fail` label, results appended
// to what is there, proxies that own C pointers.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define SWIGINTERN static
#define SWIG_OK 0
#define SWIG_ERROR (-1)
#define SWIG_TypeError (-5)
#define SWIG_IsOK(r) ((r) >= 0)
#define SWIG_ArgError(r) ((r) != SWIG_ERROR ? (r) : SWIG_TypeError)
#define SWIG_fail goto fail
#define SWIG_exception_fail(code, msg)                                         \
  do {                                                                         \
    SWIG_Error(code, msg);                                                     \
    SWIG_fail;                                                                 \
  } while (0)

typedef struct {
  double x, y;
} Point;

SWIGINTERN PyObject *SWIG_Python_ErrorType(int code) {
  return code == SWIG_TypeError ? PyExc_TypeError : PyExc_RuntimeError;
}

SWIGINTERN void SWIG_Error(int code, const char *msg) {
  PyErr_SetString(SWIG_Python_ErrorType(code), msg);
}

SWIGINTERN PyObject *SWIG_Py_Void(void) {
  PyObject *none = Py_None;
  Py_INCREF(none);
  return none;
}

SWIGINTERN int SWIG_AsVal_double(PyObject *obj, double *val) {
  if (PyFloat_Check(obj)) {
    if (val)
      *val = PyFloat_AsDouble(obj);
    return SWIG_OK;
  } else if (PyLong_Check(obj)) {
    double v = PyLong_AsDouble(obj);
    if (!PyErr_Occurred()) {
      if (val)
        *val = v;
      return SWIG_OK;
    } else {
      PyErr_Clear();
    }
  }
  return SWIG_TypeError;
}

// Consumes both arguments.
SWIGINTERN PyObject *SWIG_Python_AppendOutput(PyObject *result, PyObject *obj,
                                              int is_void) {
  if (!result) {
    result = obj;
  } else if (result == Py_None && is_void) {
    Py_DECREF(result);
    result = obj;
  } else {
    if (!PyList_Check(result)) {
      PyObject *o2 = result;
      result = PyList_New(1);
      if (result) {
        PyList_SET_ITEM(result, 0, o2);
      } else {
        Py_DECREF(obj);
        return o2;
      }
    }
    PyList_Append(result, obj);
    Py_DECREF(obj);
  }
  return result;
}

SWIGINTERN void SWIG_delete_point(PyObject *capsule) {
  PyMem_Free(PyCapsule_GetPointer(capsule, "Point"));
}

SWIGINTERN PyObject *SWIG_NewPointerObj(void *ptr, int own) {
  if (!ptr)
    return SWIG_Py_Void();
  return PyCapsule_New(ptr, "Point", own ? SWIG_delete_point : NULL);
}

SWIGINTERN PyObject *_wrap_area(PyObject *self, PyObject *args) {
  PyObject *resultobj = 0;
  double arg1, arg2;
  double val1, val2;
  int ecode1 = 0, ecode2 = 0;
  PyObject *obj0 = 0;
  PyObject *obj1 = 0;
  double result;

  if (!PyArg_UnpackTuple(args, "area", 2, 2, &obj0, &obj1))
    SWIG_fail;
  ecode1 = SWIG_AsVal_double(obj0, &val1);
  if (!SWIG_IsOK(ecode1)) {
    SWIG_exception_fail(SWIG_ArgError(ecode1), "argument 1 of type 'double'");
  }
  arg1 = (double)(val1);
  ecode2 = SWIG_AsVal_double(obj1, &val2);
  if (!SWIG_IsOK(ecode2)) {
    SWIG_exception_fail(SWIG_ArgError(ecode2), "argument 2 of type 'double'");
  }
  arg2 = (double)(val2);
  result = arg1 * arg2;
  resultobj = PyFloat_FromDouble((double)(result));
  return resultobj;
fail:
  return NULL;
}

// Two output arguments.
SWIGINTERN PyObject *_wrap_size(PyObject *self, PyObject *args) {
  PyObject *resultobj = 0;
  PyObject *swig_obj[2];
  double width, height;
  if (!PyArg_UnpackTuple(args, "size", 2, 2, &swig_obj[0], &swig_obj[1]))
    SWIG_fail;
  if (!SWIG_IsOK(SWIG_AsVal_double(swig_obj[0], &width)) ||
      !SWIG_IsOK(SWIG_AsVal_double(swig_obj[1], &height))) {
    SWIG_exception_fail(SWIG_TypeError, "two numbers expected");
  }
  resultobj = SWIG_Py_Void();
  PyObject *first = PyFloat_FromDouble(width);
  if (!first)
    SWIG_fail;
  resultobj = SWIG_Python_AppendOutput(resultobj, first, 1);
  PyObject *second = PyFloat_FromDouble(height);
  if (!second)
    SWIG_fail;
  resultobj = SWIG_Python_AppendOutput(resultobj, second, 1);
  return resultobj;
fail:
  Py_XDECREF(resultobj);
  return NULL;
}

SWIGINTERN PyObject *_wrap_new_point(PyObject *self, PyObject *args) {
  PyObject *resultobj = 0;
  Point *result = 0;
  result = PyMem_Malloc(sizeof(Point));
  if (!result) {
    PyErr_NoMemory();
    SWIG_fail;
  }
  result->x = result->y = 0;
  resultobj = SWIG_NewPointerObj(result, 1);
  if (!resultobj)
    PyMem_Free(result);
  return resultobj;
fail:
  return NULL;
}

// A sequence is converted item by item.
SWIGINTERN PyObject *_wrap_sum(PyObject *self, PyObject *args) {
  PyObject *resultobj = 0;
  PyObject *obj0 = 0;
  double *arg1 = 0;
  Py_ssize_t size1 = 0, i;
  double result = 0;

  if (!PyArg_UnpackTuple(args, "sum", 1, 1, &obj0))
    SWIG_fail;
  if (!PySequence_Check(obj0)) {
    SWIG_exception_fail(SWIG_TypeError, "a sequence is expected");
  }
  size1 = PySequence_Length(obj0);
  if (size1 < 0)
    SWIG_fail;
  arg1 = PyMem_Malloc((size1 + 1) * sizeof(double));
  if (!arg1) {
    PyErr_NoMemory();
    SWIG_fail;
  }
  for (i = 0; i < size1; i++) {
    PyObject *o = PySequence_GetItem(obj0, i);
    if (!o)
      SWIG_fail;
    int res = SWIG_AsVal_double(o, &arg1[i]);
    Py_DECREF(o);
    if (!SWIG_IsOK(res)) {
      SWIG_exception_fail(SWIG_ArgError(res), "a number is expected");
    }
  }
  for (i = 0; i < size1; i++)
    result += arg1[i];
  resultobj = PyFloat_FromDouble(result);
  if (arg1)
    PyMem_Free((char *)arg1);
  return resultobj;
fail:
  if (arg1)
    PyMem_Free((char *)arg1);
  return NULL;
}

PyMethodDef SwigMethods[] = {{"area", _wrap_area, METH_VARARGS, NULL},
                             {"size", _wrap_size, METH_VARARGS, NULL},
                             {"new_point", _wrap_new_point, METH_VARARGS, NULL},
                             {"sum", _wrap_sum, METH_VARARGS, NULL},
                             {NULL, NULL, 0, NULL}};
