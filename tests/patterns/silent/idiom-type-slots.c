// RUN: %check_all_hosts %s
// RUNTIME: good=tree_new call=slot types=Tree_Type run=m.Tree_Type('a', ['b'])
// RUNTIME: good=tree_init call=slot types=Tree_Type run=m.Tree_Type('a').__init__('b', [1])
// RUNTIME: good=tree_repr call=slot types=Tree_Type run=repr(m.Tree_Type('a', [1]))
// RUNTIME: good=tree_getitem call=slot types=Tree_Type run=m.Tree_Type('a', [1])[0]
// RUNTIME: good=tree_iter call=slot types=Tree_Type run=list(m.Tree_Type('a', [1]))
// RUNTIME: good=tree_richcompare call=slot types=Tree_Type run=m.Tree_Type('a') == m.Tree_Type('b')
// RUNTIME: good=set_label call=slot types=Tree_Type run=setattr(m.Tree_Type('a'), 'label', 'x')
// RUNTIME: good=tree_call call=slot types=Tree_Type run=m.Tree_Type('a')(1, k=2)
// RUNTIME: good=tree_add call=slot types=Tree_Type run=m.Tree_Type('a') + m.Tree_Type('b')
// Pattern: idiom
// The slots of an ordinary type: tp_new, tp_init, tp_traverse, tp_clear,
// tp_dealloc, getters and setters, comparison, iteration, calls.

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *label;
  PyObject *children;
  PyObject *weakreflist;
} Tree;

extern PyTypeObject Tree_Type;

static PyObject *tree_new(PyTypeObject *type, PyObject *args,
                          PyObject *kwargs) {
  Tree *self = (Tree *)type->tp_alloc(type, 0);
  if (self != NULL) {
    self->label = PyUnicode_FromString("");
    if (self->label == NULL) {
      Py_DECREF(self);
      return NULL;
    }
    self->children = PyList_New(0);
    if (self->children == NULL) {
      Py_DECREF(self);
      return NULL;
    }
    self->weakreflist = NULL;
  }
  return (PyObject *)self;
}

static int tree_init(PyObject *object, PyObject *args, PyObject *kwargs) {
  static char *keywords[] = {"label", "children", NULL};
  Tree *self = (Tree *)object;
  PyObject *label = NULL, *children = NULL, *tmp;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|UO", keywords, &label,
                                   &children))
    return -1;
  if (label) {
    tmp = self->label;
    Py_INCREF(label);
    self->label = label;
    Py_XDECREF(tmp);
  }
  if (children) {
    children = PySequence_List(children);
    if (children == NULL)
      return -1;
    Py_XSETREF(self->children, children);
  }
  return 0;
}

static int tree_traverse(PyObject *object, visitproc visit, void *arg) {
  Tree *self = (Tree *)object;
  Py_VISIT(self->label);
  Py_VISIT(self->children);
  return 0;
}

static int tree_clear(PyObject *object) {
  Tree *self = (Tree *)object;
  Py_CLEAR(self->label);
  Py_CLEAR(self->children);
  return 0;
}

static void tree_dealloc(PyObject *object) {
  Tree *self = (Tree *)object;
  PyObject_GC_UnTrack(self);
  if (self->weakreflist != NULL)
    PyObject_ClearWeakRefs(object);
  Py_XDECREF(self->label);
  Py_XDECREF(self->children);
  Py_TYPE(self)->tp_free(object);
}

static PyObject *tree_repr(PyObject *object) {
  Tree *self = (Tree *)object;
  if (self->label == NULL)
    return PyUnicode_FromString("<empty tree>");
  int status = Py_ReprEnter(object);
  if (status != 0)
    return status > 0 ? PyUnicode_FromString("...") : NULL;
  PyObject *result =
      PyUnicode_FromFormat("Tree(%R, %R)", self->label, self->children);
  Py_ReprLeave(object);
  return result;
}

static PyObject *get_label(PyObject *object, void *closure) {
  Tree *self = (Tree *)object;
  if (self->label == NULL) {
    PyErr_SetString(PyExc_AttributeError, "label");
    return NULL;
  }
  Py_INCREF(self->label);
  return self->label;
}

static int set_label(PyObject *object, PyObject *value, void *closure) {
  Tree *self = (Tree *)object;
  if (value == NULL) {
    Py_CLEAR(self->label);
    return 0;
  }
  if (!PyUnicode_Check(value)) {
    PyErr_SetString(PyExc_TypeError, "label must be a string");
    return -1;
  }
  PyObject *tmp = self->label;
  Py_INCREF(value);
  self->label = value;
  Py_XDECREF(tmp);
  return 0;
}

static Py_ssize_t tree_length(PyObject *object) {
  Tree *self = (Tree *)object;
  return self->children ? PyList_GET_SIZE(self->children) : 0;
}

static PyObject *tree_getitem(PyObject *object, Py_ssize_t index) {
  Tree *self = (Tree *)object;
  if (self->children == NULL) {
    PyErr_SetString(PyExc_IndexError, "no children");
    return NULL;
  }
  PyObject *item = PyList_GetItem(self->children, index);
  Py_XINCREF(item);
  return item;
}

static PyObject *tree_iter(PyObject *object) {
  Tree *self = (Tree *)object;
  if (self->children == NULL) {
    PyErr_SetString(PyExc_RuntimeError, "no children");
    return NULL;
  }
  return PyObject_GetIter(self->children);
}

static PyObject *tree_richcompare(PyObject *left, PyObject *right, int op) {
  if (!PyObject_TypeCheck(left, &Tree_Type) ||
      !PyObject_TypeCheck(right, &Tree_Type)) {
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
  }
  Tree *a = (Tree *)left, *b = (Tree *)right;
  if (a->label == NULL || b->label == NULL)
    Py_RETURN_NOTIMPLEMENTED;
  PyObject *mine = Py_NewRef(a->label), *theirs = Py_NewRef(b->label);
  PyObject *result = PyObject_RichCompare(mine, theirs, op);
  Py_DECREF(mine);
  Py_DECREF(theirs);
  return result;
}

static PyObject *tree_call(PyObject *object, PyObject *args, PyObject *kwargs) {
  Tree *self = (Tree *)object;
  PyObject *result = PyDict_New();
  if (result == NULL)
    return NULL;
  if (PyDict_SetItemString(result, "args", args) < 0 ||
      (kwargs != NULL && PyDict_Update(result, kwargs) < 0) ||
      (self->label && PyDict_SetItem(result, self->label, Py_None) < 0)) {
    Py_DECREF(result);
    return NULL;
  }
  return result;
}

static PyObject *tree_add(PyObject *left, PyObject *right) {
  if (!PyObject_TypeCheck(left, &Tree_Type) ||
      !PyObject_TypeCheck(right, &Tree_Type))
    Py_RETURN_NOTIMPLEMENTED;
  Tree *result = (Tree *)tree_new(&Tree_Type, NULL, NULL);
  if (result == NULL)
    return NULL;
  if (PyList_Append(result->children, left) < 0 ||
      PyList_Append(result->children, right) < 0) {
    Py_DECREF(result);
    return NULL;
  }
  return (PyObject *)result;
}

static PyGetSetDef tree_getset[] = {{"label", get_label, set_label, NULL, NULL},
                                    {NULL, NULL, NULL, NULL, NULL}};
static PySequenceMethods tree_sequence = {.sq_length = tree_length,
                                          .sq_item = tree_getitem};
static PyNumberMethods tree_number = {.nb_add = tree_add};

PyTypeObject Tree_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "forest.Tree",
    .tp_basicsize = sizeof(Tree),
    .tp_dealloc = tree_dealloc,
    .tp_repr = tree_repr,
    .tp_as_number = &tree_number,
    .tp_as_sequence = &tree_sequence,
    .tp_call = tree_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = tree_traverse,
    .tp_clear = tree_clear,
    .tp_richcompare = tree_richcompare,
    .tp_weaklistoffset = offsetof(Tree, weakreflist),
    .tp_iter = tree_iter,
    .tp_getset = tree_getset,
    .tp_init = tree_init,
    .tp_new = tree_new,
};
