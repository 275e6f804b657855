#include <Python.h>
#include <structmember.h>

/* Literals of wide characters where a name or a format is read. */
typedef struct {
  PyObject_HEAD
  PyObject *value;
  PyObject *weakrefs;
} Box;

static PyMemberDef box_members[] = {
    {(char *)L"__weaklistoffset__", T_PYSSIZET, offsetof(Box, weakrefs), READONLY},
    {u8"__dictoffset__", T_PYSSIZET, offsetof(Box, value), READONLY},
    {(char *)U"value", T_OBJECT_EX, offsetof(Box, value)},
    {NULL},
};

static void box_dealloc(Box *self) {
  Py_XDECREF(self->value);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyType_Slot box_slots[] = {
    {Py_tp_dealloc, (void *)box_dealloc}, {Py_tp_members, box_members},
    {Py_tp_doc, (char *)L"A box."},       {0, NULL},
};

PyType_Spec box_spec = {
    .name = (char *)u"example.Box",
    .basicsize = sizeof(Box),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = box_slots,
};

static int convert(PyObject *value, void *result) {
  *(PyObject **)result = Py_NewRef(value);
  return 1;
}

PyObject *parse(Box *self, PyObject *args, PyObject *kwargs) {
  PyObject *a = NULL, *b = NULL;
  if (!PyArg_ParseTuple(args, (char *)L"OO&", &self->value, convert, &b) ||
      !PyArg_ParseTupleAndKeywords(args, kwargs, (char *)U"O|O", NULL, &a, &b))
    return NULL;
  PyErr_Format(PyExc_ValueError, (char *)u"%S", a);
  return PyObject_CallFunction(a, (char *)L"NO", PyList_New(0), b);
}

PyObject *build(PyObject *self, PyObject *args) {
  PyObject *item = PyLong_FromString((char *)L"1", NULL, 0);
  return Py_BuildValue((char *)L"(N)", item);
}

PyObject *fine(PyObject *self, PyObject *args) {
  PyObject *lost = PyUnicode_FromWideChar(L"x", 1);
  return NULL;
}
