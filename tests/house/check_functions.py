"""Finds functions of more than 60 lines.

    check_functions.py CHECKER [MOST]

Reads the layout that clang-format gives: a function is a block whose brace opens at the
end of a line and closes alone at the same indentation, and whose head has parentheses.
Those that are nothing but a table or one switch are exempt, by name.

Prints what is too long and exits with 1, or prints "all functions are short".
"""

import pathlib
import re
import sys

MOST = 60
# A table or a switch reads from top to bottom, whatever its length.
EXEMPT = {
    "messageOf": "types/TypeMessages.cpp",
    "nameOf": "summaries/CallOutcomes.cpp",
    "Composer::message": "words/Messages.cpp",
}
NAME = re.compile(r"([\w:~]+(?:<[^<>]*>)?|operator\W+)\s*\(")
NO_FUNCTION = re.compile(
    r"^\s*(?:namespace|class|struct|union|enum|extern|if|for|while|switch|do|else|case"
    r"|default|return|\}|\{)\b|=\s*\{$|\[.*\]")


def head_of(lines, end):
    """The lines from the head of a block to the one that opens it, as one text."""
    begin = end
    while begin > 0 and not re.search(r"[;{}:]$|^\s*(?://|#|$)|^\s*\w+:$",
                                      lines[begin - 1]):
        begin -= 1
    # The initialisers of a constructor stand between its head and its brace.
    while begin > 0 and re.match(r"\s*:\s", lines[begin]):
        begin -= 1
    return begin, " ".join(line.strip() for line in lines[begin:end + 1])


def functions(text):
    """Name, first line and length of each function."""
    lines = text.split("\n")
    for end, line in enumerate(lines):
        if not line.endswith("{") or line.lstrip().startswith("//"):
            continue
        begin, head = head_of(lines, end)
        name = NAME.search(head)
        if not name or NO_FUNCTION.search(head):
            continue
        indent = re.match(r"\s*", lines[begin]).group()
        close = re.compile(rf"^{indent}}}")
        for last in range(end + 1, len(lines)):
            if close.match(lines[last]):
                yield name.group(1), begin + 1, last - begin + 1
                break


def main():
    checker = pathlib.Path(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else MOST
    problems = []
    unused = dict(EXEMPT)
    for path in sorted(checker.rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        place = str(path.relative_to(checker))
        for name, line, length in functions(path.read_text()):
            if length <= most:
                continue
            if EXEMPT.get(name) == place:
                unused.pop(name, None)
            else:
                problems.append(f"{place}:{line}: {name} has {length} lines")
    if most == MOST and (checker / "types").is_dir():
        problems += [f"{place}: {name} need not be exempt"
                     for name, place in unused.items() if (checker / place).exists()]
    print("\n".join(problems) or "all functions are short")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
