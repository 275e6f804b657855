#!/usr/bin/python3
"""Applies the fixes of pattern tests, and asks whether they are right.

    check_fixes.py --config=HOSTS.json [-v] [--no-run] FILE_OR_DIRECTORY...

Each file is copied and fixed by `pyrefcheck --fix`, again and again while there is
something that can be fixed, with the real Python.h. Then

- the copy must compile,
- the findings that were fixed must be gone, and no other have come,
- `clang-tidy --fix` must write what the first round wrote,
- the functions that RUNTIME lines call bad, and in which all was fixed, must do
  nothing wrong any more when a debug build of Python calls them (see
  ../runtime/run_twins.py).

Files without a finding that has a fix are passed over. The exit status is 1 if
anything is wrong, or if no file had a fix.
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
sys.path.insert(0, str(TESTS / "runtime"))
import check_hosts  # noqa: E402
import twin_claims  # noqa: E402

ROUNDS = 5


class Wrong(Exception):
    """A fix that is not right; the text says why."""


class Findings:
    """What the driver finds in one file."""

    def __init__(self, config, test, path, directory):
        report = directory / "report.sarif"
        # clang-tidy fixes each reference by itself.
        command = [config["driver"], "--no-merge", "--format=sarif", "-o",
                   str(report)]
        if test.contracts:
            command.append(f"--contracts={test.contracts}")
        if test.python_version:
            command.append(f"--python-version={test.python_version}")
        self.command = command
        done = subprocess.run([*command, str(path), "--", *flags_of(config, test)],
                              capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise Wrong(f"does not compile:\n{done.stderr}")
        [run] = json.loads(report.read_text())["runs"]
        self.count = collections.Counter()
        self.with_fix = collections.Counter()
        self.functions = collections.Counter()
        for result in run["results"]:
            location = result["locations"][0]
            function = location["logicalLocations"][0]["fullyQualifiedName"]
            # Lines move when something is mended above.
            message = re.sub(r"the one of line \d+", "the one of a line",
                             result["message"]["text"])
            key = function, result["ruleId"], message
            self.count[key] += 1
            self.functions[function] += 1
            if result.get("fixes"):
                self.with_fix[key] += 1


def flags_of(config, test):
    return [f"-I{config['real_header']}", f"-I{TESTS / 'Inputs'}",
            f"-iquote{test.path.parent}", *test.flags]


def fix(config, test, path, findings):
    """Applies all fixes that do not touch each other."""
    command = [config["driver"], "--no-merge", "--fix", *findings.command[5:]]
    done = subprocess.run([*command, str(path), "--", *flags_of(config, test)],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise Wrong(f"--fix: exit status {done.returncode}\n{done.stderr}")


def tidy(config, test, path):
    """The file as clang-tidy --fix writes it."""
    copy = path.with_name("tidy-" + path.name)
    shutil.copy(test.path, copy)
    options = {f"CheckOptions.{name}": value
               for name, value in test.settings().items()}
    setting = json.dumps({"CheckOptions": {
        name.removeprefix("CheckOptions."): value
        for name, value in options.items()}})
    subprocess.run(
        [config["clang_tidy"], f"--load={config['tidy_plugin']}",
         "--checks=-*,cpython-*", f"--config={setting}", "--fix", str(copy),
         "--", *flags_of(config, test)],
        capture_output=True, text=True, check=False)
    return copy.read_text()


def runtime_lines(text, repaired):
    """The RUNTIME lines, with the functions that were repaired called good."""
    def line(match):
        def names(key):
            found = re.search(rf"\b{key}=(\S*)", match[0])
            return found[1].split(",") if found else []
        good = names("good") + [entry.split(":")[0] for entry in names("bad")
                                if entry.split(":")[0] in repaired]
        rest = re.sub(r"\b(bad|good)=\S*\s?", "", match[0].split("RUNTIME:")[1])
        if not good:
            return ""
        return f"// RUNTIME: good={','.join(good)} {rest.strip()}"
    return re.sub(r"^// RUNTIME: .*\b(bad|good)=.*$", line,
                  twin_claims.join_lines(text), flags=re.M)


def check(config, path, directory, options):
    """Checks one file; the names of the functions that were repaired."""
    test = check_hosts.Test(path, config, [])
    if "real header" not in test.headers:
        return None
    copy = directory / path.name
    shutil.copy(path, copy)
    before = now = Findings(config, test, copy, directory)
    if not before.with_fix:
        return None
    for number in range(ROUNDS):
        fix(config, test, copy, now)
        if number == 0:
            by_tidy = tidy(config, test, copy)
            if by_tidy != copy.read_text():
                raise Wrong("clang-tidy --fix writes something else:\n"
                            + "\n".join(difference(copy.read_text(), by_tidy)))
        after = Findings(config, test, copy, directory)
        new = after.count - now.count
        if new:
            raise Wrong("new: " + "; ".join(f"{k[0]}: {k[2]}" for k in new)
                        + "\n" + "\n".join(difference(path.read_text(),
                                                      copy.read_text())))
        if sum(after.count.values()) == sum(now.count.values()):
            raise Wrong("a round of --fix has fixed nothing: " + "; ".join(
                f"{k[0]}: {k[2]}" for k in after.with_fix))
        now = after
        if not now.with_fix:
            break
    compiled = subprocess.run(
        [config["clang"], "-fsyntax-only", "-Wno-everything",
         *flags_of(config, test), str(copy)],
        capture_output=True, text=True, check=False)
    if compiled.returncode:
        raise Wrong(f"does not compile:\n{compiled.stderr}")
    if options.v:
        print("\n".join(difference(path.read_text(), copy.read_text())))
    return [name for name in before.functions if not now.functions[name]]


def difference(old, new):
    import difflib
    return list(difflib.unified_diff(old.splitlines(), new.splitlines(),
                                     lineterm="", n=2))


def run_twins(copies, directory):
    """Whether the repaired functions behave; what is said of those that don't."""
    for path, repaired in copies:
        path.write_text(runtime_lines(path.read_text(), set(repaired)))
    done = subprocess.run(
        [sys.executable, str(TESTS / "runtime" / "run_twins.py"),
         *(str(path) for path, _ in copies)],
        capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--config", required=True)
    parser.add_argument("-v", action="store_true", help="show the changes")
    parser.add_argument("--no-run", action="store_true",
                        help="do not run what was fixed")
    options = parser.parse_args()
    config = json.loads(pathlib.Path(options.config).read_text())

    files = []
    for path in options.paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix in (".c", ".cpp")
                        and "Inputs" not in p.parts[len(path.parts):])
        files += inside if path.is_dir() else [path]
    wrong, copies = 0, []
    with tempfile.TemporaryDirectory() as name:
        # As deep below it as the patterns are, which include from there.
        (pathlib.Path(name) / "Inputs").symlink_to(TESTS / "Inputs")
        for number, path in enumerate(files):
            directory = pathlib.Path(name) / "patterns" / str(number)
            directory.mkdir(parents=True)
            try:
                repaired = check(config, path, directory, options)
            except Wrong as error:
                wrong += 1
                print(f"{path.name}: {error}")
                continue
            if repaired is not None:
                copies.append((directory / path.name, repaired))
        repaired = sum(len(names) for _, names in copies)
        print(f"{len(copies)} files with fixes, {repaired} functions repaired, "
              f"{wrong} files wrong")
        if copies and not options.no_run:
            behaves, text = run_twins(copies, pathlib.Path(name))
            print(text.strip())
            wrong += not behaves
    return 1 if wrong or not copies else 0


if __name__ == "__main__":
    sys.exit(main())
