#!/usr/bin/python3
"""Records how setuptools or distutils would compile the extensions of a project.

    record-build.py PROJECT OUT

Runs the project's setup.py (or setuptools alone, if there is none) with the command
build_ext, and writes what would be compiled to OUT/compile_commands.json. Compilers
and linkers are not started: a stand-in records the command, and leaves an empty file
where the next step expects one, until the end. So tests of what the compiler can do
succeed. The project's own code in setup.py does run, and so do programs that generate
sources (Cython, SWIG).
"""

import json
import os
import sys

SUFFIXES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".m", ".mm")


class Recorder:
    """Stands in for the compiler."""

    def __init__(self, project, out):
        self.project = os.path.realpath(project)
        self.out = os.path.realpath(out)
        self.commands = []
        self.made = []

    def source_of(self, command):
        """The file that the command compiles; None if it does something else."""
        if "-c" not in command:
            return None
        sources = [word for word in command
                   if word.endswith(SUFFIXES) and not word.startswith("-")]
        return sources[-1] if sources else None

    def is_ours(self, file):
        return os.path.realpath(file).startswith(self.out + os.sep)

    def spawn(self, command):
        command = [os.fspath(word) for word in command]
        if source := self.source_of(command):
            self.commands.append({"directory": os.getcwd(), "file": source,
                                  "arguments": command})
        if "-o" in command[:-1]:
            self.leave_empty(os.path.abspath(command[command.index("-o") + 1]))

    def leave_empty(self, file):
        """Makes the file and its directory, and touches nothing that exists."""
        missing = []
        directory = os.path.dirname(file)
        while not os.path.exists(directory):
            missing.append(directory)
            directory = os.path.dirname(directory)
        for directory in reversed(missing):
            os.mkdir(directory)
            self.made.append(directory)
        if not os.path.exists(file):
            with open(file, "xb"):
                self.made.append(file)

    def remove_made(self):
        for path in reversed(self.made):
            try:
                if os.path.isdir(path):
                    os.rmdir(path)
                elif os.path.getsize(path) == 0:
                    os.remove(path)
            except OSError:  # Gone, or in use by somebody else.
                pass

    def is_of_project(self, command):
        """False for a test of what the compiler can do: its file is gone by now."""
        file = os.path.realpath(os.path.join(command["directory"], command["file"]))
        if self.is_ours(file):
            return False
        # The report names a source that is not generated yet.
        return os.path.exists(file) or (
            file.startswith(self.project + os.sep)
            and not os.path.basename(file).startswith("_configtest."))

    def write(self):
        commands = [command for command in self.commands if self.is_of_project(command)]
        with open(os.path.join(self.out, "compile_commands.json"), "w",
                  encoding="utf-8") as file:
            json.dump(commands, file, indent=1)


def take_place_of_compiler(recorder):
    """Replaces what starts compilers in setuptools and, before 3.12, in distutils."""
    import setuptools  # It decides which distutils is imported.
    import distutils.ccompiler
    import setuptools.command.build_ext
    distutils.ccompiler.CCompiler.spawn = (
        lambda self, command, *rest, **options: recorder.spawn(command))
    # It would leave directories in the project.
    distutils.ccompiler.CCompiler.has_function = lambda *given, **options: True
    # A configuration may have modules copied to the sources; there are none.
    build_ext = setuptools.command.build_ext.build_ext
    build_ext.copy_extensions_to_source = lambda self: None


def run_setup():
    """Runs setup.py or setuptools; setup.py may end with sys.exit()."""
    if not os.path.exists("setup.py"):
        import setuptools
        setuptools.setup()
        return
    with open("setup.py", "rb") as file:
        code = compile(file.read(), "setup.py", "exec")
    try:
        exec(code, {"__name__": "__main__", "__file__": os.path.abspath("setup.py"),
                    "__builtins__": __builtins__})
    except SystemExit as end:
        if end.code:
            raise


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
    try:
        run_setup()
    finally:
        recorder.remove_made()
    recorder.write()


if __name__ == "__main__":
    main()
