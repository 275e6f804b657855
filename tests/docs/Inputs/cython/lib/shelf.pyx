from cpython.object cimport PyObject

cdef extern from "Python.h":
    PyObject *PyLong_FromLong(long) except NULL

def number(long n):
    cdef PyObject *made = PyLong_FromLong(n)
    return <object>made
