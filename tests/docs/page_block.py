#!/usr/bin/python3
"""Prints a fenced block of a page: page_block.py PAGE LANGUAGE N, N counted from 1."""

import re
import sys


def section(text, heading):
    """The part of a page below a heading, down to the next one of its rank."""
    match = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    if not match:
        sys.exit(f"no heading {heading!r}")
    rest = text[match.end():]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[:end.start()] if end else rest


def blocks(text, language):
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text,
                      re.MULTILINE | re.DOTALL)


def main():
    page, language, number = sys.argv[1:]
    with open(page) as file:
        print(blocks(file.read(), language)[int(number) - 1], end="")


if __name__ == "__main__":
    main()
