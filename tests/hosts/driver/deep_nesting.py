"""Gives pyrefcheck files of JSON and YAML that are nested a million deep, in the
place of each file that it reads; says which ones are not refused with a message
of one line or two and status 2 (1: --check-contracts, --doctor).

    deep_nesting.py DIR PYREFCHECK"""

import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
deep = 1_000_000
forms = {
    "lists": "[" * deep,
    "closed": "[" * deep + "]" * deep,
    "objects": '{"a":' * deep,
    "mixed": '[{"a":' * deep,
    "value": '[{"directory": ' + "[" * deep,
    "arguments": '[{"directory": "/", "file": "a.c", "arguments": '
                 + "[" * deep,
    "key": "[{" + "[" * deep,
    "dashes": "- " * deep,
    "questions": "? " * deep,
    "indented": "".join(" " * i + "a:\n" for i in range(2000)),
    "entry": "- function: f\n  arguments: " + "[" * deep,
    "later": '{"fingerprints": "x", "findings": [], "rest": ' + "[" * deep,
}
bad = 0
for name, text in forms.items():
    directory = root / name
    directory.mkdir(parents=True)
    for file in "compile_commands.json", "file", ".clang-tidy", ".clangd":
        (directory / file).write_text(text)
    (directory / "a.c").write_text("int f(void) { return 0; }\n")
    for arguments in (["-p", "."], ["--check-contracts", "file"],
                      ["--contracts=file", "a.c", "--"],
                      ["--suppressions=file", "a.c", "--"],
                      ["--baseline=file", "a.c", "--"],
                      ["--summaries-in=file", "a.c", "--"],
                      ["--merge-summaries=out", "file"],
                      ["--doctor", "a.c", "--"]):
        done = subprocess.run([sys.argv[2], *arguments], cwd=directory,
                              capture_output=True, text=True, timeout=60)
        said = done.stderr.splitlines()
        expected = 1 if arguments[0] in ("--check-contracts", "--doctor") else 2
        if (done.returncode != expected or not 0 < len(said) < 10
                or "error:" not in done.stderr or "PLEASE" in done.stderr):
            bad += 1
            print(name, *arguments, done.returncode, *said[:3], sep="\n  ")
print("all refused" if not bad else f"{bad} were not")
