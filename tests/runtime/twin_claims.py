"""The RUNTIME lines of a test file; tests/README.md describes their format."""

import dataclasses
import re
from pathlib import Path

from twin_source import CALLS

KINDS = {"leak", "memory", "over", "crash", "freed"}


class BadLine(Exception):
    """A RUNTIME line that does not follow the format."""


@dataclasses.dataclass
class Claim:
    """What one function does when it is called."""

    name: str
    kinds: tuple  # empty: nothing wrong
    call: str
    types: tuple
    fail: tuple  # of (API function, which call of it; 0: each)
    run: str


@dataclasses.dataclass
class Twins:
    """The claims of one file."""

    path: Path
    setup: str
    claims: list

    def unique(self, attribute):
        """All values in one sequence attribute of the claims, once each."""
        values = (v for c in self.claims for v in getattr(c, attribute))
        return sorted(set(values))


def parse_line(text):
    """The claims of one RUNTIME line."""
    fields = {"call": "varargs", "types": "", "fail": ""}
    rest = text.strip()
    while rest:
        match = re.match(r"(\w+)=", rest)
        if not match:
            raise BadLine(f"expected KEY=VALUE at '{rest}'")
        key, rest = match.group(1), rest[match.end() :]
        if key in ("args", "run"):
            fields[key], rest = rest.strip(), ""
        elif key in ("bad", "good", "call", "types", "fail"):
            fields[key], _, rest = rest.partition(" ")
            rest = rest.strip()
        else:
            raise BadLine(f"unknown key '{key}'")
    if fields["call"] not in CALLS:
        raise BadLine(f"unknown call '{fields['call']}'")
    if "run" in fields and "args" in fields:
        raise BadLine("'run' and 'args' exclude each other")
    run = fields.get("run") or f"f(*{fields.get('args', '()')})"

    fail = []
    for entry in filter(None, fields["fail"].split(",")):
        api, _, nth = entry.partition("@")
        fail.append((api, int(nth or 0)))

    def claim(name, kinds):
        types = tuple(filter(None, fields["types"].split(",")))
        return Claim(name, kinds, fields["call"], types, tuple(fail), run)

    claims = [
        claim(name, ()) for name in filter(None, fields.get("good", "").split(","))
    ]
    for entry in filter(None, fields.get("bad", "").split(",")):
        name, _, kinds = entry.partition(":")
        kinds = tuple(kinds.split("|"))
        if not set(kinds) <= KINDS:
            raise BadLine(f"expected one of {', '.join(sorted(KINDS))} after '{name}:'")
        claims.append(claim(name, kinds))
    if not claims:
        raise BadLine("no function named by 'bad' or 'good'")
    return claims


def join_lines(text):
    """The text with each RUNTIME line whole: an indented comment continues it.

    Lines keep their numbers.
    """
    def join(match):
        first, *more = match[0].split("\n")
        whole = " ".join([first, *(line[2:].strip() for line in more)])
        return whole + "\n" * len(more)

    return re.sub(r"^// RUNTIME:.*(?:\n//    .*)+", join, text, flags=re.M)


def parse_file(path):
    """The twins of a file, or None if it says nothing about the run time."""
    setup, claims = [], []
    for number, line in enumerate(join_lines(path.read_text()).splitlines(), 1):
        match = re.match(r"\s*// RUNTIME(-SETUP)?:(.*)", line)
        if not match:
            continue
        if match.group(1):
            setup.append(match.group(2).removeprefix(" "))
            continue
        if match.group(2).split()[:1] == ["none"]:
            continue
        try:
            claims += parse_line(match.group(2))
        except BadLine as error:
            raise BadLine(f"{path}:{number}: {error}") from None
    return Twins(path, "\n".join(setup), claims) if claims else None
