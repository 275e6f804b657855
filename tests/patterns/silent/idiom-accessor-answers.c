// RUN: %check_all_hosts %s
// Pattern: S06
// A function that only reads answers a question the same way again: once
// has_names() has said yes, names() is not NULL.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  int kind;
} Descr;
typedef struct {
  Descr base;
  PyObject *names;
  PyObject *subarray;
} Legacy;

void descr_reset(Descr *descr);
int look(const Descr *descr);

static inline int kind(const Descr *descr) { return descr->kind; }
static inline PyObject *names(const Descr *descr) {
  if (!(kind(descr) < 20 && kind(descr) >= 0))
    return NULL;
  return ((const Legacy *)descr)->names;
}
static inline PyObject *subarray(const Descr *descr) {
  const Legacy *legacy = (const Legacy *)descr;
  return descr->kind >= 20 ? NULL : legacy->subarray;
}
#define HAS_NAMES(d) (kind(d) < 20 && kind(d) >= 0 && names(d) != NULL)
static inline int has_names(const Descr *descr) {
  return kind(descr) < 20 && kind(descr) >= 0 && names(descr) != NULL;
}
static inline int has_subarray(const Descr *descr) {
  return !(subarray(descr) == NULL);
}
static int is_plain(const Descr *descr) {
  if (has_names(descr))
    return 0;
  if (has_subarray(descr))
    return 0;
  return 1;
}

Py_ssize_t count_macro_good(Descr *from, Descr *to) {
  if (!HAS_NAMES(from))
    return 1;
  if (!HAS_NAMES(to))
    return PyTuple_GET_SIZE(names(from));
  return 0;
}

Py_ssize_t count_good(Descr *descr) {
  if (!has_names(descr))
    return 0;
  return PyTuple_GET_SIZE(names(descr));
}

Py_ssize_t count_after_look_good(Descr *descr) {
  if (!has_subarray(descr) || look(descr) < 0)
    return 0;
  return PyTuple_GET_SIZE(subarray(descr));
}

Py_ssize_t count_not_plain_good(Descr *descr) {
  Py_ssize_t count = 0;
  if (is_plain(descr))
    return 1;
  if (has_names(descr))
    count += PyTuple_GET_SIZE(names(descr));
  else
    count += PyTuple_GET_SIZE(subarray(descr));
  return count;
}

Py_ssize_t count_untested_bad(Descr *descr) {
  return PyTuple_GET_SIZE(names(descr));
  // NULL-RESULT: 'names(descr)' is NULL here
}

Py_ssize_t count_other_bad(Descr *from, Descr *to) {
  if (!has_names(to))
    return 0;
  return PyTuple_GET_SIZE(names(from));
  // NULL-RESULT: 'names(from)' is NULL here
}

Py_ssize_t count_macro_other_bad(Descr *from, Descr *to) {
  if (!HAS_NAMES(from))
    return 1;
  if (!HAS_NAMES(to))
    return PyTuple_GET_SIZE(names(to));
  // NULL-RESULT: 'names(to)' is NULL here
  return 0;
}

Py_ssize_t count_reset_bad(Descr *descr) {
  if (!has_names(descr))
    return 0;
  descr_reset(descr);
  return PyTuple_GET_SIZE(names(descr));
  // NULL-RESULT: 'names(descr)' is NULL here
}

Py_ssize_t count_wrong_bad(Descr *descr) {
  if (has_subarray(descr))
    return 0;
  return PyTuple_GET_SIZE(subarray(descr));
  // NULL-RESULT: 'subarray(descr)' is NULL here
}
