/* headers.h - Every header of Python 3.11 that declares what a contract names.
 *
 * Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */

#ifndef PYREFCHECK_CONFORMANCE_HEADERS_H
#define PYREFCHECK_CONFORMANCE_HEADERS_H

#define Py_BUILD_CORE_MODULE 1
#include <Python.h>

#include <datetime.h>
#include <frameobject.h>
#include <marshal.h>
#include <structmember.h>

#include <internal/pycore_abstract.h>
#include <internal/pycore_accu.h>
#include <internal/pycore_asdl.h>
#include <internal/pycore_ast.h>
#include <internal/pycore_atomic.h>
#include <internal/pycore_atomic_funcs.h>
#include <internal/pycore_bitutils.h>
#include <internal/pycore_bytes_methods.h>
#include <internal/pycore_bytesobject.h>
#include <internal/pycore_call.h>
#include <internal/pycore_ceval.h>
#include <internal/pycore_code.h>
#include <internal/pycore_compile.h>
#include <internal/pycore_context.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_dtoa.h>
#include <internal/pycore_exceptions.h>
#include <internal/pycore_fileutils.h>
#include <internal/pycore_floatobject.h>
#include <internal/pycore_format.h>
#include <internal/pycore_frame.h>
#include <internal/pycore_function.h>
#include <internal/pycore_gc.h>
#include <internal/pycore_genobject.h>
#include <internal/pycore_getopt.h>
#include <internal/pycore_gil.h>
#include <internal/pycore_global_objects.h>
#include <internal/pycore_global_strings.h>
#include <internal/pycore_hamt.h>
#include <internal/pycore_hashtable.h>
#include <internal/pycore_import.h>
#include <internal/pycore_initconfig.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_interpreteridobject.h>
#include <internal/pycore_list.h>
#include <internal/pycore_long.h>
#include <internal/pycore_moduleobject.h>
#include <internal/pycore_namespace.h>
#include <internal/pycore_object.h>
#include <internal/pycore_parser.h>
#include <internal/pycore_pathconfig.h>
#include <internal/pycore_pyarena.h>
#include <internal/pycore_pyerrors.h>
#include <internal/pycore_pyhash.h>
#include <internal/pycore_pylifecycle.h>
#include <internal/pycore_pymath.h>
#include <internal/pycore_pymem.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_runtime.h>
#include <internal/pycore_signal.h>
#include <internal/pycore_sliceobject.h>
#include <internal/pycore_strhex.h>
#include <internal/pycore_structseq.h>
#include <internal/pycore_symtable.h>
#include <internal/pycore_sysmodule.h>
#include <internal/pycore_traceback.h>
#include <internal/pycore_tuple.h>
#include <internal/pycore_typeobject.h>
#include <internal/pycore_ucnhash.h>
#include <internal/pycore_unicodeobject.h>
#include <internal/pycore_unionobject.h>
#include <internal/pycore_warnings.h>

#endif
