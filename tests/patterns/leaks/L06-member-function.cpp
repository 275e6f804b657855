// RUN: %check_all_hosts %s
// Pattern: L06
// What a member function returns is known from its body, as that of any other
// function; of what it has read from a member, that is not enough.

#include <Python.h>

namespace {

class Slot {
public:
  explicit Slot(PyObject *callable) : callable(callable) {}
  Slot(const Slot &) = delete;
  ~Slot() { Py_XDECREF(callable); }

  PyObject *call(PyObject *arg) const {
    return PyObject_CallOneArg(callable, arg);
  }
  bool tell(const char *text, PyObject **result) {
    PyObject *told = PyObject_CallFunction(callable, "s", text);
    if (told == NULL)
      return false;
    if (result)
      *result = told;
    else
      Py_DECREF(told);
    return true;
  }
  void consume(PyObject *arg) {
    Py_XDECREF(PyObject_CallOneArg(callable, arg));
    Py_DECREF(arg);
  }
  PyObject *get() const { return callable; }
  PyObject *release() {
    PyObject *mine = callable;
    callable = NULL;
    return mine;
  }

private:
  PyObject *callable;
};

PyObject *tested_bad(PyObject *self, PyObject *o) {
  Slot slot(Py_NewRef(o));
  if (!slot.call(self))
    return NULL;
  // LEAK@-2: 'call'
  Py_RETURN_NONE;
}

PyObject *kept_bad(PyObject *self, PyObject *o) {
  Slot slot(Py_NewRef(o));
  PyObject *made = slot.call(self);
  if (made == NULL)
    return NULL;
  Py_RETURN_NONE;
  // LEAK: 'made'
}

PyObject *output_bad(PyObject *self, PyObject *o) {
  Slot slot(Py_NewRef(o));
  PyObject *told = NULL;
  if (!slot.tell("x", &told))
    return NULL;
  return PyBool_FromLong(told != Py_None);
  // LEAK: 'told'
}

PyObject *consumed_bad(PyObject *self, PyObject *o) {
  Slot slot(Py_NewRef(o));
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  slot.consume(text);
  Py_DECREF(text);
  // OVERRELEASE: 'Py_DECREF' ... 'text'
  Py_RETURN_NONE;
}

PyObject *released_good(PyObject *self, PyObject *o) {
  Slot slot(Py_NewRef(o));
  PyObject *made = slot.call(self);
  if (made == NULL)
    return NULL;
  Py_DECREF(made);
  PyObject *text = PyObject_Str(o);
  if (text == NULL)
    return NULL;
  slot.consume(text);
  if (!slot.tell("x", NULL))
    return NULL;
  return slot.call(self);
}

// The module takes what the owner lets go of.
int handed_over_good(PyObject *module) {
  Slot slot(PyLong_FromLong(1));
  if (!slot.get())
    return -1;
  if (PyModule_AddObject(module, "slot", slot.get()) < 0)
    return -1;
  slot.release();
  return 0;
}

PyMethodDef methods[] = {
    {"tested_bad", tested_bad, METH_O, NULL},
    {"kept_bad", kept_bad, METH_O, NULL},
    {"output_bad", output_bad, METH_O, NULL},
    {"consumed_bad", consumed_bad, METH_O, NULL},
    {"released_good", released_good, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

} // namespace

PyMethodDef *all_methods() { return methods; }
