/* Stand-in Python.h: integer types, attributes, the pieces of the C library
 * that the real header brings along. */

#ifndef STANDIN_BASE_H
#define STANDIN_BASE_H

#ifdef __cplusplus
#define STANDIN_NOTHROW noexcept(true)
#define STANDIN_BEGIN extern "C" {
#define STANDIN_END }
#else
#define STANDIN_NOTHROW
#define STANDIN_BEGIN
#define STANDIN_END
#endif

STANDIN_BEGIN

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif
typedef __INT8_TYPE__ int8_t;
typedef __UINT8_TYPE__ uint8_t;
typedef __INT16_TYPE__ int16_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __INT32_TYPE__ int32_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT64_TYPE__ uint64_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __builtin_va_list va_list;

#define va_start(ap, last) __builtin_va_start(ap, last)
#define va_arg(ap, type) __builtin_va_arg(ap, type)
#define va_copy(to, from) __builtin_va_copy(to, from)
#define va_end(ap) __builtin_va_end(ap)

#ifndef NULL
#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif
#endif

#ifndef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif

typedef struct _IO_FILE FILE;
extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
extern int printf(const char *, ...) __attribute__((format(printf, 1, 2)));
extern int fprintf(FILE *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
extern int snprintf(char *, size_t, const char *, ...) STANDIN_NOTHROW
    __attribute__((format(printf, 3, 4)));
extern FILE *fopen(const char *, const char *);
extern int fclose(FILE *);

extern void *malloc(size_t) STANDIN_NOTHROW;
extern void *calloc(size_t, size_t) STANDIN_NOTHROW;
extern void *realloc(void *, size_t) STANDIN_NOTHROW;
extern void free(void *) STANDIN_NOTHROW;
extern char *getenv(const char *) STANDIN_NOTHROW;
extern void abort(void) STANDIN_NOTHROW __attribute__((noreturn));
extern void exit(int) STANDIN_NOTHROW __attribute__((noreturn));

extern void *memcpy(void *, const void *, size_t) STANDIN_NOTHROW;
extern void *memmove(void *, const void *, size_t) STANDIN_NOTHROW;
extern void *memset(void *, int, size_t) STANDIN_NOTHROW;
extern size_t strlen(const char *) STANDIN_NOTHROW;
extern int strcmp(const char *, const char *) STANDIN_NOTHROW;
extern int strncmp(const char *, const char *, size_t) STANDIN_NOTHROW;
extern char *strdup(const char *) STANDIN_NOTHROW;

extern int *__errno_location(void) STANDIN_NOTHROW __attribute__((const));
#ifndef errno
#define errno (*__errno_location())
#endif
#define EINVAL 22
#define ENOMEM 12

extern void __assert_fail(const char *, const char *, unsigned int,
                          const char *) STANDIN_NOTHROW
    __attribute__((noreturn));
#ifndef assert
#ifdef NDEBUG
#define assert(e) ((void)0)
#else
#define assert(e)                                                              \
  ((e) ? (void)0 : __assert_fail(#e, __FILE__, __LINE__, __func__))
#endif
#endif

typedef ptrdiff_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
typedef intptr_t Py_intptr_t;
typedef uintptr_t Py_uintptr_t;
typedef uint8_t Py_UCS1;
typedef uint16_t Py_UCS2;
typedef uint32_t Py_UCS4;
typedef wchar_t Py_UNICODE;

#define PY_SSIZE_T_MAX ((Py_ssize_t)(((size_t)-1) >> 1))
#define PY_SSIZE_T_MIN (-PY_SSIZE_T_MAX - 1)
#define PY_LONG_LONG long long
#define PY_FORMAT_SIZE_T "z"

#define PyAPI_FUNC(T) extern T
#define PyAPI_DATA(T) extern T
#ifdef __cplusplus
#define PyMODINIT_FUNC                                                         \
  extern "C" __attribute__((visibility("default"))) PyObject *
#else
#define PyMODINIT_FUNC __attribute__((visibility("default"))) PyObject *
#endif

#define Py_UNUSED(name) _unused_##name __attribute__((unused))
#define Py_DEPRECATED(version)
#define Py_ALWAYS_INLINE __attribute__((always_inline))
#define Py_NO_INLINE __attribute__((noinline))
#define Py_LOCAL(T) static T
#define Py_LOCAL_INLINE(T) static inline T
#define _Py_NO_RETURN __attribute__((__noreturn__))
#define _Py_TYPEOF(e) __typeof__(e)

#ifdef __cplusplus
#define _Py_CAST(type, e) ((type)(e))
#define _Py_NULL nullptr
#else
#define _Py_CAST(type, e) ((type)(e))
#define _Py_NULL NULL
#endif

#define Py_MIN(x, y) (((x) > (y)) ? (y) : (x))
#define Py_MAX(x, y) (((x) > (y)) ? (x) : (y))
#define Py_ABS(x) ((x) < 0 ? -(x) : (x))
#define Py_STRINGIFY(x) #x
#define Py_ARRAY_LENGTH(a) (sizeof(a) / sizeof((a)[0]))
#define Py_CHARMASK(c) ((unsigned char)((c) & 0xff))
#define Py_MEMCPY memcpy
#define Py_SAFE_DOWNCAST(value, wide, narrow) ((narrow)(value))

PyAPI_FUNC(void) _Py_NO_RETURN Py_FatalError(const char *message);
PyAPI_FUNC(void) _Py_NO_RETURN
    _Py_FatalErrorFunc(const char *func, const char *message);
#if STANDIN_SINCE(9)
#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, (message))
#endif
#define Py_UNREACHABLE() Py_FatalError("unreachable code reached")

STANDIN_END

#endif /* STANDIN_BASE_H */
