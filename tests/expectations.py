"""What a test file says the checker finds in it, and whether it was found.

    Py_RETURN_NONE;
    // LEAK: 'text'

expects a finding of the rule cpython-refcount-leak on the line above. Several may
follow each other; a comment behind code is about its own line, and `LEAK@-3: ...`
is about the third line above the comment, `LEAK@-3:7: ...` about column 7 of it.
The keyword is the rule's name without "cpython-refcount-" or "cpython-", in capitals.

After the colon stands what the message says:

    'text'                      the first quoted text of the message
    'text' ... 'PyList_New'     further parts, in this order
    ... 'text'                  anywhere in the message
    ^'text' may be NULL         at its beginning
    'made' as new$              at its end

A part is made of whole words: it follows a space or a bracket.
What is not expected must not be found. A comment that looks like an expectation and
is none is an error.
"""

import dataclasses
import pathlib
import re

RULE_PAGES = pathlib.Path(__file__).parent.parent / "docs" / "rules"

# What else begins a comment with a word in capitals.
DIRECTIVES = {
    "RUN", "RUNTIME", "RUNTIME-SETUP", "XFAIL", "REQUIRES", "UNSUPPORTED", "FLAGS",
    "REAL-HEADER", "CONTRACTS", "PYTHON-VERSION", "NOLINT", "NOLINTNEXTLINE"}

COMMENT = re.compile(r"(?P<code>.*?)(?:^|(?<=\s))(?P<open>//|/\*)\s*(?P<text>.*)$")
EXPECTATION = re.compile(
    r"(?P<keyword>[A-Z-]+)(?:@(?P<offset>[+-]\d+)(?::(?P<column>\d+))?)?: (?P<text>\S.*)$")
LOOKS_LIKE = re.compile(r"(?P<word>[A-Za-z-]{3,})(?:[:@]| ')")
FINDING = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): warning: "
    r"(?P<message>.*?)(?: \[(?P<rule>[\w-]+)\])?$")


class BadExpectation(Exception):
    """A comment that is no expectation, but looks like one."""


def keywords():
    """Keyword to rule. Each rule has a page."""
    rules = [page.stem for page in RULE_PAGES.glob("cpython-*.md")]
    return {re.sub("^cpython-(refcount-)?", "", rule).upper(): rule for rule in rules}


def pattern_of(text):
    """The regular expression for what stands after the colon."""
    begin, end = "[^']*?", ""
    if text.startswith("^"):
        # The hosts' messages are compared with a capital at their beginning.
        begin, text = "^", text[1:2].upper() + text[2:]
    elif text.startswith("... "):
        begin, text = ".*?", text[4:]
    if text.endswith("$"):
        end, text = "$", text[:-1]
    parts = [bounded(part) for part in text.split(" ... ")]
    return re.compile(begin + ".*?".join(parts) + end)


def bounded(part):
    """The part as whole words."""
    after = r"(?![\w'])" if part[-1].isalnum() or part[-1] in "',:;" else ""
    return r"(?:^|(?<=[\s(]))" + re.escape(part) + after


@dataclasses.dataclass
class Finding:
    file: str
    line: int
    column: int
    message: str
    rule: str

    @staticmethod
    def parse(text):
        match = FINDING.match(text)
        return Finding(match["file"], int(match["line"]), int(match["column"]),
                       match["message"], match["rule"] or "")

    def __str__(self):
        return f"{self.message} [{self.rule}]"


@dataclasses.dataclass
class Expectation:
    line: int
    column: int  # 0: any
    rule: str
    text: str
    comment: str

    def describes(self, finding):
        """Whether it is this finding, wherever it is."""
        return (self.rule == finding.rule
                and pattern_of(self.text).match(finding.message) is not None)

    def is_met_by(self, finding):
        return (self.line == finding.line
                and self.column in (0, finding.column) and self.describes(finding))


def read(text):
    """The expectations of a file, in their order."""
    rules = keywords()
    own = set(re.findall(r"--check-prefix(?:es)?=([\w,-]+)", text))
    known = DIRECTIVES.union(*(prefixes.split(",") for prefixes in own))
    if "FileCheck" in text:
        known.add("CHECK")
    expectations = []
    last_code = 0
    for number, line in enumerate(text.splitlines(), 1):
        comment = COMMENT.match(line)
        found = comment and read_comment(number, comment, rules, known)
        if not found:
            last_code = number
            continue
        if not found.line:
            found.line = number if comment["code"].strip() else last_code
        if comment["code"].strip():
            last_code = number
        expectations.append(found)
    return expectations


def read_comment(number, comment, rules, known):
    """The expectation in a comment, with line 0 if it names none; or nothing."""
    text = comment["text"]
    match = EXPECTATION.match(text)
    if match and match["keyword"] in rules and comment["open"] == "//":
        line = number + int(match["offset"]) if match["offset"] else 0
        return Expectation(line, int(match["column"] or 0), rules[match["keyword"]],
                           match["text"].rstrip(), text)
    like = LOOKS_LIKE.match(text)
    word = like["word"] if like else ""
    if word.upper() in rules:
        raise BadExpectation(f"{number}: not an expectation: '{text}'; "
                             f"expected '// {word.upper()}: TEXT'")
    if word.isupper() and re.sub("-(NEXT|SAME|NOT|DAG|LABEL|COUNT.*)$", "", word) not in known:
        raise BadExpectation(f"{number}: unknown keyword '{word}'; "
                             f"expected one of {', '.join(sorted(rules))}")
    return None


def compare(expectations, findings, file):
    """What is wrong, a line of text each."""
    missing, surplus = [], [f for f in findings if f.file != file]
    own = [f for f in findings if f.file == file]
    for line in sorted({e.line for e in expectations} | {f.line for f in own}):
        align([e for e in expectations if e.line == line],
              [f for f in own if f.line == line], missing, surplus)
    return explain(missing, surplus, file)


def align(expected, found, missing, surplus):
    """Those of one line, whose order counts."""
    begin = 0
    for expectation in expected:
        met = next((i for i in range(begin, len(found))
                    if expectation.is_met_by(found[i])), None)
        if met is None:
            missing.append(expectation)
            continue
        surplus += found[begin:met]
        begin = met + 1
    surplus += found[begin:]


def explain(missing, surplus, file):
    """Pairs what is missing with what was found instead."""
    problems = []
    for expected in missing:
        here = f"{file}:{expected.line}"
        found = (next((f for f in surplus if f.line == expected.line), None)
                 or next((f for f in surplus if expected.describes(f)), None))
        if not found:
            problems.append(f"{here}: not found: {expected.comment}")
            continue
        surplus.remove(found)
        place = (f"{found.file}:{found.line}:{found.column}: "
                 if expected.describes(found) else "")
        problems.append(f"{here}: expected: {expected.comment}\n"
                        f"{here}: but found: {place}{found}")
    problems += [f"{f.file}:{f.line}:{f.column}: not expected: {f}" for f in surplus]
    return problems
