#!/usr/bin/python3
"""Runs a command several times at once and compares: at_once.py N COMMAND..."""

import subprocess
import sys

times, command = int(sys.argv[1]), sys.argv[2:]
running = [subprocess.Popen(command, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT) for _ in range(times)]
ended = [(process.communicate()[0], process.returncode) for process in running]
if len(set(ended)) == 1:
    print(f"{times} times: exit status {ended[0][1]}, the same output")
else:
    print("different:", ended)
