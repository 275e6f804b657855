"""Golden files: the findings that are expected on a corpus, with a verdict.

    golden/<corpus>.tsv        one line per finding that the driver reports
    golden/<corpus>.gone.tsv   judged findings that it no longer reports; their
                               verdicts come back when the findings do
"""

import collections
import csv
import dataclasses
import pathlib

from harness.driver import Finding

DIRECTORY = pathlib.Path(__file__).resolve().parent.parent / "golden"
COLUMNS = ["verdict", "file", "function", "rule", "fingerprint", "line",
           "message", "reason"]
VERDICTS = ["true", "false", "unsure", "unjudged"]


@dataclasses.dataclass
class Entry:
    finding: Finding
    verdict: str = "unjudged"
    reason: str = ""

    def __str__(self):
        if self.verdict == "unjudged":
            return str(self.finding)
        return f"{self.finding}\n      judged {self.verdict}: {self.reason}"


class MalformedGolden(Exception):
    pass


def read(path):
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    entries = []
    for number, row in enumerate(rows, 1):
        if number == 1:
            if row != COLUMNS:
                raise MalformedGolden(f"{path}:1: expected the columns "
                                      + ", ".join(COLUMNS))
            continue
        # An editor may have dropped the tab before an empty reason.
        row += [""] * (len(COLUMNS) - len(row) == 1)
        if len(row) != len(COLUMNS):
            raise MalformedGolden(f"{path}:{number}: expected {len(COLUMNS)} "
                                  f"columns, not {len(row)}")
        values = dict(zip(COLUMNS, row))
        if values["verdict"] not in VERDICTS:
            raise MalformedGolden(f"{path}:{number}: expected a verdict ("
                                  + ", ".join(VERDICTS) + f"), not "
                                  f"'{values['verdict']}'")
        verdict, reason = values.pop("verdict"), values.pop("reason")
        values["line"] = int(values["line"])
        entries.append(Entry(Finding(**values), verdict, reason))
    return entries


def write(path, entries):
    if not entries:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as stream:
        # Not csv: a field never holds a tab, and a quote is only a quote.
        stream.write("\t".join(COLUMNS) + "\n")
        for entry in entries:
            values = {**dataclasses.asdict(entry.finding),
                      "verdict": entry.verdict, "reason": entry.reason}
            stream.write("\t".join(str(values[c]).replace("\t", " ")
                                   for c in COLUMNS) + "\n")


@dataclasses.dataclass
class Comparison:
    entries: list  # one per finding of this run, in their order
    new: list
    gone: list


def compare(expected, findings):
    """Pairs findings with golden entries of the same identity, in line order;
    if there are none, with entries of an earlier version's identity."""
    known = collections.defaultdict(collections.deque)
    for entry in expected:
        known[entry.finding.identity].append(entry)
    entries, new = [], []
    for finding in findings:
        same = next((known[identity] for identity
                     in [finding.identity, *finding.earlier_identities]
                     if known.get(identity)), None)
        old = same.popleft() if same else None
        entries.append(Entry(finding, old.verdict, old.reason) if old
                       else Entry(finding))
        if not old:
            new.append(entries[-1])
    gone = [entry for same in known.values() for entry in same]
    return Comparison(entries, new, gone)


def inherit(unjudged, candidates):
    """Gives new findings the verdicts of gone ones that differ only in their
    fingerprint, and returns the candidates that are left."""
    def likeness(entry):
        f = entry.finding
        return f.file, f.function, f.rule, f.message

    left = collections.defaultdict(collections.deque)
    for entry in candidates:
        if entry.verdict != "unjudged":
            left[likeness(entry)].append(entry)
    for entry in unjudged:
        same = left[likeness(entry)]
        if same:
            old = same.popleft()
            entry.verdict, entry.reason = old.verdict, old.reason
    return [entry for same in left.values() for entry in same]


class Golden:
    """The two files of one corpus."""

    def __init__(self, corpus, directory=DIRECTORY):
        self.path = pathlib.Path(directory) / f"{corpus}.tsv"
        self.gone_path = self.path.with_suffix(".gone.tsv")
        self.entries = read(self.path)
        self.gone = read(self.gone_path)

    def update(self, findings):
        """Rewrites both files for a run's findings; returns the comparison."""
        result = compare(self.entries, findings)
        back = compare(self.gone, [entry.finding for entry in result.new])
        for entry, old in zip(result.new, back.entries):
            entry.verdict, entry.reason = old.verdict, old.reason
        self.entries = result.entries
        self.gone = inherit([e for e in result.new if e.verdict == "unjudged"],
                            result.gone + back.gone)
        self.gone.sort(key=lambda e: (e.finding.file, e.finding.line))
        write(self.path, self.entries)
        write(self.gone_path, self.gone)
        return result
