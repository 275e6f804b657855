// RUN: %check_all_hosts %s
// RUNTIME: bad=label_bad:leak,order_bad:leak good=label_good,order_good,single_good
//     fail=PyList_Append args=()
// RUNTIME: good=label_bad,label_good,order_bad,order_good,single_good args=()
// RUNTIME: good=label_good,order_good,single_good fail=PyUnicode_FromString args=()
// RUNTIME: good=label_good,order_good,single_good fail=PyList_New args=()
// Pattern: L02
// Cleanup by labels: one jumps past the release that it needs.

#include <Python.h>

static PyObject *label_bad(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    goto fail;
  PyObject *text = PyUnicode_FromString("text");
  if (text == NULL)
    goto fail_list;
  if (PyList_Append(list, text) < 0)
    goto fail_list;
  Py_DECREF(text);
  return list;

fail_list:
  Py_DECREF(list);
fail:
  return NULL;
  // LEAK: 'text'
}

static PyObject *order_bad(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *text = PyUnicode_FromString("text");
  if (text == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    goto done;
  if (PyList_Append(list, text) < 0)
    goto done;
  result = list;
done:
  Py_DECREF(text);
  return result;
  // LEAK: 'list'
}

static PyObject *label_good(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  if (list == NULL)
    goto fail;
  PyObject *text = PyUnicode_FromString("text");
  if (text == NULL)
    goto fail_list;
  if (PyList_Append(list, text) < 0)
    goto fail_text;
  Py_DECREF(text);
  return list;

fail_text:
  Py_DECREF(text);
fail_list:
  Py_DECREF(list);
fail:
  return NULL;
}

static PyObject *order_good(PyObject *self, PyObject *args) {
  PyObject *result = NULL;
  PyObject *text = PyUnicode_FromString("text");
  if (text == NULL)
    return NULL;
  PyObject *list = PyList_New(0);
  if (list == NULL)
    goto done;
  if (PyList_Append(list, text) < 0) {
    Py_DECREF(list);
    goto done;
  }
  result = list;
done:
  Py_DECREF(text);
  return result;
}

static PyObject *single_good(PyObject *self, PyObject *args) {
  PyObject *list = NULL, *text = NULL, *result = NULL;
  if (!(list = PyList_New(0)))
    goto done;
  if (!(text = PyUnicode_FromString("text")))
    goto done;
  if (PyList_Append(list, text) < 0)
    goto done;
  result = Py_NewRef(list);
done:
  Py_XDECREF(text);
  Py_XDECREF(list);
  return result;
}
