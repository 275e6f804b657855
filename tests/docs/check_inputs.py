#!/usr/bin/python3
"""Checks the inputs of GitHub actions and GitLab components: check_inputs.py FILE...

Each declared input has a description or a default and is used, each used one is
declared, and no script of an action has one interpolated.
"""

import pathlib
import re
import sys

import yaml


def scripts_of(document):
    return [step["run"] for step in document.get("runs", {}).get("steps", [])
            if "run" in step]


def check(path):
    text = path.read_text()
    first, *rest = yaml.safe_load_all(text)
    declared = first["inputs"] if "inputs" in first else first["spec"]["inputs"]
    used = set(re.findall(r"inputs\.(\w+)", text))
    problems = [f"used but not declared: {name}" for name in sorted(used - declared.keys())]
    problems += [f"declared but not used: {name}" for name in sorted(declared.keys() - used)]
    problems += [f"says nothing: {name}" for name, about in declared.items() if not about]
    problems += [f"interpolated into a script: {found}" for script in scripts_of(first)
                 for found in re.findall(r"\$\{\{.*?\}\}", script)]
    if not rest and "runs" in first:
        problems += [f"no shell: {step.get('name')}" for step in first["runs"]["steps"]
                     if "run" in step and "shell" not in step]
    for problem in problems:
        print(f"{path.name}: {problem}")
    print(f"{path.name}: {len(declared)} inputs, {len(problems)} problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(any([check(pathlib.Path(name)) for name in sys.argv[1:]]))
