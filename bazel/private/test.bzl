"""A test that fails if something is found, or could not be analysed."""

load("//private:actions.bzl", "TOOLS")
load("//private:aspect.bzl", "PyrefcheckInfo", "pyrefcheck_aspect")
load("//private:rounds.bzl", "SETTLE", "analyse_until_settled")

def _report(ctx, files, settled):
    """Puts the results of all files together."""
    findings = ctx.actions.declare_file(ctx.label.name + ".txt")
    trouble = ctx.actions.declare_file(ctx.label.name + ".trouble.txt")
    named = ctx.actions.args()
    named.add_all([findings, trouble, settled.left])
    listed = ctx.actions.args()
    listed.use_param_file("%s", use_always = True)
    listed.set_param_file_format("multiline")
    listed.add_all([file.results.txt for file in files])
    ctx.actions.run(
        mnemonic = "PyrefcheckReport",
        progress_message = "Findings of %{label}",
        executable = ctx.file._report,
        arguments = [named, listed],
        inputs = [settled.left] +
                 [file.results.txt for file in files] +
                 [file.results.trouble for file in files],
        outputs = [findings, trouble],
    )
    return findings, trouble

def _pyrefcheck_test_impl(ctx):
    known = depset(transitive = [target[PyrefcheckInfo].files for target in ctx.attr.deps])
    files, settled = analyse_until_settled(ctx, known.to_list(), ctx.attr.rounds)
    if not files:
        fail("nothing to check: no target below 'deps' compiles C or C++ files")
    findings, trouble = _report(ctx, files, settled)
    shown = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        shown,
        "#!/bin/sh\ncat '{0}' && cat '{1}' >&2 && test ! -s '{0}' && test ! -s '{1}'\n".format(
            findings.short_path,
            trouble.short_path,
        ),
        is_executable = True,
    )
    return [
        DefaultInfo(
            executable = shown,
            files = depset([shown, findings, trouble]),
            runfiles = ctx.runfiles([findings, trouble]),
        ),
        OutputGroupInfo(
            findings = depset([findings, trouble]),
            summaries = depset([settled.merged]),
        ),
    ]

pyrefcheck_test = rule(
    doc = "Checks the C and C++ files of targets, and of all that they use.",
    implementation = _pyrefcheck_test_impl,
    test = True,
    attrs = {
        "deps": attr.label_list(
            doc = "What is checked, with all targets of the workspace that it uses.",
            aspects = [pyrefcheck_aspect],
            mandatory = True,
        ),
        "rounds": attr.int(
            doc = "How often files may be analysed again, until all know the final summaries.",
            default = 3,
        ),
        "_report": attr.label(
            default = "//private:report.sh",
            allow_single_file = True,
            cfg = "exec",
        ),
    } | TOOLS | SETTLE,
)
