/* A binding of a library that is not installed. */
#include <Python.h>
#include <structmember.h>
#include <cairo.h>

typedef struct {
  PyObject_HEAD
  cairo_surface_t *surface;
  cairo_matrix_t matrix;
  PyObject *base;
} Surface;

static cairo_status_t write_func(void *closure, const unsigned char *data,
                                 unsigned int length) {
  PyObject *res = PyObject_CallMethod((PyObject *)closure, "write", "y#", data,
                                      (Py_ssize_t)length);
  if (res == NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  Py_DECREF(res);
  return CAIRO_STATUS_SUCCESS;
}

static void surface_dealloc(Surface *o) {
  if (o->surface)
    cairo_surface_destroy(o->surface);
  Py_CLEAR(o->base);
  Py_TYPE(o)->tp_free(o);
}

static PyObject *surface_finish(Surface *o, PyObject *ignored) {
  cairo_matrix_t copy = o->matrix;
  cairo_surface_finish(o->surface);
  RETURN_NULL_IF_CAIRO_SURFACE_ERROR(o->surface);
  Py_CLEAR(o->base);
  Py_RETURN_NONE;
}

static PyMethodDef surface_methods[] = {
    {"finish", (PyCFunction)surface_finish, METH_NOARGS},
    {NULL, NULL, 0, NULL},
};

PyTypeObject Surface_Type = {
    PyVarObject_HEAD_INIT(NULL, 0) "cairo.Surface",
    sizeof(Surface),
    0,
    (destructor)surface_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | CAIRO_HAS_GC,
    .tp_methods = surface_methods,
    .tp_dictoffset = offsetof(Surface, matrix),
};

PyObject *PyInit_cairo(void) {
  cairo_surface_t *made = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
  Surface_Type.tp_base = &NotDeclared_Type;
  Surface_Type.tp_new = made ? surface_new : PyType_GenericNew;
  if (PyType_Ready(&Surface_Type) < 0)
    return NULL;
  return PyModule_Create(&cairo_module);
}
