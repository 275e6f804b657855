/* probe.c - Calls functions of the C API and measures what they do.
 *
 * Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * An extension module for a debug build of Python 3.11. The functions are
 * reached through the stubs that stubs.py generates; worker.py says which one is
 * called, with what, and judges the measurements. This module knows no contract.
 */

#include "probe.h"

/*===------------------------------------------------------------------------===
 * Memory: what is passed for a parameter that is no object
 *===------------------------------------------------------------------------===*/

static PyObject *Memory_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  Memory *self = (Memory *)type->tp_alloc(type, 0);
  if (self) {
    self->bytes = self->owned = calloc(1, 256);
    self->size = 256;
  }
  return (PyObject *)self;
}

static void Memory_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  free(((Memory *)self)->owned);
  type->tp_free(self);
}

static int Memory_traverse(PyObject *self, visitproc visit, void *arg) {
  return 0;
}

static PyObject *Memory_resize(PyObject *self, PyObject *arg) {
  Memory *memory = (Memory *)self;
  memory->size = PyLong_AsSsize_t(arg);
  free(memory->owned);
  memory->bytes = memory->owned = calloc(1, memory->size);
  Py_RETURN_NONE;
}

/* Stands for memory that somebody else owns. */
static PyObject *Memory_point(PyObject *self, PyObject *arg) {
  ((Memory *)self)->bytes = PyLong_AsVoidPtr(arg);
  Py_RETURN_NONE;
}

static PyObject *Memory_load(PyObject *self, PyObject *arg) {
  Py_ssize_t index = PyLong_AsSsize_t(arg);
  return PyLong_FromVoidPtr(((void **)((Memory *)self)->bytes)[index]);
}

static PyObject *Memory_store(PyObject *self, PyObject *args) {
  Py_ssize_t index;
  unsigned long long value;
  if (!PyArg_ParseTuple(args, "nK", &index, &value))
    return NULL;
  ((unsigned long long *)((Memory *)self)->bytes)[index] = value;
  Py_RETURN_NONE;
}

/* Stores a strong reference, which the memory's user has to give back. */
static PyObject *Memory_own(PyObject *self, PyObject *args) {
  Py_ssize_t index;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "nO", &index, &value))
    return NULL;
  ((PyObject **)((Memory *)self)->bytes)[index] = Py_NewRef(value);
  Py_RETURN_NONE;
}

static PyObject *Memory_address(PyObject *self, void *closure) {
  return PyLong_FromVoidPtr(((Memory *)self)->bytes);
}

static PyMethodDef Memory_methods[] = {
    {"resize", Memory_resize, METH_O}, {"point", Memory_point, METH_O},
    {"load", Memory_load, METH_O},     {"store", Memory_store, METH_VARARGS},
    {"own", Memory_own, METH_VARARGS}, {NULL}};

static PyGetSetDef Memory_getset[] = {{"address", Memory_address}, {NULL}};

static PyTypeObject Memory_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "probe.Memory",
    .tp_basicsize = sizeof(Memory),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_new = Memory_new,
    .tp_alloc = PyType_GenericAlloc,
    .tp_free = PyObject_GC_Del,
    .tp_dealloc = Memory_dealloc,
    .tp_traverse = Memory_traverse,
    .tp_methods = Memory_methods,
    .tp_getset = Memory_getset,
};

/* Stands for a null pointer among the arguments. */
static PyObject *null;

/*===------------------------------------------------------------------------===
 * What is watched during a call
 *===------------------------------------------------------------------------===*/

static int watching;
static long evaluations; /* Python frames that ran */
static long allocations; /* attempts to allocate */
static long failing;     /* the attempt that fails; 0: none */
static long frees;       /* calls of free with something */
static void *last_freed[16];

static PyObject *evaluate(PyThreadState *tstate, _PyInterpreterFrame *frame,
                          int throwflag) {
  if (!watching)
    return _PyEval_EvalFrameDefault(tstate, frame, throwflag);
  evaluations++;
  /* It is the function's allocations that fail, not those of Python code. */
  long outside = failing;
  failing = 0;
  PyObject *result = _PyEval_EvalFrameDefault(tstate, frame, throwflag);
  failing = outside;
  return result;
}

static PyMemAllocatorEx original[3];

static int refuse(void) { return watching && ++allocations == failing; }

static void *hook_malloc(void *ctx, size_t size) {
  PyMemAllocatorEx *next = ctx;
  return refuse() ? NULL : next->malloc(next->ctx, size);
}

static void *hook_calloc(void *ctx, size_t n, size_t size) {
  PyMemAllocatorEx *next = ctx;
  return refuse() ? NULL : next->calloc(next->ctx, n, size);
}

static void *hook_realloc(void *ctx, void *p, size_t size) {
  PyMemAllocatorEx *next = ctx;
  void *moved = refuse() ? NULL : next->realloc(next->ctx, p, size);
  if (watching && p && moved)
    last_freed[frees++ % 16] = p;
  return moved;
}

static void hook_free(void *ctx, void *p) {
  PyMemAllocatorEx *next = ctx;
  if (watching && p)
    last_freed[frees++ % 16] = p;
  next->free(next->ctx, p);
}

static void hook_allocators(void) {
  for (int domain = 0; domain < 3; domain++) {
    PyMem_GetAllocator(domain, &original[domain]);
    PyMemAllocatorEx hook = {&original[domain], hook_malloc, hook_calloc,
                             hook_realloc, hook_free};
    PyMem_SetAllocator(domain, &hook);
  }
}

/*===------------------------------------------------------------------------===
 * The call
 *===------------------------------------------------------------------------===*/

static int convert(PyObject *arg, char kind, Value *value) {
  if (arg == null) {
    value->i = 0;
  } else if (PyObject_TypeCheck(arg, &Memory_Type)) {
    value->p = ((Memory *)arg)->bytes;
  } else if (kind == 'd') {
    value->d = PyFloat_AsDouble(arg);
  } else if (kind == 'i' || (kind == 'p' && PyLong_Check(arg))) {
    value->i = (long long)PyLong_AsUnsignedLongLongMask(arg);
  } else if (kind == 'p' && PyBytes_Check(arg)) {
    value->p = PyBytes_AS_STRING(arg);
  } else {
    value->p = arg;
  }
  return PyErr_Occurred() ? -1 : 0;
}

static PyObject *counts(PyObject *const *objects, Py_ssize_t n,
                        const Py_ssize_t *values) {
  PyObject *tuple = PyTuple_New(n);
  for (Py_ssize_t i = 0; i < n; i++)
    PyTuple_SET_ITEM(tuple, i, PyLong_FromSsize_t(values[i]));
  return tuple;
}

/* call(stub, args, give, watch, failing, pending): calls the stub.
 * - give: the positions of arguments that get a strong reference for the callee
 * - watch: a list of objects whose counts are read before and after, besides
 *   those of the arguments
 * - failing: the number of the attempt to allocate that fails
 * - pending: an exception that is set before the call, or None
 * The result is a tuple; worker.py names its parts. */
static PyObject *probe_call(PyObject *self, PyObject *call_args) {
  int number;
  PyObject *args, *give, *watch, *pending;
  long fail;
  if (!PyArg_ParseTuple(call_args, "iO!O!O!lO", &number, &PyList_Type, &args,
                        &PyTuple_Type, &give, &PyList_Type, &watch, &fail,
                        &pending))
    return NULL;
  const Stub *stub = &stubs[number];
  Py_ssize_t n = PyList_GET_SIZE(args), declared = strlen(stub->kinds);
  if (n < declared || n > declared + (stub->variadic ? VariableArguments : 0)) {
    PyErr_Format(PyExc_TypeError, "%s: %zd arguments, the function has %zd",
                 stub->name, n, declared);
    return NULL;
  }

  Value values[MaxArguments] = {{0}}, result = {0};
  for (Py_ssize_t i = 0; i < n; i++)
    if (convert(PyList_GET_ITEM(args, i), i < declared ? stub->kinds[i] : 'p',
                &values[i]) < 0)
      return NULL;

  Py_ssize_t watched = PyList_GET_SIZE(watch);
  Py_ssize_t *before = malloc((n + watched + 1) * sizeof(Py_ssize_t) * 2);
  Py_ssize_t *after = before + n + watched + 1;
#define READ_COUNTS(INTO)                                                      \
  do {                                                                         \
    for (Py_ssize_t i = 0; i < n; i++)                                         \
      INTO[i] = Py_REFCNT(PyList_GET_ITEM(args, i));                           \
    for (Py_ssize_t i = 0; i < watched; i++)                                   \
      INTO[n + i] = Py_REFCNT(PyList_GET_ITEM(watch, i));                      \
  } while (0)

  READ_COUNTS(before);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(give); i++)
    Py_INCREF(values[PyLong_AsLong(PyTuple_GET_ITEM(give, i))].p);
  if (pending != Py_None)
    PyErr_SetObject((PyObject *)Py_TYPE(pending), pending);

  /* What a free list has is not allocated, and cannot fail. */
  if (fail) {
    PyGC_Enable();
    PyGC_Collect();
    PyGC_Disable();
  }
  evaluations = allocations = frees = 0;
  failing = fail;
  Py_ssize_t total_before = _Py_GetRefTotal();
  watching = 1;
  stub->call(values, &result);
  watching = 0;
  Py_ssize_t total_after = _Py_GetRefTotal();
  long evaluated = evaluations, allocated = allocations, freed = frees;

  PyObject *type, *value, *traceback;
  READ_COUNTS(after);
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *name = type ? PyUnicode_FromString(((PyTypeObject *)type)->tp_name)
                        : Py_NewRef(Py_None);
  /* A copy: the text may be the very argument. */
  PyObject *text = value ? PyUnicode_FromFormat("'%S'", value) : NULL;
  PyErr_Clear();
  if (!text)
    text = Py_NewRef(Py_None);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);

  PyObject *raw = stub->result == 'd'   ? PyFloat_FromDouble(result.d)
                  : stub->result == 'v' ? Py_NewRef(Py_None)
                                        : PyLong_FromLongLong(result.i);
  PyObject *freed_list = PyTuple_New(freed < 16 ? freed : 16);
  for (long i = 0; i < PyTuple_GET_SIZE(freed_list); i++)
    PyTuple_SET_ITEM(freed_list, i, PyLong_FromVoidPtr(last_freed[i]));
  PyObject *record = Py_BuildValue(
      "NNNllnNNN", raw, name, text, evaluated, allocated,
      total_after - total_before, counts(NULL, n + watched, before),
      counts(NULL, n + watched, after), freed_list);
  free(before);
  return record;
}

/* object(address): a strong reference to the object there. */
static PyObject *probe_object(PyObject *self, PyObject *arg) {
  return Py_NewRef((PyObject *)PyLong_AsVoidPtr(arg));
}

static PyObject *probe_incref(PyObject *self, PyObject *arg) {
  Py_INCREF((PyObject *)PyLong_AsVoidPtr(arg));
  Py_RETURN_NONE;
}

static PyObject *probe_decref(PyObject *self, PyObject *arg) {
  Py_DECREF((PyObject *)PyLong_AsVoidPtr(arg));
  Py_RETURN_NONE;
}

static PyObject *probe_xdecref(PyObject *self, PyObject *arg) {
  Py_XDECREF((PyObject *)PyLong_AsVoidPtr(arg));
  Py_RETURN_NONE;
}

static PyObject *probe_count(PyObject *self, PyObject *arg) {
  return PyLong_FromSsize_t(Py_REFCNT((PyObject *)PyLong_AsVoidPtr(arg)));
}

static PyObject *probe_release_buffer(PyObject *self, PyObject *arg) {
  PyBuffer_Release((Py_buffer *)((Memory *)arg)->bytes);
  Py_RETURN_NONE;
}

static PyObject *probe_fill_buffer(PyObject *self, PyObject *args) {
  PyObject *memory, *object;
  int flags;
  if (!PyArg_ParseTuple(args, "OOi", &memory, &object, &flags) ||
      PyObject_GetBuffer(object, (Py_buffer *)((Memory *)memory)->bytes, flags))
    return NULL;
  Py_RETURN_NONE;
}

/* allocate(domain, size): memory of one of the interpreter's allocators. */
static PyObject *probe_allocate(PyObject *self, PyObject *args) {
  int domain, size;
  if (!PyArg_ParseTuple(args, "ii", &domain, &size))
    return NULL;
  void *p = domain == 0   ? PyMem_RawMalloc(size)
            : domain == 1 ? PyMem_Malloc(size)
                          : PyObject_Malloc(size);
  memset(p, 0, size);
  return PyLong_FromVoidPtr(p);
}

static PyObject *probe_free(PyObject *self, PyObject *args) {
  int domain;
  unsigned long long address;
  if (!PyArg_ParseTuple(args, "iK", &domain, &address))
    return NULL;
  if (domain == 0)
    PyMem_RawFree((void *)address);
  else if (domain == 1)
    PyMem_Free((void *)address);
  else
    PyObject_Free((void *)address);
  Py_RETURN_NONE;
}

/* file(content): a FILE * that is read from the start. */
static PyObject *probe_file(PyObject *self, PyObject *arg) {
  static FILE *file;
  if (!file)
    file = tmpfile();
  rewind(file);
  if (ftruncate(fileno(file), 0) < 0)
    return PyErr_SetFromErrno(PyExc_OSError);
  fwrite(PyBytes_AS_STRING(arg), 1, PyBytes_GET_SIZE(arg), file);
  rewind(file);
  return PyLong_FromVoidPtr(file);
}

static PyObject *probe_thread_state(PyObject *self, PyObject *noargs) {
  return PyLong_FromVoidPtr(PyThreadState_Get());
}

static PyObject *probe_interpreter(PyObject *self, PyObject *noargs) {
  return PyLong_FromVoidPtr(PyInterpreterState_Get());
}

static PyMethodDef probe_methods[] = {
    {"call", probe_call, METH_VARARGS},
    {"object", probe_object, METH_O},
    {"incref", probe_incref, METH_O},
    {"decref", probe_decref, METH_O},
    {"xdecref", probe_xdecref, METH_O},
    {"count", probe_count, METH_O},
    {"release_buffer", probe_release_buffer, METH_O},
    {"fill_buffer", probe_fill_buffer, METH_VARARGS},
    {"allocate", probe_allocate, METH_VARARGS},
    {"free", probe_free, METH_VARARGS},
    {"file", probe_file, METH_O},
    {"thread_state", probe_thread_state, METH_NOARGS},
    {"interpreter", probe_interpreter, METH_NOARGS},
    {NULL}};

static struct PyModuleDef probe_module = {PyModuleDef_HEAD_INIT,
                                          .m_name = "probe", .m_size = -1,
                                          .m_methods = probe_methods};

PyMODINIT_FUNC PyInit_probe(void) {
  if (PyType_Ready(&Memory_Type) < 0)
    return NULL;
  PyObject *module = PyModule_Create(&probe_module);
  null = PyUnicode_FromString("NULL");
  if (!module || !null || PyModule_AddObjectRef(module, "NULL", null) < 0 ||
      PyModule_AddType(module, &Memory_Type) < 0)
    return NULL;
  if (add_samples(module) < 0)
    return NULL;
  for (int i = 0; stubs[i].name; i++)
    if (PyModule_AddIntConstant(module, stubs[i].name, i) < 0)
      return NULL;
  prepare_stubs();
  hook_allocators();
  _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState_Get(), evaluate);
  return module;
}
