"""Applies each mutant of a file, and prints the lines that it changes.

    apply_all.py PROGRAM FILE -- FLAGS

Fails if an id is listed twice, or no mutant of an operator is.
"""

import difflib
import pathlib
import subprocess
import sys


def run(*arguments):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True,
                          text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def main():
    file, *flags = sys.argv[2:]
    text = pathlib.Path(file).read_text()
    rows = [line.split("\t") for line in run("--list", file,
                                             *flags).splitlines()]
    for key, operator, _, line, function, _ in rows:
        print(f"{operator} in {function}, line {line}")
        mutant = run(f"--apply={key}", file, *flags)
        for change in list(difflib.unified_diff(
                text.splitlines(), mutant.splitlines(), n=0, lineterm=""))[2:]:
            if not change.startswith("@@"):
                print(change)
    if len({row[0] for row in rows}) < len(rows):
        sys.exit("an id is listed twice")
    operators = {line.split("\t")[0]
                 for line in run("--operators", file, "--").splitlines()}
    if missing := operators - {row[1] for row in rows}:
        sys.exit(f"no mutant of {', '.join(sorted(missing))}")
    print(f"{len(operators)} operators")


if __name__ == "__main__":
    main()
