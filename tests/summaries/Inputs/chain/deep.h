#include <Python.h>

/* deep1.c ... deep3.c: each hands on to the one before. */
int deep1(PyObject *list, PyObject *item);
int deep2(PyObject *list, PyObject *item);
int deep3(PyObject *list, PyObject *item);
PyObject *new1(void);
PyObject *new2(void);
PyObject *new3(void);
/* Each calls the other. */
void even(PyObject *item, int n);
void odd(PyObject *item, int n);
