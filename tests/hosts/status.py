#!/usr/bin/python3
"""Runs a command and prints its exit status behind its output, for FileCheck."""

import subprocess
import sys

done = subprocess.run(sys.argv[1:])
sys.stdout.flush()
print(f"exit status: {done.returncode}")
