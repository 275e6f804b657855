#!/usr/bin/python3
"""A client of clangd's protocol, for tests and measurements.

Opens a file in a language server, waits for its diagnostics, makes edits, waits
again after each, and prints what was published:

    lsp_client.py [options] SERVER FILE [-- compiler flags]

With --fix it asks at the end for the quick fixes, prints their titles, applies
the first of each diagnostic and prints the diagnostics that are left.

Diagnostics are printed as `file:line:col: warning: message [code]`, with
--notes also `note:` lines. After --edit they are printed once more, headed by
the edit's number. As a module: `with Server(...) as server`.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import queue
import time

SEVERITY = {1: "error", 2: "warning", 3: "information", 4: "hint"}


class ServerDied(Exception):
    """The server closed its output."""


class Server:
    """A running language server and the files that are open in it."""

    def __init__(self, command, root=None, init_options=None, env=None):
        # A file: the server must not block on a pipe that nobody reads.
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log, cwd=root, env=env)
        self.messages = queue.Queue()
        self.next_id = 0
        self.versions = {}
        threading.Thread(target=self._read, daemon=True).start()
        self.request("initialize", {
            "processId": os.getpid(),
            "rootUri": pathlib.Path(root or os.getcwd()).absolute().as_uri(),
            "capabilities": {
                # Columns in bytes, as compilers count.
                "offsetEncoding": ["utf-8"],
                "textDocument": {
                    "publishDiagnostics": {"relatedInformation": True},
                    # Fixes as edits, not as commands of the server.
                    "codeAction": {"codeActionLiteralSupport": {
                        "codeActionKind": {"valueSet": ["quickfix"]}}}}},
            "initializationOptions": init_options or {},
        })
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self):
        stream = self.process.stdout
        while True:
            length = None
            while True:
                line = stream.readline()
                if not line:
                    self.messages.put(None)
                    return
                if line == b"\r\n":
                    break
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            self.messages.put(json.loads(stream.read(length)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()
        except BrokenPipeError:
            raise ServerDied(self.error_output()) from None

    def _receive(self, wanted, timeout):
        deadline = time.monotonic() + timeout
        while True:
            message = self.messages.get(
                timeout=max(0.001, deadline - time.monotonic()))
            if message is None:
                raise ServerDied(self.error_output())
            if wanted(message):
                return message

    def error_output(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params, timeout=60):
        self.next_id += 1
        number = self.next_id
        self._send({"id": number, "method": method, "params": params})
        return self._receive(lambda m: m.get("id") == number, timeout)

    def open(self, path, text=None, flags=(), timeout=120):
        """Opens a file; returns its diagnostics and the seconds they took.
        Without flags (None) the server has a compile_commands.json."""
        path = pathlib.Path(path).absolute()
        if text is None:
            text = path.read_text(errors="replace")
        compiler = "clang++" if path.suffix in (".cpp", ".cc") else "clang"
        if flags is not None:
            self.notify("workspace/didChangeConfiguration", {"settings": {
                "compilationDatabaseChanges": {str(path): {
                    "workingDirectory": os.getcwd(),
                    "compilationCommand": [compiler, *flags, str(path)]}}}})
        self.versions[path] = 1
        start = time.monotonic()
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": path.as_uri(), "version": 1, "text": text,
            "languageId": "cpp" if compiler == "clang++" else "c"}})
        return self._wait(path, start, timeout)

    def change(self, path, text, where=None, timeout=120):
        """Replaces a file's text, or what stands between the positions (line,
        character) of `where`; returns diagnostics and seconds."""
        path = pathlib.Path(path).absolute()
        self.versions[path] += 1
        change = {"text": text}
        if where:
            start, end = ({"line": line, "character": character}
                          for line, character in where)
            change["range"] = {"start": start, "end": end}
        start = time.monotonic()
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": path.as_uri(),
                             "version": self.versions[path]},
            "contentChanges": [change]})
        return self._wait(path, start, timeout)

    def quick_fixes(self, path, diagnostic):
        """The titles and edits that are offered for a diagnostic."""
        uri = pathlib.Path(path).absolute().as_uri()
        answer = self.request("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})
        return [(action["title"], action["edit"]["changes"][uri])
                for action in answer["result"]
                if action.get("kind") == "quickfix"]

    def _wait(self, path, start, timeout):
        message = self._receive(
            lambda m: m.get("method") == "textDocument/publishDiagnostics"
            and m["params"]["uri"] == path.as_uri()
            and m["params"].get("version") == self.versions[path], timeout)
        return message["params"]["diagnostics"], time.monotonic() - start

    def close(self):
        """Ends the server; returns its exit status."""
        try:
            self.request("shutdown", None, timeout=20)
            self.notify("exit", None)
        except (ServerDied, queue.Empty):
            pass
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def place(uri, position):
    """`file:line:col` for a position of the protocol."""
    path = uri.removeprefix("file://")
    relative = os.path.relpath(path)
    if not relative.startswith(".."):
        path = relative
    return f"{path}:{position['line'] + 1}:{position['character'] + 1}"


def format_diagnostics(path, diagnostics, notes=False):
    """Lines as a compiler prints them."""
    uri = pathlib.Path(path).absolute().as_uri()
    lines = []
    for d in diagnostics:
        # The first line is the message; clangd may append its notes, and that
        # there are fixes.
        message = d["message"].split("\n")[0]
        message = re.sub(r" \(fix(es)? available\)$", "", message)
        code = f" [{d['code']}]" if "code" in d else ""
        lines.append(f"{place(uri, d['range']['start'])}: "
                     f"{SEVERITY[d['severity']]}: {message}{code}")
        for r in d.get("relatedInformation", []) if notes else []:
            where = place(r["location"]["uri"], r["location"]["range"]["start"])
            lines.append(f"{where}: note: {r['message']}")
    return lines


def apply_edit(text, edit):
    """Applies `old=>new` (first occurrence) or `+line:text` (insert a line)."""
    if edit.startswith("+"):
        number, _, new = edit[1:].partition(":")
        lines = text.splitlines(keepends=True)
        lines.insert(int(number) - 1, new + "\n")
        return "".join(lines)
    old, _, new = edit.partition("=>")
    if old not in text:
        raise SystemExit(f"lsp_client: '{old}' is not in the text")
    return text.replace(old, new, 1)


def apply_text_edits(text, edits):
    """Applies the protocol's edits; columns are bytes."""
    lines = [line.encode() for line in text.splitlines(keepends=True)] + [b""]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]

    def offset(position):
        return starts[position["line"]] + position["character"]

    data = b"".join(lines)
    for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]),
                       reverse=True):
        data = (data[:offset(edit["range"]["start"])]
                + edit["newText"].encode()
                + data[offset(edit["range"]["end"]):])
    return data.decode()


def main():
    arguments = sys.argv[1:]
    flags = []
    if "--" in arguments:
        index = arguments.index("--")
        arguments, flags = arguments[:index], arguments[index + 1:]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("server")
    parser.add_argument("file")
    parser.add_argument("--edit", action="append", default=[],
                        metavar="OLD=>NEW | +LINE:TEXT")
    parser.add_argument("--notes", action="store_true")
    parser.add_argument("--times", action="store_true",
                        help="print the seconds from each edit to its answer")
    parser.add_argument("--fix", action="store_true",
                        help="apply the first quick fix of each diagnostic")
    parser.add_argument("--code", default="",
                        help="print only diagnostics whose code begins so")
    parser.add_argument("--server-arg", action="append", default=[])
    parser.add_argument("--log", action="store_true",
                        help="print the server's log at the end")
    options = parser.parse_args(arguments)

    def show(diagnostics, seconds):
        chosen = [d for d in diagnostics
                  if str(d.get("code", "")).startswith(options.code)]
        for line in format_diagnostics(options.file, chosen, options.notes):
            print(line)
        if options.times:
            print(f"seconds: {seconds:.3f}")

    def fix(server, diagnostics, text):
        edits = []
        for diagnostic in diagnostics:
            fixes = server.quick_fixes(options.file, diagnostic)
            for title, _ in fixes:
                print(f"quick fix: {title}")
            edits += fixes[0][1] if fixes else []
        text = apply_text_edits(text, edits)
        print("-- fixed")
        show(*server.change(options.file, text))
        print(text)

    try:
        with Server([options.server, "--background-index=false",
                     *options.server_arg]) as server:
            text = pathlib.Path(options.file).read_text()
            last = server.open(options.file, text, flags)
            show(*last)
            for number, edit in enumerate(options.edit, 1):
                text = apply_edit(text, edit)
                print(f"-- edit {number}")
                last = server.change(options.file, text)
                show(*last)
            if options.fix:
                fix(server, last[0], text)
            status = server.close()
            if options.log:
                print(server.error_output())
            if status != 0:
                sys.exit(f"lsp_client: the server ended with status {status}")
    except ServerDied as death:
        sys.exit(f"lsp_client: the server died\n{death}")


if __name__ == "__main__":
    main()
