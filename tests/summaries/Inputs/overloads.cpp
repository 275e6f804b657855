#include "overloads.h"

void release(PyObject *item) { Py_DECREF(item); }
void release(PyObject *item, int count) {}
namespace ours {
void release(PyObject *item) {}
void Box::release(PyObject *item) { Py_DECREF(item); }
} // namespace ours

static void hidden(PyObject *item) { Py_DECREF(item); }
namespace {
void hidden_too(PyObject *item) { Py_DECREF(item); }
} // namespace
template <class T> void of_every_file(T *item) { Py_DECREF(item); }
template void of_every_file(PyObject *item);
