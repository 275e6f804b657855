"""Runs a command with all files of a directory, in it, in front of its "--"; its
exit status follows on standard error.

    in_directory.py DIRECTORY COMMAND... -- FLAG..."""

import os
import subprocess
import sys

directory, *command = sys.argv[1:]
place = command.index("--")
files = [os.path.join(".", name) if name.startswith("-") else name
         for name in sorted(os.listdir(directory))]
done = subprocess.run([*command[:place], *files, *command[place:]],
                      cwd=directory)
sys.stdout.flush()
print(f"exit status: {done.returncode}", file=sys.stderr)
