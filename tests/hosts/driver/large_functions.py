#!/usr/bin/python3
"""Prints an input of benchmarks/growth: large_functions.py ROW... SIZE."""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "benchmarks"))
from harness import growth

*name, size = sys.argv[1:]
[row] = [row for row in growth.ROWS if row.name == " ".join(name)]
print(row.text(int(size)))
