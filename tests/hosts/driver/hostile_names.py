"""Files whose names and contents are commands to whoever shows them.

    hostile_names.py write DIR     writes them, and the names for a shell
    hostile_names.py check [N]     whether standard input is clean: nothing but
                                   printable text, and N lines (0) that begin a
                                   command of a workflow"""

import pathlib
import sys
import unicodedata

LEAK = """#include <Python.h>
PyObject *leak(PyObject *self, PyObject *args) {{
  PyObject *number = PyLong_FromLong(1);
  if (number == NULL)
    return NULL;
  {before} return PyUnicode_FromString("{inside}");
}}
"""
NAMES = ["plain.cpp", "line\n::error::file.cpp", "::error::name.cpp",
         "\x1b[2Jclear.cpp", "back\r\b.cpp", "mark\u202e.cpp", "old\x9b31m.cpp",
         "##[error]x.cpp"]
BEFORE = ["", "::PyErr_Clear();", "/*\x1b[2J\x1b]0;title\x07*/", "/*\u202e \u2066*/",
          "/*\r*/", "/*##[add-mask]*/", "   ::PyErr_Clear();"]


def write(directory):
    directory.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        text = LEAK.format(before=BEFORE[number % len(BEFORE)],
                           inside="\u200f" if number % 2 else "")
        (directory / name).write_bytes(
            text.encode().replace(b'("")', b'("\xff\xc0\x8a")'))
    (directory / "bad\n::error.c").write_text("int f(void) { return x; }\n")
    # An error whose place the file tells itself.
    (directory / "error.c").write_bytes(
        b'#include <Python.h>\n#line 1 "x\\n::error::told\\x1b[31m"\n'
        b"int f(void) { return undeclared; } // \x1b[2J\n"
        b"::error::this is a line of the source\n")


def check(commands):
    text = sys.stdin.buffer.read().decode()  # Fails unless it is UTF-8.
    # A line feed and a tab are all that may control anything.
    bad = {c for c in text
           if unicodedata.category(c).startswith(("C", "Zl", "Zp"))} - set("\n\t")
    if bad:
        sys.exit(f"not clean: {sorted(bad)}")
    found = [line for line in text.split("\n")
             if line.lstrip().startswith(("::", "##[")) or "##[" in line]
    if len(found) != commands:
        sys.exit(f"{len(found)} commands: {found}")
    print("clean")


if sys.argv[1] == "write":
    write(pathlib.Path(sys.argv[2]))
else:
    check(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
