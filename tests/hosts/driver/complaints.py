"""Makes pyrefcheck complain about names that are commands.

    complaints.py PYREFCHECK"""

import subprocess
import sys

name = "no\n::error::file\x1b[2J"
for arguments in ([name, "--"], ["-p", name], ["--contracts=" + name, "x.c"],
                  ["--suppressions=" + name, __file__, "--"],
                  ["--baseline=" + name, __file__, "--"],
                  ["--explain=" + name]):
    done = subprocess.run([sys.argv[1], *arguments], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    print(done.stderr, end="")
    print(f"exit status: {done.returncode}")
