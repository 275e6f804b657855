#!/usr/bin/python3
"""Prints what is in a report for a review service, a line each; fails if it is
not what the service's documentation asks for.

    review_facts.py github|gitlab|rdjsonl|plist FILE
"""

import json
import plistlib
import re
import sys


def unescape(text, is_property=False):
    codes = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    if is_property:
        codes |= {"%3A": ":", "%2C": ","}
    return re.sub("|".join(codes), lambda match: codes[match[0]], text)


def github(text):
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        assert match, line
        kind, properties, message = match.groups()
        values = {}
        for one in properties.split(","):
            name, value = one.split("=", 1)
            assert name in ("file", "line", "col", "endLine", "endColumn",
                            "title"), name
            values[name] = unescape(value, True)
        print(kind, *(f"{name}={value}" for name, value in values.items()))
        for number, part in enumerate(unescape(message).split("\n")):
            print("  step" if number else "  message", part)


def gitlab(text):
    report = json.loads(text)
    fingerprints = [entry["fingerprint"] for entry in report]
    print("unique fingerprints:", len(set(fingerprints)) == len(report))
    for entry in report:
        assert set(entry) == {"description", "check_name", "fingerprint",
                              "severity", "location"}, entry
        assert entry["severity"] in ("info", "minor", "major", "critical",
                                     "blocker"), entry
        location = entry["location"]
        begin = location["lines"]["begin"]
        assert isinstance(begin, int), entry
        print(entry["check_name"], entry["severity"],
              f"{location['path']}:{begin}", entry["description"])
        print("  fingerprint", entry["fingerprint"])


def rdjsonl_place(location):
    assert set(location) <= {"path", "range"}, location
    if "range" not in location:
        return location["path"]
    positions = [location["range"][key] for key in ("start", "end")
                 if key in location["range"]]
    places = "-".join(f"{p['line']}:{p['column']}" for p in positions)
    return f"{location['path']}:{places}"


def rdjsonl(text):
    for line in text.splitlines():
        entry = json.loads(line)
        assert set(entry) <= {"message", "location", "severity", "source",
                              "code", "relatedLocations", "suggestions"}, entry
        assert entry["severity"] in ("ERROR", "WARNING", "INFO"), entry
        print(entry["severity"], rdjsonl_place(entry["location"]),
              entry.get("code", {}).get("value", "no rule"), entry["message"])
        for related in entry.get("relatedLocations", []):
            print("  related", rdjsonl_place(related["location"]),
                  related["message"])
        for suggestion in entry.get("suggestions", []):
            start, end = (suggestion["range"][key] for key in ("start", "end"))
            print(f"  suggestion {start['line']}:{start['column']}-"
                  f"{end['line']}:{end['column']} {suggestion['text']!r}")


def plist(text):
    report = plistlib.loads(text.encode())
    assert report["metadata"]["analyzer"] == {"name": "pyrefcheck"}
    entries = report["diagnostics"]
    hashes = [entry["issue_hash_content_of_line_in_context"] for entry in entries]
    print("unique hashes:", len(set(hashes)) == len(entries))

    def place(location):
        return f"{report['files'][location['file']]}:{location['line']}:{location['col']}"

    for entry in entries:
        assert entry["path"][-1]["location"] == entry["location"]
        assert entry["path"][-1]["message"] == entry["description"]
        print(entry["check_name"], entry["issue_context"],
              place(entry["location"]), entry["description"])
        for step in entry["path"][:-1]:
            assert step["kind"] == "event"
            print("  step", place(step["location"]), step["message"])
        for note in entry.get("notes", []):
            print("  note", place(note["location"]), note["message"])
        print("  fingerprint", entry["issue_hash_content_of_line_in_context"])


with open(sys.argv[2], encoding="utf-8") as file:
    {"github": github, "gitlab": gitlab, "rdjsonl": rdjsonl, "plist": plist}[sys.argv[1]](
        file.read())
