"""A launcher: alone.py COMMAND... runs it in a directory with nothing in it but the files
of the working directory that the command names, and brings back what it writes."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

home = pathlib.Path.cwd()
words = sys.argv[1:]
named = [word.rpartition("=")[2] for word in words]
inside = [name for name in named if name and not os.path.isabs(name)
          and (home / name).parent != home]
with tempfile.TemporaryDirectory() as directory:
    there = pathlib.Path(directory)
    for name in inside:
        (there / name).parent.mkdir(exist_ok=True)
        if (home / name).is_file():
            shutil.copy2(home / name, there / name)
    status = subprocess.run(words, cwd=there).returncode
    for name in inside:
        if (there / name).is_file():
            shutil.copy2(there / name, home / name)
with open(home / "launched", "a") as log:
    log.write(f"{words[-1]}\n")
sys.exit(status)
