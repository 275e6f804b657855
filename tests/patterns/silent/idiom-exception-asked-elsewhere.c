// RUN: %check_all_hosts %s
// Pattern: S06
// A function of another file may ask whether an exception is set: nothing is
// said of an object that is not there if one is.

#include <Python.h>

int failed_elsewhere(const char *name);

// What a function of another file asks is not known, but may be just that.
static PyObject *elsewhere_good(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (failed_elsewhere("hook"))
    Py_RETURN_FALSE;
  Py_DECREF(result);
  Py_RETURN_TRUE;
}

static PyObject *left_good(PyObject *self, PyObject *args) {
  PyErr_Clear();
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (failed_elsewhere("hook") == -1)
    goto failed;
  int truth = result == Py_True;
  Py_DECREF(result);
  return PyBool_FromLong(truth);
failed:
  return NULL;
}

static PyObject *in_loop_good(PyObject *self, PyObject *args) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); ++i) {
    PyObject *name = PyObject_Str(PyTuple_GET_ITEM(args, i));
    if (failed_elsewhere("name"))
      continue;
    Py_DECREF(name);
  }
  Py_RETURN_NONE;
}

// It is used, so it is there.
static PyObject *counted_bad(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (failed_elsewhere("hook"))
    Py_RETURN_FALSE;
  if (result == NULL)
    return NULL;
  Py_RETURN_TRUE;
  // LEAK: 'result'
}

// It is asked of another call.
static PyObject *later_bad(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (PyObject_SetAttrString(self, "x", self) < 0)
    PyErr_Clear();
  if (failed_elsewhere("hook"))
    Py_RETURN_FALSE;
  // LEAK: 'result'
  Py_DECREF(result);
  // NULL-RESULT: 'result'
  Py_RETURN_TRUE;
}

// Its answer decides about something else.
static PyObject *not_left_bad(PyObject *self, PyObject *args) {
  int number = 0;
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if (failed_elsewhere("hook"))
    number = 1;
  Py_DECREF(result);
  // NULL-RESULT: 'result'
  return PyLong_FromLong(number);
}

int is_vector(PyObject *object);

// One that gets the object can see whether it is there.
static PyObject *checked_good(PyObject *self, PyObject *args) {
  PyObject *text = PyObject_Str(PyTuple_GET_ITEM(args, 0));
  if (!is_vector(text))
    return NULL;
  Py_DECREF(text);
  Py_RETURN_TRUE;
}

static int set_text_good(PyObject *self, PyObject *value, void *closure) {
  if (!is_vector(value)) {
    return -1;
  }
  return Py_REFCNT(value) > 1 ? 0 : -1;
}

static int set_number_bad(PyObject *self, PyObject *value, void *closure) {
  is_vector(value);
  return Py_REFCNT(value) > 1 ? 0 : -1;
  // NULL-RESULT: 'value'
}

static PyGetSetDef attributes[] = {
    {"text", NULL, set_text_good, NULL, NULL},
    {"number", NULL, set_number_bad, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyGetSetDef *attributes_of_object(void) { return attributes; }

// The answer goes by way of a variable.
static PyObject *kept_answer_good(PyObject *self, PyObject *args) {
  int error;
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  if ((error = failed_elsewhere("hook")) != 0)
    return PyLong_FromLong(error);
  Py_DECREF(result);
  Py_RETURN_TRUE;
}

static PyObject *next_line_good(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  int error = failed_elsewhere("hook");
  if (error != 0) {
    Py_XDECREF(result);
    return NULL;
  }
  Py_DECREF(result);
  PyObject *again = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 1));
  error = failed_elsewhere("hook");
  if (!error) {
    Py_DECREF(again);
    Py_RETURN_TRUE;
  }
  return NULL;
}

// Nothing depends on the answer.
static PyObject *unasked_bad(PyObject *self, PyObject *args) {
  PyObject *result = PyObject_CallNoArgs(PyTuple_GET_ITEM(args, 0));
  int error = failed_elsewhere("hook");
  error += (int)Py_REFCNT(result); // NULL-RESULT: 'result'
  Py_DECREF(result);
  return PyLong_FromLong(error);
}

unsigned long type_of(PyObject *object);

struct status {
  int code;
};

// The answer goes through an array's element, or a field.
static int kept_in_array_good(PyObject *sequence, unsigned long *types) {
  for (int i = 0; i < 2; i++) {
    PyObject *item = PySequence_GetItem(sequence, i);
    types[i] = type_of(item);
    if (types[i] == 0) {
      Py_DECREF(item);
      return -1;
    }
    Py_DECREF(item);
  }
  return 0;
}

static int kept_in_field_good(PyObject *sequence, struct status *status) {
  PyObject *item = PySequence_GetItem(sequence, 0);
  status->code = is_vector(item);
  if (!status->code) {
    Py_XDECREF(item);
    return -1;
  }
  Py_DECREF(item);
  return 0;
}

// Another field, or another element, is tested.
static int other_field_bad(PyObject *sequence, struct status *status,
                           struct status *other) {
  PyObject *item = PySequence_GetItem(sequence, 0);
  status->code = is_vector(item);
  if (!other->code)
    return -1; // LEAK: 'item'
  Py_DECREF(item);
  // NULL-RESULT: 'item'
  return 0;
}

static int other_element_bad(PyObject *sequence, unsigned long *types) {
  PyObject *item = PySequence_GetItem(sequence, 0);
  types[0] = type_of(item);
  if (types[1] == 0)
    return -1; // LEAK: 'item'
  Py_DECREF(item);
  // NULL-RESULT: 'item'
  return 0;
}

// What the variable holds next is another object.
static int next_object_bad(PyObject *sequence) {
  PyObject *item = PySequence_GetItem(sequence, 0);
  if (!is_vector(item))
    return -1; // LEAK: 'item'
  Py_XDECREF(item);
  item = PySequence_GetItem(sequence, 1);
  Py_DECREF(item);
  // NULL-RESULT: 'item'
  return 0;
}

static PyObject *all(PyObject *self, PyObject *sequence) {
  unsigned long types[2];
  struct status status, other = {1};
  if (kept_in_array_good(sequence, types) < 0 ||
      kept_in_field_good(sequence, &status) < 0 ||
      other_field_bad(sequence, &status, &other) < 0 ||
      other_element_bad(sequence, types) < 0 || next_object_bad(sequence) < 0)
    return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"all", all, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef *methods_of_module(void) { return methods; }

// What its address is given to may make it NULL again.
static void reset(PyObject **place) { *place = NULL; }

static PyObject *reset_bad(PyObject *self, PyObject *args) {
  PyObject *text = NULL;
  if (is_vector(text))
    return NULL;
  reset(&text);
  Py_INCREF(text); // NULL-RESULT: 'text'
  return text;
}
