"""Where the program comes from: a wheel, or an installation on this machine."""

_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(["{program}"])

# What the program reads of its own.
filegroup(
    name = "files",
    srcs = glob({files}),
)

alias(
    name = "program",
    actual = "{program}",
)
"""

def _program_impl(repository_ctx):
    if repository_ctx.attr.wheel:
        # It is a ZIP archive; extract() goes by the name.
        repository_ctx.symlink(repository_ctx.attr.wheel, "wheel.zip")
        repository_ctx.extract("wheel.zip")
        repository_ctx.delete("wheel.zip")
        program = "pyrefcheck/bin/pyrefcheck"
        files = ["pyrefcheck/**"]
    else:
        name = repository_ctx.attr.path or "pyrefcheck"
        found = repository_ctx.path(name) if "/" in name else repository_ctx.which(name)
        if not found or not found.exists:
            fail("there is no " + name + ": install pyrefcheck, or name its wheel or its " +
                 "path in MODULE.bazel, see the README of rules_pyrefcheck")

        # It finds its own files beside the file that the link leads to.
        repository_ctx.symlink(found.realpath, "pyrefcheck")
        program = "pyrefcheck"
        files = []
    repository_ctx.file("BUILD.bazel", _BUILD.format(program = program, files = files))

_program = repository_rule(
    implementation = _program_impl,
    attrs = {
        "path": attr.string(),
        "wheel": attr.label(allow_single_file = [".whl"]),
    },
    environ = ["PATH"],
)

def _pyrefcheck_impl(module_ctx):
    wheel, path = None, ""
    for module in module_ctx.modules:
        if module.is_root:
            for tag in module.tags.wheel:
                wheel = tag.file
            for tag in module.tags.installed:
                path = tag.path
    _program(name = "pyrefcheck", wheel = wheel, path = path)

pyrefcheck = module_extension(
    doc = "Chooses the program. Without a tag, it is the pyrefcheck in PATH.",
    implementation = _pyrefcheck_impl,
    tag_classes = {
        "installed": tag_class(attrs = {"path": attr.string(mandatory = True)}),
        "wheel": tag_class(attrs = {"file": attr.label(mandatory = True)}),
    },
)
