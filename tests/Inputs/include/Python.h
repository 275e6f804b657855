/* A stand-in for CPython's Python.h, for tests.
 *
 * It declares what the tests use, in the shape that the macros, inline
 * functions and structures have in the version asked for, so that one machine
 * can test the checker against every supported version and without Python's
 * headers. Written from the documented signatures; nothing here can be linked.
 *
 *   -DPYREFCHECK_PY=0x03080000 ... 0x030e0000   the version (default: 3.11)
 *   -DPy_REF_DEBUG                              the debug build's shape
 *   -DPy_LIMITED_API=0x03XX0000                 the stable ABI's shape
 *
 * Every function is declared whatever the version, unless its presence is what
 * programs test for (see STANDIN_SINCE); a test of a newer function may thus
 * include ../newer-api.h and run with the real header as well.
 */

#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#ifndef PYREFCHECK_PY
#define PYREFCHECK_PY 0x030b0000
#endif

/* As in the real header: plain numbers, and an expression made of them. */
#define PY_MAJOR_VERSION 3
#if PYREFCHECK_PY < 0x03090000
#define PY_MINOR_VERSION 8
#elif PYREFCHECK_PY < 0x030a0000
#define PY_MINOR_VERSION 9
#elif PYREFCHECK_PY < 0x030b0000
#define PY_MINOR_VERSION 10
#elif PYREFCHECK_PY < 0x030c0000
#define PY_MINOR_VERSION 11
#elif PYREFCHECK_PY < 0x030d0000
#define PY_MINOR_VERSION 12
#elif PYREFCHECK_PY < 0x030e0000
#define PY_MINOR_VERSION 13
#else
#define PY_MINOR_VERSION 14
#endif
#define PY_MICRO_VERSION 2
#define PY_RELEASE_LEVEL 0xF
#define PY_RELEASE_SERIAL 0
#define PY_VERSION_HEX                                                         \
  ((PY_MAJOR_VERSION << 24) | (PY_MINOR_VERSION << 16) |                       \
   (PY_MICRO_VERSION << 8) | (PY_RELEASE_LEVEL << 4) |                         \
   (PY_RELEASE_SERIAL << 0))

/* True in versions that have what 3.minor introduced. */
#define STANDIN_SINCE(minor) (PY_MINOR_VERSION >= (minor))

#include "standin/base.h"

#include "standin/object.h"

#include "standin/refcount.h"

#include "standin/abstract.h"

#include "standin/containers.h"

#include "standin/scalars.h"

#include "standin/errors.h"

#include "standin/modules.h"

#include "standin/runtime.h"

#endif /* Py_PYTHON_H */
