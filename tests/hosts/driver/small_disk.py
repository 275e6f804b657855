"""Fills a small disk but for a copy of a file, runs a command, and prints its
standard error, its exit status, and what became of the file and the disk.

    small_disk.py DIRECTORY FILE COMMAND..."""

import pathlib
import subprocess
import sys

disk, original = map(pathlib.Path, sys.argv[1:3])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk],
               check=True)
file = disk / original.name
file.write_bytes(original.read_bytes())
try:
    with open(disk / "fill", "wb", buffering=0) as fill:
        while True:
            fill.write(bytes(1024))
except OSError:
    pass
done = subprocess.run(sys.argv[3:], stdout=subprocess.DEVNULL,
                      stderr=subprocess.PIPE, text=True)
print(done.stderr, end="")
print(f"exit status: {done.returncode}")
print("unchanged" if file.read_bytes() == original.read_bytes() else "changed")
print("left:", *sorted(path.name for path in disk.iterdir()))
