"""Runs the pyrefcheck driver and reads what it writes."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.parse

TREE = pathlib.Path(__file__).resolve().parents[2]


def find_program(name):
    """A program of the newest build below build/, else from PATH."""
    built = sorted(TREE.glob(f"build/*/bin/{name}"),
                   key=lambda path: path.stat().st_mtime)
    return str(built[-1]) if built else shutil.which(name) or name


@dataclasses.dataclass(frozen=True)
class Finding:
    file: str
    line: int
    function: str
    rule: str
    fingerprint: str
    message: str
    # Fingerprints of earlier versions, which older golden files contain.
    earlier: tuple = ()

    @property
    def identity(self):
        """What stays the same when lines are added elsewhere."""
        return self.file, self.function, self.rule, self.fingerprint

    @property
    def earlier_identities(self):
        return [(self.file, self.function, self.rule, fingerprint)
                for fingerprint in self.earlier]

    def __str__(self):
        return (f"{self.file}:{self.line}: in {self.function}: {self.message}"
                f" [{self.rule}]")


@dataclasses.dataclass
class Run:
    """One finished process."""
    status: int
    timed_out: bool
    wall: float
    cpu: float
    peak: int  # bytes
    errors: str

    @property
    def outcome(self):
        if self.timed_out:
            return "timeout"
        if self.status < 0:
            return "killed by " + signal.Signals(-self.status).name
        return f"exit status {self.status}"


def execute(command, cwd=None, timeout=3600, stderr=subprocess.DEVNULL):
    """Runs a command and measures it; stderr is a path or DEVNULL."""
    expired = threading.Event()
    stream = stderr if isinstance(stderr, int) else open(stderr, "wb")
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=stream,
                               start_new_session=True)

    def stop():
        expired.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(timeout, stop)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    text = ""
    if not isinstance(stream, int):
        stream.close()
        text = pathlib.Path(stderr).read_text(errors="replace")
    return Run(process.returncode, expired.is_set(), wall,
               usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, text)


def check(driver, root, output, files=(), arguments=(), timeout=3600):
    """One driver job over a compilation database, or some files of it."""
    pathlib.Path(output).unlink(missing_ok=True)
    command = [driver, "-p", str(root), "--format=sarif", "-o", str(output),
               *arguments, *files]
    return execute(command, cwd=root, timeout=timeout,
                   stderr=str(output) + ".stderr")


def functions_of(summary):
    """The numbers of functions analysed, and of those that ran out of budget,
    from the driver's closing summary."""
    def number(pattern):
        found = re.search(pattern, summary)
        return int(found.group(1)) if found else 0

    return (number(r"(\d+) functions? analysed"),
            number(r"(\d+) (?:functions? )?(?:ran )?out of budget"))


# The columns of --timings.
PHASES = ("parse", "facts", "exploration", "types", "report")


def phases_of(summary):
    """The CPU seconds of each phase for all files, as --timings shows them."""
    found = re.search(r"^((?: +\d+\.\d+){6})  all files$", summary, re.M)
    return dict(zip(PHASES, map(float, found.group(1).split()))) if found else {}


class Report:
    """A SARIF file of the driver."""

    def __init__(self, path, root, sysroot):
        # Paths below these are shown without them.
        self.prefixes = [(str(root) + "/", ""), (str(sysroot) + "/", "<sysroot>/")]
        self.root = str(root)
        with open(path, encoding="utf-8") as stream:
            self.run = json.load(stream)["runs"][0]

    def findings(self):
        """All findings, one per reference, each once, ordered by place."""
        return sorted({finding for merged in self.merged() for finding in merged},
                      key=lambda f: (f.file, f.line, f.rule, f.fingerprint))

    def merged(self):
        """For each result, the findings that it stands for."""
        return [self._references(result)
                for result in self.run.get("results", [])]

    def notifications(self, *levels):
        """The run's notifications of these levels, with their places."""
        notes = [note for invocation in self.run.get("invocations", [])
                 for note in invocation.get("toolExecutionNotifications", [])
                 if note.get("level", "warning") in levels]
        return [": ".join([*(self._path(location["physicalLocation"]
                                        ["artifactLocation"])
                             for location in note.get("locations", [])),
                           note["message"]["text"]]) for note in notes]

    def _references(self, result):
        references = result.get("properties", {}).get("references", [])
        if not references:
            return [self._finding(result)]
        return [Finding(file=self._path(reference),
                        line=reference["startLine"],
                        function=reference["function"],
                        rule=result["ruleId"],
                        fingerprint=reference["fingerprint"],
                        message=" ".join(reference["message"].split()))
                for reference in references]

    def _finding(self, result):
        location = result["locations"][0]
        physical = location["physicalLocation"]
        logical = (location.get("logicalLocations") or [{}])[0]
        # By version: pyrefcheck/v1, pyrefcheck/v2, ...
        prints = [value for _, value in sorted(
            result.get("partialFingerprints", {}).items(),
            key=lambda item: int(item[0].rpartition("/v")[2]))]
        return Finding(
            file=self._path(physical["artifactLocation"]),
            line=physical["region"]["startLine"],
            function=logical.get("fullyQualifiedName") or logical.get("name", ""),
            rule=result["ruleId"],
            fingerprint=prints[-1] if prints else "",
            message=" ".join(result["message"]["text"].split()),
            earlier=tuple(prints[:-1]))

    def _path(self, location):
        uri, base = location["uri"], location.get("uriBaseId")
        bases = self.run.get("originalUriBaseIds", {})
        while base and base in bases:
            uri = bases[base].get("uri", "") + uri
            base = bases[base].get("uriBaseId")
        path = urllib.parse.unquote(urllib.parse.urlparse(uri).path)
        path = os.path.normpath(os.path.join(self.root, path))
        for prefix, shown in self.prefixes:
            if path.startswith(prefix):
                return shown + path[len(prefix):]
        return path
