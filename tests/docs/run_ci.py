#!/usr/bin/python3
"""Runs the commands of a CI configuration as the service would.

    run_ci.py github|gitlab|action FILE [--input NAME=VALUE]... [--skip TEXT]...

The shell commands of the only job, or of a composite action, run in the working
directory, with the job's variables unless the environment has them already. Inputs have
their defaults or the given values. What only the service itself can do is listed as not
run: actions of GitHub, and commands with TEXT, which is for what needs a machine of its
own. The exit status is that of the job.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import yaml


def github(job):
    """Each step: its name, the command that it runs or none, its condition, id and
    variables."""
    for step in job["steps"]:
        yield (step.get("name") or step.get("uses"), step.get("run"),
               step.get("if"), step.get("id"), step.get("env", {}))


def gitlab(job):
    for command in job.get("before_script", []) + job["script"]:
        yield command, command, None, None, {}


def inputs_of(declared, given):
    """The values of the declared inputs."""
    values = {name: (about or {}).get("default", "") for name, about in declared.items()}
    for text in given:
        name, _, value = text.partition("=")
        if name not in values:
            sys.exit(f"run_ci: there is no input '{name}', only {', '.join(values)}")
        values[name] = value
    return values


def read_gitlab(text, given):
    """The configuration; a component's inputs are declared in a document before it."""
    *header, body = text.split("\n---\n")
    declared = yaml.safe_load(header[0])["spec"]["inputs"] if header else {}
    values = inputs_of(declared, given)
    return yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) \]\]",
                                 lambda match: values[match[1]], body))


class Expressions:
    """GitHub's `${{ }}`, as far as the project uses them."""

    def __init__(self, values):
        self.values = {f"inputs.{name}": value for name, value in values.items()}

    def set_outputs(self, step, text):
        for line in text.splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step}.outputs.{name}"] = value

    def fill(self, text):
        return re.sub(r"\$\{\{ ([\w.]+) \}\}",
                      lambda match: self.values.get(match[1], ""), str(text))

    def holds(self, condition):
        if condition is None:
            return True
        condition = condition.strip().removeprefix("${{").removesuffix("}}")
        for term in condition.split("&&"):
            name, value = re.fullmatch(r"([\w.]+) == '(.*)'", term.strip()).groups()
            if self.values.get(name, "") != value:
                return False
        return True


def run_step(command, environment, expressions, step):
    """The exit status of a step."""
    with tempfile.NamedTemporaryFile("r") as outputs:
        status = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", expressions.fill(command)],
            env={**environment, "GITHUB_OUTPUT": outputs.name},
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL).returncode
        expressions.set_outputs(step, outputs.read())
    return status


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("service", choices=["github", "gitlab", "action"])
    parser.add_argument("file")
    parser.add_argument("--input", metavar="NAME=VALUE", action="append", default=[])
    parser.add_argument("--skip", metavar="TEXT", action="append", default=[])
    options = parser.parse_args()

    with open(options.file) as file:
        text = file.read()
    values = {}
    if options.service == "gitlab":
        [job] = read_gitlab(text, options.input).values()
        steps, variables = gitlab(job), job.get("variables", {})
    elif options.service == "github":
        [job] = yaml.safe_load(text)["jobs"].values()
        steps, variables = github(job), job.get("env", {})
    else:
        action = yaml.safe_load(text)
        values = inputs_of(action["inputs"], options.input)
        steps, variables = github(action["runs"]), {}

    expressions = Expressions(values)
    environment = {**variables, **os.environ}
    for name, command, condition, step, own in steps:
        if not expressions.holds(condition):
            print(f"left out: {name}", flush=True)
            continue
        if not command or any(text in command for text in options.skip):
            print(f"not run: {name}", flush=True)
            continue
        print(f"run: {name}", flush=True)
        own = {key: expressions.fill(value) for key, value in own.items()}
        if status := run_step(command, {**environment, **own}, expressions, step):
            print(f"exit status: {status}")
            return status
    print("exit status: 0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
