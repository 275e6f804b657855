#!/usr/bin/python3
"""Runs the commands of a CI configuration as the service would.

    run_ci.py github|gitlab FILE [--skip TEXT]...

The shell commands of the only job run in the working directory, with the job's
variables unless the environment has them already. What only the service itself can do is
listed as not run: actions of GitHub, and commands with TEXT, which is for what needs a
machine of its own. The exit status is that of the job.
"""

import argparse
import os
import subprocess
import sys

import yaml


def github(job):
    """Each step with the command that it runs, or none."""
    for step in job["steps"]:
        yield step.get("name") or step.get("uses"), step.get("run")


def gitlab(job):
    for command in job.get("before_script", []) + job["script"]:
        yield command, command


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("service", choices=["github", "gitlab"])
    parser.add_argument("file")
    parser.add_argument("--skip", metavar="TEXT", action="append", default=[])
    options = parser.parse_args()

    with open(options.file) as file:
        configuration = yaml.safe_load(file)
    if options.service == "github":
        [job] = configuration["jobs"].values()
        steps, variables = github(job), job.get("env", {})
    else:
        [job] = configuration.values()
        steps, variables = gitlab(job), job.get("variables", {})

    environment = {**variables, **os.environ}
    for name, command in steps:
        if not command or any(text in command for text in options.skip):
            print(f"not run: {name}", flush=True)
            continue
        print(f"run: {name}", flush=True)
        status = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command], env=environment,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL).returncode
        if status:
            print(f"exit status: {status}")
            return status
    print("exit status: 0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
