// RUN: %check_all_hosts %s
// RUNTIME: good=__pyx_pw_total call=o args=([1, 2, 3],)
// RUNTIME: good=__pyx_pw_total call=o args=({1: 2, 3: 4},)
// RUNTIME: good=__pyx_pw_total call=o args=(["a"],)
// Pattern: S12
// The shape of Cython's output: one reference macro for each step, numbered
// temporaries that are nulled when they are handed on, one error label.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define __Pyx_RefNannyDeclarations
#define __Pyx_RefNannySetupContext(name, acquire_gil)
#define __Pyx_RefNannyFinishContext()
#define __Pyx_INCREF(r) Py_INCREF(r)
#define __Pyx_DECREF(r) Py_DECREF(r)
#define __Pyx_XINCREF(r) Py_XINCREF(r)
#define __Pyx_XDECREF(r) Py_XDECREF(r)
#define __Pyx_GOTREF(r)
#define __Pyx_GIVEREF(r)
#define __Pyx_XGOTREF(r)
#define __Pyx_XGIVEREF(r)
#define __Pyx_XDECREF_SET(r, v)                                                \
  do {                                                                         \
    PyObject *tmp = (PyObject *)r;                                             \
    r = v;                                                                     \
    __Pyx_XDECREF(tmp);                                                        \
  } while (0)
#define __Pyx_DECREF_SET(r, v)                                                 \
  do {                                                                         \
    PyObject *tmp = (PyObject *)r;                                             \
    r = v;                                                                     \
    __Pyx_DECREF(tmp);                                                         \
  } while (0)
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define __PYX_MARK_ERR_POS(f_index, lineno)                                    \
  {                                                                            \
    __pyx_filename = __pyx_f[f_index];                                         \
    (void)__pyx_filename;                                                      \
    __pyx_lineno = lineno;                                                     \
    (void)__pyx_lineno;                                                        \
    __pyx_clineno = __LINE__;                                                  \
    (void)__pyx_clineno;                                                       \
  }
#define __PYX_ERR(f_index, lineno, Ln_error)                                   \
  {                                                                            \
    __PYX_MARK_ERR_POS(f_index, lineno) goto Ln_error;                         \
  }

static const char *__pyx_f[] = {"example.pyx"};
static PyObject *__pyx_n_s_append;
static PyObject *__pyx_int_0;
static PyObject *__pyx_d;

static void __Pyx_AddTraceback(const char *function, int c_line, int line,
                               const char *filename) {
  (void)function, (void)c_line, (void)line, (void)filename;
}

static PyObject *__Pyx_PyObject_GetAttrStr(PyObject *obj, PyObject *attr_name) {
  PyTypeObject *tp = Py_TYPE(obj);
  if (likely(tp->tp_getattro))
    return tp->tp_getattro(obj, attr_name);
  return PyObject_GetAttr(obj, attr_name);
}

static PyObject *__Pyx_PyObject_CallOneArg(PyObject *func, PyObject *arg) {
  PyObject *args = PyTuple_New(1);
  PyObject *result;
  if (unlikely(!args))
    return NULL;
  Py_INCREF(arg);
  PyTuple_SET_ITEM(args, 0, arg);
  result = PyObject_Call(func, args, NULL);
  Py_DECREF(args);
  return result;
}

static PyObject *__Pyx_GetModuleGlobalName(PyObject *name) {
  PyObject *result = PyDict_GetItemWithError(__pyx_d, name);
  if (likely(result)) {
    Py_INCREF(result);
    return result;
  }
  if (unlikely(PyErr_Occurred()))
    return NULL;
  PyErr_Format(PyExc_NameError, "name '%U' is not defined", name);
  return NULL;
}

/* total = 0; for item in data: total = total + item; return total */
static PyObject *__pyx_pf_total(PyObject *__pyx_self, PyObject *__pyx_v_data) {
  PyObject *__pyx_v_total = NULL;
  PyObject *__pyx_v_item = NULL;
  PyObject *__pyx_r = NULL;
  __Pyx_RefNannyDeclarations PyObject *__pyx_t_1 = NULL;
  Py_ssize_t __pyx_t_2;
  PyObject *(*__pyx_t_3)(PyObject *);
  PyObject *__pyx_t_4 = NULL;
  int __pyx_lineno = 0;
  const char *__pyx_filename = NULL;
  int __pyx_clineno = 0;
  __Pyx_RefNannySetupContext("total", 0);

  if (__pyx_int_0 == NULL) {
    __pyx_int_0 = PyLong_FromLong(0);
    if (unlikely(!__pyx_int_0))
      __PYX_ERR(0, 1, __pyx_L1_error)
  }
  __Pyx_INCREF(__pyx_int_0);
  __pyx_v_total = __pyx_int_0;

  if (likely(PyList_CheckExact(__pyx_v_data)) ||
      PyTuple_CheckExact(__pyx_v_data)) {
    __pyx_t_1 = __pyx_v_data;
    __Pyx_INCREF(__pyx_t_1);
    __pyx_t_2 = 0;
    __pyx_t_3 = NULL;
  } else {
    __pyx_t_2 = -1;
    __pyx_t_1 = PyObject_GetIter(__pyx_v_data);
    if (unlikely(!__pyx_t_1))
      __PYX_ERR(0, 3, __pyx_L1_error)
    __Pyx_GOTREF(__pyx_t_1);
    __pyx_t_3 = Py_TYPE(__pyx_t_1)->tp_iternext;
    if (unlikely(!__pyx_t_3))
      __PYX_ERR(0, 3, __pyx_L1_error)
  }
  for (;;) {
    if (likely(!__pyx_t_3)) {
      if (likely(PyList_CheckExact(__pyx_t_1))) {
        if (__pyx_t_2 >= PyList_GET_SIZE(__pyx_t_1))
          break;
        __pyx_t_4 = PyList_GET_ITEM(__pyx_t_1, __pyx_t_2);
        __Pyx_INCREF(__pyx_t_4);
        __pyx_t_2++;
      } else {
        if (__pyx_t_2 >= PyTuple_GET_SIZE(__pyx_t_1))
          break;
        __pyx_t_4 = PyTuple_GET_ITEM(__pyx_t_1, __pyx_t_2);
        __Pyx_INCREF(__pyx_t_4);
        __pyx_t_2++;
      }
    } else {
      __pyx_t_4 = __pyx_t_3(__pyx_t_1);
      if (unlikely(!__pyx_t_4)) {
        PyObject *exc_type = PyErr_Occurred();
        if (exc_type) {
          if (likely(
                  PyErr_GivenExceptionMatches(exc_type, PyExc_StopIteration)))
            PyErr_Clear();
          else
            __PYX_ERR(0, 3, __pyx_L1_error)
        }
        break;
      }
      __Pyx_GOTREF(__pyx_t_4);
    }
    __Pyx_XDECREF_SET(__pyx_v_item, __pyx_t_4);
    __pyx_t_4 = 0;
    __pyx_t_4 = PyNumber_Add(__pyx_v_total, __pyx_v_item);
    if (unlikely(!__pyx_t_4))
      __PYX_ERR(0, 4, __pyx_L1_error)
    __Pyx_GOTREF(__pyx_t_4);
    __Pyx_DECREF_SET(__pyx_v_total, __pyx_t_4);
    __pyx_t_4 = 0;
  }
  __Pyx_DECREF(__pyx_t_1);
  __pyx_t_1 = 0;

  __Pyx_XDECREF(__pyx_r);
  __Pyx_INCREF(__pyx_v_total);
  __pyx_r = __pyx_v_total;
  goto __pyx_L0;

__pyx_L1_error:;
  __Pyx_XDECREF(__pyx_t_1);
  __Pyx_XDECREF(__pyx_t_4);
  __Pyx_AddTraceback("example.total", __pyx_clineno, __pyx_lineno,
                     __pyx_filename);
  __pyx_r = NULL;
__pyx_L0:;
  __Pyx_XDECREF(__pyx_v_total);
  __Pyx_XDECREF(__pyx_v_item);
  __Pyx_XGIVEREF(__pyx_r);
  __Pyx_RefNannyFinishContext();
  return __pyx_r;
}

static PyObject *__pyx_pw_total(PyObject *__pyx_self, PyObject *__pyx_v_data) {
  PyObject *__pyx_r = 0;
  __pyx_r = __pyx_pf_total(__pyx_self, __pyx_v_data);
  return __pyx_r;
}

/* table.append((key, value)); return None */
static PyObject *__pyx_pw_record(PyObject *__pyx_self, PyObject *__pyx_args) {
  PyObject *__pyx_v_key = 0;
  PyObject *__pyx_v_value = 0;
  PyObject *__pyx_r = NULL;
  PyObject *__pyx_t_1 = NULL;
  PyObject *__pyx_t_2 = NULL;
  PyObject *__pyx_t_3 = NULL;
  PyObject *__pyx_t_4 = NULL;
  int __pyx_lineno = 0;
  const char *__pyx_filename = NULL;
  int __pyx_clineno = 0;
  if (likely(PyTuple_GET_SIZE(__pyx_args) == 2)) {
    __pyx_v_key = PyTuple_GET_ITEM(__pyx_args, 0);
    __pyx_v_value = PyTuple_GET_ITEM(__pyx_args, 1);
  } else {
    PyErr_SetString(PyExc_TypeError, "record() takes exactly 2 arguments");
    __PYX_ERR(0, 7, __pyx_L1_error)
  }
  __pyx_t_2 = __Pyx_GetModuleGlobalName(__pyx_n_s_append);
  if (unlikely(!__pyx_t_2))
    __PYX_ERR(0, 8, __pyx_L1_error)
  __Pyx_GOTREF(__pyx_t_2);
  __pyx_t_3 = __Pyx_PyObject_GetAttrStr(__pyx_t_2, __pyx_n_s_append);
  if (unlikely(!__pyx_t_3))
    __PYX_ERR(0, 8, __pyx_L1_error)
  __Pyx_GOTREF(__pyx_t_3);
  __Pyx_DECREF(__pyx_t_2);
  __pyx_t_2 = 0;
  __pyx_t_2 = PyTuple_New(2);
  if (unlikely(!__pyx_t_2))
    __PYX_ERR(0, 8, __pyx_L1_error)
  __Pyx_GOTREF(__pyx_t_2);
  __Pyx_INCREF(__pyx_v_key);
  __Pyx_GIVEREF(__pyx_v_key);
  PyTuple_SET_ITEM(__pyx_t_2, 0, __pyx_v_key);
  __Pyx_INCREF(__pyx_v_value);
  __Pyx_GIVEREF(__pyx_v_value);
  PyTuple_SET_ITEM(__pyx_t_2, 1, __pyx_v_value);
  __pyx_t_4 = NULL;
  if (PyMethod_Check(__pyx_t_3)) {
    __pyx_t_4 = PyMethod_Self(__pyx_t_3);
    if (likely(__pyx_t_4)) {
      PyObject *function = PyMethod_Function(__pyx_t_3);
      __Pyx_INCREF(__pyx_t_4);
      __Pyx_INCREF(function);
      __Pyx_DECREF_SET(__pyx_t_3, function);
    }
  }
  __pyx_t_1 = (__pyx_t_4) ? PyObject_CallFunctionObjArgs(__pyx_t_3, __pyx_t_4,
                                                         __pyx_t_2, NULL)
                          : __Pyx_PyObject_CallOneArg(__pyx_t_3, __pyx_t_2);
  __Pyx_XDECREF(__pyx_t_4);
  __pyx_t_4 = 0;
  __Pyx_DECREF(__pyx_t_2);
  __pyx_t_2 = 0;
  if (unlikely(!__pyx_t_1))
    __PYX_ERR(0, 8, __pyx_L1_error)
  __Pyx_GOTREF(__pyx_t_1);
  __Pyx_DECREF(__pyx_t_3);
  __pyx_t_3 = 0;
  __Pyx_DECREF(__pyx_t_1);
  __pyx_t_1 = 0;

  __pyx_r = Py_None;
  __Pyx_INCREF(Py_None);
  goto __pyx_L0;
__pyx_L1_error:;
  __Pyx_XDECREF(__pyx_t_1);
  __Pyx_XDECREF(__pyx_t_2);
  __Pyx_XDECREF(__pyx_t_3);
  __Pyx_XDECREF(__pyx_t_4);
  __Pyx_AddTraceback("example.record", __pyx_clineno, __pyx_lineno,
                     __pyx_filename);
  __pyx_r = NULL;
__pyx_L0:;
  __Pyx_XGIVEREF(__pyx_r);
  return __pyx_r;
}

PyMethodDef __pyx_methods[] = {{"total", __pyx_pw_total, METH_O, 0},
                               {"record", __pyx_pw_record, METH_VARARGS, 0},
                               {0, 0, 0, 0}};
