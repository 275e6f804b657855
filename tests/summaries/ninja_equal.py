#!/usr/bin/python3
"""Compares what --whole-program finds with what the Ninja file finds.

    ninja_equal.py PYREFCHECK SOURCES WORK [OPTION...] [-- FLAG...]

SOURCES is a directory, of a compile_commands.json or, with FLAGs for the compiler, of C and
C++ files. The Ninja file is written into WORK. Prints how many findings and summaries
there are, how often files were analysed, and what differs; the exit status is 1 if anything
does.
"""

import difflib
import json
import pathlib
import re
import subprocess
import sys


def without_directories(text):
    """Findings name files relative to the directory that they are written in."""
    return re.sub(r"(?m)^(?:[^\s:]*/)?([^\s:/]+:\d+:\d+: )", r"\1", text)


def findings_in(text):
    """Each finding with its notes, in an order that does not depend on the files'."""
    parts = re.split(r"(?m)^(?=[^\s:]+:\d+:\d+: warning: )", text)
    return sorted(parts[1:])


def write_database(sources, work, flags):
    """A compile_commands.json for the sources, in the working directory."""
    entries = [{"directory": str(sources), "file": file.name,
                "arguments": ["cc", "-c", *flags, file.name]}
               for file in sorted(sources.iterdir()) if file.suffix in (".c", ".cpp")]
    (work / "compile_commands.json").write_text(json.dumps(entries))
    return work


def main():
    words = sys.argv[1:]
    flags = words[words.index("--") + 1:] if "--" in words else []
    program, database, work, *options = words[:-len(flags) - 1] if flags else words
    database, work = pathlib.Path(database), pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    if flags:
        database = write_database(database, work, flags)
    common = [program, "-p", database, *options]
    whole = subprocess.run([*common, "--whole-program",
                            f"--summaries-out={work}/whole.yaml"],
                           capture_output=True, text=True, check=False)
    subprocess.run([*common, f"--emit-ninja={work}/build.ninja"], check=True)
    ninja = subprocess.run(["ninja", "-C", work], capture_output=True, text=True,
                           check=False)
    if "FAILED: " in ninja.stdout and "FAILED: findings.txt" not in ninja.stdout:
        print(ninja.stdout, ninja.stderr)
        return 1
    one = findings_in(without_directories(whole.stdout))
    other = findings_in(without_directories((work / "findings.txt").read_text()))
    summaries = [(work / name).read_text().splitlines(True)
                 for name in ("whole.yaml", "summaries.yaml")]
    print(f"findings: {len(one)} and {len(other)}, "
          f"summaries: {len(summaries[0])} and {len(summaries[1])} lines, "
          f"analyses: {len(re.findall(r'] analyse ', ninja.stdout))}")
    differences = [*difflib.unified_diff("".join(one).splitlines(True),
                                         "".join(other).splitlines(True), "whole", "ninja"),
                   *difflib.unified_diff(*summaries, "whole.yaml", "summaries.yaml")]
    sys.stdout.writelines(differences[:60])
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main())
