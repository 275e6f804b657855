// RUN: %check_all_hosts %s
// Pattern: L01
// A slot that is called through a pointer returns a new reference, whoever
// fills it: the type of the pointer says so.

#include <Python.h>

int compare_bad(PyObject *left, PyObject *right) {
  richcmpfunc compare = Py_TYPE(left)->tp_richcompare;
  PyObject *result = compare(left, right, Py_LT);
  if (result == NULL)
    return -1;
  return PyObject_IsTrue(result); // LEAK: 'result'
}

int compare_good(PyObject *left, PyObject *right) {
  richcmpfunc compare = Py_TYPE(left)->tp_richcompare;
  PyObject *result = compare(left, right, Py_LT);
  if (result == NULL)
    return -1;
  int truth = PyObject_IsTrue(result);
  Py_DECREF(result);
  return truth;
}

// Out of a table, without a variable.
Py_ssize_t repr_bad(PyObject *object) {
  PyObject *text = Py_TYPE(object)->tp_repr(object);
  if (text == NULL)
    return -1;
  return PyUnicode_GetLength(text); // LEAK: 'text'
}

Py_ssize_t repr_good(PyObject *object) {
  PyObject *text = Py_TYPE(object)->tp_repr(object);
  if (text == NULL)
    return -1;
  Py_ssize_t length = PyUnicode_GetLength(text);
  Py_DECREF(text);
  return length;
}

// A parameter, dereferenced, in a loop: at the end there is no item.
Py_ssize_t count_bad(iternextfunc next, PyObject *iterator) {
  Py_ssize_t count = 0;
  while ((*next)(iterator)) // LEAK: 'next'
    ++count;
  return count;
}

Py_ssize_t count_good(iternextfunc next, PyObject *iterator) {
  Py_ssize_t count = 0;
  PyObject *item;
  while ((item = (*next)(iterator)) != NULL) {
    Py_DECREF(item);
    ++count;
  }
  return count;
}

// With a macro of the project's own.
#define CALL_SLOT(TYPE, SLOT, SELF, OTHER)                                     \
  (TYPE)->tp_as_number->SLOT((SELF), (OTHER))

int add_bad(PyObject *left, PyObject *right) {
  PyObject *sum = CALL_SLOT(Py_TYPE(left), nb_add, left, right);
  Py_DECREF(sum); // NULL-RESULT: 'sum'
  return 0;
}

int add_good(PyObject *left, PyObject *right) {
  PyObject *sum = CALL_SLOT(Py_TYPE(left), nb_add, left, right);
  Py_XDECREF(sum);
  return sum ? 0 : -1;
}
