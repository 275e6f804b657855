#!/usr/bin/python3
"""Prints what is right and wrong about a wheel: wheel_facts.py WHEEL.

The file's name, WHEEL and METADATA agree; RECORD has each file with its hash and size;
the programs can be executed, and the functions of the entry points are there.
"""

import ast
import base64
import configparser
import csv
import hashlib
import pathlib
import sys
import zipfile


def check_record(archive, name):
    """RECORD against the files."""
    names = archive.namelist()
    rows = list(csv.reader(archive.read(name).decode().splitlines()))
    problems = [f"twice: {found}" for found in names if names.count(found) > 1]
    problems += [f"not in RECORD: {found}" for found in set(names) - {row[0] for row in rows}]
    for file, digest, size in rows:
        if file == name:
            if digest or size:
                problems.append("RECORD has a hash of itself")
            continue
        content = archive.read(file)
        expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
        if digest != "sha256=" + expected.decode().rstrip("="):
            problems.append(f"another hash: {file}")
        if int(size) != len(content):
            problems.append(f"another size: {file}")
    print(f"RECORD: {len(rows)} files, {len(problems)} problems")
    return problems


def check_entry_points(archive, name):
    """Each names a function that is there."""
    parser = configparser.ConfigParser()
    parser.read_string(archive.read(name).decode())
    for script, target in parser["console_scripts"].items():
        module, _, function = target.partition(":")
        tree = ast.parse(archive.read(f"{module}/__init__.py"))
        there = any(isinstance(node, ast.FunctionDef) and node.name == function
                    for node in tree.body)
        print(f"entry point {script} = {target}: {'there' if there else 'missing'}")


def fields(archive, name):
    """The fields of a file like a mail's header."""
    lines = archive.read(name).decode().partition("\n\n")[0].splitlines()
    return dict(reversed([line.split(": ", 1) for line in lines]))


def main():
    path = pathlib.Path(sys.argv[1])
    distribution, version, *tag = path.stem.split("-")
    info = f"{distribution}-{version}.dist-info"
    with zipfile.ZipFile(path) as archive:
        problems = check_record(archive, f"{info}/RECORD")
        metadata = fields(archive, f"{info}/METADATA")
        print(f"metadata: {metadata['Name']} {metadata['Version']}")
        if (metadata["Name"], metadata["Version"]) != (distribution, version):
            problems.append("the file's name says something else")
        wheel = fields(archive, f"{info}/WHEEL")
        print(f"tag: {wheel['Tag']}, pure: {wheel['Root-Is-Purelib']}")
        if wheel["Tag"] != "-".join(tag):
            problems.append("the file's name has another tag")
        check_entry_points(archive, f"{info}/entry_points.txt")
        for entry in archive.infolist():
            if entry.external_attr >> 16 & 0o111:
                print(f"executable: {entry.filename}")
        for directory in ("contracts", "include", "lib/clang", "licenses"):
            count = sum(f"/{directory}/" in name for name in archive.namelist())
            print(f"{directory}: {count} files")
    for problem in problems:
        print(f"problem: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
