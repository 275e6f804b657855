// RUN: not %pyrefcheck %s -- %pyinc 2>/dev/null | FileCheck %s --strict-whitespace --match-full-lines
// RUN: not %pyrefcheck %s -- %pyinc 2>/dev/null | not grep "\[0m"

// Source lines are shown with a caret; tabs and wide characters keep it in place.

#include <Python.h>

PyObject *leak(PyObject *self, PyObject *args) {
	PyObject *name = PyUnicode_FromString("éé"); /* é */ return PyTuple_New(0);
}

// CHECK:{{.*}}snippet.c:9:58: warning: {{.*}} [cpython-refcount-leak]
// CHECK-NEXT:	PyObject *name = PyUnicode_FromString("éé"); /* é */ return PyTuple_New(0);
// CHECK-NEXT:	                                                     ^
// CHECK-NEXT:{{.*}}snippet.c:9:19: note: {{.*}}
// CHECK-NEXT:	PyObject *name = PyUnicode_FromString("éé"); /* é */ return PyTuple_New(0);
// CHECK-NEXT:	                 ^{{~*}}
