/* Stand-in Python.h: integers, floats, complex numbers, bytes, strings. */

#ifndef STANDIN_SCALARS_H
#define STANDIN_SCALARS_H

STANDIN_BEGIN

PyAPI_DATA(PyTypeObject) PyLong_Type;
PyAPI_DATA(PyTypeObject) PyBool_Type;
PyAPI_DATA(PyTypeObject) PyFloat_Type;
PyAPI_DATA(PyTypeObject) PyComplex_Type;
PyAPI_DATA(PyTypeObject) PyBytes_Type;
PyAPI_DATA(PyTypeObject) PyByteArray_Type;
PyAPI_DATA(PyTypeObject) PyUnicode_Type;

struct _longobject {
  PyObject_VAR_HEAD
  uint32_t ob_digit[1];
};
typedef struct _longobject PyLongObject;

typedef struct {
  PyObject_HEAD
  double ob_fval;
} PyFloatObject;

typedef struct {
  double real;
  double imag;
} Py_complex;

typedef struct {
  PyObject_VAR_HEAD
  Py_hash_t ob_shash;
  char ob_sval[1];
} PyBytesObject;

typedef struct {
  PyObject_VAR_HEAD
  Py_ssize_t ob_alloc;
  char *ob_bytes;
  char *ob_start;
  Py_ssize_t ob_exports;
} PyByteArrayObject;

#define PyLong_Check(op)                                                       \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(op) (Py_TYPE(op) == &PyLong_Type)
#define PyBool_Check(op) (Py_TYPE(op) == &PyBool_Type)
#define PyFloat_Check(op) PyObject_TypeCheck(op, &PyFloat_Type)
#define PyFloat_CheckExact(op) (Py_TYPE(op) == &PyFloat_Type)
#define PyComplex_Check(op) PyObject_TypeCheck(op, &PyComplex_Type)
#define PyBytes_Check(op)                                                      \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(op) (Py_TYPE(op) == &PyBytes_Type)
#define PyByteArray_Check(op) PyObject_TypeCheck(op, &PyByteArray_Type)
#define PyUnicode_Check(op)                                                    \
  PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(op) (Py_TYPE(op) == &PyUnicode_Type)

/* Integers. */
PyAPI_FUNC(PyObject *) PyBool_FromLong(long v);
PyAPI_FUNC(PyObject *) PyLong_FromLong(long v);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLong(unsigned long v);
PyAPI_FUNC(PyObject *) PyLong_FromSize_t(size_t v);
PyAPI_FUNC(PyObject *) PyLong_FromSsize_t(Py_ssize_t v);
PyAPI_FUNC(PyObject *) PyLong_FromLongLong(long long v);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLongLong(unsigned long long v);
PyAPI_FUNC(PyObject *) PyLong_FromDouble(double v);
PyAPI_FUNC(PyObject *) PyLong_FromString(const char *s, char **end, int base);
PyAPI_FUNC(PyObject *) PyLong_FromUnicodeObject(PyObject *u, int base);
PyAPI_FUNC(PyObject *) PyLong_FromVoidPtr(void *p);
PyAPI_FUNC(void *) PyLong_AsVoidPtr(PyObject *o);
PyAPI_FUNC(long) PyLong_AsLong(PyObject *o);
PyAPI_FUNC(long) PyLong_AsLongAndOverflow(PyObject *o, int *overflow);
PyAPI_FUNC(Py_ssize_t) PyLong_AsSsize_t(PyObject *o);
PyAPI_FUNC(size_t) PyLong_AsSize_t(PyObject *o);
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLong(PyObject *o);
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLongMask(PyObject *o);
PyAPI_FUNC(long long) PyLong_AsLongLong(PyObject *o);
PyAPI_FUNC(unsigned long long) PyLong_AsUnsignedLongLong(PyObject *o);
PyAPI_FUNC(double) PyLong_AsDouble(PyObject *o);

/* Floats, complex numbers. */
PyAPI_FUNC(PyObject *) PyFloat_FromDouble(double v);
PyAPI_FUNC(PyObject *) PyFloat_FromString(PyObject *o);
PyAPI_FUNC(double) PyFloat_AsDouble(PyObject *o);
#define PyFloat_AS_DOUBLE(op) (((PyFloatObject *)(op))->ob_fval)
PyAPI_FUNC(PyObject *) PyComplex_FromDoubles(double real, double imag);
PyAPI_FUNC(PyObject *) PyComplex_FromCComplex(Py_complex v);
PyAPI_FUNC(double) PyComplex_RealAsDouble(PyObject *o);
PyAPI_FUNC(double) PyComplex_ImagAsDouble(PyObject *o);
PyAPI_FUNC(double)
    PyOS_string_to_double(const char *s, char **end, PyObject *overflow);

/* Bytes. */
PyAPI_FUNC(PyObject *) PyBytes_FromString(const char *s);
PyAPI_FUNC(PyObject *) PyBytes_FromStringAndSize(const char *s, Py_ssize_t n);
PyAPI_FUNC(PyObject *) PyBytes_FromFormat(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
PyAPI_FUNC(PyObject *) PyBytes_FromObject(PyObject *o);
PyAPI_FUNC(Py_ssize_t) PyBytes_Size(PyObject *o);
PyAPI_FUNC(char *) PyBytes_AsString(PyObject *o);
PyAPI_FUNC(int) PyBytes_AsStringAndSize(PyObject *o, char **s, Py_ssize_t *len);
PyAPI_FUNC(void) PyBytes_Concat(PyObject **bytes, PyObject *tail);
PyAPI_FUNC(void) PyBytes_ConcatAndDel(PyObject **bytes, PyObject *tail);
PyAPI_FUNC(int) _PyBytes_Resize(PyObject **bytes, Py_ssize_t size);
#ifndef Py_LIMITED_API
#define PyBytes_AS_STRING(op)                                                  \
  (assert(PyBytes_Check(op)), ((PyBytesObject *)(op))->ob_sval)
#define PyBytes_GET_SIZE(op) (assert(PyBytes_Check(op)), Py_SIZE(op))
#endif
PyAPI_FUNC(PyObject *) PyByteArray_FromObject(PyObject *o);
PyAPI_FUNC(PyObject *)
    PyByteArray_FromStringAndSize(const char *s, Py_ssize_t n);
PyAPI_FUNC(PyObject *) PyByteArray_Concat(PyObject *a, PyObject *b);
PyAPI_FUNC(Py_ssize_t) PyByteArray_Size(PyObject *o);
PyAPI_FUNC(char *) PyByteArray_AsString(PyObject *o);
PyAPI_FUNC(int) PyByteArray_Resize(PyObject *o, Py_ssize_t n);
#define PyByteArray_AS_STRING(op) (((PyByteArrayObject *)(op))->ob_start)
#define PyByteArray_GET_SIZE(op) Py_SIZE(op)

/* Strings. */
PyAPI_FUNC(PyObject *) PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);
PyAPI_FUNC(PyObject *) PyUnicode_FromString(const char *s);
PyAPI_FUNC(PyObject *) PyUnicode_FromStringAndSize(const char *s, Py_ssize_t n);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromFormat(const char *format, ...);
PyAPI_FUNC(PyObject *) PyUnicode_FromFormatV(const char *format, va_list args);
PyAPI_FUNC(PyObject *) PyUnicode_FromObject(PyObject *o);
PyAPI_FUNC(PyObject *) PyUnicode_FromOrdinal(int ordinal);
PyAPI_FUNC(PyObject *) PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t n);
PyAPI_FUNC(PyObject *)
    PyUnicode_FromEncodedObject(PyObject *o, const char *encoding,
                                const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_InternFromString(const char *s);
PyAPI_FUNC(void) PyUnicode_InternInPlace(PyObject **s);
PyAPI_FUNC(const char *) PyUnicode_AsUTF8(PyObject *u);
PyAPI_FUNC(const char *) PyUnicode_AsUTF8AndSize(PyObject *u, Py_ssize_t *size);
PyAPI_FUNC(PyObject *) PyUnicode_AsUTF8String(PyObject *u);
PyAPI_FUNC(PyObject *) PyUnicode_AsASCIIString(PyObject *u);
PyAPI_FUNC(PyObject *) PyUnicode_AsLatin1String(PyObject *u);
PyAPI_FUNC(PyObject *)
    PyUnicode_AsEncodedString(PyObject *u, const char *encoding,
                              const char *errors);
PyAPI_FUNC(wchar_t *) PyUnicode_AsWideCharString(PyObject *u, Py_ssize_t *size);
PyAPI_FUNC(PyObject *)
    PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding,
                     const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeUTF8(const char *s, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeASCII(const char *s, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeLatin1(const char *s, Py_ssize_t size, const char *errors);
PyAPI_FUNC(PyObject *) PyUnicode_DecodeFSDefault(const char *s);
PyAPI_FUNC(PyObject *)
    PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_EncodeFSDefault(PyObject *u);
PyAPI_FUNC(int) PyUnicode_FSConverter(PyObject *o, void *result);
PyAPI_FUNC(int) PyUnicode_FSDecoder(PyObject *o, void *result);
PyAPI_FUNC(Py_ssize_t) PyUnicode_GetLength(PyObject *u);
PyAPI_FUNC(Py_UCS4) PyUnicode_ReadChar(PyObject *u, Py_ssize_t i);
PyAPI_FUNC(PyObject *) PyUnicode_Concat(PyObject *a, PyObject *b);
PyAPI_FUNC(void) PyUnicode_Append(PyObject **left, PyObject *right);
PyAPI_FUNC(void) PyUnicode_AppendAndDel(PyObject **left, PyObject *right);
PyAPI_FUNC(int) PyUnicode_Resize(PyObject **u, Py_ssize_t size);
PyAPI_FUNC(PyObject *)
    PyUnicode_Split(PyObject *u, PyObject *sep, Py_ssize_t maxsplit);
PyAPI_FUNC(PyObject *) PyUnicode_Join(PyObject *sep, PyObject *seq);
PyAPI_FUNC(PyObject *) PyUnicode_Replace(PyObject *u, PyObject *from,
                                         PyObject *to, Py_ssize_t maxcount);
PyAPI_FUNC(PyObject *) PyUnicode_Format(PyObject *format, PyObject *args);
PyAPI_FUNC(PyObject *)
    PyUnicode_Substring(PyObject *u, Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(int) PyUnicode_Compare(PyObject *a, PyObject *b);
PyAPI_FUNC(int) PyUnicode_CompareWithASCIIString(PyObject *a, const char *b);
PyAPI_FUNC(PyObject *) PyUnicode_RichCompare(PyObject *a, PyObject *b, int op);
PyAPI_FUNC(int) PyUnicode_Contains(PyObject *u, PyObject *part);
#define PyUnicode_GET_LENGTH(op) PyUnicode_GetLength((PyObject *)(op))
#define PyUnicode_READ_CHAR(op, i) PyUnicode_ReadChar((PyObject *)(op), (i))
#define PyUnicode_READY(op) 0

STANDIN_END

#endif /* STANDIN_SCALARS_H */
