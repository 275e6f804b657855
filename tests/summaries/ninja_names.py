"""Writes copies of a source file under names that need care, and databases of
those that Ninja can name (good), and of those that it cannot (line, bar).

    ninja_names.py DIR SOURCE FLAG..."""

import json
import pathlib
import sys

root, source = map(pathlib.Path, sys.argv[1:3])
names = {
    "good": ["a space.c", "dollar$x.c", "co:lon.c", "quo'te\".c", "ha#sh.c",
             "back\\slash.c", "semi;$(touch executed)&.c"],
    "line": ["line\nbuild x.c"],
    "bar": ["b|r.c"],
}
for kind, files in names.items():
    (root / kind).mkdir(parents=True)
    commands = []
    for name in files:
        (root / name).write_text(source.read_text())
        commands.append({"directory": str(root), "file": name,
                         "arguments": ["cc", *sys.argv[3:], "-c", "--", name]})
    (root / kind / "compile_commands.json").write_text(json.dumps(commands))
(root / "check").mkdir()
