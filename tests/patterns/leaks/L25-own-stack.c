// RUN: %check_all_hosts %s
// Pattern: L25
// A helper takes an item off the module's own stack, and with it the stack's reference.

#include <Python.h>
#include <stdlib.h>

typedef struct {
  PyObject **items;
  Py_ssize_t size, space;
} Stack;

static int push(Stack *stack, PyObject *o) {
  if (stack->size == stack->space) {
    PyErr_SetString(PyExc_RuntimeError, "full");
    return -1;
  }
  Py_INCREF(o);
  stack->items[stack->size++] = o;
  return 0;
}

static PyObject *pop(Stack *stack) {
  if (stack->size == 0)
    return NULL;
  return stack->items[--stack->size];
}

static PyObject *pop_slowly(Stack *stack) {
  PyObject *item = stack->items[stack->size - 1];
  stack->size -= 1;
  return item;
}

static PyObject *peek(Stack *stack) { return stack->items[stack->size - 1]; }

void stack_delete(Stack *stack) {
  for (Py_ssize_t i = 0; i < stack->size; i++)
    Py_DECREF(stack->items[i]);
  free(stack->items);
  free(stack);
}

static PyObject *text_bad(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  PyObject *item = stack ? pop(stack) : NULL;
  if (item == NULL)
    return NULL;
  return PyObject_Repr(item);
  // LEAK: 'item'
}

static PyObject *text_good(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  PyObject *item = stack ? pop(stack) : NULL;
  if (item == NULL)
    return NULL;
  PyObject *text = PyObject_Repr(item);
  Py_DECREF(item);
  return text;
}

static PyObject *loop_bad(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  PyObject *item;
  if (stack == NULL)
    return NULL;
  while ((item = pop(stack)) != NULL) {
    if (!PyTuple_Check(item)) {
      PyErr_SetString(PyExc_TypeError, "a tuple, please");
      return NULL;
      // LEAK: 'item'
    }
    Py_DECREF(item);
  }
  Py_RETURN_NONE;
}

static PyObject *loop_good(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  PyObject *item;
  if (stack == NULL)
    return NULL;
  while ((item = pop(stack)) != NULL) {
    const int is_tuple = PyTuple_Check(item);
    Py_DECREF(item);
    if (!is_tuple)
      return PyErr_Format(PyExc_TypeError, "a tuple, please");
  }
  Py_RETURN_NONE;
}

static PyObject *slow_bad(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  if (stack == NULL || stack->size == 0)
    Py_RETURN_NONE;
  PyObject *item = pop_slowly(stack);
  return PyLong_FromSsize_t(Py_REFCNT(item));
  // LEAK: 'item'
}

static PyObject *slow_good(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  if (stack == NULL || stack->size == 0)
    Py_RETURN_NONE;
  return pop_slowly(stack);
}

static PyObject *peek_good(PyObject *self, PyObject *capsule) {
  Stack *stack = PyCapsule_GetPointer(capsule, "stack");
  if (stack == NULL || stack->size == 0)
    Py_RETURN_NONE;
  return Py_NewRef(peek(stack));
}

static PyObject *push_good(PyObject *self, PyObject *args) {
  Stack *stack = PyCapsule_GetPointer(PyTuple_GET_ITEM(args, 0), "stack");
  if (stack == NULL || push(stack, PyTuple_GET_ITEM(args, 1)) < 0)
    return NULL;
  Py_RETURN_NONE;
}

// Nothing counts: the stack borrows.
typedef struct {
  PyObject *items[8];
  int size;
} Trail;

static PyObject *last(Trail *trail) { return trail->items[--trail->size]; }

static PyObject *trail_good(PyObject *self, PyObject *list) {
  Trail trail;
  trail.items[0] = list;
  trail.size = 1;
  return PyObject_Repr(last(&trail));
}

static PyMethodDef methods[] = {
    {"text_bad", text_bad, METH_O},   {"text_good", text_good, METH_O},
    {"loop_bad", loop_bad, METH_O},   {"loop_good", loop_good, METH_O},
    {"slow_bad", slow_bad, METH_O},   {"slow_good", slow_good, METH_O},
    {"peek_good", peek_good, METH_O}, {"push_good", push_good, METH_VARARGS},
    {"trail_good", trail_good, METH_O}, {NULL}};
PyMethodDef *methods_of_module(void) { return methods; }
