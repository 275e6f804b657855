#!/usr/bin/python3
"""Records how setuptools or distutils would compile the extensions of a project.

    record-build.py PROJECT OUT

Runs the project's setup.py (or setuptools alone, where pyproject.toml says it all)
with the command build_ext, and writes what would be compiled to
OUT/compile_commands.json. Compilers and linkers are not started: what stands for
them writes down the command, and leaves an empty file where the next step looks for
one. The project's own code in setup.py does run.
"""

import json
import os
import sys

SUFFIXES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".m", ".mm")


class Recorder:
    """Stands for the compiler."""

    def __init__(self, project, out):
        self.project = os.path.realpath(project)
        self.out = os.path.realpath(out)
        self.commands = []

    def source_of(self, command):
        """The file that the command compiles; None if it does something else."""
        if "-c" not in command:
            return None
        sources = [word for word in command
                   if word.endswith(SUFFIXES) and not word.startswith("-")]
        return sources[-1] if sources else None

    def spawn(self, command, *arguments, **options):
        command = [os.fspath(word) for word in command]
        if source := self.source_of(command):
            self.commands.append({"directory": os.getcwd(), "file": source,
                                  "arguments": command})
        if "-o" in command[:-1]:
            result = command[command.index("-o") + 1]
            if directory := os.path.dirname(result):
                os.makedirs(directory, exist_ok=True)
            # An earlier build's result is not touched.
            if not os.path.exists(result):
                with open(result, "xb"):
                    pass

    def is_of_project(self, command):
        """Not a test of what the compiler can do: such a file is gone by now."""
        file = os.path.realpath(os.path.join(command["directory"], command["file"]))
        if file.startswith(self.out + os.sep):
            return False
        # A source that is not there yet is for the report to say.
        return os.path.exists(file) or (
            file.startswith(self.project + os.sep)
            and not os.path.basename(file).startswith("_configtest."))

    def write(self):
        commands = [command for command in self.commands if self.is_of_project(command)]
        with open(os.path.join(self.out, "compile_commands.json"), "w",
                  encoding="utf-8") as file:
            json.dump(commands, file, indent=1)
        return len(commands)


def take_place_of_compiler(recorder):
    """Replaces what starts compilers in setuptools and, before 3.12, in distutils."""
    import setuptools  # noqa: F401  It decides which distutils there is.
    import distutils.ccompiler
    import distutils.spawn
    distutils.ccompiler.CCompiler.spawn = (
        lambda self, command, *rest, **options: recorder.spawn(command))
    distutils.ccompiler.spawn = distutils.spawn.spawn = recorder.spawn


def main():
    project, out = map(os.path.abspath, sys.argv[1:])
    os.chdir(project)
    sys.dont_write_bytecode = True
    recorder = Recorder(project, out)
    take_place_of_compiler(recorder)
    sys.argv = ["setup.py", "-q", "build_ext", "--force",
                "--build-temp", os.path.join(out, "objects"),
                "--build-lib", os.path.join(out, "modules")]
    sys.path[0] = project
    if os.path.exists("setup.py"):
        with open("setup.py", "rb") as file:
            code = compile(file.read(), "setup.py", "exec")
        exec(code, {"__name__": "__main__", "__file__": os.path.abspath("setup.py"),
                    "__builtins__": __builtins__})
    else:
        import setuptools
        setuptools.setup()
    recorder.write()


if __name__ == "__main__":
    main()
