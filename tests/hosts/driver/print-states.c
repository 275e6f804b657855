// --print-states: what the checker knows of an object at a point, on each path.

// RUN: %pyrefcheck --print-states %s -- %pyinc >%t.out 2>%t.err || true
// RUN: FileCheck %s <%t.err
// RUN: FileCheck %s --check-prefix=FINDING <%t.out
// Without the option the call is one of an unknown function.
// RUN: not %pyrefcheck %s -- %pyinc 2>&1 | FileCheck %s --check-prefix=FINDING --implicit-check-not=state:

#include <Python.h>

void pyrefcheck_print_state(PyObject *);

static PyObject *made(PyObject *self, PyObject *args) {
  PyObject *list = PyList_New(0);
  pyrefcheck_print_state(list);
  // CHECK-DAG: print-states.c:[[@LINE-1]]: state: new, count 1, unchecked, fresh, in 'list', last returned new
  if (list == NULL) {
    pyrefcheck_print_state(list);
    // CHECK-DAG: print-states.c:[[@LINE-1]]: state: NULL
    return NULL;
  }
  Py_INCREF(list);
  pyrefcheck_print_state(list);
  // CHECK-DAG: print-states.c:[[@LINE-1]]: state: new, count 2, {{.*}}in 'list', last incremented
  pyrefcheck_print_state(args);
  // CHECK-DAG: print-states.c:[[@LINE-1]]: state: parameter
  return list;
  // FINDING: warning: leak of 'list'
}
