#!/usr/bin/env python3
"""Asks the interpreter whether the twins in tests/patterns are what they claim.

A pattern test states in RUNTIME lines (see tests/README.md) which of its
functions leak, crash or release too much when they are called, and which do
not. This program compiles each such file into an extension module for a debug
build of Python, calls the functions there, and fails when a claim is false.

usage: run_twins.py [-j N] [-v] FILE_OR_DIRECTORY...
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
INPUTS = HERE.parent / "Inputs"
WORKER = HERE / "twin_worker.py"
KINDS = {"leak", "memory", "over", "crash", "freed"}
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


class Unbuildable(Exception):
    """What the compiler says of a file that it rejects."""


class BadLine(Exception):
    """A RUNTIME line that does not follow the format."""


@dataclasses.dataclass
class Claim:
    """What one function does when it is called."""

    name: str
    kinds: tuple  # empty: nothing wrong
    call: str
    types: tuple
    fail: tuple  # of (API function, which call of it; 0: each)
    run: str


@dataclasses.dataclass
class Twins:
    """The claims of one file."""

    path: Path
    setup: str
    claims: list

    def unique(self, attribute):
        """All values in one sequence attribute of the claims, once each."""
        values = (v for c in self.claims for v in getattr(c, attribute))
        return sorted(set(values))


def parse_line(text):
    """The claims of one RUNTIME line."""
    fields = {"call": "varargs", "types": "", "fail": ""}
    rest = text.strip()
    while rest:
        match = re.match(r"(\w+)=", rest)
        if not match:
            raise BadLine(f"expected KEY=VALUE at '{rest}'")
        key, rest = match.group(1), rest[match.end() :]
        if key in ("args", "run"):
            fields[key], rest = rest.strip(), ""
        elif key in ("bad", "good", "call", "types", "fail"):
            fields[key], _, rest = rest.partition(" ")
            rest = rest.strip()
        else:
            raise BadLine(f"unknown key '{key}'")
    if fields["call"] not in CALLS:
        raise BadLine(f"unknown call '{fields['call']}'")
    if "run" in fields and "args" in fields:
        raise BadLine("'run' and 'args' exclude each other")
    run = fields.get("run") or f"f(*{fields.get('args', '()')})"

    fail = []
    for entry in filter(None, fields["fail"].split(",")):
        api, _, nth = entry.partition("@")
        fail.append((api, int(nth or 0)))

    def claim(name, kinds):
        types = tuple(filter(None, fields["types"].split(",")))
        return Claim(name, kinds, fields["call"], types, tuple(fail), run)

    claims = [
        claim(name, ()) for name in filter(None, fields.get("good", "").split(","))
    ]
    for entry in filter(None, fields.get("bad", "").split(",")):
        name, _, kinds = entry.partition(":")
        kinds = tuple(kinds.split("|"))
        if not set(kinds) <= KINDS:
            raise BadLine(f"expected one of {', '.join(sorted(KINDS))} after '{name}:'")
        claims.append(claim(name, kinds))
    if not claims:
        raise BadLine("no function named by 'bad' or 'good'")
    return claims


def parse_file(path):
    """The twins of a file, or None if it says nothing about the run time."""
    setup, claims = [], []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r"\s*// RUNTIME(-SETUP)?:(.*)", line)
        if not match:
            continue
        if match.group(1):
            setup.append(match.group(2).removeprefix(" "))
            continue
        if match.group(2).split()[:1] == ["none"]:
            continue
        try:
            claims += parse_line(match.group(2))
        except BadLine as error:
            raise BadLine(f"{path}:{number}: {error}") from None
    return Twins(path, "\n".join(setup), claims) if claims else None


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


@dataclasses.dataclass
class Toolchain:
    """The debug interpreter and what compiles extensions for it."""

    python: str
    include: str
    suffix: str
    c: str
    cxx: str

    @staticmethod
    def find():
        python = shutil.which("python3-dbg")
        c = shutil.which("gcc") or shutil.which("clang-19") or shutil.which("clang")
        cxx = shutil.which("g++") or shutil.which("clang++-19")
        if not python or not c:
            sys.exit("run_twins.py: needs python3-dbg and a C compiler")
        script = (
            "import sysconfig as s, sys; sys.gettotalrefcount();"
            "print(s.get_paths()['include'], s.get_config_var('EXT_SUFFIX'))"
        )
        out = subprocess.run(
            [python, "-c", script], check=True, capture_output=True, text=True
        )
        return Toolchain(python, *out.stdout.split(), c, cxx)

    def build(self, twins, directory, sanitize):
        """Compiles the module."""
        cxx = twins.path.suffix != ".c"
        main = directory / ("twin.cpp" if cxx else "twin.c")
        main.write_text(wrapper_source(twins))
        common = ["-fPIC", "-O0", "-w", "-I", self.include]
        if sanitize:
            common.append("-fsanitize=address")
        newer = directory / "newer.o"
        commands = [
            [self.c, *common, "-c", INPUTS / "newer-api.c", "-o", newer],
            [self.cxx if cxx else self.c, *common, "-shared", main, newer]
            + ["-o", directory / f"twin{self.suffix}"],
        ]
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Unbuildable(done.stderr)

    def measure(self, twins, claims, sanitize):
        """Calls the functions; returns a result for each claim."""
        with tempfile.TemporaryDirectory(prefix="twins") as name:
            directory = Path(name)
            self.build(twins, directory, sanitize)
            work = {
                "directory": name,
                "setup": twins.setup,
                "claims": [dataclasses.asdict(c) for c in claims],
            }
            environment = dict(os.environ, PYTHONHASHSEED="0")
            if sanitize:
                runtime = subprocess.run(
                    [self.c, "-print-file-name=libasan.so"],
                    capture_output=True,
                    text=True,
                ).stdout.strip()
                environment.update(
                    LD_PRELOAD=runtime,
                    PYTHONMALLOC="malloc",
                    ASAN_OPTIONS="detect_leaks=0",
                )
            done = subprocess.run(
                [self.python, WORKER],
                input=json.dumps(work),
                capture_output=True,
                text=True,
                env=environment,
            )
            if done.returncode != 0:
                return [{"error": done.stderr}] * len(claims)
            return json.loads(done.stdout)


def verdict(result):
    """What a measurement shows: a set of kinds, and a sentence."""
    if "error" in result:
        return {"error"}, result["error"].strip()
    if "crash" in result:
        # A crash is how an over-release ends as well.
        kinds = {"crash", "over"}
        if "AddressSanitizer: heap-use-after-free" in result["crash"]:
            kinds.add("freed")
        lines = [
            line
            for line in result["crash"].splitlines()
            if re.search(r"Error|error|refcount|Assert|signal", line)
        ]
        return kinds, "crashes: " + (lines[0].strip() if lines else "signal")
    kinds = set()
    references, blocks = result["references"], result["blocks"]
    if min(references) > 0.9:
        kinds.add("leak")
    if min(blocks) > 0.9:
        kinds.add("memory")
    if max(references) < -0.9:
        kinds.add("over")
    # The interpreter fills caches of its own at times, so one round may err.
    middle = [statistics.median(counts) for counts in (references, blocks)]
    if not kinds and max(map(abs, middle)) > 0.1:
        kinds.add("unsteady")
    return kinds, f"{middle[0]:+.2f} references, {middle[1]:+.2f} blocks a call"


def judge(toolchain, twins):
    """One (claim is true, sentence) for each claim of a file."""
    freed = [c for c in twins.claims if "freed" in c.kinds]
    plain = [c for c in twins.claims if "freed" not in c.kinds]
    for claims, sanitize in (plain, False), (freed, True):
        if not claims:
            continue
        try:
            results = toolchain.measure(twins, claims, sanitize)
        except Unbuildable as error:
            yield False, f"does not compile:\n{error}"
            continue
        for claim, result in zip(claims, results):
            kinds, sentence = verdict(result)
            wanted = "|".join(claim.kinds) or "clean"
            true = bool(kinds & set(claim.kinds)) if claim.kinds else not kinds
            yield true, f"{claim.name} ({wanted}): {sentence}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-j", type=int, default=2, help="files at a time")
    parser.add_argument("-v", action="store_true", help="print true claims as well")
    options = parser.parse_args()

    files = []
    for path in options.paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in (".c", ".cpp"))
        files += inside if path.is_dir() else [path]
    try:
        parsed = [parse_file(path) for path in files]
    except BadLine as error:
        sys.exit(str(error))
    silent = parsed.count(None)
    twins = [t for t in parsed if t]

    toolchain = Toolchain.find()
    true_claims = false_claims = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for one, results in zip(
            twins, pool.map(lambda t: list(judge(toolchain, t)), twins)
        ):
            for true, sentence in results:
                true_claims += true
                false_claims += not true
                if options.v or not true:
                    print(f"{'ok  ' if true else 'FAIL'} {one.path.name}: {sentence}")
    print(
        f"{len(twins)} files, {true_claims} claims true, {false_claims} false;"
        f" {silent} files without claims"
    )
    return 1 if false_claims or not true_claims else 0


if __name__ == "__main__":
    sys.exit(main())
