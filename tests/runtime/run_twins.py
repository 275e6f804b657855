#!/usr/bin/env python3
"""Asks the interpreter whether the twins in tests/patterns are what they claim.

A pattern test states in RUNTIME lines (see tests/README.md) which of its
functions leak, crash or release too much when they are called, and which do
not. This program compiles each such file into an extension module for a debug
build of Python, calls the functions there, and fails when a claim is false.

usage: run_twins.py [-j N] [-v] FILE_OR_DIRECTORY...
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from twin_claims import BadLine, parse_file
from twin_source import INPUTS, wrapper_source

HERE = Path(__file__).resolve().parent
WORKER = HERE / "twin_worker.py"


class Unbuildable(Exception):
    """What the compiler says of a file that it rejects."""


@dataclasses.dataclass
class Toolchain:
    """The debug interpreter and what compiles extensions for it."""

    python: str
    include: str
    suffix: str
    c: str
    cxx: str

    @staticmethod
    def find():
        python = shutil.which("python3-dbg")
        c = shutil.which("gcc") or shutil.which("clang-19") or shutil.which("clang")
        cxx = shutil.which("g++") or shutil.which("clang++-19")
        if not python or not c:
            sys.exit("run_twins.py: needs python3-dbg and a C compiler")
        script = (
            "import sysconfig as s, sys; sys.gettotalrefcount();"
            "print(s.get_paths()['include'], s.get_config_var('EXT_SUFFIX'))"
        )
        out = subprocess.run(
            [python, "-c", script], check=True, capture_output=True, text=True
        )
        return Toolchain(python, *out.stdout.split(), c, cxx)

    def build(self, twins, directory, sanitize):
        """Compiles the module."""
        cxx = twins.path.suffix != ".c"
        main = directory / ("twin.cpp" if cxx else "twin.c")
        main.write_text(wrapper_source(twins))
        common = ["-fPIC", "-O0", "-w", "-I", self.include]
        if sanitize:
            common.append("-fsanitize=address")
        newer = directory / "newer.o"
        commands = [
            [self.c, *common, "-c", INPUTS / "newer-api.c", "-o", newer],
            [self.cxx if cxx else self.c, *common, "-shared", main, newer]
            + ["-o", directory / f"twin{self.suffix}"],
        ]
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Unbuildable(done.stderr)

    def measure(self, twins, claims, sanitize):
        """Calls the functions; returns a result for each claim."""
        with tempfile.TemporaryDirectory(prefix="twins") as name:
            directory = Path(name)
            self.build(twins, directory, sanitize)
            work = {
                "directory": name,
                "setup": twins.setup,
                "claims": [dataclasses.asdict(c) for c in claims],
            }
            # Nothing of the caller's: what Python does depends on it. Unbuffered,
            # for the debug build counts a reference too many for each write to a
            # line-buffered standard error.
            environment = {
                "PATH": os.environ["PATH"],
                "LANG": "C.UTF-8",
                "PYTHONHASHSEED": "0",
                "PYTHONUNBUFFERED": "1",
            }
            if sanitize:
                runtime = subprocess.run(
                    [self.c, "-print-file-name=libasan.so"],
                    capture_output=True,
                    text=True,
                ).stdout.strip()
                environment.update(
                    LD_PRELOAD=runtime,
                    PYTHONMALLOC="malloc",
                    ASAN_OPTIONS="detect_leaks=0",
                )
            done = subprocess.run(
                [self.python, WORKER],
                input=json.dumps(work),
                capture_output=True,
                text=True,
                env=environment,
            )
            if done.returncode != 0:
                return [{"error": done.stderr}] * len(claims)
            return json.loads(done.stdout)


def verdict(result):
    """What a measurement shows: a set of kinds, and a sentence."""
    if "error" in result:
        return {"error"}, result["error"].strip()
    if "crash" in result:
        # A crash is how an over-release ends as well.
        kinds = {"crash", "over"}
        if "AddressSanitizer: heap-use-after-free" in result["crash"]:
            kinds.add("freed")
        lines = [
            line
            for line in result["crash"].splitlines()
            if re.search(r"Error|error|refcount|Assert|signal", line)
        ]
        return kinds, "crashes: " + (lines[0].strip() if lines else "signal")
    kinds = set()
    references, blocks = result["references"], result["blocks"]
    if min(references) > 0.9:
        kinds.add("leak")
    if min(blocks) > 0.9:
        kinds.add("memory")
    if max(references) < -0.9:
        kinds.add("over")
    # The interpreter fills caches of its own at times, so one round may err.
    middle = [statistics.median(counts) for counts in (references, blocks)]
    if not kinds and max(map(abs, middle)) > 0.1:
        kinds.add("unsteady")
    return kinds, f"{middle[0]:+.2f} references, {middle[1]:+.2f} blocks a call"


def judge(toolchain, twins):
    """One (claim is true, sentence) for each claim of a file."""
    freed = [c for c in twins.claims if "freed" in c.kinds]
    plain = [c for c in twins.claims if "freed" not in c.kinds]
    for claims, sanitize in (plain, False), (freed, True):
        if not claims:
            continue
        try:
            results = toolchain.measure(twins, claims, sanitize)
        except Unbuildable as error:
            yield False, f"does not compile:\n{error}"
            continue
        for claim, result in zip(claims, results):
            kinds, sentence = verdict(result)
            wanted = "|".join(claim.kinds) or "clean"
            true = bool(kinds & set(claim.kinds)) if claim.kinds else not kinds
            yield true, f"{claim.name} ({wanted}): {sentence}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-j", type=int, default=2, help="files at a time")
    parser.add_argument("-v", action="store_true", help="print true claims as well")
    options = parser.parse_args()

    files = []
    for path in options.paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in (".c", ".cpp"))
        files += inside if path.is_dir() else [path]
    try:
        parsed = [parse_file(path) for path in files]
    except BadLine as error:
        sys.exit(str(error))
    silent = parsed.count(None)
    twins = [t for t in parsed if t]

    toolchain = Toolchain.find()
    true_claims = false_claims = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for one, results in zip(
            twins, pool.map(lambda t: list(judge(toolchain, t)), twins)
        ):
            for true, sentence in results:
                true_claims += true
                false_claims += not true
                if options.v or not true:
                    print(f"{'ok  ' if true else 'FAIL'} {one.path.name}: {sentence}")
    print(
        f"{len(twins)} files, {true_claims} claims true, {false_claims} false;"
        f" {silent} files without claims"
    )
    return 1 if false_claims or not true_claims else 0


if __name__ == "__main__":
    sys.exit(main())
