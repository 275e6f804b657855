/* A header of which some contracts are wrong. */
#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#define PY_MAJOR_VERSION 3
#define PY_MINOR_VERSION 12

typedef struct _object { long ob_refcnt; } PyObject;
typedef struct { PyObject ob_base; int field; } PyThingObject;
typedef struct { void *buf; PyObject *obj; } Py_buffer;

PyObject *PyGood_Get(PyObject *from, const char *name);
PyObject *PyGood_Format(PyObject *self, const char *format, ...);
int PyGood_Pop(PyThingObject *from, PyObject **out);
int PyGood_Buffer(PyObject *from, Py_buffer *view);
void PyGood_Die(void) __attribute__((noreturn));
void PyGood_Old(void) __attribute__((deprecated));
#define PyGood_GET(op) ((op)->ob_refcnt)
#define PyGood_Alias PyGood_Get
#define PyGood_MIN(a, b) ((a) < (b) ? (a) : (b))

PyObject *PyMissing_Function(int n);
#define PyMissing_MACRO(op) PyGood_Get((op), "name")
#define PyMissing_PLAIN(op) PyMissing_MACRO(op)
int _PyPrivate_NotNeeded(int n);
int _PyPrivate_Needed(PyObject *o);

int PyBad_Arity(PyObject *one, PyObject *two);
#define PyBad_ARITY(one, two) ((one) == (two))
int PyBad_Reference(void);
PyObject *PyBad_Plain(void);
PyObject *PyBad_Fails(PyObject *o);
void PyBad_Null(void);
PyObject *PyBad_Lent(PyObject *o);
PyObject *PyBad_LentToo(PyObject *o);
void PyBad_Steals(int n, void *p);
void PyBad_Out(PyObject *o, int n);
void PyBad_OutUnsaid(PyObject *o, PyObject **out);
void PyBad_View(PyObject *o);
void PyBad_Format(PyObject *self, const char *format, ...);
void PyBad_FormatHere(int format);
int PyBad_NoReturn(void);
void PyBad_Returns(void) __attribute__((noreturn));
void PyBad_Deprecated(void) __attribute__((deprecated));
void PyBad_TooEarly(void);
void PyBad_NotRemoved(void);
void PyBad_Elsewhere(void);
void PyBad_Both(void);
#define PyBad_Both() PyBad_Both()

#endif
