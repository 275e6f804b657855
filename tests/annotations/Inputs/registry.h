/* The header of a library, as one includes it. */
#include <Python.h>

#if defined(__clang__)
#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))
#else
#define PYREF(text)
#endif

PyObject *registry_find(PyObject *registry, const char *name)
    PYREF("returns-borrowed(registry)");
int registry_add(PyObject *registry, PYREF("steals") PyObject *value);
PyObject *registry_top(PyObject *registry)
    __attribute__((cpychecker_returns_borrowed_ref));
