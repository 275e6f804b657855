/* probe.h - What the generated stubs and probe.c agree on.
 *
 * Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */

#ifndef PYREFCHECK_CONFORMANCE_PROBE_H
#define PYREFCHECK_CONFORMANCE_PROBE_H

#include "headers.h"

/* One argument or result. */
typedef union {
  void *p;
  long long i;
  double d;
} Value;

/* Arguments beyond the declared ones that a variadic function is given. */
enum { VariableArguments = 8, MaxArguments = 32 };

typedef struct {
  const char *name;
  void (*call)(Value *arguments, Value *result);
  /* One letter a parameter: o object, p other pointer, i integer, d double. */
  const char *kinds;
  /* The same of the result; v: none. */
  char result;
  int variadic;
} Stub;

extern const Stub stubs[];

/* Memory that is passed for a pointer. */
/* From malloc, so that it does not count among the interpreter's blocks. */
typedef struct {
  PyObject_HEAD
  char *bytes;
  char *owned;
  Py_ssize_t size;
} Memory;

/* Adds what samples.py needs to the module; -1 on failure. */
int add_samples(PyObject *module);

/* Called once before any stub. */
void prepare_stubs(void);

#endif
