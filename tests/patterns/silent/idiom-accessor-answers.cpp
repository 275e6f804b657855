// RUN: %check_all_hosts %s
// Pattern: S06
// What small functions of a C++ file answer, they answer again.

#include <Python.h>

struct Descr {
  PyObject_HEAD
  int kind;
  PyObject *names;
};

namespace {

inline bool hasFields(const Descr &descr) { return descr.kind > 2; }
inline PyObject *names(const Descr *descr) {
  return hasFields(*descr) ? descr->names : nullptr;
}
inline bool hasNames(const Descr *descr) { return names(descr) != nullptr; }

Descr *cast(PyObject *object) { return reinterpret_cast<Descr *>(object); }

} // namespace

void touch(Descr *descr);

Py_ssize_t count_good(Descr *descr) {
  if (!hasNames(descr))
    return 0;
  return PyTuple_GET_SIZE(names(descr));
}

Py_ssize_t count_cast_good(PyObject *object) {
  if (hasNames(cast(object)) && PyTuple_Check(names(cast(object))))
    return PyTuple_GET_SIZE(names(cast(object)));
  return 0;
}

// The one condition is the other's.
Py_ssize_t count_fields_good(Descr *descr, PyObject *other) {
  if (!hasFields(*descr))
    return 0;
  return names(descr) == other ? 1 : 0;
}

Py_ssize_t count_bad(Descr *descr) {
  if (hasNames(descr))
    return 0;
  return PyTuple_GET_SIZE(names(descr));
  // NULL-RESULT: 'names(descr)' is NULL here
}

Py_ssize_t count_touched_bad(Descr *descr) {
  if (!hasNames(descr))
    return 0;
  touch(descr);
  return PyTuple_GET_SIZE(names(descr));
  // NULL-RESULT: 'names(descr)' is NULL here
}
