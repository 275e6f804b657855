#include <Python.h>

/* Each is called through a pointer that has the name of a function that is known. */
typedef struct {
  PyObject *(*make_text)(const char *, Py_ssize_t);
  int (*keep)(PyObject *, void *, ...);
} Table;

static PyObject *(*make_text_p)(const char *, Py_ssize_t);
static void *entries[4];
static Table *api;
static int (*keep_p)();

#define make_text make_text_p
#define make_number (*(PyObject * (*)(long, PyObject *)) entries[1])
#define keep(...) api->keep(__VA_ARGS__)
#define keep_old keep_p

PyObject *by_variable(PyObject *value) { return make_text("a", 1); }

PyObject *by_index(PyObject *value) {
  PyObject *lost = PyList_New(0);
  PyObject *number = make_number(1, lost);
  return number;
}

int by_member(PyObject *value, char *text) {
  PyObject *list = PyList_New(0);
  return keep(list, text, list, text);
}

int without_prototype(PyObject *value) {
  PyObject *list = PyList_New(0);
  return keep_old(list, value, &list, 1);
}
