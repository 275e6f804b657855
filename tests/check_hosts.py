#!/usr/bin/python3
"""Checks one file in every host: that they all find the same, and what they find.

    check_hosts.py --config=HOSTS.json [--driver] FILE [compiler flags]

The file is analysed by the driver, clang --analyze, clang-tidy and clangd, with
the stand-in header and with the real Python.h; with --driver by the driver alone,
with the stand-in header. What they report is brought into one form,
`file:line:col: warning: message [rule]` followed by the notes, and compared:
between hosts with its notes, between headers without; and with what the comments
of the file expect (expectations.py). It is printed once, so that FileCheck can
check notes. Differences are shown, and the exit status is 1.

Lines of the file that steer this:

    // FLAGS: ...            more compiler flags
    // REAL-HEADER: no       only the stand-in header will do
    // CONTRACTS: FILE       a user's contract file, relative to the test
    // PYTHON-VERSION: 3.X   the version to assume
"""

import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "hosts" / "clangd"))
import expectations  # noqa: E402
import lsp_client  # noqa: E402

LINE = re.compile(r"^(?P<file>[^:\s][^:]*):(?P<line>\d+):(?P<col>\d+): "
                  r"(?P<kind>warning|note|error|fatal error): (?P<text>.*)$")
ANALYZER_RULE = re.compile(r"\[cpython\.(\w+)\]$")


class HostFailed(Exception):
    """A host that did not do its work; the text says why."""


def directive(text, name):
    found = re.search(rf"^(?://|/\*)\s*{name}:\s*(.*?)\s*(?:\*/)?$", text, re.M)
    return found.group(1) if found else None


class Test:
    """The file and what its directives ask for."""

    def __init__(self, path, config, flags):
        self.path = pathlib.Path(path).absolute()
        text = self.path.read_text(errors="replace")
        self.text = text
        self.flags = flags + (directive(text, "FLAGS") or "").split()
        contracts = directive(text, "CONTRACTS")
        self.contracts = contracts and str(self.path.parent / contracts)
        self.python_version = directive(text, "PYTHON-VERSION")
        self.headers = {"stand-in header": config["standin_header"]}
        real = config["real_header"]
        if real and directive(text, "REAL-HEADER") != "no":
            self.headers["real header"] = real

    def compiler_flags(self, header):
        return [f"-I{self.headers[header]}", *self.flags]

    def settings(self):
        """What clang and clang-tidy call the options."""
        chosen = {"ContractFiles": self.contracts,
                  "PythonVersion": self.python_version}
        return {name: value for name, value in chosen.items() if value}


def run(command, good_statuses, preload=""):
    environment = {**os.environ, "LD_PRELOAD": preload} if preload else None
    done = subprocess.run(command, capture_output=True, text=True,
                          errors="replace", timeout=300, env=environment)
    if done.returncode not in good_statuses:
        raise HostFailed(f"exit status {done.returncode}: "
                         f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done


def run_driver(config, test, header):
    # Other hosts show each reference.
    options = ["--no-merge"]
    if test.contracts:
        options.append(f"--contracts={test.contracts}")
    if test.python_version:
        options.append(f"--python-version={test.python_version}")
    done = run([config["driver"], *options, str(test.path), "--",
                *test.compiler_flags(header)], (0, 1))
    findings = parse(done.stdout, test.path)
    if bool(findings) != (done.returncode == 1):
        raise HostFailed(f"exit status {done.returncode} with "
                         f"{len(findings)} findings")
    return findings


def run_analyzer(config, test, header):
    settings = []
    for name, value in test.settings().items():
        settings += ["-Xclang", "-analyzer-config",
                     "-Xclang", f"cpython:{name}={value}"]
    done = run([config["clang"], "--analyze", "--analyzer-no-default-checks",
                "--analyzer-output", "text",
                f"-fplugin={config['analyzer_plugin']}",
                "-Xclang", "-analyzer-checker=cpython", *settings,
                *test.compiler_flags(header), str(test.path)], (0,),
               config["preload"])
    findings = parse(done.stderr, test.path)
    for finding in findings:
        # clang repeats the finding as the last step of its path.
        if len(finding) > 1 and (finding[-1].split(": note: ")[1]
                                 == strip_rule(finding[0])):
            finding.pop()
    return findings


def run_tidy(config, test, header):
    settings = json.dumps({"CheckOptions": test.settings()})
    done = run([config["clang_tidy"], f"--load={config['tidy_plugin']}",
                "--checks=-*,cpython-*", f"--config={settings}", "--quiet",
                str(test.path), "--", *test.compiler_flags(header)], (0,),
               config["preload"])
    return parse(done.stdout, test.path)


def run_clangd(config, test, header):
    with tempfile.TemporaryDirectory() as directory:
        # clangd's own configuration is the only way to its check options; the
        # user's must not be read either.
        home = pathlib.Path(directory) / "clangd"
        home.mkdir()
        settings = {"Diagnostics": {"ClangTidy": {
            "CheckOptions": test.settings()}}}
        (home / "config.yaml").write_text(json.dumps(settings))
        environment = {**os.environ, "XDG_CONFIG_HOME": directory}
        with lsp_client.Server([config["clangd"], "--background-index=false"],
                               env=environment) as server:
            diagnostics, _ = server.open(
                test.path, flags=test.compiler_flags(header))
            if server.close() != 0:
                raise HostFailed("clangd failed\n" + server.error_output())
    ours = [d for d in diagnostics
            if d["severity"] == 1
            or str(d.get("code", "")).startswith("cpython-")]
    lines = lsp_client.format_diagnostics(test.path, ours, notes=True)
    return parse("\n".join(lines), test.path)


def strip_rule(line):
    return re.sub(r"^.*?: warning: (.*) \[[\w-]+\]$", r"\1", line)


def tidy_name(match):
    words = re.findall("[A-Z][a-z]*", match.group(1))
    name = "-".join(word.lower() for word in words)
    return f"[cpython-{name}]"


def parse(output, main_file):
    """Findings, each a list of its line and those of its notes; sorted."""
    findings = []
    for line in output.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        if "error" in match["kind"]:
            raise HostFailed(f"the file has errors\n{output}")
        file = os.path.realpath(match["file"])
        if file == os.path.realpath(main_file):
            file = main_file.name
        text = ANALYZER_RULE.sub(tidy_name, match["text"])
        # clangd begins each message with a capital.
        text = text[:1].upper() + text[1:]
        line = f"{file}:{match['line']}:{match['col']}: {match['kind']}: {text}"
        if match["kind"] == "warning":
            findings.append([line])
        elif findings:
            findings[-1].append(line)

    def position(finding):
        match = LINE.match(finding[0])
        return (match["file"], int(match["line"]), int(match["col"]), finding)
    return sorted(findings, key=position)


HOSTS = {
    "pyrefcheck": run_driver,
    "clang --analyze": run_analyzer,
    "clang-tidy": run_tidy,
    "clangd": run_clangd,
}


def choose_runs(test):
    """The driver with every header, the other hosts with one each.

    clangd gets the real header: it skips bodies of inline functions there.
    """
    headers = list(test.headers)
    runs = [("pyrefcheck", header) for header in headers]
    return runs + [("clang --analyze", headers[0]), ("clang-tidy", headers[0]),
                   ("clangd", headers[-1])]


def run_all(config, test, runs):
    """What each run finds, or why it failed, in two dictionaries."""
    results, failures = {}, {}
    with concurrent.futures.ThreadPoolExecutor(len(runs)) as pool:
        jobs = [pool.submit(HOSTS[host], config, test, header)
                for host, header in runs]
    for run_of, job in zip(runs, jobs):
        try:
            results[run_of] = job.result()
        except (HostFailed, lsp_client.ServerDied) as problem:
            failures[run_of] = problem
    return results, failures


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 2 or not arguments[0].startswith("--config="):
        sys.exit(__doc__)
    config = json.loads(pathlib.Path(arguments.pop(0)[9:]).read_text())
    driver_only = arguments[0] == "--driver"
    test = Test(arguments[driver_only], config, arguments[driver_only + 1:])

    runs = choose_runs(test)
    first = runs[0]
    results, failures = run_all(config, test, runs[:1] if driver_only else runs)
    for run_of, problem in failures.items():
        print(f"{', '.join(run_of)}: {problem}", file=sys.stderr)
    failed = bool(failures)
    for host, header in results:
        if host == first[0]:
            # Notes may tell of the bodies of inline functions, which differ.
            failed |= differ(results, first, (host, header), notes=False)
        else:
            failed |= differ(results, (first[0], header), (host, header),
                             notes=True)
    print("\n".join(lines_of(results.get(first), notes=True)
                    or ["no findings"]))
    if first in results:
        failed |= is_unexpected(test, results[first])
    return failed


def is_unexpected(test, findings):
    """Compares the findings with what the file expects; shows how they differ."""
    found = [expectations.Finding.parse(finding[0]) for finding in findings]
    try:
        problems = expectations.compare(expectations.read(test.text), found,
                                        test.path.name)
    except expectations.BadExpectation as problem:
        problems = [f"{test.path.name}:{problem}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return bool(problems)


def lines_of(findings, notes):
    return [line for finding in findings or []
            for line in (finding if notes else finding[:1])]


def differ(results, one, other, notes):
    """Compares two runs; shows how they differ."""
    if one not in results or one == other:
        return False
    lines = [lines_of(results[run_of], notes) for run_of in (one, other)]
    if lines[0] == lines[1]:
        return False
    print("the hosts do not agree:", file=sys.stderr)
    print("\n".join(difflib.unified_diff(
        *lines, ", ".join(one), ", ".join(other), lineterm="", n=1)),
        file=sys.stderr)
    return True


if __name__ == "__main__":
    sys.exit(main())
