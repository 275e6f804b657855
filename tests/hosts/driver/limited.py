"""Runs a command that may write no file larger than some bytes; then prints its
exit status.

    limited.py BYTES COMMAND...

A file that gets too large is an error of writing, as on a full disk."""

import resource
import subprocess
import sys

size = int(sys.argv[1])
done = subprocess.run(
    sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
print(done.stdout, end="")
print(f"exit status: {done.returncode}")
