"""Source files with their compile commands, and copies of them under other text.

A variant of a file is analysed elsewhere, with the headers beside the original.
"""

import dataclasses
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

from harness import driver
from harness.corpora import Corpora

# lxml is the output of a generator: nobody writes or fixes bugs there by hand.
CORPORA = ["cpython", "mysqldb", "pillow", "pygame", "pygobject", "python-apt",
           "rrdtool"]


class Trouble(Exception):
    """Why the measurement cannot be made, as a message for the user."""


def flags_of(entry):
    """The flags of a compile command, without compiler, output and file."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    flags, skip = [], False
    for word in words[1:]:
        if skip or word in ("-o", "-MF", "-MT", "-MQ"):
            skip = not skip
        elif word not in ("-c", "-MD", "-MMD", "-MP", entry["file"]):
            flags.append(word)
    return flags


class File:
    """A source file with its compile command."""

    def __init__(self, corpus, root, entry):
        self.corpus = corpus
        self.directory = entry["directory"]
        self.path = os.path.normpath(os.path.join(self.directory,
                                                  entry["file"]))
        self.shown = os.path.relpath(self.path, root)
        # So a copy elsewhere finds the headers beside the original.
        self.flags = ["-iquote", os.path.dirname(self.path), *flags_of(entry)]
        words = entry.get("arguments") or shlex.split(entry["command"])
        self.compiler = words[0]

    @property
    def is_c(self):
        return self.path.endswith(".c")

    def as_cxx(self):
        """The same file, compiled as C++."""
        other = copy_of(self)
        other.flags = ["-x", "c++", *(flag for flag in self.flags
                                      if not flag.startswith("-std="))]
        return other

    def command(self, copy):
        return {"directory": self.directory, "file": str(copy),
                "arguments": [self.compiler, *self.flags, "-c", str(copy)]}

    def compiles(self, clang, copy):
        """Whether the copy compiles."""
        compiler = clang + ("" if self.is_c else "++")
        if not shutil.which(compiler):
            compiler = clang
        return not subprocess.run(
            [compiler, *self.flags, "-fsyntax-only", "-w", str(copy)],
            cwd=self.directory, capture_output=True, check=False).returncode


def copy_of(file):
    other = File.__new__(File)
    other.__dict__.update(file.__dict__)
    return other


def files_of(directory=None, corpora=None, names=None):
    """The files of corpora, or of a directory with a compile_commands.json."""
    if directory:
        root = pathlib.Path(directory).resolve()
        path = root / "compile_commands.json"
        if not path.exists():
            raise Trouble(f"{path}: no such file")
        databases = [(root.name, root, json.loads(path.read_text()))]
    else:
        known = Corpora(corpora)
        names = names or CORPORA
        if unknown := set(names) - set(known.table):
            raise Trouble(f"unknown corpus: {', '.join(sorted(unknown))}")
        databases = [(name, known.root(name), known.database(name))
                     for name in names]
    files, seen = [], set()
    for name, root, database in databases:
        for entry in database:
            file = File(name, root, entry)
            if file.path not in seen and os.path.exists(file.path):
                seen.add(file.path)
                files.append(file)
    return files


@dataclasses.dataclass
class Analysis:
    """What the driver found in a variant, or why that is not known."""
    findings: list
    trouble: str = ""


def analyse(program, file, place, options=(), timeout=600):
    """The driver's findings in the variant `place` of a file, an Analysis."""
    place.parent.mkdir(parents=True, exist_ok=True)
    root = place.parent
    (root / "compile_commands.json").write_text(
        json.dumps([file.command(place)]))
    output = root / "findings.sarif"
    run = driver.check(program, root, output,
                       arguments=["--no-config", "-j1", *options],
                       timeout=timeout)
    if run.timed_out or run.status not in (0, 1):
        return Analysis([], f"{place}: {run.outcome}")
    found = driver.Report(output, root, "/none").findings()
    output.unlink()
    return Analysis([f for f in found if f.file == place.name])


def likeness(finding):
    """The finding regardless of its place, and of line numbers in its message."""
    return (finding.function, finding.rule,
            re.sub(r"\d+", "N", finding.message))
