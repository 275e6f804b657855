/* Stand-in Python.h: tuples, lists, dictionaries, sets, slices, cells, weak
 * references, capsules. */

#ifndef STANDIN_CONTAINERS_H
#define STANDIN_CONTAINERS_H

STANDIN_BEGIN

PyAPI_DATA(PyTypeObject) PyTuple_Type;
PyAPI_DATA(PyTypeObject) PyList_Type;
PyAPI_DATA(PyTypeObject) PyDict_Type;
PyAPI_DATA(PyTypeObject) PySet_Type;
PyAPI_DATA(PyTypeObject) PyFrozenSet_Type;
PyAPI_DATA(PyTypeObject) PySlice_Type;
PyAPI_DATA(PyTypeObject) PyCell_Type;
PyAPI_DATA(PyTypeObject) PyCapsule_Type;
PyAPI_DATA(PyTypeObject) PyDictProxy_Type;
PyAPI_DATA(PyTypeObject) _PyWeakref_RefType;

typedef struct {
  PyObject_VAR_HEAD
  PyObject *ob_item[1];
} PyTupleObject;

typedef struct {
  PyObject_VAR_HEAD
  PyObject **ob_item;
  Py_ssize_t allocated;
} PyListObject;

typedef struct {
  PyObject_HEAD
  PyObject *ob_ref;
} PyCellObject;

typedef struct {
  PyObject_HEAD
  Py_ssize_t ma_used;
} PyDictObject;

#define PyTuple_Check(op)                                                      \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(op) (Py_TYPE(op) == &PyTuple_Type)
#define PyList_Check(op)                                                       \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(op) (Py_TYPE(op) == &PyList_Type)
#define PyDict_Check(op)                                                       \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(op) (Py_TYPE(op) == &PyDict_Type)
#define PySet_Check(op) PyObject_TypeCheck(op, &PySet_Type)
#define PyAnySet_Check(op)                                                     \
  (PySet_Check(op) || PyObject_TypeCheck(op, &PyFrozenSet_Type))
#define PySlice_Check(op) (Py_TYPE(op) == &PySlice_Type)
#define PyCapsule_CheckExact(op) (Py_TYPE(op) == &PyCapsule_Type)
#define PyWeakref_CheckRef(op) PyObject_TypeCheck(op, &_PyWeakref_RefType)
#define PyWeakref_Check(op) PyWeakref_CheckRef(op)

#ifndef Py_LIMITED_API
#define _PyTuple_CAST(op) (assert(PyTuple_Check(op)), (PyTupleObject *)(op))
#define _PyList_CAST(op) (assert(PyList_Check(op)), (PyListObject *)(op))
#define PyTuple_GET_ITEM(op, i) (_PyTuple_CAST(op)->ob_item[i])
#define PyList_GET_ITEM(op, i) (_PyList_CAST(op)->ob_item[i])
#define PyCell_GET(op) (((PyCellObject *)(op))->ob_ref)
#if STANDIN_SINCE(11)
static inline Py_ssize_t PyTuple_GET_SIZE(PyObject *op) {
  return Py_SIZE(_PyTuple_CAST(op));
}
static inline Py_ssize_t PyList_GET_SIZE(PyObject *op) {
  return Py_SIZE(_PyList_CAST(op));
}
static inline void PyTuple_SET_ITEM(PyObject *op, Py_ssize_t i, PyObject *v) {
  PyTupleObject *tuple = _PyTuple_CAST(op);
  tuple->ob_item[i] = v;
}
static inline void PyList_SET_ITEM(PyObject *op, Py_ssize_t i, PyObject *v) {
  PyListObject *list = _PyList_CAST(op);
  list->ob_item[i] = v;
}
static inline void PyCell_SET(PyObject *op, PyObject *v) {
  ((PyCellObject *)op)->ob_ref = v;
}
#define PyTuple_GET_SIZE(op) PyTuple_GET_SIZE(_PyObject_CAST(op))
#define PyList_GET_SIZE(op) PyList_GET_SIZE(_PyObject_CAST(op))
#define PyTuple_SET_ITEM(op, i, v)                                             \
  PyTuple_SET_ITEM(_PyObject_CAST(op), (i), _PyObject_CAST(v))
#define PyList_SET_ITEM(op, i, v)                                              \
  PyList_SET_ITEM(_PyObject_CAST(op), (i), _PyObject_CAST(v))
#define PyCell_SET(op, v) PyCell_SET(_PyObject_CAST(op), _PyObject_CAST(v))
#else
#define PyTuple_GET_SIZE(op) Py_SIZE(_PyTuple_CAST(op))
#define PyList_GET_SIZE(op) Py_SIZE(_PyList_CAST(op))
#define PyTuple_SET_ITEM(op, i, v) ((void)(_PyTuple_CAST(op)->ob_item[i] = (v)))
#define PyList_SET_ITEM(op, i, v) ((void)(_PyList_CAST(op)->ob_item[i] = (v)))
#define PyCell_SET(op, v) ((void)(((PyCellObject *)(op))->ob_ref = (v)))
#endif
#endif

/* Tuples. */
PyAPI_FUNC(PyObject *) PyTuple_New(Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyTuple_Pack(Py_ssize_t n, ...);
PyAPI_FUNC(Py_ssize_t) PyTuple_Size(PyObject *t);
PyAPI_FUNC(PyObject *) PyTuple_GetItem(PyObject *t, Py_ssize_t i);
PyAPI_FUNC(int) PyTuple_SetItem(PyObject *t, Py_ssize_t i, PyObject *v);
PyAPI_FUNC(PyObject *)
    PyTuple_GetSlice(PyObject *t, Py_ssize_t low, Py_ssize_t high);
PyAPI_FUNC(int) _PyTuple_Resize(PyObject **t, Py_ssize_t size);

/* Lists. */
PyAPI_FUNC(PyObject *) PyList_New(Py_ssize_t size);
PyAPI_FUNC(Py_ssize_t) PyList_Size(PyObject *l);
PyAPI_FUNC(PyObject *) PyList_GetItem(PyObject *l, Py_ssize_t i);
#if STANDIN_SINCE(13)
PyAPI_FUNC(PyObject *) PyList_GetItemRef(PyObject *l, Py_ssize_t i);
PyAPI_FUNC(int) PyList_Extend(PyObject *l, PyObject *iterable);
PyAPI_FUNC(int) PyList_Clear(PyObject *l);
#endif
PyAPI_FUNC(int) PyList_SetItem(PyObject *l, Py_ssize_t i, PyObject *v);
PyAPI_FUNC(int) PyList_Insert(PyObject *l, Py_ssize_t i, PyObject *v);
PyAPI_FUNC(int) PyList_Append(PyObject *l, PyObject *v);
PyAPI_FUNC(PyObject *)
    PyList_GetSlice(PyObject *l, Py_ssize_t low, Py_ssize_t high);
PyAPI_FUNC(int)
    PyList_SetSlice(PyObject *l, Py_ssize_t low, Py_ssize_t high, PyObject *v);
PyAPI_FUNC(int) PyList_Sort(PyObject *l);
PyAPI_FUNC(int) PyList_Reverse(PyObject *l);
PyAPI_FUNC(PyObject *) PyList_AsTuple(PyObject *l);

/* Dictionaries. */
PyAPI_FUNC(PyObject *) PyDict_New(void);
PyAPI_FUNC(PyObject *) PyDictProxy_New(PyObject *mapping);
PyAPI_FUNC(void) PyDict_Clear(PyObject *d);
PyAPI_FUNC(int) PyDict_Contains(PyObject *d, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_Copy(PyObject *d);
PyAPI_FUNC(int) PyDict_SetItem(PyObject *d, PyObject *key, PyObject *v);
PyAPI_FUNC(int) PyDict_SetItemString(PyObject *d, const char *k, PyObject *v);
PyAPI_FUNC(int) PyDict_DelItem(PyObject *d, PyObject *key);
PyAPI_FUNC(int) PyDict_DelItemString(PyObject *d, const char *key);
PyAPI_FUNC(PyObject *) PyDict_GetItem(PyObject *d, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemWithError(PyObject *d, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemString(PyObject *d, const char *key);
PyAPI_FUNC(PyObject *)
    PyDict_SetDefault(PyObject *d, PyObject *key, PyObject *fallback);
#if STANDIN_SINCE(13)
PyAPI_FUNC(int) PyDict_GetItemRef(PyObject *d, PyObject *key, PyObject **v);
PyAPI_FUNC(int)
    PyDict_GetItemStringRef(PyObject *d, const char *key, PyObject **v);
PyAPI_FUNC(int) PyDict_SetDefaultRef(PyObject *d, PyObject *key,
                                     PyObject *fallback, PyObject **result);
PyAPI_FUNC(int) PyDict_ContainsString(PyObject *d, const char *key);
PyAPI_FUNC(int) PyDict_Pop(PyObject *d, PyObject *key, PyObject **result);
PyAPI_FUNC(int)
    PyDict_PopString(PyObject *d, const char *key, PyObject **result);
#else
PyAPI_FUNC(PyObject *)
    _PyDict_Pop(PyObject *d, PyObject *key, PyObject *fallback);
#endif
PyAPI_FUNC(PyObject *) PyDict_Keys(PyObject *d);
PyAPI_FUNC(PyObject *) PyDict_Values(PyObject *d);
PyAPI_FUNC(PyObject *) PyDict_Items(PyObject *d);
PyAPI_FUNC(Py_ssize_t) PyDict_Size(PyObject *d);
PyAPI_FUNC(int)
    PyDict_Next(PyObject *d, Py_ssize_t *pos, PyObject **key, PyObject **value);
PyAPI_FUNC(int) PyDict_Merge(PyObject *a, PyObject *b, int override);
PyAPI_FUNC(int) PyDict_Update(PyObject *a, PyObject *b);
PyAPI_FUNC(int) PyDict_MergeFromSeq2(PyObject *a, PyObject *b, int override);
#define PyDict_GET_SIZE(d) (((PyDictObject *)(d))->ma_used)

/* Sets. */
PyAPI_FUNC(PyObject *) PySet_New(PyObject *iterable);
PyAPI_FUNC(PyObject *) PyFrozenSet_New(PyObject *iterable);
PyAPI_FUNC(Py_ssize_t) PySet_Size(PyObject *s);
PyAPI_FUNC(int) PySet_Contains(PyObject *s, PyObject *key);
PyAPI_FUNC(int) PySet_Add(PyObject *s, PyObject *key);
PyAPI_FUNC(int) PySet_Discard(PyObject *s, PyObject *key);
PyAPI_FUNC(PyObject *) PySet_Pop(PyObject *s);
PyAPI_FUNC(int) PySet_Clear(PyObject *s);

/* Slices, cells. */
PyAPI_FUNC(PyObject *)
    PySlice_New(PyObject *start, PyObject *stop, PyObject *step);
PyAPI_FUNC(int)
    PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start,
                         Py_ssize_t *stop, Py_ssize_t *step, Py_ssize_t *count);
PyAPI_FUNC(int) PySlice_Unpack(PyObject *slice, Py_ssize_t *start,
                               Py_ssize_t *stop, Py_ssize_t *step);
PyAPI_FUNC(PyObject *) PyCell_New(PyObject *v);
PyAPI_FUNC(PyObject *) PyCell_Get(PyObject *cell);
PyAPI_FUNC(int) PyCell_Set(PyObject *cell, PyObject *v);

/* Weak references. */
PyAPI_FUNC(PyObject *) PyWeakref_NewRef(PyObject *o, PyObject *callback);
PyAPI_FUNC(PyObject *) PyWeakref_NewProxy(PyObject *o, PyObject *callback);
PyAPI_FUNC(PyObject *) PyWeakref_GetObject(PyObject *ref);
#if STANDIN_SINCE(13)
PyAPI_FUNC(int) PyWeakref_GetRef(PyObject *ref, PyObject **result);
#endif
typedef struct {
  PyObject_HEAD
  PyObject *wr_object;
} PyWeakReference;
#define PyWeakref_GET_OBJECT(ref) (((PyWeakReference *)(ref))->wr_object)

/* Capsules. */
typedef void (*PyCapsule_Destructor)(PyObject *);
PyAPI_FUNC(PyObject *) PyCapsule_New(void *pointer, const char *name,
                                     PyCapsule_Destructor destructor);
PyAPI_FUNC(void *) PyCapsule_GetPointer(PyObject *capsule, const char *name);
PyAPI_FUNC(void *) PyCapsule_GetContext(PyObject *capsule);
PyAPI_FUNC(int) PyCapsule_SetContext(PyObject *capsule, void *context);
PyAPI_FUNC(int) PyCapsule_SetPointer(PyObject *capsule, void *pointer);
PyAPI_FUNC(int) PyCapsule_IsValid(PyObject *capsule, const char *name);
PyAPI_FUNC(void *) PyCapsule_Import(const char *name, int no_block);

/* Structure sequences. */
typedef struct PyStructSequence_Field {
  const char *name;
  const char *doc;
} PyStructSequence_Field;
typedef struct PyStructSequence_Desc {
  const char *name;
  const char *doc;
  PyStructSequence_Field *fields;
  int n_in_sequence;
} PyStructSequence_Desc;
PyAPI_FUNC(int) PyStructSequence_InitType2(PyTypeObject *type,
                                           PyStructSequence_Desc *desc);
PyAPI_FUNC(PyTypeObject *) PyStructSequence_NewType(PyStructSequence_Desc *d);
PyAPI_FUNC(PyObject *) PyStructSequence_New(PyTypeObject *type);
PyAPI_FUNC(void)
    PyStructSequence_SetItem(PyObject *p, Py_ssize_t pos, PyObject *o);
PyAPI_FUNC(PyObject *) PyStructSequence_GetItem(PyObject *p, Py_ssize_t pos);
#ifndef Py_LIMITED_API
#define PyStructSequence_SET_ITEM(op, i, v) PyTuple_SET_ITEM((op), (i), (v))
#define PyStructSequence_GET_ITEM(op, i) PyTuple_GET_ITEM((op), (i))
#endif

STANDIN_END

#endif /* STANDIN_CONTAINERS_H */
