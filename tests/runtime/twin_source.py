"""The extension module that is built around a test file."""

from pathlib import Path

INPUTS = Path(__file__).resolve().parent.parent / "Inputs"

CALLS = {
    # HOW: (what is called, flags of the method table). The argument of a table's
    # function is called 'args' whatever it holds.
    "varargs": ("(self, args)", "METH_VARARGS"),
    "o": ("(self, args)", "METH_O"),
    "noargs": ("(self, args)", "METH_NOARGS"),
    "keywords": ("(self, args, kwargs)", "METH_VARARGS | METH_KEYWORDS"),
    "fastcall": ("(self, args, n)", "METH_FASTCALL"),
    # A function without parameters, such as PyInit_*.
    "module": ("()", "METH_NOARGS"),
    # Functions of objects, as slots hold them: all Python arguments are passed.
    "unary": ("((void *)a[0])", "METH_VARARGS"),
    "binary": ("((void *)a[0], (void *)a[1])", "METH_VARARGS"),
    "ternary": ("((void *)a[0], (void *)a[1], (void *)a[2])", "METH_VARARGS"),
    "getter": ("((void *)a[0], NULL)", "METH_VARARGS"),
    # The same with an integer as the result; tp_init is called as a setter is.
    "inquiry": ("((void *)a[0])", "METH_VARARGS"),
    "setter": ("((void *)a[0], (void *)a[1], NULL)", "METH_VARARGS"),
    "assign": ("((void *)a[0], (void *)a[1], (void *)a[2])", "METH_VARARGS"),
    # Not called directly: 'run' reaches it through one of 'types'.
    "slot": None,
}
RETURNS_INT = {"inquiry", "setter", "assign"}
PARAMETERS = {
    "METH_FASTCALL": "PyObject *self, PyObject *const *args, Py_ssize_t n",
    "METH_VARARGS | METH_KEYWORDS": "PyObject *self, PyObject *args, PyObject *kwargs",
}

# An object with eight fields, each NULL or an owned reference: it stands for
# objects of any type whose structure holds nothing but PyObject pointers.
RECORD = """\
typedef struct {
  PyObject_HEAD
  PyObject *fields[8];
} TwinRecord;
static void twin_record_dealloc(PyObject *self) {
  for (int i = 0; i < 8; i++)
    Py_XDECREF(((TwinRecord *)self)->fields[i]);
  Py_TYPE(self)->tp_free(self);
}
static PyObject *twin_record_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  PyObject *self = type->tp_alloc(type, 0);
  for (int i = 0; self && i < 8 && i < PyTuple_GET_SIZE(args); i++)
    ((TwinRecord *)self)->fields[i] = Py_NewRef(PyTuple_GET_ITEM(args, i));
  return self;
}
static PyTypeObject TwinRecord_Type = {PyVarObject_HEAD_INIT(NULL, 0) "Record",
                                       sizeof(TwinRecord)};
"""


def injected_macro(api, index):
    """A macro that makes calls of an API function fail on demand.

    The arguments are evaluated all the same, as they are by a real failure.
    """
    return f"""\
#define {api}(...) \\
  (twin_fails({index}) \\
       ? ((void)(0, ##__VA_ARGS__), \\
          PyErr_SetString(PyExc_RuntimeError, "injected"), \\
          (__typeof__({api}(__VA_ARGS__)))_Generic( \\
              ({api}(__VA_ARGS__)), int: -1, Py_ssize_t: -1, default: NULL)) \\
       : {api}(__VA_ARGS__))
"""


def trampoline(claim):
    """The function of the method table that calls the one under test."""
    arguments, flags = CALLS[claim.call]
    parameters = PARAMETERS.get(flags, "PyObject *self, PyObject *args")
    body = "  memset(twin_seen, 0, sizeof(twin_seen));\n"
    if "a[0]" in arguments:
        body += """\
  PyObject *a[3] = {NULL, NULL, NULL};
  if (!PyArg_UnpackTuple(args, "twin", 0, 3, &a[0], &a[1], &a[2]))
    return NULL;
"""
    if claim.call in RETURNS_INT:
        body += f"""\
  if ({claim.name}{arguments} < 0)
    return NULL;
  Py_RETURN_NONE;
"""
    else:
        body += f"  return {claim.name}{arguments};\n"
    return f"static PyObject *twin_run_{claim.name}({parameters}) {{\n{body}}}\n"


def wrapper_source(twins):
    """The extension module around a test file."""
    failing = sorted({api for api, _ in twins.unique("fail")})
    count = max(len(failing), 1)
    source = f"""\
#include <Python.h>
#include "{INPUTS}/newer-api.h"
{RECORD}static int twin_fail_at[{count}], twin_seen[{count}];
static int twin_fails(int which) {{
  int at = twin_fail_at[which], now = ++twin_seen[which];
  return at == -1 || at == now;
}}
"""
    for index, api in enumerate(failing):
        source += injected_macro(api, index)
    source += f'#include "{twins.path.resolve()}"\n'
    source += "".join(f"#undef {api}\n" for api in failing)

    table, seen = "", set()
    for claim in twins.claims:
        if CALLS[claim.call] is None or claim.name in seen:
            continue
        seen.add(claim.name)
        source += trampoline(claim)
        table += (
            f'  {{"{claim.name}", (PyCFunction)(void (*)(void))twin_run_{claim.name},'
            f" {CALLS[claim.call][1]}, NULL}},\n"
        )

    types = "".join(
        f"  if (PyType_Ready(&{t}) < 0 ||\n"
        f'      PyModule_AddObjectRef(m, "{t}", (PyObject *)&{t}) < 0)\n'
        "    return NULL;\n"
        for t in twins.unique("types")
    )
    names = ", ".join(f'"{api}"' for api in failing) or '""'
    return source + f"""\
static PyObject *twin_fail(PyObject *self, PyObject *args) {{
  static const char *names[] = {{{names}}};
  const char *name;
  int at;
  if (!PyArg_ParseTuple(args, "si", &name, &at))
    return NULL;
  for (int i = 0; i < {count}; i++)
    if (strcmp(names[i], name) == 0)
      twin_fail_at[i] = at ? at : -1;
  Py_RETURN_NONE;
}}
static PyMethodDef twin_methods[] = {{
{table}  {{"_fail", twin_fail, METH_VARARGS, NULL}}, {{NULL, NULL, 0, NULL}}}};
static struct PyModuleDef twin_module = {{
    PyModuleDef_HEAD_INIT, "twin", NULL, -1, twin_methods, NULL, NULL, NULL, NULL}};
PyMODINIT_FUNC PyInit_twin(void) {{
  PyObject *m = PyModule_Create(&twin_module);
  TwinRecord_Type.tp_flags = Py_TPFLAGS_DEFAULT;
  TwinRecord_Type.tp_new = twin_record_new;
  TwinRecord_Type.tp_dealloc = twin_record_dealloc;
  if (!m || PyType_Ready(&TwinRecord_Type) < 0 ||
      PyModule_AddObjectRef(m, "Record", (PyObject *)&TwinRecord_Type) < 0)
    return NULL;
{types}  return m;
}}
"""
