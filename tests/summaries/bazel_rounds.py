#!/usr/bin/python3
"""Runs the scripts of Bazel's actions in the order of the rules, without Bazel.

    bazel_rounds.py SCRIPTS PYREFCHECK SOURCES WORK ROUNDS -- FLAG...

Analyses the C files in the directory SOURCES, and compares findings and summaries with those of
--whole-program. Prints how many files each round has analysed, and what differs.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

ENDS = ("asked", "trouble", "txt", "used", "yaml")


class Rounds:
    def __init__(self, scripts, program, sources, work, flags):
        self.scripts, self.program, self.work = pathlib.Path(scripts), program, work
        self.files = sorted(pathlib.Path(sources).glob("*.c"))
        self.flags = flags
        self.none = str(self.scripts / "none.yaml")

    def script(self, name, *words):
        subprocess.run([self.scripts / name, *map(str, words)], check=True, cwd=self.work)

    def analyse(self, now, corrections, before=None, known=None):
        """One action per file. Returns how many were analysed, not copied."""
        (self.work / now).mkdir()
        count = 0
        for file in self.files:
            old = f"{before}/{file.name}" if before else ""
            was = (self.none if known is None else f"{known}/{file.name}.yaml") if before else ""
            new = f"{corrections}/{file.name}.yaml" if corrections else self.none
            self.script("analyse.sh", f"{now}/{file.name}", new, old, was, self.program, file,
                        "--", *self.flags)
            count += not before or ((self.work / new).read_bytes()
                                    != (self.work / was).read_bytes())
            missing = [end for end in ENDS
                       if not (self.work / now / f"{file.name}.{end}").exists()]
            assert not missing, missing
        return count

    def settle(self, now, results, before=None):
        (self.work / now).mkdir()
        listed = self.work / f"{now}.list"
        listed.write_text("".join(f"{results}/{file.name}.yaml\n" for file in self.files))
        merged, changes = (f"{before}.yaml", f"{before}/changes") if before else ("", "")
        self.script("settle.sh", self.program, f"{now}.yaml", f"{now}/changes", f"{now}.left",
                    merged, changes, listed)

    def run(self, rounds):
        """All rounds; prints how much each has done."""
        counts = [self.analyse("results-0", None)]
        known = None
        for number in range(1, rounds + 1):
            now = f"corrections-{number}"
            self.settle(now, f"results-{number - 1}", known)
            counts.append(self.analyse(f"results-{number}", now, f"results-{number - 1}", known))
            known = now
        self.settle("end", f"results-{rounds}", known)
        listed = self.work / "report.list"
        listed.write_text("".join(f"results-{rounds}/{file.name}.txt\n" for file in self.files))
        self.script("report.sh", "report.txt", "trouble.txt", "end.left", listed)
        print("analysed:", *counts)


def findings_in(text):
    return sorted(re.split(r"(?m)^(?=[^\s:]+:\d+:\d+: warning: )", text)[1:])


def main():
    words = sys.argv[1:]
    flags = words[words.index("--") + 1:]
    scripts, program, sources, work, rounds = words[:words.index("--")]
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    of = Rounds(scripts, program, sources, work, flags)
    of.run(int(rounds))
    (work / "compile_commands.json").write_text(json.dumps([
        {"directory": str(work), "file": str(file), "arguments": ["cc", "-c", *flags, str(file)]}
        for file in of.files]))
    whole = subprocess.run([program, "--no-config", "-p", ".", "--whole-program",
                            "--summaries-out=whole.yaml"],
                           cwd=work, capture_output=True, text=True, check=False)
    one, other = findings_in(whole.stdout), findings_in((work / "report.txt").read_text())
    print(f"findings: {len(one)} and {len(other)},", "equal" if one == other else "not equal")
    same = (work / "whole.yaml").read_bytes() == (work / "end.yaml").read_bytes()
    print("summaries:", "equal" if same else "not equal")
    print((work / "trouble.txt").read_text(), end="")


if __name__ == "__main__":
    main()
