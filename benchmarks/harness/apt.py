"""apt with private package lists.

Source packages can be downloaded without deb-src in the user's configuration
and without being root. The installed packages do not affect which version is
offered.
"""

import os
import re
import subprocess

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
HELPER = "/usr/lib/apt/apt-helper"


class Failure(Exception):
    """What could not be obtained, as a message for the user."""


def run(command):
    """Runs a command; its output is shown only when it fails."""
    try:
        result = subprocess.run(command, capture_output=True, text=True,
                                errors="replace")
    except OSError as error:
        raise Failure(f"{command[0]}: {error.strerror}") from error
    if result.returncode:
        raise Failure(f"{command[0]} ... {command[-1]}: exit status "
                      f"{result.returncode}\n{result.stderr.strip()}")
    return result.stdout


class Apt:
    def __init__(self, directory, mirror, suite):
        self.directory = directory
        self.mirror, self.suite = mirror, suite
        self.updated = False

    def settings(self):
        values = {
            "Dir::Etc::SourceList": self.directory / "sources.list",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::Etc::PreferencesParts": "/dev/null",
            "Dir::State::Lists": self.directory / "lists",
            "Dir::State::status": self.directory / "status",
            "Dir::Cache": self.directory / "cache",
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
        }
        return [f"-o{key}={value}" for key, value in values.items()]

    def update(self):
        if self.updated:
            return
        if not os.path.exists(KEYRING):
            raise Failure(f"{KEYRING}: no such file; it comes with the package"
                          " debian-archive-keyring")
        for name in ("lists/partial", "cache/archives/partial"):
            (self.directory / name).mkdir(parents=True, exist_ok=True)
        (self.directory / "status").touch()
        (self.directory / "sources.list").write_text("".join(
            f"{kind} [signed-by={KEYRING}] {self.mirror} {self.suite} main\n"
            for kind in ("deb", "deb-src")))
        run(["apt-get", *self.settings(), "-qq", "update"])
        self.updated = True

    def uris(self, *arguments):
        """What apt would download: (uri, file name, hash); the hashes are
        those of the archive's signed index."""
        self.update()
        text = run(["apt-get", *self.settings(), "--print-uris", *arguments])
        return re.findall(r"^'([^']+)' (\S+) \d+ (\S+)", text, re.M)

    def fetch(self, uri, target, checksum):
        """Downloads a file, which apt compares with the hash."""
        part = target.with_name(target.name + ".part")
        run([HELPER, *self.settings(), "download-file", uri, str(part),
             checksum])
        part.rename(target)
