// RUN: %check_all_hosts %s
// Pattern: S02
// Of a function whose body is in another file only the convention says that it
// returns a new reference. Who releases what is not None knows that None comes
// without one, or not at all.

#include <Python.h>

PyObject *to_list(void *message);
int is_known(PyObject *object);

PyObject *result_good(void *message) {
  PyObject *list = to_list(message);
  if (!list)
    return NULL;
  PyObject *all = Py_BuildValue("(iO)", 1, list);
  if (list != Py_None)
    Py_DECREF(list);
  return all;
}

PyObject *early_good(void *message) {
  PyObject *list = to_list(message);
  if (list == NULL || list == Py_None)
    return NULL;
  PyObject *size = PyLong_FromSsize_t(PyObject_Size(list));
  Py_DECREF(list);
  return size;
}

PyObject *goto_good(void *message) {
  PyObject *size = NULL;
  PyObject *list = to_list(message);
  if (!list)
    return NULL;
  if (list == Py_None)
    goto done;
  size = PyLong_FromSsize_t(PyObject_Size(list));
  Py_DECREF(list);
done:
  return size;
}

PyObject *result_bad(void *message) {
  PyObject *list = to_list(message);
  if (!list)
    return NULL;
  PyObject *all = Py_BuildValue("(iO)", 1, list);
  if (list == Py_None)
    Py_DECREF(list);
  return all;
  // LEAK: 'list'
}

PyObject *early_bad(void *message) {
  PyObject *list = to_list(message);
  if (list == NULL || list == Py_None)
    return NULL;
  if (!is_known(list))
    return NULL;
  // LEAK: 'list'
  PyObject *size = PyLong_FromSsize_t(PyObject_Size(list));
  Py_DECREF(list);
  return size;
}

PyObject *goto_bad(void *message) {
  PyObject *size = NULL;
  PyObject *list = to_list(message);
  if (!list)
    return NULL;
  if (list != Py_None)
    goto done;
  size = PyLong_FromSsize_t(PyObject_Size(list));
  Py_DECREF(list);
done:
  return size;
  // LEAK: 'list'
}
