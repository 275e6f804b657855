// RUN: %check_all_hosts %s
// Annotations say what functions do whose bodies are elsewhere.

#include <Python.h>

#if defined(__clang__)
#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))
#else
#define PYREF(text)
#endif

PyObject *registry_find(PyObject *registry, const char *name)
    PYREF("returns-borrowed(registry), null(absent)");
PyObject *registry_self(PyObject *registry) PYREF("returns-argument(registry)");
PyObject *registry_hold(PyObject *registry)
    PYREF("returns-new-reference-to-argument(registry)");
const char *registry_name(PyObject *registry) PYREF("returns-plain");
int registry_add(PyObject *registry, PYREF("steals(into: registry)") PyObject *value);
int registry_try_add(PyObject *registry, PYREF("steals-on-success") PyObject *value)
    PYREF("fails(-1)");
int registry_keep(PyObject *registry, PyObject *value) PYREF("keeps(value, into: registry)");
int registry_get(PyObject *registry, PYREF("out-new") PyObject **result);
int registry_look(PyObject *registry,
                  PYREF("out-borrowed(into: registry)") PyObject **result)
    PYREF("fails(0)");
void registry_fail(const char *why) PYREF("no-return, sets-exception");
void registry_take_all(int count, ...) PYREF("steals(...)");
PyObject *registry_call(PyObject *registry, const char *format, ...)
    PYREF("format(call, format)");

static PyObject *find_bad(PyObject *self, PyObject *args) {
  PyObject *found = registry_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  return found;
  // RETURN-BORROWED: 'found'
}

static PyObject *find_good(PyObject *self, PyObject *args) {
  PyObject *found = registry_find(self, "x");
  if (!found)
    Py_RETURN_NONE;
  Py_INCREF(found);
  return found;
}

static PyObject *owner_bad(PyObject *self, PyObject *args) {
  PyObject *registry = PyDict_New();
  if (!registry)
    return NULL;
  PyObject *found = registry_find(registry, "x");
  Py_DECREF(registry);
  Py_XINCREF(found);
  // USE-AFTER-RELEASE: 'found'
  return found;
}

static PyObject *argument_bad(PyObject *self, PyObject *args) {
  return registry_self(self);
  // RETURN-BORROWED: 'self'
}

static PyObject *argument_good(PyObject *self, PyObject *args) {
  return registry_hold(self);
}

static PyObject *add_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value || registry_add(self, value) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  int failed = registry_add(self, value);
  Py_DECREF(value);
  // OVERRELEASE: ... 'value'
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *add_borrowed_bad(PyObject *self, PyObject *args) {
  if (registry_add(self, args) < 0)
    // OVERRELEASE: ... 'args'
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *try_add_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (registry_try_add(self, value) < 0) {
    Py_DECREF(value);
    return NULL;
  }
  Py_RETURN_NONE;
}

static PyObject *try_add_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (registry_try_add(self, value) < 0)
    return NULL;
  // LEAK: 'value'
  Py_RETURN_NONE;
}

static PyObject *keep_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  if (registry_keep(self, value) < 0) {
    Py_DECREF(value);
    return NULL;
  }
  Py_RETURN_NONE;
  // LEAK: 'value'
}

// What the annotations do not mention follows the convention: borrowed.
static PyObject *temporary_bad(PyObject *self, PyObject *args) {
  int failed = registry_add(PyList_New(0), Py_NewRef(args));
  // LEAK: 'PyList_New'
  if (failed)
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *out_good(PyObject *self, PyObject *args) {
  PyObject *result;
  if (registry_get(self, &result) < 0)
    return NULL;
  return result;
}

static PyObject *out_bad(PyObject *self, PyObject *args) {
  PyObject *result;
  if (registry_get(self, &result) < 0)
    return NULL;
  return PyLong_FromLong(1);
  // LEAK: 'result'
}

static PyObject *look_good(PyObject *self, PyObject *args) {
  PyObject *result;
  if (!registry_look(self, &result))
    return NULL;
  Py_INCREF(result);
  return result;
}

static PyObject *look_bad(PyObject *self, PyObject *args) {
  PyObject *result;
  if (!registry_look(self, &result))
    return NULL;
  return result;
  // RETURN-BORROWED: 'result'
}

static PyObject *no_return_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    registry_fail("no memory");
  if (PyList_Append(value, args) < 0)
    registry_fail("no luck");
  return value;
}

static PyObject *rest_good(PyObject *self, PyObject *args) {
  PyObject *a = PyList_New(0);
  PyObject *b = PyList_New(0);
  registry_take_all(2, a, b);
  Py_RETURN_NONE;
}

static PyObject *format_bad(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  return registry_call(self, "O", value);
  // LEAK: 'value'
}

static PyObject *format_good(PyObject *self, PyObject *args) {
  PyObject *value = PyList_New(0);
  if (!value)
    return NULL;
  return registry_call(self, "N", value);
}
