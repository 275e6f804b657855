"""The options that all analyses of a workspace are given."""

OptionsInfo = provider(
    "What each analysis is given.",
    fields = {
        "files": "the contract files that the arguments name",
        "given": "a tuple of command line arguments",
    },
)

def _pyrefcheck_options_impl(ctx):
    contracts = ["--contracts=" + file.path for file in ctx.files.contracts]
    return [OptionsInfo(
        given = tuple(ctx.attr.options + contracts),
        files = depset(ctx.files.contracts),
    )]

pyrefcheck_options = rule(
    doc = "Options of the program, and the contracts of the workspace's own functions.",
    implementation = _pyrefcheck_options_impl,
    attrs = {
        "contracts": attr.label_list(allow_files = [".yaml", ".yml"]),
        "options": attr.string_list(),
    },
)
