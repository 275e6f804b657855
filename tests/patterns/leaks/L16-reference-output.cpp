// RUN: %check_all_hosts %s
// RUNTIME: bad=size_bad:leak,lent_bad:over,joined_bad:leak,member_bad:leak,optional_bad:leak
//     good=size_good,lent_good,joined_good,member_good,optional_good call=o args=(('text',),)
// Pattern: L16
// A helper stores what it makes, or lends, through a reference (C++).

#include <Python.h>

static bool text_of(PyObject *o, PyObject *&out) {
  out = PyObject_Str(o);
  return out != nullptr;
}

extern "C" PyObject *size_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!text_of(o, text))
    return nullptr;
  return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
  // LEAK: 'text'
}

extern "C" PyObject *size_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!text_of(o, text))
    return nullptr;
  PyObject *size = PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
  Py_DECREF(text);
  return size;
}

static int item_of(PyObject *o, PyObject *&out) {
  out = PyTuple_GetItem(o, 0);
  return out ? 0 : -1;
}

extern "C" PyObject *lent_bad(PyObject *self, PyObject *o) {
  PyObject *item = nullptr;
  if (item_of(o, item) < 0)
    return nullptr;
  Py_DECREF(item);
  // OVERRELEASE: ... 'item'
  Py_RETURN_NONE;
}

extern "C" PyObject *lent_good(PyObject *self, PyObject *o) {
  PyObject *item = nullptr;
  if (item_of(o, item) < 0)
    return nullptr;
  Py_INCREF(item);
  return item;
}

// One helper passes its output on to another.
static int both(PyObject *o, PyObject *&first, PyObject **second) {
  if (!text_of(o, first))
    return -1;
  *second = PyObject_Repr(o);
  if (*second == nullptr) {
    Py_CLEAR(first);
    return -1;
  }
  return 0;
}

extern "C" PyObject *joined_bad(PyObject *self, PyObject *o) {
  PyObject *first, *second;
  if (both(o, first, &second) < 0)
    return nullptr;
  PyObject *joined = PyUnicode_Concat(first, second);
  Py_DECREF(second);
  return joined;
  // LEAK: 'first'
}

extern "C" PyObject *joined_good(PyObject *self, PyObject *o) {
  PyObject *first, *second;
  if (both(o, first, &second) < 0)
    return nullptr;
  PyObject *joined = PyUnicode_Concat(first, second);
  Py_DECREF(second);
  Py_DECREF(first);
  return joined;
}

// A member function, with the choice of a pointer.
class Reader {
public:
  bool read(PyObject *o, PyObject *&out) {
    out = PyObject_Str(o);
    return out != nullptr;
  }
};

extern "C" PyObject *member_bad(PyObject *self, PyObject *o) {
  Reader reader;
  PyObject *text;
  if (!reader.read(o, text))
    return nullptr;
  return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
  // LEAK: 'text'
}

extern "C" PyObject *member_good(PyObject *self, PyObject *o) {
  Reader reader;
  PyObject *text;
  if (!reader.read(o, text))
    return nullptr;
  return text;
}

// NULL on one successful way.
static bool optional_text(PyObject *o, PyObject *&out) {
  out = nullptr;
  if (o == Py_None)
    return true;
  out = PyObject_Str(o);
  return out != nullptr;
}

extern "C" PyObject *optional_bad(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!optional_text(o, text))
    return nullptr;
  if (text)
    Py_RETURN_TRUE;
  // LEAK: 'text'
  Py_RETURN_FALSE;
}

extern "C" PyObject *optional_good(PyObject *self, PyObject *o) {
  PyObject *text;
  if (!optional_text(o, text))
    return nullptr;
  if (text) {
    Py_DECREF(text);
    Py_RETURN_TRUE;
  }
  Py_RETURN_FALSE;
}

// A helper that releases and clears, one that only reads, and one that swaps.
static void clear(PyObject *&o) { Py_CLEAR(o); }
static Py_ssize_t length(PyObject *const &o) { return PyUnicode_GET_LENGTH(o); }
static void swap(PyObject *&a, PyObject *&b) {
  PyObject *c = a;
  a = b;
  b = c;
}

extern "C" PyObject *cleared_good(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o);
  if (!text)
    return nullptr;
  Py_ssize_t size = length(text);
  clear(text);
  return PyLong_FromSsize_t(size);
}

extern "C" PyObject *swapped_good(PyObject *self, PyObject *o) {
  PyObject *text = PyObject_Str(o), *other = nullptr;
  swap(text, other);
  Py_XDECREF(text);
  return other;
}

static PyMethodDef methods[] = {
    {"size_bad", size_bad, METH_O},         {"size_good", size_good, METH_O},
    {"lent_bad", lent_bad, METH_O},         {"lent_good", lent_good, METH_O},
    {"joined_bad", joined_bad, METH_O},     {"joined_good", joined_good, METH_O},
    {"member_bad", member_bad, METH_O},     {"member_good", member_good, METH_O},
    {"optional_bad", optional_bad, METH_O}, {"optional_good", optional_good, METH_O},
    {"cleared_good", cleared_good, METH_O}, {"swapped_good", swapped_good, METH_O},
    {nullptr}};
PyMethodDef *methods_of_module() { return methods; }
