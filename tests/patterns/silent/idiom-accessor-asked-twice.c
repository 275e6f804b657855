// RUN: %check_all_hosts %s
// Pattern: S06
// A function that only reads gives the same object when it is asked again, as
// long as nothing is written that it reads. What it reads may be out of sight.

#include <Python.h>

typedef struct {
  PyObject_HEAD
  int kind;
  int uses;
} Array;
typedef struct {
  PyObject *descr;
  PyObject *base;
} Data;

Data *array_data(const Array *array);
void array_replace(Array *array);
int use(PyObject *object);

static inline PyObject *array_descr(const Array *array) {
  return array_data(array)->descr;
}
static inline PyObject *array_base(const Array *array) {
  const Data *data = array_data(array);
  if (!data)
    return NULL;
  return data->base;
}
#define DESCR(array) (array_data((const Array *)(array))->descr)

// A body that is not followed: it has a loop.
static PyObject *array_first(const Array *array) {
  const Data *data = array_data(array);
  while (data->base && array->kind > 2)
    data = array_data((const Array *)data->base);
  return data->descr;
}

static PyObject *descr_good(PyObject *self, void *closure) {
  Py_INCREF(array_descr((Array *)self));
  return array_descr((Array *)self);
}

static PyObject *descr_macro_good(PyObject *self, void *closure) {
  Py_INCREF(DESCR(self));
  return DESCR(self);
}

static PyObject *descr_both_good(PyObject *self, void *closure) {
  PyObject *descr = array_descr((Array *)self);
  Py_INCREF(descr);
  return DESCR(self);
}

static PyObject *base_good(PyObject *self, void *closure) {
  Array *array = (Array *)self;
  if (array_base(array) == NULL)
    Py_RETURN_NONE;
  Py_INCREF(array_base(array));
  return array_base(array);
}

static PyObject *first_good(PyObject *self, void *closure) {
  Py_INCREF(array_first((Array *)self));
  return array_first((Array *)self);
}

// What is written in between is another field.
static PyObject *guard_good(PyObject *self, PyObject *noargs) {
  Array *array = (Array *)self;
  Py_INCREF(array_first(array));
  array->uses++;
  int result = use(array_first(array));
  Py_DECREF(array_first(array));
  return PyLong_FromLong(result);
}

static PyObject *descr_bad(PyObject *self, void *closure) {
  Py_INCREF(array_descr((Array *)self));
  return PyLong_FromLong(use(array_descr((Array *)self)));
  // LEAK: 'array_descr((Array *)self)'
}

static PyObject *descr_macro_bad(PyObject *self, void *closure) {
  if (use(DESCR(self)) < 0)
    return NULL;
  return DESCR(self);
  // RETURN-BORROWED: 'array_data((const Array *)(self))->descr'
}

static PyObject *base_bad(PyObject *self, void *closure) {
  Array *array = (Array *)self;
  if (array_base(array) == NULL)
    Py_RETURN_NONE;
  return array_base(array);
  // RETURN-BORROWED: 'array_base(array)'
}

// The other array's is another object.
static PyObject *other_bad(PyObject *self, PyObject *other) {
  Py_INCREF(array_first((Array *)other));
  Py_DECREF(array_first((Array *)self));
  // OVERRELEASE: 'Py_DECREF' releases 'array_first((Array *)self)'
  Py_RETURN_NONE;
  // LEAK: 'array_first((Array *)other)'
}

// It may be another one by now.
static PyObject *replaced_bad(PyObject *self, void *closure) {
  Py_INCREF(array_first((Array *)self));
  array_replace((Array *)self);
  Py_DECREF(array_first((Array *)self));
  // OVERRELEASE: 'Py_DECREF' releases 'array_first((Array *)self)'
  Py_RETURN_NONE;
  // LEAK: 'array_first((Array *)self)'
}

static PyObject *written_bad(PyObject *self, void *closure) {
  Py_INCREF(array_first((Array *)self));
  ((Array *)self)->kind++;
  Py_DECREF(array_first((Array *)self));
  // OVERRELEASE: 'Py_DECREF' releases 'array_first((Array *)self)'
  Py_RETURN_NONE;
  // LEAK: 'array_first((Array *)self)'
}

static PyGetSetDef getset[] = {{"descr", descr_good},
                               {"descr_macro", descr_macro_good},
                               {"descr_both", descr_both_good},
                               {"base", base_good},
                               {"first", first_good},
                               {"descr_bad", descr_bad},
                               {"descr_macro_bad", descr_macro_bad},
                               {"base_bad", base_bad},
                               {"replaced_bad", replaced_bad},
                               {"written_bad", written_bad},
                               {NULL}};
static PyMethodDef methods[] = {{"guard", guard_good, METH_NOARGS},
                                {"other_bad", other_bad, METH_O},
                                {NULL}};
PyGetSetDef *getset_of_type(void) { return getset; }
PyMethodDef *methods_of_type(void) { return methods; }
