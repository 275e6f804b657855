/*===- pyrefcheck.h - Annotations for pyrefcheck --------------------------===*\
|*                                                                            *|
|* Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.    *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                    *|
|*                                                                            *|
|*===----------------------------------------------------------------------===*|
|*                                                                            *|
|* Macros that state on a declaration what a function does to references, in  *|
|* C and C++. They are empty for compilers other than clang, and clang        *|
|* generates no code for them. Copy this file into your project, or include   *|
|* it from where it is installed. docs/annotations.md explains the words.     *|
|*                                                                            *|
|*   PYREF_RETURNS_BORROWED_FROM(registry) PYREF_NULL(absent)                 *|
|*   PyObject *registry_find(PyObject *registry, const char *name);           *|
|*                                                                            *|
|*   int registry_add(PyObject *registry, PYREF_STEALS PyObject *value);      *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#ifndef PYREFCHECK_H
#define PYREFCHECK_H

/* Any annotation, also one without a macro here: PYREF("fails(-1), pure"). */
#if defined(__clang__)
#define PYREF(text) __attribute__((annotate("pyrefcheck:" text)))
#else
#define PYREF(text)
#endif

/*===-- On a function, in front of its declaration ------------------------===*/

/* The result. A parameter is given by its name, or its position from 1. */
#define PYREF_RETURNS_NEW PYREF("returns-new")
#define PYREF_RETURNS_FRESH PYREF("returns-fresh")
#define PYREF_RETURNS_BORROWED PYREF("returns-borrowed")
#define PYREF_RETURNS_BORROWED_FROM(param) PYREF("returns-borrowed(" #param ")")
#define PYREF_RETURNS_ARGUMENT(param) PYREF("returns-argument(" #param ")")
#define PYREF_RETURNS_NEW_REFERENCE_TO(param)                                  \
  PYREF("returns-new-reference-to-argument(" #param ")")
#define PYREF_RETURNS_PLAIN PYREF("returns-plain")

/* When it returns NULL: never, on-error, absent, on-error-or-absent, always. */
#define PYREF_NULL(when) PYREF("null(" #when ")")
/* Which integer means failure: nothing, -1, 0, negative, -1-or-value. */
#define PYREF_FAILS(how) PYREF("fails(" #how ")")
/* Whether a failure sets an exception: always, never, maybe. */
#define PYREF_EXCEPTION(whether) PYREF("exception(" #whether ")")
/* A format string governs the variable arguments: build-value, call, parse,
   parse-keywords, print. */
#define PYREF_FORMAT(kind, param) PYREF("format(" #kind ", " #param ")")

#define PYREF_RUNS_PYTHON PYREF("runs-python")
#define PYREF_NO_RETURN PYREF("no-return")
#define PYREF_RELEASES_GIL PYREF("releases-gil")
#define PYREF_SETS_EXCEPTION PYREF("sets-exception")
#define PYREF_CLEARS_EXCEPTION PYREF("clears-exception")
#define PYREF_ALLOCATES PYREF("allocates")
#define PYREF_PURE PYREF("pure")

/*===-- On a parameter, in front of its type ------------------------------===*/

/* Takes over the caller's reference. */
#define PYREF_STEALS PYREF("steals")
#define PYREF_STEALS_ON_SUCCESS PYREF("steals-on-success")
#define PYREF_STEALS_INTO(param) PYREF("steals(into: " #param ")")
/* Takes a reference of its own. */
#define PYREF_KEEPS PYREF("keeps")
#define PYREF_KEEPS_ON_SUCCESS PYREF("keeps-on-success")
#define PYREF_KEEPS_INTO(param) PYREF("keeps(into: " #param ")")
#define PYREF_INCREMENTS PYREF("increments")
#define PYREF_DECREMENTS PYREF("decrements")
#define PYREF_FREES PYREF("frees")
#define PYREF_NOT_NULL PYREF("not-null")
#define PYREF_MUTATES PYREF("mutates")
#define PYREF_ESCAPES PYREF("escapes")

/* For a `PyObject **`: what is stored there. */
#define PYREF_OUT_NEW PYREF("out-new")
#define PYREF_OUT_NEW_OR_NULL PYREF("out-new(may-be-null)")
#define PYREF_OUT_BORROWED PYREF("out-borrowed")
#define PYREF_OUT_BORROWED_FROM(param) PYREF("out-borrowed(into: " #param ")")
#define PYREF_OUT_NULL PYREF("out-null")
#define PYREF_REPLACES PYREF("replaces")
#define PYREF_CLEARS PYREF("clears")

/* For a `Py_buffer *`, and for memory that PyMem_Free releases. */
#define PYREF_FILLS_BUFFER PYREF("fills-buffer")
#define PYREF_RELEASES_BUFFER PYREF("releases-buffer")
#define PYREF_OUT_MEMORY PYREF("out-memory")
#define PYREF_FREES_MEMORY PYREF("frees-memory")

/*===-- On a field or a static variable, in front of its type -------------===*/

/* Owns a reference to its object; or relies on another owner. */
#define PYREF_OWNED PYREF("owned")
#define PYREF_BORROWED PYREF("borrowed")

#endif /* PYREFCHECK_H */
