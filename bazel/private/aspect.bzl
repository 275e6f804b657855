"""The first phase: each file of a target, with the summaries of the targets it uses.

An aspect sees what a target depends on, never what depends on it. So these summaries may
not be the final ones: functions of one target call each other, and callers show things
about what they call. The second phase, in rounds.bzl, knows all files.
"""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//private:actions.bzl", "TOOLS", "analyse", "merge")

PyrefcheckInfo = provider(
    "The files that were analysed for a target, and for those that it uses.",
    fields = {
        "files": "depset of structures: name, path, flags, inputs, known, results",
        "summaries": "depset of the merged summaries of this target, or of those it uses",
    },
)

# Where a target names the targets whose code it uses.
_USES = ["deps", "implementation_deps", "interface_deps", "dynamic_deps", "srcs", "data"]

# Where a target names its own files.
_HOLDERS = ["srcs", "hdrs", "textual_hdrs", "additional_compiler_inputs"]
_SOURCES = ("c", "C", "cc", "cpp", "cxx", "c++")

def _used(ctx):
    """The targets that this one uses."""
    found = []
    for name in _USES:
        targets = getattr(ctx.rule.attr, name, None)
        if type(targets) != "list":
            targets = [targets]
        found += [target for target in targets if type(target) == "Target"]
    return found

def _headers(target, used, ctx):
    """All headers that a compilation of this target may read."""
    contexts = [
        user[CcInfo].compilation_context.headers
        for user in [target] + used
        if CcInfo in user
    ]
    own = []
    for name in _HOLDERS:
        own += [
            file
            for file in getattr(ctx.rule.files, name, [])
            if name != "srcs" or file.extension not in _SOURCES
        ]
    return depset(own, transitive = contexts)

def _compilations(target):
    """One compilation of each source: the path, and the action."""
    chosen = {}
    for action in target.actions:
        if action.mnemonic != "CppCompile" or not action.argv or "-c" not in action.argv:
            continue
        path = action.argv[action.argv.index("-c") + 1]
        if path.rsplit(".", 1)[-1] not in _SOURCES:
            continue

        # Libraries compile twice, for programs and for shared libraries.
        if path not in chosen or not action.outputs.to_list()[0].path.endswith(".pic.o"):
            chosen[path] = action
    return chosen.items()

def _name(label, path):
    """A file name for the outputs, which differs from those of all other files."""
    whole = "/".join([label.package, label.name, path])
    plain = whole.replace("/", "+").replace(" ", "_")
    return plain if len(plain) < 200 else "%s-%x" % (plain[-180:], hash(whole) & 0xffffffff)

def _pyrefcheck_aspect_impl(target, ctx):
    used = _used(ctx)
    known = [user[PyrefcheckInfo] for user in used if PyrefcheckInfo in user]
    below = depset(transitive = [info.files for info in known])
    summaries = depset(transitive = [info.summaries for info in known])
    compilations = [] if target.label.repo_name else _compilations(target)
    if not compilations:
        return [PyrefcheckInfo(files = below, summaries = summaries)]

    sources = {file.path: file for file in getattr(ctx.rule.files, "srcs", [])}
    headers = _headers(target, used, ctx)
    files = []
    for path, action in compilations:
        inputs = depset(transitive = [action.inputs, headers])
        name = _name(target.label, path)
        prefix = "_pyrefcheck/" + target.label.name + "/" + name
        known = None
        if summaries:
            known = ctx.actions.declare_file(prefix + ".known")
            source = struct(path = path, file = sources.get(path), inputs = inputs)
            merge(ctx, known, summaries.to_list(), mentioned_in = source)
        source = struct(
            name = name,
            path = path,
            flags = tuple(action.argv[1:]),
            inputs = inputs,
            known = known,
        )
        results = analyse(ctx, source, prefix)
        files.append(struct(source = source, results = results))

    merged = ctx.actions.declare_file("_pyrefcheck/" + target.label.name + ".yaml")
    merge(ctx, merged, [file.results.yaml for file in files] + summaries.to_list())
    return [PyrefcheckInfo(
        files = depset(files, transitive = [below]),
        summaries = depset([merged]),
    )]

pyrefcheck_aspect = aspect(
    implementation = _pyrefcheck_aspect_impl,
    attr_aspects = _USES,
    attrs = TOOLS,
    provides = [PyrefcheckInfo],
)
