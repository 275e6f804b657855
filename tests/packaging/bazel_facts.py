#!/usr/bin/python3
"""What tests/packaging/on-bazel asks about Bazel's runs.

    bazel_facts.py actions LOG         the actions in an execution log, counted
    bazel_facts.py database AQUERY DIR compile_commands.json, from a query of actions
    bazel_facts.py findings FILE       the findings in a report, in order
"""

import collections
import json
import os
import re
import sys


def actions(log):
    decoder, counts = json.JSONDecoder(), collections.Counter()
    rest = open(log, encoding="utf-8").read().strip() if os.path.exists(log) else ""
    while rest:
        action, end = decoder.raw_decode(rest)
        rest = rest[end:].lstrip()
        if action["mnemonic"].startswith("Pyrefcheck"):
            cached = " from the cache" if action.get("cacheHit") else ""
            counts[action["mnemonic"].removeprefix("Pyrefcheck").lower() + cached] += 1
    print(", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "nothing")


def database(query, directory):
    entries = {}
    for action in json.load(open(query, encoding="utf-8"))["actions"]:
        words = action["arguments"]
        source = words[words.index("-c") + 1]
        entries[source] = {"directory": directory, "file": source, "arguments": words}
    json.dump(list(entries.values()), sys.stdout, indent=1)


def findings(report):
    text = open(report, encoding="utf-8").read()
    for finding in sorted(re.split(r"(?m)^(?=[^\s:]+:\d+:\d+: warning: )", text)[1:]):
        print(finding, end="")


if __name__ == "__main__":
    {"actions": actions, "database": database, "findings": findings}[sys.argv[1]](*sys.argv[2:])
