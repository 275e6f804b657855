#!/usr/bin/python3
"""Tries benchmarks/fuzz with drivers that fail on the third mutant.

    bad_driver.py benchmarks/fuzz DIRECTORY
"""

import pathlib
import subprocess
import sys

FAILURES = {
    "killed": "kill -SEGV $$",
    "status": "exit 7",
    "hangs": "exec sleep 60",
    "lost": "echo 'pyrefcheck: a.c: could not be analysed: internal error' >&2; "
            "exit 2",
    "sanitizer": "echo 'x.cpp:1:1: runtime error: index out of bounds' >&2; "
                 "exit 1",
}

fuzz, directory = sys.argv[1], pathlib.Path(sys.argv[2])
directory.mkdir(parents=True, exist_ok=True)
for name, failure in FAILURES.items():
    driver = directory / name
    driver.write_text("#!/bin/sh\ncase \"$*\" in\n"
                      f"*/3-*) {failure} ;;\nesac\n")
    driver.chmod(0o755)
    done = subprocess.run(
        [sys.executable, fuzz, "--count=6", "--batch=3", "--timeout=1",
         f"--driver={driver}", f"--save={directory / 'saved'}"],
        capture_output=True, text=True)
    if done.returncode != 1:
        print(f"{name}: exit status {done.returncode}: {done.stderr}")
    print(done.stdout.splitlines()[0].replace("driver:", f"{name}:", 1))
