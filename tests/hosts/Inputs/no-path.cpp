#include <Python.h>
#include "sys/queue.h"

namespace std {
/* In this class clang believes no report. */
struct list {
  PyObject *fill(PyObject *self) {
    PyObject *number = PyLong_FromLong(1);
    return number == nullptr ? nullptr : PyLong_FromLong(2);
  }
};
} // namespace std

PyObject *leave(PyObject *self) {
  PyObject *number = PyLong_FromLong(1);
  LEAVE_WITH(number == nullptr ? nullptr : PyLong_FromLong(2));
}
