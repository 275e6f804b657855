// RUN: %check_all_hosts %s
// RUNTIME: bad=blocks_bad:leak good=blocks_good args=(2.5, 3)
// RUNTIME: bad=blocks_bad:leak good=blocks_good args=(3, 2.5)
// Pattern: L02
// The same in C++: references in blocks of their own are lost at one place.

#include <Python.h>

static PyObject *blocks_bad(PyObject *self, PyObject *args) {
  int total = 0;
  if (auto *first = PyTuple_GET_ITEM(args, 0); !PyLong_Check(first)) {
    auto *text = PyObject_Str(first);
    total += text != nullptr;
    goto done;
  }
  if (auto *second = PyTuple_GET_ITEM(args, 1); !PyLong_Check(second)) {
    auto *text = PyObject_Str(second);
    total += text != nullptr;
    goto done;
  }
done:
  return PyLong_FromLong(total);
  // LEAK: 'text' ... line 12
  // LEAK: 'text' ... line 17
}

static PyObject *blocks_good(PyObject *self, PyObject *args) {
  int total = 0;
  if (auto *first = PyTuple_GET_ITEM(args, 0); !PyLong_Check(first)) {
    auto *text = PyObject_Str(first);
    total += text != nullptr;
    Py_XDECREF(text);
    goto done;
  }
  if (auto *second = PyTuple_GET_ITEM(args, 1); !PyLong_Check(second)) {
    auto *text = PyObject_Str(second);
    total += text != nullptr;
    Py_XDECREF(text);
    goto done;
  }
done:
  return PyLong_FromLong(total);
}
