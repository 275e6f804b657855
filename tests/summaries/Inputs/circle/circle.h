#include <Python.h>

/* give.c and take.c call each other. */
void give(PyObject *item, int n);
void take(PyObject *item, int n);
/* Released by neither: each hands it on to the other. */
void hand_to(PyObject *item, int n);
void hand_back(PyObject *item, int n);
/* The one that ends the circle makes a list. */
PyObject *make_either(int n);
PyObject *make_other(int n);
