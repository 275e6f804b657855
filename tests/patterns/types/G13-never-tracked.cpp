// RUN: %check_all_hosts %s
// RUNTIME: none (the C twin has the claims)
// Pattern: G13
// The same in C++: auto, casts, and a function elsewhere that tracks.

#include <Python.h>

struct Node {
  PyObject_HEAD
  PyObject *next;
};

static int node_traverse(PyObject *op, visitproc visit, void *arg) {
  Py_VISIT(reinterpret_cast<Node *>(op)->next);
  return 0;
}

static int node_clear(PyObject *op) {
  Py_CLEAR(reinterpret_cast<Node *>(op)->next);
  return 0;
}

static void node_dealloc(PyObject *op) {
  PyObject_GC_UnTrack(op);
  node_clear(op);
  PyObject_GC_Del(op);
}

PyTypeObject Link_Type = {
    PyVarObject_HEAD_INIT(nullptr, 0) "m.Link",
    sizeof(Node),
    0,
    node_dealloc,
    0,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    nullptr,
    node_traverse,
    node_clear,
};

PyObject *link_bad(PyObject *self, PyObject *next) {
  auto *link = PyObject_GC_New(Node, &Link_Type);
  // GC-SUPPORT: ^'link' is made with PyObject_GC_New
  if (!link)
    return nullptr;
  link->next = Py_NewRef(next);
  return reinterpret_cast<PyObject *>(link);
}

void register_link(Node *link);

PyObject *link_good(PyObject *self, PyObject *next) {
  auto *link = PyObject_GC_New(Node, &Link_Type);
  if (!link)
    return nullptr;
  link->next = Py_NewRef(next);
  register_link(link);
  return reinterpret_cast<PyObject *>(link);
}
