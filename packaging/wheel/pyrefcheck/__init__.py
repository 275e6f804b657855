"""A borrow checker for C and C++ code that uses the Python/C API.

The checker is the program `pyrefcheck`; this package holds it:

    python -m pyrefcheck --help    runs it
    program()                      is its path
    get_include()                  the directory of pyrefcheck.h, the annotations
"""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def program(name="pyrefcheck"):
    """The path of a program of the package: "pyrefcheck" or "pyrefcheck-clangd"."""
    return os.path.join(_HERE, "bin", name)


def get_include():
    """The directory of pyrefcheck.h, for your compiler's -I."""
    return os.path.join(_HERE, "include")


def _become(name):
    path = program(name)
    try:
        os.execv(path, [path, *sys.argv[1:]])
    except OSError as error:
        sys.exit(f"{name}: cannot run {path}: {error.strerror}")


def main():
    """The command `pyrefcheck`."""
    _become("pyrefcheck")


def clangd():
    """The command `pyrefcheck-clangd`."""
    _become("pyrefcheck-clangd")
