// RUN: %check_all_hosts %s
// RUNTIME-SETUP: class Fresh: pass
// RUNTIME: call=o bad=hold_bad:over|crash args=(Fresh(),)
// RUNTIME: call=o good=hold_good,link_good,flag_good,forget args=(Fresh(),)
// Pattern: U02
// C++: a borrowed reference stored into a member that the destructor releases,
// and into a plain struct that some function releases.

#include <Python.h>

namespace {

class Holder {
public:
  ~Holder() { Py_XDECREF(value); }
  PyObject *value = nullptr;
};

Holder held;

struct Link {
  PyObject *value;
  Link *next;
};

Link *first = nullptr;

// Owns its value only if it says so.
struct Flagged {
  ~Flagged() {
    if (owns)
      Py_DECREF(value);
  }
  PyObject *value = nullptr;
  bool owns = false;
};

Flagged flagged;

PyObject *hold_bad(PyObject *self, PyObject *value) {
  PyObject *old = held.value;
  held.value = value;
  // OVERRELEASE: 'value' is stored in 'held.value'
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

PyObject *hold_good(PyObject *self, PyObject *value) {
  PyObject *old = held.value;
  held.value = Py_NewRef(value);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

void free_links() {
  while (first) {
    Link *next = first->next;
    Py_DECREF(first->value);
    PyMem_Free(first);
    first = next;
  }
}

PyObject *forget(PyObject *self, PyObject *unused) {
  free_links();
  Py_RETURN_NONE;
}

PyObject *link_good(PyObject *self, PyObject *value) {
  Link *link = static_cast<Link *>(PyMem_Malloc(sizeof(Link)));
  if (!link)
    return PyErr_NoMemory();
  link->value = Py_NewRef(value);
  link->next = first;
  first = link;
  free_links();
  Py_RETURN_NONE;
}

// With stores of both kinds nobody can tell which one is wrong.
PyObject *flag_good(PyObject *self, PyObject *value) {
  flagged.value = value;
  flagged.owns = false;
  Py_RETURN_NONE;
}

} // namespace

PyMethodDef methods[] = {{"hold_bad", hold_bad, METH_O, nullptr},
                         {"hold_good", hold_good, METH_O, nullptr},
                         {"link_good", link_good, METH_O, nullptr},
                         {"flag_good", flag_good, METH_O, nullptr},
                         {"forget", forget, METH_O, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
