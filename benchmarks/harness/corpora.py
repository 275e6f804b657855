"""The public corpora of corpora.toml and the directory that contains them.

    DIR/downloads/    source packages
    DIR/sysroot/      headers of the packages that the corpora need
    DIR/apt/          package lists
    DIR/<corpus>/     unpacked source with its compile_commands.json; files
                      that are not upstream's are below .pyrefcheck
"""

import fnmatch
import glob
import hashlib
import json
import os
import pathlib
import re
import shutil
import sys
import tarfile
import tomllib

from harness.apt import Apt, Failure, run

TABLE = pathlib.Path(__file__).resolve().parent.parent / "corpora.toml"


def default_directory():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(cache, "pyrefcheck", "corpora")


def progress(text):
    if sys.stderr.isatty():
        print(f"corpus: {text}", file=sys.stderr)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def checksums_of(dsc):
    """The Checksums-Sha256 field of a .dsc: file name -> hash."""
    section = re.search(r"^Checksums-Sha256:\s*\n((?: .*\n)+)",
                        dsc.read_text(errors="replace"), re.M)
    if not section:
        raise Failure(f"{dsc}: no field Checksums-Sha256")
    lines = (line.split() for line in section.group(1).splitlines())
    return {name: digest for digest, _, name in lines}


class Corpora:
    """All corpora below one directory. Only prepare() downloads anything."""

    def __init__(self, directory, mirror="", suite=""):
        self.directory = pathlib.Path(directory).expanduser().resolve()
        self.sysroot = self.directory / "sysroot"
        self.downloads = self.directory / "downloads"
        self.apt = Apt(self.directory / "apt", mirror, suite)
        with open(TABLE, "rb") as stream:
            self.table = tomllib.load(stream)
        self.common = self.table.pop("common")

    def root(self, name):
        return self.directory / name

    def database(self, name):
        """The compile commands of a corpus that prepare() has set up."""
        path = self.root(name) / "compile_commands.json"
        if not path.exists():
            raise Failure(f"{path}: no such file; scripts/corpus makes it")
        return json.loads(path.read_text())

    def prepare(self, name):
        """Brings source, headers and compile commands up to date."""
        corpus = self.table[name]
        self._unpack_headers(self.common["headers"] + corpus["headers"])
        root = self._unpack(name)
        database = self._commands(name)
        path, text = root / "compile_commands.json", json.dumps(database, indent=1)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
        return database

    # Sources.

    def _tarball(self, corpus):
        """Upstream's tarball, checked against the .dsc, downloaded if missing."""
        self.downloads.mkdir(parents=True, exist_ok=True)
        stem = f"{corpus['package']}_{corpus['version']}"
        for attempt in ("present", "downloaded"):
            # A native package has no .orig.
            found = [p for kind in (".orig.tar.*", ".tar.*")
                     for p in self.downloads.glob(stem + kind)
                     if p.suffix != ".part"]
            dscs = list(self.downloads.glob(stem + "*.dsc"))
            if found and dscs:
                break
            if attempt == "downloaded":
                raise Failure(f"{stem} has no upstream tarball")
            self._download_source(corpus["package"], stem)
        for dsc in dscs:
            digest = checksums_of(dsc).get(found[0].name)
            if digest and sha256(found[0]) == digest:
                return found[0]
        raise Failure(f"{found[0]} is not what its .dsc describes; "
                      "remove it to download it again")

    def _download_source(self, package, stem):
        offered = self.apt.uris("--only-source", "source", package)
        names = [name for _, name, _ in offered]
        if not any(name.startswith(stem) for name in names):
            raise Failure(f"{self.apt.mirror} has {', '.join(names)}, not {stem}")
        for uri, name, checksum in offered:
            # Debian's own changes are not needed.
            if ".debian." in name or (self.downloads / name).exists():
                continue
            progress("download of " + name)
            self.apt.fetch(uri, self.downloads / name, checksum)

    def _unpack(self, name):
        target, tarball = self.root(name), self._tarball(self.table[name])
        stamp = target / ".pyrefcheck" / "unpacked"
        if stamp.exists() and stamp.read_text() == tarball.name:
            return target
        progress("unpacking " + tarball.name)
        scratch = self.directory / (name + ".unpacking")
        for old in (target, scratch):
            shutil.rmtree(old, ignore_errors=True)
        with tarfile.open(tarball) as archive:
            # Ignores foreign owners, modes and links; older Pythons cannot.
            if hasattr(tarfile, "data_filter"):
                archive.extraction_filter = tarfile.data_filter
            archive.extractall(scratch)
        inner = list(scratch.iterdir())
        (inner[0] if len(inner) == 1 else scratch).rename(target)
        shutil.rmtree(scratch, ignore_errors=True)
        stamp.parent.mkdir()
        stamp.write_text(tarball.name)
        return target

    # Headers.

    def _unpack_headers(self, packages):
        done = self.sysroot / ".unpacked"
        done.mkdir(parents=True, exist_ok=True)
        self.downloads.mkdir(parents=True, exist_ok=True)
        missing = sorted({p for p in packages if not (done / p).exists()})
        if not missing:
            return
        for uri, name, checksum in self.apt.uris("download", *missing):
            progress("headers of " + name)
            deb = self.downloads / name
            self.apt.fetch(uri, deb, checksum)
            run(["dpkg", "-x", str(deb), str(self.sysroot)])
            deb.unlink()
            (done / name.split("_")[0]).touch()

    def _multiarch(self):
        found = glob.glob(str(self.sysroot / "usr/include/*-linux-gnu*"))
        if len(found) != 1:
            raise Failure(f"{self.sysroot} holds headers of {len(found)} "
                          "architectures, not of one; remove it to start again")
        return os.path.basename(found[0])

    # Compile commands.

    def left_out(self, name):
        """The files that corpora.toml leaves out: (pattern, its files, reason)."""
        files = self._matching(name)
        return [(pattern, fnmatch.filter(files, pattern), reason)
                for pattern, reason
                in self.table[name].get("left-out", {}).items()]

    def _matching(self, name):
        root = self.root(name)
        return sorted({os.path.relpath(path, root)
                       for pattern in self.table[name]["files"]
                       for path in glob.glob(str(root / pattern),
                                             recursive=True)})

    def _commands(self, name):
        corpus, root = self.table[name], self.root(name)
        generated = root / ".pyrefcheck" / "include"
        generated.mkdir(exist_ok=True)
        words = {"{sysroot}": str(self.sysroot), "{generated}": str(generated),
                 "{multiarch}": self._multiarch()}

        def expand(text):
            for word, value in words.items():
                text = text.replace(word, value)
            return text

        for header, text in corpus.get("generated", {}).items():
            path = generated / header
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(expand(text).lstrip("\n"))
        compiler = {"c": "cc", "c++": "c++"}[corpus["language"]]
        left_out = {file for _, files, _ in self.left_out(name)
                    for file in files}
        database = []
        for file in self._matching(name):
            if file in left_out:
                continue
            flags = [flag for pattern, more in corpus.get("extra", {}).items()
                     if fnmatch.fnmatch(file, pattern) for flag in more]
            flags += corpus["flags"] + self.common["flags"]
            database.append({
                "directory": str(root), "file": file,
                "arguments": [compiler, *map(expand, flags), "-c", file]})
        return database


def flags_of(entry):
    """The flags of a compile command, without compiler, -c and file."""
    return entry["arguments"][1:-2]
