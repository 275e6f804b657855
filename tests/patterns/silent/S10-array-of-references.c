// RUN: %check_all_hosts %s
// RUNTIME: good=format_all,pack_all,convert args=(1, 'a', 2.5)
// RUNTIME: good=format_all fail=PyObject_Repr@2 args=(1, 'a', 2.5)
// RUNTIME: good=pack_all fail=PyNumber_Float@2 args=(1, 2, 3)
// RUNTIME: good=three fail=PyLong_FromLong@3 args=()
// RUNTIME: good=three,convert args=()
// Pattern: S10
// One loop fills an array with strong references, another one releases them.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *format_all(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args), i;
  PyObject *result = NULL;
  PyObject **texts = PyMem_Calloc(size + 1, sizeof(PyObject *));
  if (texts == NULL)
    return PyErr_NoMemory();
  for (i = 0; i < size; i++) {
    texts[i] = PyObject_Repr(PyTuple_GET_ITEM(args, i));
    if (texts[i] == NULL)
      goto done;
  }
  Py_ssize_t length = 0;
  for (i = 0; i < size; i++)
    length += PyUnicode_GetLength(texts[i]);
  result = PyLong_FromSsize_t(length);
done:
  for (i = 0; i < size; i++)
    Py_XDECREF(texts[i]);
  PyMem_Free(texts);
  return result;
}

// The array hands its references over to a tuple.
static PyObject *pack_all(PyObject *self, PyObject *args) {
  Py_ssize_t size = PyTuple_GET_SIZE(args), filled = 0;
  PyObject *result = NULL;
  PyObject **numbers = PyMem_New(PyObject *, size + 1);
  if (numbers == NULL)
    return PyErr_NoMemory();
  for (; filled < size; filled++) {
    PyObject *number = PyNumber_Float(PyTuple_GET_ITEM(args, filled));
    if (number == NULL)
      goto error;
    numbers[filled] = number;
  }
  result = PyTuple_New(size);
  if (result == NULL)
    goto error;
  for (Py_ssize_t i = 0; i < size; i++)
    PyTuple_SET_ITEM(result, i, numbers[i]);
  PyMem_Free(numbers);
  return result;
error:
  while (filled > 0)
    Py_DECREF(numbers[--filled]);
  PyMem_Free(numbers);
  return NULL;
}

// A small array on the stack.
static PyObject *three(PyObject *self, PyObject *args) {
  PyObject *numbers[3] = {NULL, NULL, NULL};
  PyObject *result = NULL;
  for (int i = 0; i < 3; i++) {
    numbers[i] = PyLong_FromLong(i + 100000);
    if (numbers[i] == NULL)
      goto done;
  }
  result = PyTuple_Pack(3, numbers[0], numbers[1], numbers[2]);
done:
  for (int i = 0; i < 3; i++)
    Py_XDECREF(numbers[i]);
  return result;
}

// The array belongs to a struct, as do the functions that fill and empty it.
typedef struct {
  PyObject **items;
  Py_ssize_t size;
} Vector;

static void vector_free(Vector *vector) {
  for (Py_ssize_t i = 0; i < vector->size; i++)
    Py_XDECREF(vector->items[i]);
  PyMem_Free(vector->items);
  vector->items = NULL;
}

static int vector_fill(Vector *vector, PyObject *tuple) {
  vector->size = PyTuple_GET_SIZE(tuple);
  vector->items = PyMem_Calloc(vector->size + 1, sizeof(PyObject *));
  if (vector->items == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  for (Py_ssize_t i = 0; i < vector->size; i++) {
    vector->items[i] = PyObject_Str(PyTuple_GET_ITEM(tuple, i));
    if (vector->items[i] == NULL) {
      vector_free(vector);
      return -1;
    }
  }
  return 0;
}

static PyObject *convert(PyObject *self, PyObject *args) {
  Vector vector;
  if (vector_fill(&vector, args) < 0)
    return NULL;
  PyObject *list = PyList_New(vector.size);
  if (list != NULL) {
    for (Py_ssize_t i = 0; i < vector.size; i++) {
      PyList_SET_ITEM(list, i, vector.items[i]);
      vector.items[i] = NULL;
    }
  }
  vector_free(&vector);
  return list;
}
