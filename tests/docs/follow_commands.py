#!/usr/bin/python3
"""Does what a page tells its reader to do, and compares what comes out.

    follow_commands.py [--path=DIRECTORY]... [--list] [--project=DIRECTORY]
                       [--section=HEADING] PAGE...

Each page is followed from its top in a directory of its own, or in a copy of the
project's; with `--section` only what stands below that heading. What is done with a
fenced block says the comment in front of it:

    <!-- file: NAME -->        the block is the contents of this file
    <!-- run -->               its commands are run by sh, line by line as written
    <!-- run: exit N -->       the same; the last of them exits with N
    <!-- run if: PROGRAM -->   the same if there is such a program
    <!-- builds -->            the same if PYREFCHECK_TEST_BUILDS is set (by
    <!-- builds: exit N -->    scripts/test full): it takes long
    <!-- not run: REASON -->   its commands are shown only
    <!-- prints -->            each of its lines is printed by the commands before,
                               in this order; "..." stands for any text

Every block of the kind `sh` has such a comment. `--path` adds a directory in front
of PATH; `--list` tells what is not run, and why.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MARKER = re.compile(r"^<!-- (?P<word>file|run if|run|builds|not run|prints)"
                    r"(?:: (?P<value>.*?))? -->$")
RUN_WORDS = ("run", "run if", "builds")
HEADING = re.compile(r"^(?P<rank>#+) (?P<text>.*)$")
FENCE = re.compile(r"^```(?P<kind>\w*)$")
# One command must not keep a test waiting for ever.
SECONDS = 300
BUILD_SECONDS = 7200


class Block:
    """A fenced block, and the comment in front of it."""

    def __init__(self, kind, line, headings, marker, lines):
        self.kind = kind
        self.line = line
        self.headings = headings
        self.word = marker["word"] if marker else None
        self.value = marker["value"] if marker else None
        self.text = "\n".join(lines) + "\n"


def read_blocks(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    blocks = []
    headings = []
    marker = None
    position = 0
    while position < len(lines):
        if fence := FENCE.match(lines[position]):
            end = lines.index("```", position + 1)
            blocks.append(Block(fence["kind"], position + 1, headings, marker,
                                lines[position + 1:end]))
            position = end
        elif heading := HEADING.match(lines[position]):
            rank = len(heading["rank"])
            headings = [*headings[:rank - 1], heading["text"]]
        if lines[position]:
            marker = MARKER.match(lines[position])
        position += 1
    return blocks


class Follower:
    """Follows one page."""

    def __init__(self, page, directory, search_path):
        self.page = page
        self.top = pathlib.Path(directory)
        self.directory = self.top
        self.output = ""
        self.skipping = False
        # Nothing of the user's own settings.
        self.environment = {
            **os.environ, "PATH": search_path, "HOME": directory,
            "XDG_CONFIG_HOME": directory, "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": value
               for who in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", "A reader"),
                                   ("EMAIL", "reader@example.org"))}}

    def problem(self, block, text):
        return f"{self.page}:{block.line}: {text}"

    def run(self, block):
        """Runs the commands; they leave us in the directory that they end in."""
        where = self.top / ".where"
        script = f"trap 'pwd >{where}' EXIT\n{block.text}"
        done = subprocess.run(
            ["sh", "-e", "-c", script], cwd=self.directory,
            env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=BUILD_SECONDS if block.word == "builds" else SECONDS,
            check=False)
        self.directory = pathlib.Path(where.read_text().strip())
        self.output = done.stdout
        expected = 0
        if block.word in ("run", "builds") and block.value:
            expected = int(block.value.removeprefix("exit "))
        if done.returncode != expected:
            return self.problem(block, f"exit status {done.returncode} instead "
                                       f"of {expected}:\n{done.stdout}")
        return None

    def skips(self, block):
        """Whether the commands are not for this machine, or take too long."""
        if block.word == "run if":
            return not shutil.which(block.value, path=self.environment["PATH"])
        return block.word == "builds" and "PYREFCHECK_TEST_BUILDS" not in os.environ

    def compare(self, block):
        rest = iter(self.output.splitlines())
        for line in block.text.splitlines():
            pattern = re.compile(re.escape(line.rstrip())
                                 .replace(re.escape("..."), ".*"))
            if not any(pattern.fullmatch(printed.rstrip()) for printed in rest):
                return self.problem(block, f"is not printed: {line}\n"
                                           f"{self.output}")
        return None

    def follow(self, block):
        """What is wrong with the block; None if nothing is."""
        if block.word in (*RUN_WORDS, "not run") and block.kind != "sh":
            return self.problem(block, "commands are blocks of the kind 'sh'")
        if block.word == "file":
            file = self.directory / block.value
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.word in RUN_WORDS:
            self.skipping = self.skips(block)
            return None if self.skipping else self.run(block)
        elif block.word == "prints" and not self.skipping:
            return self.compare(block)
        elif block.word == "not run" and not block.value:
            return self.problem(block, "needs a reason")
        elif block.word is None and block.kind == "sh":
            return self.problem(block, "commands without a comment that says "
                                       "whether they are run")
        return None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--project")
    parser.add_argument("--section")
    parser.add_argument("pages", nargs="+", metavar="PAGE", type=pathlib.Path)
    options = parser.parse_args()

    search_path = os.pathsep.join(
        [*options.path, "/usr/bin", os.environ["PATH"]])
    problems = []
    runs = 0
    for page in options.pages:
        blocks = [block for block in read_blocks(page)
                  if not options.section or options.section in block.headings]
        with tempfile.TemporaryDirectory() as directory:
            if options.project:
                shutil.copytree(options.project, directory, dirs_exist_ok=True)
            follower = Follower(page, directory, search_path)
            for block in blocks:
                if options.list and block.word == "not run":
                    print(f"{page}:{block.line}: not run: {block.value}")
                if found := follower.follow(block):
                    problems.append(found)
                    break
                runs += block.word in RUN_WORDS and not follower.skipping
    for found in problems:
        print(found, file=sys.stderr)
    print(f"{len(options.pages)} pages, {runs} blocks of commands run, "
          f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
