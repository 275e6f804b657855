"""Inputs of any size for benchmarks/growth: each grows in one direction only."""

import dataclasses
import typing


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    text: typing.Callable  # of the size
    factor: int = 1  # of the usual sizes
    of_contracts: bool = False
    is_refused: bool = False  # with exit status 2


def _module(*parts):
    return "#include <Python.h>\n" + "".join(parts)


def _function(*body):
    return ("PyObject *f(PyObject *self, PyObject *a) {\n", *body, "}\n")


def _lines(count, line):
    """The line once per number, which replaces each @."""
    return "".join(line.replace("@", str(number)) + "\n"
                   for number in range(count))


def empty(_):
    return _module()


def straight_lines(n):
    return _module(*_function(
        _lines(n, "  PyObject *v@ = PyNumber_Long(a);"), "  Py_RETURN_NONE;\n"))


def straight_lines_without_findings(n):
    return _module(*_function(
        _lines(n, "  Py_XDECREF(PyNumber_Long(a));"), "  Py_RETURN_NONE;\n"))


def straight_lines_with_tests(n):
    return _module(*_function(
        _lines(n, "  PyObject *v@ = PyNumber_Long(a);\n"
                  "  if (v@ == NULL) return NULL;"), "  Py_RETURN_NONE;\n"))


def overwritten_variable(n):
    return _module(*_function(
        "  PyObject *v = NULL;\n",
        _lines(n, "  v = PyNumber_Long(a);\n  if (v == NULL) return NULL;"),
        "  return v;\n"))


def unchecked_results(n):
    return _module(*_function(
        _lines(n, "  PyObject *v@ = PyNumber_Long(a);\n"
                  "  Py_INCREF(Py_TYPE(v@));\n  Py_DECREF(v@);"),
        "  Py_RETURN_NONE;\n"))


def failing_exits(n):
    return _module(*_function(
        "  PyObject *m = PyModule_New(\"m\");\n"
        "  if (m == NULL) return NULL;\n",
        _lines(n, "  if (PyModule_AddIntConstant(m, \"C@\", @) < 0)\n"
                  "    return NULL;"), "  return m;\n"))


def failing_exits_to_a_label(n):
    return _module(*_function(
        "  PyObject *m = PyModule_New(\"m\");\n"
        "  if (m == NULL) return NULL;\n",
        _lines(n, "  if (PyModule_AddIntConstant(m, \"C@\", @) < 0)\n"
                  "    goto fail;"), "  return m;\nfail:\n  return NULL;\n"))


def nested_ifs(n):
    return _module(*_function(
        "  PyObject *v = NULL;\n",
        _lines(n, "  if (PyList_Size(a) != @) {"),
        "  v = PyNumber_Long(a);\n", "  }\n" * n, "  Py_RETURN_NONE;\n"))


def else_if_chain(n):
    return _module(*_function(
        "  PyObject *v = NULL;\n  Py_ssize_t size = PyList_Size(a);\n",
        _lines(n, "  if (size == @) v = PyLong_FromLong(@);\n  else"),
        "  v = PyNumber_Long(a);\n", "  return v;\n"))


def switch_statement(n):
    return _module(*_function(
        "  PyObject *v = NULL;\n  switch (PyList_Size(a)) {\n",
        _lines(n, "  case @: v = PyLong_FromLong(@); break;"),
        "  }\n  Py_XINCREF(v);\n  return v;\n"))


def loops(n):
    return _module(*_function(
        "  Py_ssize_t i, size = PyList_Size(a);\n",
        _lines(n, "  for (i = 0; i < size; i++)\n"
                  "    Py_INCREF(PyList_GET_ITEM(a, i));"),
        "  Py_RETURN_NONE;\n"))


def macro_uses(n):
    return _module(
        "#define ADD(name, value) do { \\\n"
        "  PyObject *number = PyLong_FromLong(value); \\\n"
        "  if (number == NULL) return NULL; \\\n"
        "  if (PyObject_SetAttrString(a, #name, number) < 0) return NULL; \\\n"
        "  Py_DECREF(number); } while (0)\n",
        *_function(_lines(n, "  ADD(name@, @);"), "  Py_RETURN_NONE;\n"))


def macro_in_macro(n):
    """One use of a macro whose body is a use of another, and so on."""
    return _module(
        "#define M0(x) PyNumber_Long(x)\n",
        "".join(f"#define M{k}(x) M{k - 1}(x)\n" for k in range(1, n)),
        *_function(f"  PyObject *v = M{n - 1}(a);\n", "  Py_RETURN_NONE;\n"))


def macro_body(n):
    """One use of a macro that expands to many statements."""
    return _module(
        "#define ALL do { \\\n",
        _lines(n, "  if (PyModule_AddIntConstant(m, \"C@\", @) < 0) "
                  "return NULL; \\"), "  } while (0)\n",
        *_function("  PyObject *m = PyModule_New(\"m\");\n",
                   "  if (m == NULL) return NULL;\n  ALL;\n  return m;\n"))


def local_variables(n):
    return _module(*_function(
        _lines(n, "  PyObject *v@ = PyNumber_Long(a);"),
        _lines(n, "  Py_XDECREF(v@);"), "  Py_RETURN_NONE;\n"))


def arguments(n):
    return _module(*_function(
        "  PyObject *v = PyNumber_Long(a);\n",
        f"  return PyTuple_Pack({n}", ", v" * n, ");\n"))


def arguments_of_calls(n):
    return _module(*_function(
        "  PyObject *t = PyTuple_Pack(", str(n),
        ",\n   PyNumber_Long(a)" * n, ");\n", "  return t;\n"))


def parameters(n):
    return _module(
        "PyObject *f(PyObject *self",
        "".join(f", PyObject *p{k}" for k in range(n)), ") {\n",
        _lines(n, "  Py_INCREF(p@);"), "  Py_RETURN_NONE;\n}\n")


def struct_fields(n):
    return _module(
        "typedef struct {\n  PyObject_HEAD\n", _lines(n, "  PyObject *f@;"),
        "} T;\n"
        "static int t_traverse(T *self, visitproc visit, void *arg) {\n",
        _lines(n // 2, "  Py_VISIT(self->f@);"), "  return 0;\n}\n"
        "static int t_clear(T *self) {\n",
        _lines(n // 2, "  Py_CLEAR(self->f@);"), "  return 0;\n}\n"
        "static void t_dealloc(T *self) {\n"
        "  PyObject_GC_UnTrack(self);\n  t_clear(self);\n"
        "  PyObject_GC_Del(self);\n}\n"
        "static PyTypeObject T_Type = {\n"
        "  PyVarObject_HEAD_INIT(NULL, 0)\n  .tp_name = \"m.T\",\n"
        "  .tp_basicsize = sizeof(T),\n"
        "  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,\n"
        "  .tp_dealloc = (destructor)t_dealloc,\n"
        "  .tp_traverse = (traverseproc)t_traverse,\n"
        "  .tp_clear = (inquiry)t_clear,\n};\n")


def stores_to_fields(n):
    return _module(
        "typedef struct {\n  PyObject_HEAD\n", _lines(n, "  PyObject *f@;"),
        "} T;\n",
        "PyObject *f(T *self, PyObject *a) {\n",
        _lines(n, "  self->f@ = PyNumber_Long(a);\n"
                  "  if (self->f@ == NULL) return NULL;"),
        "  Py_RETURN_NONE;\n}\n")


def types(n):
    return _module(_lines(n, """\
typedef struct { PyObject_HEAD PyObject *a@; PyObject *b@; } T@;
static void t@_dealloc(T@ *self) {
  Py_XDECREF(self->a@);
  Py_TYPE(self)->tp_free((PyObject *)self);
}
static PyTypeObject T@_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "m.T@", .tp_basicsize = sizeof(T@),
  .tp_flags = Py_TPFLAGS_DEFAULT, .tp_dealloc = (destructor)t@_dealloc,
};"""))


def method_table(n):
    return _module(
        _lines(n, "static PyObject *m@(PyObject *self, PyObject *a) {\n"
                  "  return PyNumber_Long(a);\n}"),
        "static PyMethodDef methods[] = {\n",
        _lines(n, "  {\"m@\", m@, METH_O, NULL},"), "  {NULL}\n};\n",
        "static struct PyModuleDef def = {\n"
        "  PyModuleDef_HEAD_INIT, \"m\", NULL, -1, methods};\n"
        "PyMODINIT_FUNC PyInit_m(void) { return PyModule_Create(&def); }\n")


def parse_format(n):
    return _module(*_function(
        _lines(n, "  PyObject *v@;"), "  if (!PyArg_ParseTuple(a, \"",
        "O" * n, "\"", _lines(n, ", &v@"), "))\n    return NULL;\n",
        "  Py_RETURN_NONE;\n"))


def build_format(n):
    return _module(*_function(
        "  return Py_BuildValue(\"(", "O" * n, ")\"", ", a" * n, ");\n"))


def functions(n):
    return _module(
        "static PyObject *f0(PyObject *a) { return PyNumber_Long(a); }\n",
        "".join(f"static PyObject *f{k}(PyObject *a) "
                f"{{ return f{k - 1}(a); }}\n" for k in range(1, n)),
        *_function(f"  return f{n - 1}(a);\n"))


def leaking_functions(n):
    return _module(
        _lines(n, "PyObject *f@(PyObject *self, PyObject *a) {\n"
                  "  PyObject *v = PyNumber_Long(a);\n"
                  "  if (v == NULL) return NULL;\n"
                  "  if (PyObject_SetItem(self, a, v) < 0) return NULL;\n"
                  "  Py_DECREF(v);\n  Py_RETURN_NONE;\n}"))


def callers(n):
    return _module(
        "static PyObject *h(PyObject *a) { return PyNumber_Long(a); }\n",
        _lines(n, "PyObject *f@(PyObject *self, PyObject *a) {\n"
                  "  PyObject *v = h(a);\n  Py_XDECREF(v);\n"
                  "  Py_RETURN_NONE;\n}"))


def helpers_of_helpers(n):
    """Each calls the two before it: twice as many calls with every step for what
    follows them without remembering."""
    return _module(
        "static void h0(PyObject *a) { Py_INCREF(a); }\n"
        "static void h1(PyObject *a) { Py_INCREF(a); }\n",
        "".join(f"static void h{i}(PyObject *a) "
                f"{{ h{i - 1}(a); h{i - 2}(a); }}\n" for i in range(2, n)),
        f"PyObject *f(PyObject *self, PyObject *a) {{ h{n - 1}(a); "
        "Py_RETURN_NONE; }\n")


def releasing_callers(n):
    """Functions with findings, on which the inferred contracts depend."""
    return _module(
        _lines(n, "PyObject *g@(PyObject *a) {\n"
                  "  PyObject *v = PyList_GetItem(a, 0);\n"
                  "  Py_XDECREF(v);\n  return PyNumber_Long(a);\n}"))


def suppressions(n):
    return _module(
        _lines(n, "PyObject *f@(PyObject *self, PyObject *a) {\n"
                  "  PyObject *v = PyNumber_Long(a); "
                  "// NOLINT(cpython-refcount-leak)\n"
                  "  Py_RETURN_NONE;\n}"))


def empty_contracts(_):
    return "- function: none\n"


CONTRACT = """\
- function: f@
  params: [container, item]
  result: {is: borrowed, from: container}
  args: {item: steals}
"""


def contracts(n):
    return "".join(CONTRACT.replace("@", str(number)) for number in range(n))


def contract_parameters(n):
    names = [f"p{number}" for number in range(n)]
    return (f"- function: f\n  params: [{', '.join(names)}]\n"
            f"  args: {{{', '.join(f'{name}: keeps' for name in names)}}}\n")


def _rows(*functions, **of_row):
    return [Row(function.__name__.replace("_", " "), function, **of_row)
            for function in functions]


ROWS = [
    *_rows(straight_lines, straight_lines_without_findings,
           straight_lines_with_tests, overwritten_variable, unchecked_results,
           failing_exits, failing_exits_to_a_label, nested_ifs, else_if_chain,
           switch_statement, loops, macro_uses, macro_in_macro, macro_body,
           local_variables, arguments, arguments_of_calls, parameters,
           struct_fields, stores_to_fields, types, method_table, parse_format,
           build_format, functions, leaking_functions, callers,
           helpers_of_helpers, releasing_callers, suppressions),
    *_rows(contracts, factor=20, of_contracts=True),
    *_rows(contract_parameters, factor=10, of_contracts=True, is_refused=True)]
