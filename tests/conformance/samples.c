/* samples.c - Objects and addresses that Python code cannot make.
 *
 * Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The part of the extension module that makes arguments; samples.py and
 * pointers.py give them their names.
 */

#include "probe.h"

/* new_object(type, count): the address of an object that nobody refers to. */
static PyObject *probe_new_object(PyObject *self, PyObject *args) {
  PyTypeObject *type;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "On", &type, &count))
    return NULL;
  PyObject *object =
      PyType_IS_GC(type) ? _PyObject_GC_New(type) : _PyObject_New(type);
  if (!object)
    return NULL;
  _Py_RefTotal += count - Py_REFCNT(object);
  Py_SET_REFCNT(object, count);
  return PyLong_FromVoidPtr(object);
}

/* An object was destroyed together with its last reference. */
static PyObject *probe_forget_reference(PyObject *self, PyObject *noargs) {
  _Py_RefTotal--;
  Py_RETURN_NONE;
}

/* slots(type, n): a list or a tuple of null pointers. */
static PyObject *probe_slots(PyObject *self, PyObject *args) {
  PyObject *type;
  Py_ssize_t n;
  if (!PyArg_ParseTuple(args, "On", &type, &n))
    return NULL;
  return type == (PyObject *)&PyList_Type ? PyList_New(n) : PyTuple_New(n);
}

static PyObject *probe_frame(PyObject *self, PyObject *args) {
  PyObject *code, *globals, *locals;
  if (!PyArg_ParseTuple(args, "OOO", &code, &globals, &locals))
    return NULL;
  PyFrameObject *frame =
      PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, globals, NULL);
  if (!frame)
    return NULL;
  /* 3.11 asserts both that the frame does not refer to its object and that the
   * copy of it that the generator makes does: so the object points elsewhere. */
  static _PyInterpreterFrame elsewhere;
  elsewhere = *frame->f_frame;
  frame->f_frame->frame_obj = (PyFrameObject *)Py_NewRef(frame);
  frame->f_frame = &elsewhere;
  return (PyObject *)frame;
}

/* sequence(...): a structure sequence; its items are NULL if none are given. */
static PyStructSequence_Field sequence_fields[] = {
    {"first", "The first."}, {"second", "The second."}, {NULL}};
static PyStructSequence_Desc sequence_description = {
    "probe.sequence", "A sample.", sequence_fields, 2};

static PyObject *probe_sequence(PyObject *self, PyObject *args) {
  static PyTypeObject *type;
  if (!type)
    type = PyStructSequence_NewType(&sequence_description);
  PyObject *sequence = type ? PyStructSequence_New(type) : NULL;
  for (Py_ssize_t i = 0; sequence && i < PyTuple_GET_SIZE(args); i++)
    PyStructSequence_SetItem(sequence, i, Py_NewRef(PyTuple_GET_ITEM(args, i)));
  return sequence;
}

/* blank(n): a string of n characters that may be written. */
static PyObject *probe_blank(PyObject *self, PyObject *arg) {
  return PyUnicode_New(PyLong_AsSsize_t(arg), 127);
}

static PyObject *probe_repr_leave(PyObject *self, PyObject *arg) {
  Py_ReprLeave(arg);
  Py_RETURN_NONE;
}

/* handled(exception or None): the exception that is being handled. */
static PyObject *probe_handled(PyObject *self, PyObject *arg) {
  PyErr_SetHandledException(arg);
  Py_RETURN_NONE;
}

/* writer(memory, end): begins or ends a _PyUnicodeWriter. */
static PyObject *probe_writer(PyObject *self, PyObject *args) {
  Memory *memory;
  int end;
  if (!PyArg_ParseTuple(args, "Oi", &memory, &end))
    return NULL;
  if (end)
    _PyUnicodeWriter_Dealloc((_PyUnicodeWriter *)memory->bytes);
  else
    _PyUnicodeWriter_Init((_PyUnicodeWriter *)memory->bytes);
  Py_RETURN_NONE;
}

static PyObject *probe_write(PyObject *self, PyObject *args) {
  Memory *memory;
  PyObject *text;
  if (!PyArg_ParseTuple(args, "OO", &memory, &text) ||
      _PyUnicodeWriter_WriteStr((_PyUnicodeWriter *)memory->bytes, text) < 0)
    return NULL;
  Py_RETURN_NONE;
}

/* bytes_writer(memory, size): begins (or with -1 ends) a _PyBytesWriter;
 * returns the place to write to. */
static PyObject *probe_bytes_writer(PyObject *self, PyObject *args) {
  Memory *memory;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "On", &memory, &size))
    return NULL;
  _PyBytesWriter *writer = (_PyBytesWriter *)memory->bytes;
  if (size < 0) {
    _PyBytesWriter_Dealloc(writer);
    Py_RETURN_NONE;
  }
  _PyBytesWriter_Init(writer);
  if (size == 0)
    Py_RETURN_NONE;
  return PyLong_FromVoidPtr(_PyBytesWriter_Alloc(writer, size));
}

/*===------------------------------------------------------------------------===
 * What recipes pass for function pointers and static structures
 *===------------------------------------------------------------------------===*/

static void sample_destructor(PyObject *capsule) {}
static int sample_visit(PyObject *object, void *arg) { return 0; }
static int sample_pending(void *arg) { return 0; }
static int sample_trace(PyObject *o, PyFrameObject *f, int w, PyObject *a) {
  return 0;
}
static PyObject *sample_function(PyObject *self, PyObject *args) {
  return Py_NewRef(Py_None);
}
static PyObject *sample_get(PyObject *self, void *closure) {
  return Py_NewRef(Py_None);
}
static int sample_converter(PyObject *object, void *into) {
  *(PyObject **)into = object;
  return 1;
}
static int sample_audit(const char *event, PyObject *args, void *data) {
  return 0;
}
static PyObject *sample_wrapper(PyObject *self, PyObject *args, void *wrapped) {
  return Py_NewRef(Py_None);
}
static PyObject *sample_vectorcall(PyObject *callable, PyObject *const *args,
                                   size_t nargsf, PyObject *names) {
  return Py_NewRef(Py_None);
}

static int sample_predicate(PyObject *value) { return 1; }
static PyObject *sample_cmethod(PyObject *self, PyTypeObject *cls,
                                PyObject *const *args, Py_ssize_t n,
                                PyObject *names) {
  return Py_NewRef(Py_None);
}

static PyMethodDef sample_method = {"sample", sample_function, METH_VARARGS};
static PyMethodDef sample_defined_in_class = {
    "sample", (PyCFunction)(void (*)(void))sample_cmethod,
    METH_METHOD | METH_FASTCALL | METH_KEYWORDS};
static PyMethodDef sample_static = {"sample", sample_function,
                                    METH_VARARGS | METH_STATIC};
static PyMethodDef sample_methods[] = {
    {"sample", sample_function, METH_VARARGS}, {NULL}};
static int sample_exec(PyObject *module) { return 0; }
static PyModuleDef_Slot sample_module_slots[] = {{Py_mod_exec, sample_exec},
                                                 {0}};
static struct PyModuleDef sample_module = {
    PyModuleDef_HEAD_INIT, .m_name = "sample", .m_doc = "A sample.",
    .m_size = 8, .m_methods = sample_methods};
static struct PyModuleDef sample_multiphase = {PyModuleDef_HEAD_INIT,
                                               .m_name = "sample", .m_size = 8,
                                               .m_slots = sample_module_slots};
static PyGetSetDef sample_getset = {"sample", sample_get};
static PyMemberDef sample_object_member = {"object", T_OBJECT, 0, 0};
static PyMemberDef sample_missing_member = {"object", T_OBJECT_EX, 16, 0};
static PyMemberDef sample_member = {"refcount", T_PYSSIZET,
                                    offsetof(PyObject, ob_refcnt), 0};
static struct wrapperbase sample_wrapperbase = {"__sample__", 0, NULL,
                                                sample_wrapper, "A sample."};
static PyType_Slot sample_slots[] = {
    {Py_tp_doc, "A sample."}, {Py_tp_methods, sample_methods}, {0}};
static PyType_Spec sample_spec = {"probe.sample", sizeof(PyObject), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                                  sample_slots};

/* What a type needs whose objects are made as bare memory. */
typedef struct {
  PyObject_VAR_HEAD
} Plain;

static void Plain_dealloc(PyObject *self) { PyObject_Free(self); }

static PyTypeObject Plain_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "probe.Plain",
    .tp_basicsize = sizeof(Plain),
    .tp_itemsize = 8,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = Plain_dealloc,
};

static int Collected_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

static void Collected_dealloc(PyObject *self) { PyObject_GC_Del(self); }

static PyTypeObject Collected_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "probe.Collected",
    .tp_basicsize = sizeof(Plain),
    .tp_itemsize = 8,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = Collected_dealloc,
    .tp_traverse = Collected_traverse,
};

static const struct {
  const char *name;
  void *address;
} symbols[] = {
    {"destructor", sample_destructor},
    {"visit", sample_visit},
    {"pending", sample_pending},
    {"trace", sample_trace},
    {"function", sample_function},
    {"get", sample_get},
    {"converter", sample_converter},
    {"audit", sample_audit},
    {"vectorcall", sample_vectorcall},
    {"predicate", sample_predicate},
    {"cmethod", &sample_defined_in_class},
    {"static", &sample_static},
    {"method", &sample_method},
    {"methods", sample_methods},
    {"module", &sample_module},
    {"multiphase", &sample_multiphase},
    {"getset", &sample_getset},
    {"member", &sample_member},
    {"object member", &sample_object_member},
    {"missing member", &sample_missing_member},
    {"wrapperbase", &sample_wrapperbase},
    {"sequence", &sequence_description},
    {"spec", &sample_spec},
};

/* symbol(name): the address of one of the above. */
static PyObject *probe_symbol(PyObject *self, PyObject *arg) {
  const char *name = PyUnicode_AsUTF8(arg);
  for (size_t i = 0; name && i < sizeof(symbols) / sizeof(symbols[0]); i++)
    if (strcmp(symbols[i].name, name) == 0)
      return PyLong_FromVoidPtr(symbols[i].address);
  return PyErr_Format(PyExc_KeyError, "no symbol '%U'", arg);
}

static PyMethodDef sample_functions[] = {
    {"new_object", probe_new_object, METH_VARARGS},
    {"forget_reference", probe_forget_reference, METH_NOARGS},
    {"slots", probe_slots, METH_VARARGS},
    {"sequence", probe_sequence, METH_VARARGS},
    {"blank", probe_blank, METH_O},
    {"repr_leave", probe_repr_leave, METH_O},
    {"handled", probe_handled, METH_O},
    {"frame", probe_frame, METH_VARARGS},
    {"writer", probe_writer, METH_VARARGS},
    {"write", probe_write, METH_VARARGS},
    {"bytes_writer", probe_bytes_writer, METH_VARARGS},
    {"symbol", probe_symbol, METH_O},
    {NULL}};

int add_samples(PyObject *module) {
  if (PyType_Ready(&Plain_Type) < 0 || PyType_Ready(&Collected_Type) < 0 ||
      PyModule_AddType(module, &Plain_Type) < 0 ||
      PyModule_AddType(module, &Collected_Type) < 0)
    return -1;
  return PyModule_AddFunctions(module, sample_functions);
}
