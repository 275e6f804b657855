// RUN: %check_all_hosts %s | FileCheck %s --implicit-check-not=warning:
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
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'text'{{.*}}line 12{{.*}} [cpython-refcount-leak]
  // CHECK: :[[@LINE-2]]:{{[0-9]+}}: warning: {{.*}}'text'{{.*}}line 17{{.*}} [cpython-refcount-leak]
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
