#!/usr/bin/python3
"""Checks the examples on the pages about the rules.

    check_examples.py --pyrefcheck=PROGRAM --clang=PROGRAM [--update]
                      [compiler flags] PAGE...

A page about a rule is Markdown. Its examples are fenced blocks of C or C++ under
a marker:

    <!-- bad: cpython-refcount-leak -->    gives findings of this rule only
    <!-- good -->                          gives no finding

Each one compiles by itself without a warning, <Python.h> being included before
its first line. The next block of a bad one, of the kind `text`, is what
pyrefcheck prints for it: all its warnings, and as many of the other lines as the
page wants to show. `--update` writes these blocks anew.

The title, the first sentence and the level on the page are those of
`pyrefcheck --list-checks`, and every rule there has its page, with all sections.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

MARKER = re.compile(r"^<!-- (?:(?P<good>good)|bad: (?P<rule>\S+)) -->$")
FENCE = re.compile(r"^```(?P<kind>\w*)$")
WARNING = re.compile(r"^example\.\w+:\d+:\d+: warning: .* \[(?P<rule>[^]]+)\]$")
LEVEL = re.compile(r"^Level (\d)\b", re.M)
# What a reader looks for on each page, in this order; others may stand between.
SECTIONS = ("What it reports", "Why it matters", "Bad", "Good", "How to fix it",
            "Options", "Suppressing a finding", "Limits")
# The examples speak of this version; from 3.12 on None is immortal.
PYTHON_VERSION = "3.11"


class Block:
    """A fenced block: its kind, its text and the lines that it stands on."""

    def __init__(self, kind, first, lines):
        self.kind = kind
        self.first = first
        self.lines = lines


class Example:
    """A marked block of code and, after a bad one, the output it shows."""

    def __init__(self, rule, code, shown=None):
        self.rule = rule
        self.code = code
        self.shown = shown


class Page:
    """A page and its examples; collects what is wrong with it."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.lines = self.path.read_text().splitlines()
        self.problems = []
        self.examples = []
        self.read_examples()

    def complain(self, line, text):
        self.problems.append(f"{self.path}:{line + 1}: {text}")

    def read_examples(self):
        marker = None
        awaits_output = None
        position = 0
        while position < len(self.lines):
            line = self.lines[position]
            if found := MARKER.match(line):
                marker = found
            elif fence := FENCE.match(line):
                block = self.read_block(fence["kind"], position + 1)
                position += len(block.lines) + 1
                if block.kind in ("c", "cpp"):
                    if marker:
                        awaits_output = Example(marker["rule"], block)
                        self.examples.append(awaits_output)
                    else:
                        self.complain(block.first, "code without a marker")
                elif block.kind == "text" and awaits_output:
                    awaits_output.shown = block
                    awaits_output = None
                marker = None
            position += 1

    def read_block(self, kind, first):
        end = first
        while end < len(self.lines) and self.lines[end] != "```":
            end += 1
        return Block(kind, first, self.lines[first:end])


class Checker:
    """Runs the compiler and pyrefcheck over examples."""

    def __init__(self, options, flags):
        self.pyrefcheck = options.pyrefcheck
        self.clang = options.clang
        self.flags = flags + ["-include", "Python.h"]

    def run(self, command, directory):
        return subprocess.run(command, cwd=directory, text=True,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)

    def check(self, page, example):
        """What pyrefcheck prints for the example, line by line."""
        code = example.code
        name = "example." + code.kind
        with tempfile.TemporaryDirectory() as directory:
            pathlib.Path(directory, name).write_text("\n".join(code.lines) + "\n")
            compiled = self.run(
                [self.clang, "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                 "-Wno-unused", "-Wno-unused-parameter", *self.flags,
                 name], directory)
            if compiled.returncode != 0:
                page.complain(code.first, "does not compile:\n" + compiled.stderr)
                return None
            result = self.run(
                [self.pyrefcheck, f"--python-version={PYTHON_VERSION}", name,
                 "--", *self.flags], directory)
        if result.returncode not in (0, 1):
            page.complain(code.first, "pyrefcheck failed:\n" + result.stderr)
            return None
        output = result.stdout.splitlines()
        self.compare(page, example, output)
        return output

    def compare(self, page, example, output):
        found = {m["rule"] for line in output if (m := WARNING.match(line))}
        expected = {example.rule} if example.rule else set()
        if found != expected:
            page.complain(example.code.first,
                          f"expected {', '.join(expected) or 'no finding'}:\n"
                          + "\n".join(output))

    def rules(self):
        """The level and the summary of each rule."""
        listed = self.run([self.pyrefcheck, "--list-checks"], None).stdout
        found = re.findall(r"^(\S+) +level (\d)  (.+)$", listed, re.M)
        return {name: (level, summary) for name, level, summary in found}


def compare_shown(page, example, output):
    """The page shows all warnings, and nothing that is not printed."""
    if not example.shown:
        page.complain(example.code.first, "nothing shows what is printed for it")
        return
    rest = iter(output)
    for line in example.shown.lines:
        if line not in rest:
            page.complain(example.shown.first,
                          f"not what is printed (--update): {line}")
            return
    for line in output:
        if WARNING.match(line) and line not in example.shown.lines:
            page.complain(example.shown.first, f"does not show: {line}")


def update(page, outputs):
    """Writes the blocks that show output anew, the last one first."""
    for example, output in reversed(outputs):
        if not example.shown or output is None:
            continue
        shown = example.shown
        whole = any(": note: " in line for line in shown.lines)
        page.lines[shown.first:shown.first + len(shown.lines)] = [
            line for line in output if whole or WARNING.match(line)]
    page.path.write_text("\n".join(page.lines) + "\n")


def check_head(page, rules):
    """The beginning of the page says what --list-checks does."""
    name = page.path.stem
    if name not in rules:
        page.complain(0, "there is no such rule")
        return
    level, summary = rules[name]
    if page.lines[:3] != [f"# {name}", "", f"{summary}."]:
        page.complain(0, f"expected '# {name}', then '{summary}.'")
    if LEVEL.findall("\n".join(page.lines)) != [level]:
        page.complain(0, f"expected one line that begins with 'Level {level}'")
    found = [line[3:] for line in page.lines if line.startswith("## ")]
    if [section for section in found if section in SECTIONS] != [*SECTIONS]:
        page.complain(0, f"expected the sections {', '.join(SECTIONS)}; "
                         f"there are {', '.join(found)}")
    if f"NOLINT({name})" not in "\n".join(page.lines):
        page.complain(0, f"does not say how to suppress it: NOLINT({name})")
    kinds = {example.rule for example in page.examples}
    if not {None, name} <= kinds:
        page.complain(0, "expected a bad and a good example of the rule")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--pyrefcheck", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pages", nargs="+", metavar="PAGE")
    options, flags = parser.parse_known_args()

    checker = Checker(options, flags)
    rules = checker.rules()
    problems = [f"{rule} has no page"
                for rule in rules.keys() - {pathlib.Path(p).stem
                                            for p in options.pages}]
    examples = 0
    for path in options.pages:
        page = Page(path)
        check_head(page, rules)
        outputs = [(example, checker.check(page, example))
                   for example in page.examples]
        if options.update:
            update(page, outputs)
        else:
            for example, output in outputs:
                if example.rule and output is not None:
                    compare_shown(page, example, output)
        examples += len(page.examples)
        problems += page.problems
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(options.pages)} pages, {examples} examples, "
          f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
