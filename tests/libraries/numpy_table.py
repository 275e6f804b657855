#!/usr/bin/python3
"""Compares a contract file with the tables in numpy's headers.

    numpy_table.py CONTRACTS-GEN CONTRACTS.yaml NUMPY-INCLUDE-DIRECTORY
"""

import pathlib
import re
import subprocess
import sys

generator, contracts, include = sys.argv[1:]
include = pathlib.Path(include)

# #define NAME \
#         (*(RESULT (*)(PARAMETERS)) \
#         PyArray_API[N])
ENTRY = re.compile(
    r"#define (\w+) \\\n\s*\(\*\((.*?) \(\*\)\((.*?)\)\) \\\n\s*Py\w+_API\[", re.S)
OBJECT = re.compile(r"\bPy(Object|TypeObject|ArrayObject|Array_Descr)\b")

table = {}
for name in "__multiarray_api.h", "__ufunc_api.h":
    for function, result, parameters in ENTRY.findall(
            (include / name).read_text()):
        table[function] = result + " " + parameters
if not table:
    sys.exit("no table in numpy's headers")

known = set(subprocess.run([generator, "--list", contracts], check=True,
                           capture_output=True, text=True).stdout.split())
missing = [function for function, signature in table.items()
           if OBJECT.search(signature) and function not in known]
if missing:
    sys.exit("no contract: " + " ".join(sorted(missing)))

# Of other versions than the one at hand.
NEWER = {"PyArray_ImportNumPyAPI", "PyUFunc_ImportUFuncAPI"}
header_text = "".join(path.read_text(errors="replace")
                      for path in include.glob("*.h"))
unknown = [name for name in sorted(known - NEWER)
           if not re.search(rf"\b{name}\b", header_text)]
if unknown:
    sys.exit("not numpy's: " + " ".join(unknown))
print(f"{len(table)} entries of numpy's tables, none is missing")
