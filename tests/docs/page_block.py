#!/usr/bin/python3
"""Prints a fenced block of a page: page_block.py PAGE LANGUAGE N, N counted from 1."""

import re
import sys


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
