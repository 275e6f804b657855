/* Prototypes of API functions newer than the headers that a test is compiled
 * with, as an extension that supports several versions declares them. Include it
 * after Python.h. The runtime tests link Inputs/newer-api.c, which defines the
 * functions for the interpreter at hand. */

#ifndef TESTS_NEWER_API_H
#define TESTS_NEWER_API_H

#ifdef __cplusplus
extern "C" {
#endif

#if PY_VERSION_HEX < 0x030c0000
PyObject *PyErr_GetRaisedException(void);
void PyErr_SetRaisedException(PyObject *exc);
PyObject *PyException_GetArgs(PyObject *exc);
void PyException_SetArgs(PyObject *exc, PyObject *args);
#endif

#if PY_VERSION_HEX < 0x030d0000
int PyDict_GetItemRef(PyObject *d, PyObject *key, PyObject **result);
int PyDict_GetItemStringRef(PyObject *d, const char *key, PyObject **result);
int PyDict_SetDefaultRef(PyObject *d, PyObject *key, PyObject *fallback,
                         PyObject **result);
int PyDict_Pop(PyObject *d, PyObject *key, PyObject **result);
PyObject *PyList_GetItemRef(PyObject *l, Py_ssize_t i);
int PyList_Extend(PyObject *l, PyObject *iterable);
int PyObject_GetOptionalAttr(PyObject *o, PyObject *name, PyObject **result);
int PyObject_GetOptionalAttrString(PyObject *o, const char *name,
                                   PyObject **result);
int PyMapping_GetOptionalItem(PyObject *o, PyObject *key, PyObject **result);
int PyMapping_GetOptionalItemString(PyObject *o, const char *key,
                                    PyObject **result);
int PyWeakref_GetRef(PyObject *ref, PyObject **result);
int PyModule_Add(PyObject *m, const char *name, PyObject *value);
PyObject *PyImport_AddModuleRef(const char *name);
#endif

#if PY_VERSION_HEX < 0x030e0000
int PyIter_NextItem(PyObject *iter, PyObject **item);
#endif

#ifdef __cplusplus
}
#endif

#endif /* TESTS_NEWER_API_H */
