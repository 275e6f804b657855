#!/usr/bin/python3
"""Runs the commands of a page as they stand there.

    run_commands.py PAGE [--section HEADING]

Each fenced block of the language `sh` below HEADING (all of the page without it) is
given to a shell in the working directory. What they write is shown, each block headed
by its text and followed by its exit status. The exit status is 1 if there is no such
block or one of them failed.
"""

import argparse
import subprocess
import sys

import page_block


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--section")
    options = parser.parse_args()

    with open(options.page) as file:
        text = file.read()
    if options.section:
        text = page_block.section(text, options.section)
    blocks = page_block.blocks(text, "sh")
    if not blocks:
        sys.exit("run_commands: no commands")

    failed = False
    for block in blocks:
        for line in block.splitlines():
            print("$", line, flush=True)
        status = subprocess.run(
            ["/bin/sh", "-ec", block], stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL).returncode
        print(f"exit status: {status}", flush=True)
        failed |= status != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
