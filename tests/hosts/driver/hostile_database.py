"""Writes compilation databases whose commands would harm whoever follows them.

    hostile_database.py DIR KIND [FLAG...]

DIR/src gets a copy of SOURCE (environment) for each command; what a flag would
write goes to DIR/out, which is also where a program leaves a trace that is run
from DIR/bin, the compiler's directory. KIND:

    chosen      ways to write, load and execute that are known, in all spellings
    all         every option that clang (CLANG) knows, with a file to write to
    check N     nothing was written or run, and standard input, what pyrefcheck
                said, tells of N files that were all analysed
"""

import json
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
kind = sys.argv[2]
flags = sys.argv[3:]
out = root / "out"
commands = []


def add(*arguments, compiler="clang", source=None):
    file = root / "src" / f"file{len(commands)}.c"
    file.write_text(source or pathlib.Path(os.environ["SOURCE"]).read_text())
    commands.append({"directory": str(root / "work"), "file": str(file),
                     "arguments": [str(root / "bin" / compiler), "-c", *flags,
                                   *arguments, str(file)]})


def target(name=[0]):
    name[0] += 1
    return str(out / f"written{name[0]}")


def chosen():
    # Flags of the driver.
    for flag in ("--serialize-diagnostics", "-serialize-diagnostics", "-MJ",
                 "-gen-cdb-fragment-path", "-MF", "-o", "-dependency-file"):
        add(flag, target())
    for flag in ("-MJ", "-MF", "-Wp,-MD,", "-Wp,-MMD,", "-ftime-trace=",
                 "-foptimization-record-file=", "-fmodule-output=",
                 "-fmodules-cache-path=", "-fcrash-diagnostics-dir=",
                 "-fproc-stat-report=", "-fprofile-generate=",
                 "-fprofile-dir=", "-fplugin=", "-fpass-plugin=",
                 "-save-stats=", "--config=", "-fprofile-use=",
                 "-fprofile-sample-use=", "-fsanitize-ignorelist=",
                 "-frandomize-layout-seed-file=", "-Xarch_host -MJ"):
        add(*(flag + target()).split(" "))
    for line in ("-save-temps=obj", "-save-stats=obj", "-save-temps",
                 "-MD", "-MMD", "-S", "-E", "-emit-llvm", "--analyze",
                 "-fmodules", "-ftime-trace", "-fsave-optimization-record",
                 "--coverage", "-gsplit-dwarf", "-emit-ast", "-v", "-H",
                 "-print-search-dirs", "-print-prog-name=::error::", "--version",
                 "--help", "-###", "-ccc-print-phases", "-ftime-report",
                 "-dumpmachine", "-fno-integrated-cc1", "-fno-integrated-as",
                 "-fembed-bitcode", "-flto", "-emit-interface-stubs"):
        add(line)
    # Programs that it would ask.
    device = ["-fopenmp", "-fopenmp-targets=amdgcn-amd-amdhsa",
              "--offload-arch=native"]
    add(*device)
    add(*device, f"--amdgpu-arch-tool={root}/bin/amdgpu-arch")
    add("--target=amdgcn-amd-amdhsa", "-mcpu=native", "-nogpulib")
    add("-target", "nvptx64-nvidia-cuda", "-march=native")
    add("-B", str(root / "bin"), f"-B{root}/bin")
    # Flags of the frontend.
    for flag in ("-dependency-dot", "-dependency-file", "-MT",
                 "-diagnostic-log-file", "-header-include-file",
                 "-serialize-diagnostic-file", "-load", "-o",
                 "-module-dependency-dir", "-opt-record-file",
                 "-main-file-name", "-split-dwarf-output"):
        add("-Xclang", flag, "-Xclang", target())
        add("-Xpreprocessor", flag, "-Xpreprocessor", target())
    for flag in ("-stats-file=", "-ftime-trace=", "-header-include-file=",
                 "-fprofile-instrument-use-path=", "-coverage-data-file=",
                 "-coverage-notes-file=",
                 "-frandomize-layout-seed-file=", "-fmodules-cache-path=",
                 "-fxray-always-instrument=", "-fsanitize-ignorelist="):
        add("-Xclang", flag + target())
    add("-Xclang", "-plugin", "-Xclang", "evil")
    add("-Xclang", "-add-plugin", "-Xclang", "evil", "-fplugin-arg-evil-x")
    add("-Xclang", "-verify")
    for action in ("-emit-obj", "-emit-pch", "-emit-llvm-bc", "-ast-dump",
                   "-rewrite-objc", "-ast-print", "-fixit", "-dump-tokens"):
        add("-Xclang", action, "-Xclang", "-o", "-Xclang", target())
    add("-Xclang", "-include-pch", "-Xclang", str(root / "forged.pch"))
    add("-fdump-record-layouts", "-Xclang", "-fdump-record-layouts")
    # Files with flags in them.
    (root / "flags.rsp").write_text(
        f"-MJ {target()} -Xclang -stats-file={target()} -fplugin={target()}")
    (root / "more.rsp").write_text(f"@{root}/flags.rsp")
    add(f"@{root}/flags.rsp")
    add(f"@{root}/more.rsp")
    (root / "flags.cfg").write_text((root / "flags.rsp").read_text())
    (root / "bin" / "clang.cfg").write_text((root / "flags.rsp").read_text())
    add(f"--config={root}/flags.cfg")
    add("--config", f"{root}/flags.cfg")


def every():
    clang = os.environ["CLANG"]
    tiny = "int f(void) { return 0; }\n"

    def options(mark):
        text = subprocess.run([clang, f"--autocomplete={mark}-"], text=True,
                              capture_output=True, check=True).stdout
        return sorted({line.split()[0] for line in text.splitlines() if line})

    # Several in one command: one for each would take minutes.
    for mark, before in ("", []), ("-cc1,", ["-Xclang"]):
        words = []
        for option in options(mark):
            parts = ([option + target()] if option.endswith(("=", ","))
                     else [option, target()])
            words.append([word for part in parts for word in [*before, part]])
        for first in range(0, len(words), 8):
            add(*(word for form in words[first:first + 8] for word in form),
                source=tiny)


def check(count):
    said = sys.stdin.read()
    found = sorted(str(path.relative_to(root)) for path in out.rglob("*"))
    found += sorted(str(path.relative_to(root))
                    for path in (root / "work").rglob("*"))
    files = {path.name for path in (root / "src").iterdir()}
    strays = sorted(name for name in files if not re.fullmatch(r"file\d+\.c", name))
    if found or strays:
        sys.exit(f"written: {found} {strays}")
    if count and f"pyrefcheck: {count or len(files)} files, " not in said:
        sys.exit(f"{count} files were not all analysed:\n{said}")
    print("harmless")


def write(make):
    for directory in "src", "out", "bin", "work":
        (root / directory).mkdir(parents=True)
    (root / "forged.pch").write_bytes(b"CPCH" + b"\xff" * 64)
    for program in ("clang", "amdgpu-arch", "nvptx-arch", "offload-arch", "as",
                    "ld", "gcc", "clang-offload-packager", "evil"):
        path = root / "bin" / program
        path.write_text(f"#!/bin/sh\necho $0 >>{out}/executed\n")
        path.chmod(0o755)
    make()
    (root / "compile_commands.json").write_text(json.dumps(commands))
    print(len(commands))


if kind == "check":
    check(flags[0] if flags else "")
else:
    write({"chosen": chosen, "all": every}[kind])
