#include <Python.h>

struct Guard {
  ~Guard() {}
};

struct Module {
  PyObject *object;
  int fill();
};

int Module::fill() {
  Guard guard;
  PyObject *module = object;
  PyObject *text = PyUnicode_FromString("kept");
  if (text == nullptr)
    return -1;
#include "middle.inc"
  Py_DECREF(text);
  return 0;
}
