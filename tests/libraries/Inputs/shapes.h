/* The C API of somebody's library, with calls of every kind that a contract can
 * name. */

#ifndef SHAPES_H
#define SHAPES_H

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Plain functions. */
PyObject *shapes_find(PyObject *shapes, const char *name);

/* A table of unnamed pointers behind macros. */
extern void **Shapes_API;
#define Shapes_Insert (*(int (*)(PyObject *, PyObject *))Shapes_API[0])
#define Shapes_Append(shapes, shape) Shapes_Insert(shapes, shape)

/* A table with names. */
struct ShapesFunctions {
  PyObject *(*outline)(PyObject *shape);
  int (*adopt)(PyObject *shapes, PyObject *shape);
};
extern struct ShapesFunctions *shapes_api;
#define shapes_adopt(shapes, shape) shapes_api->adopt(shapes, shape)

/* A pointer by itself. */
extern PyObject *(*shapes_default)(void);

#ifdef __cplusplus
}
namespace shapes {
PyObject *find(PyObject *shapes, const char *name);
}
#endif

#endif
