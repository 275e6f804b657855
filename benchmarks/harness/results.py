"""RESULTS.md: one section per measurement, each rewritten by its own program."""

import datetime
import os
import pathlib
import platform
import re
import shlex
import subprocess
import sys

PATH = pathlib.Path(__file__).resolve().parent.parent / "RESULTS.md"
TITLE = """# Results

Each section was written by the command that it names, with `--write`. Times of
different sections come from different runs; only ratios within one are compared.
"""


def machine():
    model = "an unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return (f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, "
            f"{platform.machine()}")


def version(program):
    """The first line of a program's --version."""
    try:
        text = subprocess.run([program, "--version"], capture_output=True,
                              text=True).stdout
    except OSError:
        return f"{program} (cannot be run)"
    return (text.splitlines() or ["no version"])[0].strip()


def write(section, body, path=PATH):
    """Replaces the section of this name, or appends it."""
    command = shlex.join(["benchmarks/" + os.path.basename(sys.argv[0])])
    text = f"## {section}\n\n`{command} --write`, {machine()}\n\n{body.strip()}\n"
    old = path.read_text() if path.exists() else TITLE
    parts = re.split(r"(?m)^(?=## )", old)
    for index, part in enumerate(parts):
        if part.startswith(f"## {section}\n"):
            parts[index] = text
            break
    else:
        parts.append(text)
    path.write_text("\n".join(part.strip() + "\n" for part in parts))
