/* A stand-in for PyGObject's header: a table of named pointers, and macros for
 * them. */

#ifndef STANDIN_PYGOBJECT_H
#define STANDIN_PYGOBJECT_H

#include <Python.h>

typedef struct _GObject GObject;
typedef struct _GClosure GClosure;
typedef struct _GValue GValue;
typedef unsigned long GType;

struct _PyGObject_Functions {
  PyTypeObject *(*lookup_class)(GType type);
  PyObject *(*newgobj)(GObject *obj);
  GClosure *(*closure_new)(PyObject *callback, PyObject *extra_args,
                           PyObject *swap_data);
  int (*value_from_pyobject)(GValue *value, PyObject *obj);
  PyObject *(*value_as_pyobject)(const GValue *value, int copy_boxed);
  PyObject *(*newgobj_full)(GObject *obj, int steal, void *g_class);
};

extern struct _PyGObject_Functions *_PyGObject_API;

#define pygobject_lookup_class (_PyGObject_API->lookup_class)
#define pygobject_new (_PyGObject_API->newgobj)
#define pygobject_new_full (_PyGObject_API->newgobj_full)
#define pyg_closure_new (_PyGObject_API->closure_new)
#define pyg_value_from_pyobject (_PyGObject_API->value_from_pyobject)
#define pyg_value_as_pyobject (_PyGObject_API->value_as_pyobject)

#endif
