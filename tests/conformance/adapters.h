/* adapters.h - How to call what cannot be called by its name alone.
 *
 * Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * call_NAME stands for NAME: a macro that is a statement or wants a type, a
 * function with a va_list or a structure by value. Its parameters are those of
 * the contract.
 */

#ifndef PYREFCHECK_CONFORMANCE_ADAPTERS_H
#define PYREFCHECK_CONFORMANCE_ADAPTERS_H

#define ADAPTER static inline

/* References. Debug builds have functions of three parameters of the same name. */
ADAPTER void call_Py_DECREF(PyObject *op) { Py_DECREF(op); }
ADAPTER void call__Py_DECREF_SPECIALIZED(PyObject *op, void *destruct) {
  _Py_DECREF_SPECIALIZED(op, destruct);
}
ADAPTER void call_Py_CLEAR(PyObject **op) { Py_CLEAR(*op); }
/* The left side is a variable whose value is given up; that of the right side
 * stays in it, for the recipe to give back. */
ADAPTER void call_Py_SETREF(PyObject *dst, PyObject *src) {
  Py_SETREF(dst, src);
}
ADAPTER void call_Py_XSETREF(PyObject *dst, PyObject *src) {
  Py_XSETREF(dst, src);
}
ADAPTER void call__PyObject_GC_TRACK(PyObject *op) { _PyObject_GC_TRACK(op); }
ADAPTER void call__PyObject_GC_UNTRACK(PyObject *op) {
  _PyObject_GC_UNTRACK(op);
}

/* Py_VISIT speaks of a 'visit' and an 'arg' of the function that it stands in. */
static int accept_visit(PyObject *object, void *arg) { return 0; }
static inline int visit_one(PyObject *o, visitproc visit, void *arg) {
  Py_VISIT(o);
  return 0;
}
ADAPTER void call_Py_VISIT(PyObject *o) { visit_one(o, accept_visit, NULL); }

/* Macros whose first argument is the name of a type. */
ADAPTER PyObject *call_PyObject_New(void *s, PyTypeObject *type) {
  return PyObject_New(PyObject, type);
}
ADAPTER PyObject *call_PyObject_NEW(void *s, PyTypeObject *type) {
  return PyObject_NEW(PyObject, type);
}
ADAPTER PyObject *call_PyObject_GC_New(void *s, PyTypeObject *type) {
  return PyObject_GC_New(PyObject, type);
}
ADAPTER PyObject *call_PyObject_NewVar(void *s, PyTypeObject *type,
                                       Py_ssize_t size) {
  return (PyObject *)PyObject_NewVar(PyVarObject, type, size);
}
ADAPTER PyObject *call_PyObject_NEW_VAR(void *s, PyTypeObject *type,
                                        Py_ssize_t size) {
  return (PyObject *)PyObject_NEW_VAR(PyVarObject, type, size);
}
ADAPTER PyObject *call_PyObject_GC_NewVar(void *s, PyTypeObject *type,
                                          Py_ssize_t size) {
  return (PyObject *)PyObject_GC_NewVar(PyVarObject, type, size);
}
ADAPTER PyObject *call_PyObject_GC_Resize(void *s, PyObject *op,
                                          Py_ssize_t size) {
  return (PyObject *)PyObject_GC_Resize(PyVarObject, op, size);
}
ADAPTER PyVarObject *call__PyObject_GC_Resize(PyObject *op, Py_ssize_t size) {
  return _PyObject_GC_Resize((PyVarObject *)op, size);
}
ADAPTER Py_ssize_t call__PyObject_SIZE(PyTypeObject *type) {
  return _PyObject_SIZE(type);
}
ADAPTER Py_ssize_t call__PyObject_VAR_SIZE(PyTypeObject *type, Py_ssize_t n) {
  return _PyObject_VAR_SIZE(type, n);
}
ADAPTER Py_ssize_t call_PyCode_GetNumFree(PyCodeObject *op) {
  return PyCode_GetNumFree(op);
}
ADAPTER int call__PyType_IsReady(PyTypeObject *type) {
  return _PyType_IsReady(type);
}
ADAPTER int call__PyDict_HasSplitTable(PyDictObject *dict) {
  return _PyDict_HasSplitTable(dict);
}
ADAPTER int call_PyModule_AddIntMacro(PyObject *module, void *macro) {
  return PyModule_AddIntMacro(module, Py_TPFLAGS_DEFAULT);
}
ADAPTER int call_PyModule_AddStringMacro(PyObject *module, void *macro) {
  return PyModule_AddStringMacro(module, PY_VERSION);
}

/* The thread macros are halves of statements. */
ADAPTER void call_Py_BEGIN_ALLOW_THREADS(void){
    Py_BEGIN_ALLOW_THREADS Py_END_ALLOW_THREADS} ADAPTER
    void call_Py_END_ALLOW_THREADS(void){
        Py_BEGIN_ALLOW_THREADS Py_END_ALLOW_THREADS} ADAPTER
    void call_Py_BLOCK_THREADS(void){
        Py_BEGIN_ALLOW_THREADS Py_BLOCK_THREADS Py_UNBLOCK_THREADS
            Py_END_ALLOW_THREADS} ADAPTER void call_Py_UNBLOCK_THREADS(void){
        Py_BEGIN_ALLOW_THREADS Py_BLOCK_THREADS Py_UNBLOCK_THREADS
            Py_END_ALLOW_THREADS} ADAPTER
    PyThreadState *call_PyEval_SaveThread(void) {
  PyThreadState *tstate = PyEval_SaveThread();
  PyEval_RestoreThread(tstate);
  return tstate;
}
ADAPTER void call_PyEval_RestoreThread(PyThreadState *tstate) {
  PyEval_RestoreThread(PyEval_SaveThread());
}
ADAPTER void call_PyEval_ReleaseThread(PyThreadState *tstate) {
  PyEval_ReleaseThread(tstate);
  PyEval_AcquireThread(tstate);
}
ADAPTER void call_PyEval_AcquireThread(PyThreadState *tstate) {
  PyEval_ReleaseThread(tstate);
  PyEval_AcquireThread(tstate);
}
ADAPTER void call_Py_UNREACHABLE(void) { Py_UNREACHABLE(); }

/* Structures by value. */
ADAPTER double call_PyComplex_AsCComplex(PyObject *op) {
  return PyComplex_AsCComplex(op).real;
}
ADAPTER PyObject *call_PyComplex_FromCComplex(double v) {
  return PyComplex_FromCComplex((Py_complex){v, v});
}
ADAPTER void call_Py_ExitStatusException(void *status) {
  Py_ExitStatusException(PyStatus_Error("sample"));
}

#define WITH_COMPLEX(NAME)                                                     \
  ADAPTER double call_##NAME(double a, double b) {                             \
    return NAME((Py_complex){a, 1}, (Py_complex){b, 1}).real;                  \
  }
WITH_COMPLEX(_Py_c_sum)
WITH_COMPLEX(_Py_c_diff)
WITH_COMPLEX(_Py_c_prod)
WITH_COMPLEX(_Py_c_quot)
WITH_COMPLEX(_Py_c_pow)
ADAPTER double call__Py_c_neg(double a) {
  return _Py_c_neg((Py_complex){a, 1}).real;
}
ADAPTER int call_PyStatus_Ok(void) { return PyStatus_Ok()._type; }
ADAPTER int call_PyStatus_NoMemory(void) { return PyStatus_NoMemory()._type; }
ADAPTER int call_PyStatus_Exit(int code) { return PyStatus_Exit(code)._type; }
ADAPTER int call_PyStatus_Error(const char *message) {
  return PyStatus_Error(message)._type;
}
ADAPTER int call_PyStatus_Exception(void *status) {
  return PyStatus_Exception(PyStatus_Error("sample"));
}
ADAPTER int call_PyStatus_IsError(void *status) {
  return PyStatus_IsError(PyStatus_Error("sample"));
}
ADAPTER int call_PyStatus_IsExit(void *status) {
  return PyStatus_IsExit(PyStatus_Exit(1));
}
/* The string that is set is one of the configuration's. */
ADAPTER int call_PyConfig_SetString(PyConfig *config, void *place,
                                    const wchar_t *string) {
  return PyConfig_SetString(config, &config->program_name, string)._type;
}
ADAPTER int call_PyConfig_SetBytesString(PyConfig *config, void *place,
                                         const char *string) {
  return PyConfig_SetBytesString(config, &config->program_name, string)._type;
}
ADAPTER int call_PyConfig_SetArgv(PyConfig *config, Py_ssize_t n, void *argv) {
  return PyConfig_SetArgv(config, n, argv)._type;
}
ADAPTER int call_PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t n,
                                       void *argv) {
  return PyConfig_SetBytesArgv(config, n, argv)._type;
}
ADAPTER int call_PyConfig_SetWideStringList(PyConfig *config, void *place,
                                            Py_ssize_t n, void *items) {
  return PyConfig_SetWideStringList(config, &config->argv, n, items)._type;
}
ADAPTER int call_PyWideStringList_Append(PyWideStringList *list,
                                         const wchar_t *item) {
  return PyWideStringList_Append(list, item)._type;
}
ADAPTER int call_PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t i,
                                         const wchar_t *item) {
  return PyWideStringList_Insert(list, i, item)._type;
}

/* A writer's parts. */
ADAPTER int call__PyUnicodeWriter_Prepare(_PyUnicodeWriter *writer,
                                          Py_ssize_t length, Py_UCS4 maxchar) {
  return _PyUnicodeWriter_Prepare(writer, length, maxchar);
}

/* Functions with a va_list. */
#define WITH_VA_LIST(TYPE, NAME, PARAMETERS, LAST, ARGUMENTS)                  \
  static TYPE variadic_##NAME PARAMETERS {                                     \
    va_list vargs;                                                             \
    va_start(vargs, LAST);                                                     \
    TYPE result = NAME ARGUMENTS;                                              \
    va_end(vargs);                                                             \
    return result;                                                             \
  }
WITH_VA_LIST(PyObject *, PyBytes_FromFormatV, (const char *format, ...), format,
             (format, vargs))
WITH_VA_LIST(PyObject *, PyUnicode_FromFormatV, (const char *format, ...),
             format, (format, vargs))
WITH_VA_LIST(PyObject *, PyErr_FormatV, (PyObject * e, const char *format, ...),
             format, (e, format, vargs))
WITH_VA_LIST(PyObject *, Py_VaBuildValue, (const char *format, ...), format,
             (format, vargs))
PyAPI_FUNC(PyObject *) _Py_VaBuildValue_SizeT(const char *, va_list);
WITH_VA_LIST(PyObject *, _Py_VaBuildValue_SizeT, (const char *format, ...),
             format, (format, vargs))

ADAPTER PyObject *call_PyBytes_FromFormatV(const char *format, void *a) {
  return variadic_PyBytes_FromFormatV(format, a);
}
ADAPTER PyObject *call_PyUnicode_FromFormatV(const char *format, void *a) {
  return variadic_PyUnicode_FromFormatV(format, a);
}
ADAPTER PyObject *call_PyErr_FormatV(PyObject *e, const char *format, void *a) {
  return variadic_PyErr_FormatV(e, format, a);
}
ADAPTER PyObject *call_Py_VaBuildValue(const char *format, void *a) {
  return variadic_Py_VaBuildValue(format, a);
}
ADAPTER PyObject *call__Py_VaBuildValue_SizeT(const char *format, void *a) {
  return variadic__Py_VaBuildValue_SizeT(format, a);
}

WITH_VA_LIST(int, PyArg_VaParse, (PyObject * args, const char *format, ...),
             format, (args, format, vargs))
WITH_VA_LIST(int, PyArg_VaParseTupleAndKeywords,
             (PyObject * args, PyObject *kw, const char *format,
              char **keywords, ...),
             keywords, (args, kw, format, keywords, vargs))
WITH_VA_LIST(int, _PyArg_VaParseTupleAndKeywordsFast,
             (PyObject * args, PyObject *kwargs, struct _PyArg_Parser *parser,
              ...),
             parser, (args, kwargs, parser, vargs))
WITH_VA_LIST(int, PyOS_vsnprintf,
             (char *str, size_t size, const char *format, ...), format,
             (str, size, format, vargs))
ADAPTER int
call__PyArg_VaParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs,
                                        struct _PyArg_Parser *parser, void *a) {
  return variadic__PyArg_VaParseTupleAndKeywordsFast(args, kwargs, parser, a);
}
ADAPTER int call_PyOS_vsnprintf(char *str, size_t size, const char *format,
                                void *a) {
  return variadic_PyOS_vsnprintf(str, size, format, a);
}
ADAPTER int call_PyArg_VaParse(PyObject *args, const char *format, void *a) {
  return variadic_PyArg_VaParse(args, format, a);
}
ADAPTER int call_PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kw,
                                               const char *format,
                                               char **keywords, void *a) {
  return variadic_PyArg_VaParseTupleAndKeywords(args, kw, format, keywords, a);
}

/* Declared only when PY_SSIZE_T_CLEAN renames the plain ones. */
PyAPI_FUNC(int) _PyArg_Parse_SizeT(PyObject *, const char *, ...);
PyAPI_FUNC(int) _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
PyAPI_FUNC(int) _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *,
                                                   const char *, char **, ...);
PyAPI_FUNC(int)
    _PyArg_ParseStack_SizeT(PyObject *const *, Py_ssize_t, const char *, ...);

/* In the symbol table, declared in posixmodule.h alone. */
PyAPI_FUNC(PyObject *) _PyLong_FromUid(uid_t);
PyAPI_FUNC(PyObject *) _PyLong_FromGid(gid_t);
PyAPI_FUNC(int) _Py_Uid_Converter(PyObject *, uid_t *);
PyAPI_FUNC(int) _Py_Gid_Converter(PyObject *, gid_t *);

/* Other macros with parameters that are no objects. */
ADAPTER PyObject *call_PyLong_FromPid(long pid) { return PyLong_FromPid(pid); }
ADAPTER int call_PyErr_Warn(PyObject *category, const char *message) {
  return PyErr_Warn(category, message);
}
ADAPTER PyObject *call_PyImport_ImportModuleEx(const char *name,
                                               PyObject *globals,
                                               PyObject *locals,
                                               PyObject *fromlist) {
  return PyImport_ImportModuleEx(name, globals, locals, fromlist);
}
ADAPTER PyObject *call_PyDate_FromDate(int y, int m, int d) {
  return PyDate_FromDate(y, m, d);
}
ADAPTER int call_PyObject_DelAttrString(PyObject *o, const char *attr_name) {
  return PyObject_DelAttrString(o, attr_name);
}
ADAPTER PyObject *call_PyODict_GetItemString(PyObject *od, const char *key) {
  return PyODict_GetItemString(od, key);
}
ADAPTER int call_PyMapping_DelItemString(PyObject *o, const char *key) {
  return PyMapping_DelItemString(o, key);
}
ADAPTER void call_PyCell_SET(PyObject *cell, PyObject *value) {
  PyCell_SET(cell, value);
}
ADAPTER void call_PyMem_DEL(void *p) { PyMem_DEL(p); }
ADAPTER void call_PyMem_Del(void *p) { PyMem_Del(p); }
ADAPTER void call_PyMem_FREE(void *p) { PyMem_FREE(p); }
ADAPTER void call_PyObject_DEL(void *p) { PyObject_DEL(p); }
ADAPTER void call_PyObject_Del(void *p) { PyObject_Del(p); }
ADAPTER void call_PyObject_FREE(void *p) { PyObject_FREE(p); }
ADAPTER void *call_PyMem_REALLOC(void *p, size_t n) {
  return PyMem_REALLOC(p, n);
}
ADAPTER void *call_PyObject_REALLOC(void *p, size_t n) {
  return PyObject_REALLOC(p, n);
}
ADAPTER int call_PyType_FastSubclass(PyTypeObject *type, unsigned long flag) {
  return PyType_FastSubclass(type, flag);
}
ADAPTER PyObject *call_PyModule_Create(PyModuleDef *def) {
  return PyModule_Create(def);
}
ADAPTER PyObject *call_PyModule_FromDefAndSpec(PyModuleDef *def,
                                               PyObject *spec) {
  return PyModule_FromDefAndSpec(def, spec);
}
ADAPTER PyObject *call_PyObject_INIT(PyObject *op, PyTypeObject *type) {
  return PyObject_INIT(op, type);
}
ADAPTER PyObject *call_PyObject_INIT_VAR(PyObject *op, PyTypeObject *type,
                                         Py_ssize_t size) {
  return (PyObject *)PyObject_INIT_VAR((PyVarObject *)op, type, size);
}
/* Aliases of functions, with the types of those. */
ADAPTER PyObject *call__PyObject_Vectorcall(PyObject *callable,
                                            PyObject *const *args,
                                            size_t nargsf, PyObject *kwnames) {
  return _PyObject_Vectorcall(callable, args, nargsf, kwnames);
}
ADAPTER PyObject *call__PyObject_VectorcallMethod(PyObject *name,
                                                  PyObject *const *args,
                                                  size_t nargsf,
                                                  PyObject *kwnames) {
  return _PyObject_VectorcallMethod(name, args, nargsf, kwnames);
}
ADAPTER PyObject *call__PyObject_FastCallDict(PyObject *callable,
                                              PyObject *const *args,
                                              size_t nargsf, PyObject *kwargs) {
  return _PyObject_FastCallDict(callable, args, nargsf, kwargs);
}
ADAPTER void call__PyObject_ASSERT(PyObject *obj, int expr) {
  _PyObject_ASSERT(obj, expr);
}
ADAPTER PyObject *call_PyTimeZone_FromOffset(PyObject *offset) {
  return PyTimeZone_FromOffset(offset);
}

#endif
