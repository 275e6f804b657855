/* Stand-in Python.h: the reference operations, in the shape of each version.
 *
 *   3.8, 3.9    macros over inline functions with an underscore
 *   3.10        the same, and Py_NewRef
 *   3.11        inline functions behind casting macros of the same name
 *   3.12, 3.13  the same with tests for immortal objects
 *   3.14        the same with another layout of the count
 * The limited API calls exported functions instead; a debug build hands over
 * file and line. */

#ifndef STANDIN_REFCOUNT_H
#define STANDIN_REFCOUNT_H

STANDIN_BEGIN

/* Casting macros exist outside the newer limited API only. */
#if !defined(Py_LIMITED_API) || Py_LIMITED_API + 0 < 0x030b0000
#define STANDIN_CASTS 1
#else
#define STANDIN_CASTS 0
#endif

/* Where the limited API counts by exported functions. */
#if defined(Py_LIMITED_API) &&                                                 \
    ((STANDIN_SINCE(12) && Py_LIMITED_API + 0 >= 0x030c0000) ||                \
     (STANDIN_SINCE(10) && defined(Py_REF_DEBUG)))
#define STANDIN_EXPORTED_COUNTS 1
#else
#define STANDIN_EXPORTED_COUNTS 0
#endif

PyAPI_FUNC(void) _Py_Dealloc(PyObject *op);
PyAPI_FUNC(void) Py_IncRef(PyObject *op);
PyAPI_FUNC(void) Py_DecRef(PyObject *op);
PyAPI_FUNC(void) _Py_IncRef(PyObject *op);
PyAPI_FUNC(void) _Py_DecRef(PyObject *op);
#ifdef Py_REF_DEBUG
PyAPI_DATA(Py_ssize_t) _Py_RefTotal;
PyAPI_FUNC(void)
    _Py_NegativeRefcount(const char *filename, int lineno, PyObject *op);
#define STANDIN_COUNT_REF(n) ((void)(_Py_RefTotal += (n)))
#else
#define STANDIN_COUNT_REF(n) ((void)0)
#endif

#if STANDIN_SINCE(14) && !defined(Py_LIMITED_API)
static inline Py_ALWAYS_INLINE int _Py_IsImmortal(PyObject *op) {
  return (int32_t)op->ob_refcnt < 0;
}
static inline Py_ALWAYS_INLINE void standin_increment(PyObject *op) {
  uint32_t count = op->ob_refcnt;
  if (count >= (3u << 30))
    return;
  op->ob_refcnt = count + 1;
  STANDIN_COUNT_REF(1);
}
#elif STANDIN_SINCE(12)
static inline Py_ALWAYS_INLINE int _Py_IsImmortal(PyObject *op) {
  return (int32_t)op->ob_refcnt < 0;
}
static inline Py_ALWAYS_INLINE void standin_increment(PyObject *op) {
  uint32_t count = op->ob_refcnt_split[0] + 1;
  if (count == 0)
    return;
  op->ob_refcnt_split[0] = count;
  STANDIN_COUNT_REF(1);
}
#else
static inline int _Py_IsImmortal(PyObject *op) { return op == NULL; }
static inline void standin_increment(PyObject *op) {
  op->ob_refcnt++;
  STANDIN_COUNT_REF(1);
}
#endif

/* The bodies. Names and parameters differ by version, the effect does not. */
#if STANDIN_EXPORTED_COUNTS
#define STANDIN_INCREF_BODY _Py_IncRef(op)
#define STANDIN_DECREF_BODY _Py_DecRef(op)
#elif defined(Py_REF_DEBUG)
#define STANDIN_INCREF_BODY standin_increment(op)
#define STANDIN_DECREF_BODY                                                    \
  if (_Py_IsImmortal(op))                                                      \
    return;                                                                    \
  STANDIN_COUNT_REF(-1);                                                       \
  if (op->ob_refcnt <= 0)                                                      \
    _Py_NegativeRefcount(filename, lineno, op);                                \
  if (--op->ob_refcnt == 0)                                                    \
  _Py_Dealloc(op)
#else
#define STANDIN_INCREF_BODY standin_increment(op)
#define STANDIN_DECREF_BODY                                                    \
  if (_Py_IsImmortal(op))                                                      \
    return;                                                                    \
  if (--op->ob_refcnt == 0)                                                    \
  _Py_Dealloc(op)
#endif

#if STANDIN_SINCE(11)

static inline void Py_INCREF(PyObject *op) { STANDIN_INCREF_BODY; }
#if STANDIN_CASTS
#define Py_INCREF(op) Py_INCREF(_PyObject_CAST(op))
#endif

#if defined(Py_REF_DEBUG) && !STANDIN_EXPORTED_COUNTS
static inline void Py_DECREF(const char *filename, int lineno, PyObject *op) {
  STANDIN_DECREF_BODY;
}
#define Py_DECREF(op) Py_DECREF(__FILE__, __LINE__, _PyObject_CAST(op))
#else
static inline void Py_DECREF(PyObject *op) { STANDIN_DECREF_BODY; }
#if STANDIN_CASTS || !STANDIN_SINCE(12)
#define Py_DECREF(op) Py_DECREF(_PyObject_CAST(op))
#endif
#endif

static inline void Py_XINCREF(PyObject *op) {
  if (op != _Py_NULL)
    Py_INCREF(op);
}
static inline void Py_XDECREF(PyObject *op) {
  if (op != _Py_NULL)
    Py_DECREF(op);
}
#if STANDIN_CASTS
#define Py_XINCREF(op) Py_XINCREF(_PyObject_CAST(op))
#define Py_XDECREF(op) Py_XDECREF(_PyObject_CAST(op))
#endif

#else /* 3.8 to 3.10 */

static inline void _Py_INCREF(PyObject *op) { STANDIN_INCREF_BODY; }
#define Py_INCREF(op) _Py_INCREF(_PyObject_CAST(op))

#if defined(Py_REF_DEBUG) && !STANDIN_EXPORTED_COUNTS
static inline void _Py_DECREF(const char *filename, int lineno, PyObject *op) {
  STANDIN_DECREF_BODY;
}
#define Py_DECREF(op) _Py_DECREF(__FILE__, __LINE__, _PyObject_CAST(op))
#else
static inline void _Py_DECREF(PyObject *op) { STANDIN_DECREF_BODY; }
#define Py_DECREF(op) _Py_DECREF(_PyObject_CAST(op))
#endif

static inline void _Py_XINCREF(PyObject *op) {
  if (op != NULL)
    Py_INCREF(op);
}
static inline void _Py_XDECREF(PyObject *op) {
  if (op != NULL)
    Py_DECREF(op);
}
#define Py_XINCREF(op) _Py_XINCREF(_PyObject_CAST(op))
#define Py_XDECREF(op) _Py_XDECREF(_PyObject_CAST(op))

#endif

#if STANDIN_SINCE(12)
#define Py_CLEAR(op)                                                           \
  do {                                                                         \
    _Py_TYPEOF(op) *standin_place = &(op);                                     \
    _Py_TYPEOF(op) standin_old = *standin_place;                               \
    if (standin_old != NULL) {                                                 \
      *standin_place = _Py_NULL;                                               \
      Py_DECREF(standin_old);                                                  \
    }                                                                          \
  } while (0)
#else
#define Py_CLEAR(op)                                                           \
  do {                                                                         \
    PyObject *standin_old = _PyObject_CAST(op);                                \
    if (standin_old != NULL) {                                                 \
      (op) = NULL;                                                             \
      Py_DECREF(standin_old);                                                  \
    }                                                                          \
  } while (0)
#endif

#ifndef Py_LIMITED_API
#if STANDIN_SINCE(12)
#define STANDIN_SETREF(place, value, release)                                  \
  do {                                                                         \
    _Py_TYPEOF(place) *standin_place = &(place);                               \
    _Py_TYPEOF(place) standin_old = *standin_place;                            \
    *standin_place = (value);                                                  \
    release(standin_old);                                                      \
  } while (0)
#else
#define STANDIN_SETREF(place, value, release)                                  \
  do {                                                                         \
    PyObject *standin_old = _PyObject_CAST(place);                             \
    (place) = (value);                                                         \
    release(standin_old);                                                      \
  } while (0)
#endif
#define Py_SETREF(place, value) STANDIN_SETREF(place, value, Py_DECREF)
#define Py_XSETREF(place, value) STANDIN_SETREF(place, value, Py_XDECREF)
#endif

#if STANDIN_SINCE(10)
PyAPI_FUNC(PyObject *) Py_NewRef(PyObject *op);
PyAPI_FUNC(PyObject *) Py_XNewRef(PyObject *op);
static inline PyObject *_Py_NewRef(PyObject *op) {
  Py_INCREF(op);
  return op;
}
static inline PyObject *_Py_XNewRef(PyObject *op) {
  Py_XINCREF(op);
  return op;
}
#if STANDIN_CASTS
#define Py_NewRef(op) _Py_NewRef(_PyObject_CAST(op))
#define Py_XNewRef(op) _Py_XNewRef(_PyObject_CAST(op))
#else
#define Py_NewRef(op) _Py_NewRef(op)
#define Py_XNewRef(op) _Py_XNewRef(op)
#endif
PyAPI_FUNC(int) Py_Is(PyObject *x, PyObject *y);
#define Py_Is(x, y) ((x) == (y))
#define Py_IsNone(x) Py_Is((x), Py_None)
#define Py_IsTrue(x) Py_Is((x), Py_True)
#define Py_IsFalse(x) Py_Is((x), Py_False)
#endif

/* The singletons. The limited API of 3.13 asks a function for them. */
PyAPI_DATA(PyObject) _Py_NoneStruct;
PyAPI_DATA(PyObject) _Py_NotImplementedStruct;
PyAPI_DATA(PyObject) _Py_EllipsisObject;
PyAPI_DATA(struct _longobject) _Py_TrueStruct;
PyAPI_DATA(struct _longobject) _Py_FalseStruct;
PyAPI_FUNC(PyObject *) Py_GetConstant(unsigned int id);
PyAPI_FUNC(PyObject *) Py_GetConstantBorrowed(unsigned int id);
#define Py_CONSTANT_NONE 0
#define Py_CONSTANT_FALSE 1
#define Py_CONSTANT_TRUE 2
#define Py_CONSTANT_ELLIPSIS 3
#define Py_CONSTANT_NOT_IMPLEMENTED 4
#define Py_CONSTANT_ZERO 5
#define Py_CONSTANT_ONE 6
#define Py_CONSTANT_EMPTY_STR 7
#define Py_CONSTANT_EMPTY_BYTES 8
#define Py_CONSTANT_EMPTY_TUPLE 9

#if STANDIN_SINCE(13) && defined(Py_LIMITED_API) &&                            \
    Py_LIMITED_API + 0 >= 0x030d0000
#define Py_None Py_GetConstantBorrowed(Py_CONSTANT_NONE)
#define Py_True Py_GetConstantBorrowed(Py_CONSTANT_TRUE)
#define Py_False Py_GetConstantBorrowed(Py_CONSTANT_FALSE)
#define Py_Ellipsis Py_GetConstantBorrowed(Py_CONSTANT_ELLIPSIS)
#define Py_NotImplemented Py_GetConstantBorrowed(Py_CONSTANT_NOT_IMPLEMENTED)
#else
#define Py_None (&_Py_NoneStruct)
#define Py_True _PyObject_CAST(&_Py_TrueStruct)
#define Py_False _PyObject_CAST(&_Py_FalseStruct)
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#endif

#if STANDIN_SINCE(12)
#define STANDIN_RETURN(singleton) return singleton
#elif STANDIN_SINCE(10)
#define STANDIN_RETURN(singleton) return Py_NewRef(singleton)
#else
#define STANDIN_RETURN(singleton) return Py_INCREF(singleton), singleton
#endif
#define Py_RETURN_NONE STANDIN_RETURN(Py_None)
#define Py_RETURN_TRUE STANDIN_RETURN(Py_True)
#define Py_RETURN_FALSE STANDIN_RETURN(Py_False)
#define Py_RETURN_NOTIMPLEMENTED STANDIN_RETURN(Py_NotImplemented)

#define Py_RETURN_RICHCOMPARE(a, b, op)                                        \
  do {                                                                         \
    switch (op) {                                                              \
    case Py_EQ:                                                                \
      if ((a) == (b))                                                          \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    case Py_NE:                                                                \
      if ((a) != (b))                                                          \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    case Py_LT:                                                                \
      if ((a) < (b))                                                           \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    case Py_GT:                                                                \
      if ((a) > (b))                                                           \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    case Py_LE:                                                                \
      if ((a) <= (b))                                                          \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    case Py_GE:                                                                \
      if ((a) >= (b))                                                          \
        Py_RETURN_TRUE;                                                        \
      Py_RETURN_FALSE;                                                         \
    default:                                                                   \
      Py_UNREACHABLE();                                                        \
    }                                                                          \
  } while (0)

#define Py_VISIT(op)                                                           \
  do {                                                                         \
    if (op) {                                                                  \
      int standin_result = visit(_PyObject_CAST(op), arg);                     \
      if (standin_result)                                                      \
        return standin_result;                                                 \
    }                                                                          \
  } while (0)

#define Py_TRASHCAN_BEGIN(op, dealloc) do {
#define Py_TRASHCAN_END                                                        \
  }                                                                            \
  while (0)                                                                    \
    ;

STANDIN_END

#endif /* STANDIN_REFCOUNT_H */
