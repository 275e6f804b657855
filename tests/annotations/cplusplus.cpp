// RUN: %check_all_hosts %s
// Methods, namespaces, templates and the attribute of C++.

#include <Python.h>

#define PYREF(text) [[clang::annotate("pyrefcheck:" text)]]

namespace registry {
PYREF("returns-borrowed") PyObject *find(const char *name);

class Registry {
public:
  PYREF("null(on-error)") explicit Registry(PyObject *o);
  // ANNOTATION: ... calls of constructors and destructors are not described$
  PYREF("returns-borrowed") PyObject *find(const char *name) const;
  int add(PYREF("steals") PyObject *value);
  static int put(PYREF("stales") PyObject *value);
  // ANNOTATION: ... did you mean 'steals'?$
  bool empty;
};

template <typename T>
PYREF("returns-borrowed") PyObject *lookup(T key, PYREF("steals") PyObject *o);
} // namespace registry

using namespace registry;

static PyObject *function_bad(PyObject *self, PyObject *args) {
  return registry::find("x");
  // RETURN-BORROWED: 'registry::find("x")'
}

static PyObject *method_bad(PyObject *self, PyObject *args) {
  Registry r(self);
  return r.find("x");
  // RETURN-BORROWED: 'r.find("x")'
}

static PyObject *method_good(PyObject *self, PyObject *args) {
  Registry r(self);
  r.empty = true;
  PyObject *value = PyList_New(0);
  if (!value || r.add(value) < 0)
    return nullptr;
  value = PyList_New(0);
  if (!r.empty) {
    Py_XDECREF(value);
    return nullptr;
  }
  return value;
}

static PyObject *method_steals_bad(PyObject *self, PyObject *args) {
  Registry r(self);
  if (r.add(args) < 0)
    // OVERRELEASE: ... 'args'
    return nullptr;
  Py_RETURN_NONE;
}

static PyObject *template_bad(PyObject *self, PyObject *args) {
  return lookup(1, PyList_New(0));
  // RETURN-BORROWED: 'lookup(1, PyList_New(0))'
}
