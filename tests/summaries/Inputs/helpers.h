#include <Python.h>

/* Gives up a reference to the argument. */
int take_item(PyObject *list, PyObject *item);
/* Takes the reference over if it succeeds. */
int take_on_success(PyObject *item);
/* A borrowed item. */
PyObject *first_item(PyObject *list);
/* A new reference. */
PyObject *make_pair(PyObject *a);
/* Keeps a reference of its own. */
void remember(PyObject *item);
/* Fills an out-parameter. */
int find_item(PyObject *dict, PyObject *key, PyObject **result);
PyObject *same(PyObject *item);
