"""A client for one language server, as far as diagnostics need it."""

import json
import os
import pathlib
import queue
import subprocess
import threading
import time


class ServerFailed(Exception):
    pass


class Server:
    def __init__(self, command, root):
        self.command = command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd=root)
        self.messages = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()
        self.requests = 0
        self.request("initialize", {
            "processId": os.getpid(), "rootUri": root.as_uri(),
            "capabilities": {"textDocument": {"publishDiagnostics": {
                "relatedInformation": True, "versionSupport": True}}}})
        self.notify("initialized", {})

    # Messages.

    def _receive(self):
        """Reads messages with the time of their arrival; None at the end."""
        stream = self.process.stdout
        while True:
            length = None
            while (line := stream.readline().strip()):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.messages.put((time.monotonic(), None))
                return
            body = stream.read(length)
            self.messages.put((time.monotonic(), json.loads(body)))

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body))
            self.process.stdin.write(body)
            self.process.stdin.flush()
        except OSError as error:
            raise ServerFailed(f"{self.command[0]}: {error}") from error

    def _next(self, deadline):
        try:
            at, message = self.messages.get(
                timeout=max(0, deadline - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if message is None:
            raise ServerFailed(f"{self.command[0]} ended with status "
                               f"{self.process.wait()}")
        if "id" in message and "method" in message:
            # The server's own requests (progress, registration): granted.
            self._send({"id": message["id"], "result": None})
        return at, message

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params, timeout=60):
        self.requests += 1
        self._send({"id": self.requests, "method": method, "params": params})
        deadline = time.monotonic() + timeout
        while True:
            _, message = self._next(deadline)
            if message.get("id") == self.requests and "method" not in message:
                return message.get("result")

    # Documents.

    def open(self, path, text):
        self.uri, self.version = pathlib.Path(path).as_uri(), 0
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": self.uri, "languageId": "c", "version": 0, "text": text}})

    def replace(self, start, end, text):
        """Edits the open document; positions are (line, character)."""
        self.version += 1
        positions = [{"line": line, "character": character}
                     for line, character in (start, end)]
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"range": {"start": positions[0],
                                          "end": positions[1]},
                                "text": text}]})

    def diagnostics(self, quiet, timeout):
        """Waits for the diagnostics of the document's present version. A server
        may publish several times: the last before a quiet time counts."""
        deadline, found = time.monotonic() + timeout, None
        while True:
            try:
                at, message = self._next(deadline)
            except TimeoutError:
                if found:
                    return found
                raise ServerFailed(f"{self.command[0]}: no diagnostics within "
                                   f"{timeout} s") from None
            params = message.get("params", {})
            if (message.get("method") == "textDocument/publishDiagnostics"
                    and params["uri"] == self.uri
                    and params.get("version", self.version) == self.version):
                found = at, params["diagnostics"]
                deadline = at + quiet

    def close(self):
        try:
            self.request("shutdown", None, timeout=10)
            self.notify("exit", None)
            self.process.wait(timeout=10)
        except (ServerFailed, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
