// RUN: %check_all_hosts %s
// RUNTIME: none (C++)
// An owner takes over what a field held, and releases it when the function returns.

#include <Python.h>

class Owner {
public:
  explicit Owner(PyObject *Object) : Object(Object) {}
  Owner(const Owner &) = delete;
  ~Owner() { Py_XDECREF(Object); }

private:
  PyObject *Object;
};

struct Box {
  PyObject_HEAD
  PyObject *name, *text;
};

static void box_dealloc(Box *self) {
  Py_XDECREF(self->name);
  Py_XDECREF(self->text);
  Py_TYPE(self)->tp_free((PyObject *)self);
}

static int set_name_good(Box *self, PyObject *value, void *) {
  if (value != nullptr && !PyUnicode_CheckExact(value))
    return -1;
  Owner old(self->name);
  Py_XINCREF(value);
  self->name = value;
  return 0;
}

static int set_text_bad(Box *self, PyObject *value, void *) {
  if (value != nullptr && !PyUnicode_CheckExact(value))
    return -1;
  Py_XINCREF(value);
  self->text = value;
  // LEAK: 'self->text'
  return 0;
}

// This one owns a name only.
class Log {
public:
  explicit Log(PyObject *Object);
  ~Log();

private:
  char *Name;
};

static int forget_text_bad(Box *self, PyObject *noargs) {
  Log log(self->text);
  Py_XDECREF(self->text);
  self->text = noargs;
  // USE-AFTER-RELEASE@-2: 'self->text'
  return 0;
}

int call_forget(Box *self, PyObject *noargs) { return forget_text_bad(self, noargs); }

static PyGetSetDef box_getset[] = {
    {"name", nullptr, (setter)set_name_good},
    {"text", nullptr, (setter)set_text_bad},
    {nullptr}};

PyTypeObject Box_Type = {PyVarObject_HEAD_INIT(nullptr, 0) "boxes.Box", sizeof(Box), 0,
                         (destructor)box_dealloc};

void finish_type() { Box_Type.tp_getset = box_getset; }
