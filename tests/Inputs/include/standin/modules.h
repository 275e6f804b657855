/* Stand-in Python.h: modules, imports, functions and descriptors. */

#ifndef STANDIN_MODULES_H
#define STANDIN_MODULES_H

STANDIN_BEGIN

typedef struct PyModuleDef_Base {
  PyObject_HEAD
  PyObject *(*m_init)(void);
  Py_ssize_t m_index;
  PyObject *m_copy;
} PyModuleDef_Base;

typedef struct PyModuleDef_Slot {
  int slot;
  void *value;
} PyModuleDef_Slot;

typedef struct PyModuleDef {
  PyModuleDef_Base m_base;
  const char *m_name;
  const char *m_doc;
  Py_ssize_t m_size;
  PyMethodDef *m_methods;
  PyModuleDef_Slot *m_slots;
  traverseproc m_traverse;
  inquiry m_clear;
  freefunc m_free;
} PyModuleDef;

#define PyModuleDef_HEAD_INIT                                                  \
  {                                                                            \
      PyObject_HEAD_INIT(NULL) NULL,                                           \
      0,                                                                       \
      NULL,                                                                    \
  }
#define Py_mod_create 1
#define Py_mod_exec 2
#define Py_mod_multiple_interpreters 3
#define Py_mod_gil 4
#define Py_MOD_GIL_USED ((void *)0)
#define Py_MOD_GIL_NOT_USED ((void *)1)
#define PYTHON_API_VERSION 1013
#define PYTHON_ABI_VERSION 3

PyAPI_DATA(PyTypeObject) PyModule_Type;
PyAPI_DATA(PyTypeObject) PyCFunction_Type;
PyAPI_DATA(PyTypeObject) PyFunction_Type;
PyAPI_DATA(PyTypeObject) PyMethod_Type;

typedef struct {
  PyObject_HEAD
  PyObject *im_func;
  PyObject *im_self;
  PyObject *im_weakreflist;
} PyMethodObject;

#define PyModule_Check(op) PyObject_TypeCheck(op, &PyModule_Type)
#define PyFunction_Check(op) (Py_TYPE(op) == &PyFunction_Type)
#define PyMethod_Check(op) (Py_TYPE(op) == &PyMethod_Type)
#define PyCFunction_Check(op) PyObject_TypeCheck(op, &PyCFunction_Type)

PyAPI_FUNC(PyObject *) PyModule_Create2(PyModuleDef *def, int api_version);
#define PyModule_Create(def) PyModule_Create2(def, PYTHON_API_VERSION)
PyAPI_FUNC(PyObject *) PyModuleDef_Init(PyModuleDef *def);
PyAPI_FUNC(PyObject *)
    PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int api_version);
#define PyModule_FromDefAndSpec(def, spec)                                     \
  PyModule_FromDefAndSpec2(def, spec, PYTHON_API_VERSION)
PyAPI_FUNC(int) PyModule_ExecDef(PyObject *module, PyModuleDef *def);
PyAPI_FUNC(PyObject *) PyModule_New(const char *name);
PyAPI_FUNC(PyObject *) PyModule_NewObject(PyObject *name);
PyAPI_FUNC(PyObject *) PyModule_GetDict(PyObject *m);
PyAPI_FUNC(const char *) PyModule_GetName(PyObject *m);
PyAPI_FUNC(PyObject *) PyModule_GetNameObject(PyObject *m);
PyAPI_FUNC(PyObject *) PyModule_GetFilenameObject(PyObject *m);
PyAPI_FUNC(PyModuleDef *) PyModule_GetDef(PyObject *m);
PyAPI_FUNC(void *) PyModule_GetState(PyObject *m);
PyAPI_FUNC(int)
    PyModule_AddObject(PyObject *m, const char *name, PyObject *value);
#if STANDIN_SINCE(10)
PyAPI_FUNC(int)
    PyModule_AddObjectRef(PyObject *m, const char *name, PyObject *value);
#endif
#if STANDIN_SINCE(9)
PyAPI_FUNC(int) PyModule_AddType(PyObject *m, PyTypeObject *type);
#endif
#if STANDIN_SINCE(13)
PyAPI_FUNC(int) PyModule_Add(PyObject *m, const char *name, PyObject *value);
PyAPI_FUNC(PyObject *) PyImport_AddModuleRef(const char *name);
#endif
PyAPI_FUNC(int)
    PyModule_AddIntConstant(PyObject *m, const char *name, long value);
PyAPI_FUNC(int) PyModule_AddStringConstant(PyObject *m, const char *name,
                                           const char *value);
#define PyModule_AddIntMacro(m, c) PyModule_AddIntConstant((m), #c, (c))
#define PyModule_AddStringMacro(m, c) PyModule_AddStringConstant((m), #c, (c))
PyAPI_FUNC(int) PyModule_AddFunctions(PyObject *m, PyMethodDef *functions);
PyAPI_FUNC(int) PyModule_SetDocString(PyObject *m, const char *doc);
PyAPI_FUNC(PyObject *) PyState_FindModule(PyModuleDef *def);
PyAPI_FUNC(int) PyState_AddModule(PyObject *m, PyModuleDef *def);
PyAPI_FUNC(int) PyState_RemoveModule(PyModuleDef *def);

PyAPI_FUNC(PyObject *) PyImport_ImportModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_ImportModuleNoBlock(const char *name);
PyAPI_FUNC(PyObject *)
    PyImport_ImportModuleLevel(const char *name, PyObject *globals,
                               PyObject *locals, PyObject *fromlist, int level);
PyAPI_FUNC(PyObject *) PyImport_Import(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_AddModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_AddModuleObject(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_GetModule(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_GetModuleDict(void);
PyAPI_FUNC(PyObject *) PyImport_ReloadModule(PyObject *m);
PyAPI_FUNC(PyObject *)
    PyImport_ExecCodeModule(const char *name, PyObject *code);
PyAPI_FUNC(int)
    PyImport_AppendInittab(const char *name, PyObject *(*init)(void));

PyAPI_FUNC(PyObject *)
    PyCFunction_NewEx(PyMethodDef *def, PyObject *self, PyObject *module);
PyAPI_FUNC(PyObject *) PyCFunction_New(PyMethodDef *def, PyObject *self);
#define PyCFunction_New(def, self) PyCFunction_NewEx((def), (self), NULL)
PyAPI_FUNC(PyObject *) PyMethod_New(PyObject *function, PyObject *self);
PyAPI_FUNC(PyObject *) PyMethod_Function(PyObject *method);
PyAPI_FUNC(PyObject *) PyMethod_Self(PyObject *method);
PyAPI_FUNC(PyObject *) PyInstanceMethod_New(PyObject *function);
PyAPI_FUNC(PyObject *) PyFunction_New(PyObject *code, PyObject *globals);
PyAPI_FUNC(PyObject *) PyFunction_GetCode(PyObject *function);
PyAPI_FUNC(PyObject *) PyFunction_GetGlobals(PyObject *function);
PyAPI_FUNC(PyObject *) PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *def);
PyAPI_FUNC(PyObject *)
    PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *def);
PyAPI_FUNC(PyObject *) PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *def);
PyAPI_FUNC(PyObject *) PyClassMethod_New(PyObject *callable);
PyAPI_FUNC(PyObject *) PyStaticMethod_New(PyObject *callable);
PyAPI_FUNC(PyObject *) PyContextVar_New(const char *name, PyObject *fallback);
PyAPI_FUNC(int)
    PyContextVar_Get(PyObject *var, PyObject *fallback, PyObject **value);
PyAPI_FUNC(PyObject *) PyContextVar_Set(PyObject *var, PyObject *value);

STANDIN_END

#endif /* STANDIN_MODULES_H */
