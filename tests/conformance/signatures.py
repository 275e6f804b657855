"""The signatures of the functions and macros that the contracts name.

They come from clang's syntax tree of the real headers. A macro has no
declaration: clang is asked for the type of a call of it, with arguments that
follow from the names of its parameters; adapters.h says how to call those for
which that does not do.
"""

import dataclasses
import json
import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Names of parameters of macros that are no objects.
MACRO_INTEGERS = {
    "i", "index", "pos", "size", "n", "value", "kind", "flag", "flags", "year",
    "month", "day", "hour", "minute", "second", "usecond", "fold", "days",
    "seconds", "useconds", "nitems", "length", "len", "maxchar", "ival", "pid", "ch",
    "high", "low",
}  # fmt: skip

INTEGERS = {
    "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short",
    "int", "unsigned int", "long", "unsigned long", "long long",
    "unsigned long long",
}  # fmt: skip


@dataclasses.dataclass
class Signature:
    """How a function is called."""

    name: str
    callee: str  # the function, the macro or its adapter
    kinds: str  # a letter a parameter, as in probe.h; ?: cannot be passed
    types: list  # of the parameters, as the header spells them
    result: str
    variadic: bool
    declared: bool = True  # it has a declaration, not only a definition as a macro


def kind_of(spelled, desugared):
    """The letter of a type: see Stub in probe.h."""
    type_ = desugared.replace("const ", "").replace("volatile ", "").strip()
    type_ = type_.removesuffix(" restrict").removesuffix("const").strip()
    if type_ == "void":
        return "v"
    if type_ in INTEGERS or type_.startswith("enum "):
        return "i"
    if type_ in ("double", "float"):
        return "d"
    if "va_list" in spelled or "__va_list_tag" in desugared:
        return "?"
    if not (type_.endswith(("*", "]")) or "(*" in type_):
        return "?"
    plain = spelled.replace("const", "").replace(" ", "")
    names = {plain, type_.replace(" ", "")}
    if any(name.endswith("Object*") for name in names) or names & {
        "struct_object*",
        "struct_typeobject*",
        "struct_frame*",
    }:
        return "o"
    return "p"


def desugared(type_):
    return type_.get("desugaredQualType", type_["qualType"])


def result_of(type_):
    """The result's part of a function type: PyObject *(PyObject *, int)."""
    depth = 0
    for i, c in enumerate(type_):
        depth += (c == "(") - (c == ")")
        if c == "(" and depth == 1 and not type_[i + 1 :].startswith("*"):
            return type_[:i].strip()
    return type_


def ast_of(source, clang, include):
    """The declarations at file level that clang sees; errors are ignored."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as file:
        file.write(source)
        file.flush()
        command = [clang, "-fsyntax-only", "-w", "-ferror-limit=0", "-I", HERE]
        for directory in include:
            command += ["-I", directory]
        command += ["-Xclang", "-ast-dump=json", file.name]
        done = subprocess.run(command, capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(f"{clang} cannot read the headers:\n{done.stderr}")
    return json.loads(done.stdout)["inner"]


def first(node, *kinds):
    """The node below that a path of kinds leads to, if there is one."""
    for kind in kinds:
        inner = (n for n in node.get("inner", ()) if n.get("kind") == kind)
        node = next(inner, None)
        if node is None:
            return None
    return node


class Headers:
    """What the headers declare."""

    def __init__(self, clang, include, contracts):
        self.clang, self.include = clang, include
        prologue = '#include "headers.h"\n#include "adapters.h"\n'
        wanted = {c["function"]: c for c in contracts}
        # A name that no header has leaves an error behind, and no typedef.
        probes = []
        for name, contract in wanted.items():
            arguments = ", ".join(
                "0" if p in MACRO_INTEGERS else "(PyObject *)0"
                for p in contract["params"]
            )
            probes.append(
                f"#ifdef {name}\nenum {{ macro_{name} }};\n"
                f"static void type_{name}(void) {{\n"
                f"  typedef __typeof__({name}({arguments})) result;\n}}\n#endif\n"
            )
        tree = ast_of(prologue + "".join(probes), clang, include)
        self.functions, self.results = {}, {}
        self.macros, self.typedefs = set(), {}
        for node in tree:
            name = node.get("name", "")
            if node.get("isInvalid"):
                continue
            if name.startswith("type_"):
                result = first(node, "CompoundStmt", "DeclStmt", "TypedefDecl")
                if result and not result.get("isInvalid"):
                    self.results[name[len("type_") :]] = result["type"]
            elif node["kind"] == "FunctionDecl":
                self.functions[name] = node
            elif node["kind"] == "TypedefDecl":
                inner = node.get("inner", [{}])[0]
                of_enum = inner.get("ownedTagDecl", {}).get("kind") == "EnumDecl"
                self.typedefs[name] = "int" if of_enum else desugared(node["type"])
            elif node["kind"] == "EnumDecl":
                for constant in node.get("inner", ()):
                    if constant.get("name", "").startswith("macro_"):
                        self.macros.add(constant["name"][len("macro_") :])

    def kind(self, type_):
        """The letter of a type, which may be known only as the header spells it."""
        spelled = type_["qualType"]
        plain = spelled.replace("const ", "").strip()
        type_ = desugared(type_)
        return kind_of(spelled, self.typedefs.get(plain, type_))

    def is_defined(self, signature):
        """Whether an extension can call it without help of the interpreter."""
        node = self.functions.get(signature.callee)
        if node is None:
            return True
        return node.get("inline", False) or node.get("storageClass") == "static"

    def from_declaration(self, name, callee, node):
        parameters = [
            p["type"] for p in node.get("inner", ()) if p["kind"] == "ParmVarDecl"
        ]
        return Signature(
            name,
            callee,
            "".join(map(self.kind, parameters)),
            [p["qualType"] for p in parameters],
            self.kind({"qualType": result_of(node["type"]["qualType"])}),
            node.get("variadic", False),
        )

    def signature(self, contract):
        """The signature of one contract's function; None: not in 3.11."""
        name = contract["function"]
        adapter = self.functions.get("call_" + name)
        if adapter:
            return self.from_declaration(name, "call_" + name, adapter)
        if name in self.functions:
            return self.from_declaration(name, name, self.functions[name])
        if name not in self.macros:
            return None
        kinds = "".join("i" if p in MACRO_INTEGERS else "o" for p in contract["params"])
        types = ["long" if k == "i" else "PyObject *" for k in kinds]
        if name not in self.results:
            return Signature(name, name, kinds, types, "?", False, False)
        return Signature(
            name, name, kinds, types, self.kind(self.results[name]), False, False
        )


def exported(python, names):
    """Those of the names that the interpreter gives to extensions."""
    script = (
        "import ctypes, json, sys\n"
        "has = ctypes.CDLL(None)\n"
        "json.dump([n for n in json.load(sys.stdin) if hasattr(has, n)], sys.stdout)"
    )
    done = subprocess.run(
        [python, "-c", script],
        input=json.dumps(sorted(names)),
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )
    return set(json.loads(done.stdout))
