#!/usr/bin/python3
"""Damages copies of a cache in several ways and runs a command with each.

    damage.py CACHE COPY COMMAND...

CACHE is whole, and is what COPY is made from each time. The command's output
must not depend on the damage.
"""

import pathlib
import shutil
import subprocess
import sys

cache, copy = map(pathlib.Path, sys.argv[1:3])
command = sys.argv[3:]

DAMAGES = {
    "whole": lambda contents: contents,
    "empty": lambda contents: b"",
    "short": lambda contents: contents[:len(contents) // 2],
    "one byte short": lambda contents: contents[:-1],
    "longer": lambda contents: contents + b"\0",
    "a flipped bit": lambda contents: (contents[:200]
                                       + bytes([contents[200] ^ 4])
                                       + contents[201:]),
    "something else": lambda contents: b"\xff" * 5000,
}

outputs = {}
for name, damage in DAMAGES.items():
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(cache, copy)
    for entry in copy.glob("llvmcache-*"):
        entry.write_bytes(damage(entry.read_bytes()))
    outputs[name] = subprocess.run(command, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT).stdout
different = [name for name in outputs if outputs[name] != outputs["whole"]]
print("different: " + ", ".join(different) if different else "the same output")
