// RUN: %check_all_hosts %s -I%tests/Inputs/libraries
// pybind11: its owners are silent, its plain functions have contracts.

#include <Python.h>
#include <pybind11/pybind11.h>

static PyObject *item_bad(PyObject *self, PyObject *dict) {
  PyObject *item = pybind11::detail::dict_getitemstring(dict, "x");
  if (!item)
    Py_RETURN_NONE;
  return item;
  // RETURN-BORROWED: 'item'
}

static PyObject *item_good(PyObject *self, PyObject *dict) {
  PyObject *item = py::detail::dict_getitemstring(dict, "x");
  if (!item)
    Py_RETURN_NONE;
  return py::reinterpret_borrow<py::object>(item).release().ptr();
}

static PyObject *instance_bad(PyObject *self, PyObject *type) {
  PyObject *instance = pybind11::detail::make_new_instance((PyTypeObject *)type);
  if (PyObject_SetAttrString(instance, "x", self) < 0)
    return nullptr;
  // LEAK: 'instance'
  return instance;
}

static PyObject *stolen_good(PyObject *self, PyObject *arg) {
  py::object list = py::reinterpret_steal<py::object>(PyList_New(0));
  if (!list.ptr() || PyList_Append(list.ptr(), arg) < 0)
    return nullptr;
  return list.release().ptr();
}

static PyObject *borrowed_good(PyObject *self, PyObject *arg) {
  PyObject *made = PyDict_New();
  if (!made)
    return nullptr;
  py::object dict = py::reinterpret_steal<py::object>(made);
  py::handle(arg).inc_ref();
  return arg;
}
