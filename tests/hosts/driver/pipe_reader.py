"""Runs a command while a named pipe is read; prints what came through it, the
exit status, and whether the pipe is still there.

    pipe_reader.py PIPE COMMAND..."""

import pathlib
import subprocess
import sys

pipe = pathlib.Path(sys.argv[1])
running = subprocess.Popen(sys.argv[2:], stderr=subprocess.DEVNULL)
print(pipe.read_text(), end="")
print(f"exit status: {running.wait()}")
print("still a pipe" if pipe.is_fifo() else "no pipe any more")
