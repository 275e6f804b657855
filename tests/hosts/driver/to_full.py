"""Runs a command whose standard output is a full device or, with --closed, a
pipe that nobody reads; prints its standard error and its exit status.

    to_full.py [--closed] COMMAND..."""

import os
import subprocess
import sys

command = sys.argv[1:]
if command[0] == "--closed":
    command = command[1:]
    reading, target = os.pipe()
    os.close(reading)
else:
    target = os.open("/dev/full", os.O_WRONLY)
done = subprocess.run(command, stdout=target, stderr=subprocess.PIPE, text=True)
print(done.stderr, end="")
print(f"exit status: {done.returncode}")
