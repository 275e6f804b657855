"""The actions on files of summaries, each of which runs one script beside this file."""

load("//private:options.bzl", "OptionsInfo")

# What an analysis writes, by the end of the name.
ENDS = ("asked", "trouble", "txt", "used", "yaml")

# The attributes of everything that registers an action.
TOOLS = {
    "_analyse": attr.label(
        default = "//private:analyse.sh",
        allow_single_file = True,
        cfg = "exec",
    ),
    "_files": attr.label(
        default = "@pyrefcheck//:files",
        cfg = "exec",
    ),
    "_none": attr.label(
        default = "//private:none.yaml",
        allow_single_file = True,
    ),
    "_options": attr.label(
        default = "//:options",
        providers = [OptionsInfo],
    ),
    "_program": attr.label(
        default = "@pyrefcheck//:program",
        allow_single_file = True,
        cfg = "exec",
    ),
}

def _outputs(ctx, prefix):
    return struct(**{
        end: ctx.actions.declare_file(prefix + "." + end)
        for end in ENDS
    })

def outputs_of(results):
    """The files of what analyse() returns, as a list."""
    return [getattr(results, end) for end in ENDS]

def analyse(ctx, source, prefix, corrections = None, before = None):
    """Analyses a file, unless the round before has used the final summaries.

    Args:
      ctx: of a rule or aspect with the attributes TOOLS.
      source: what the aspect knows about the file.
      prefix: of the outputs' names.
      corrections: the file of the summaries that this round corrects.
      before: the round before: what it found, and its corrections.

    Returns:
      A structure with a file for each of ENDS.
    """
    results = _outputs(ctx, prefix)
    options = ctx.attr._options[OptionsInfo]
    corrections = corrections or ctx.file._none
    inputs = [corrections, ctx.file._program]
    arguments = ctx.actions.args()
    arguments.add(results.yaml.path[:-len(".yaml")])
    arguments.add(corrections)
    if before:
        inputs += outputs_of(before.results) + [before.corrections]
        arguments.add(before.results.yaml.path[:-len(".yaml")])
        arguments.add(before.corrections)
    else:
        arguments.add_all(["", ""])
    arguments.add(ctx.file._program)
    arguments.add_all(options.given)
    if source.known:
        inputs.append(source.known)
        arguments.add(source.known, format = "--summaries-in=%s")
    arguments.add(source.path)
    arguments.add("--")
    arguments.add_all(source.flags)
    ctx.actions.run(
        mnemonic = "PyrefcheckRound" if before else "PyrefcheckAnalyse",
        progress_message = "Analysing " + source.path + (" again" if before else ""),
        executable = ctx.file._analyse,
        arguments = [arguments],
        inputs = depset(
            inputs,
            transitive = [source.inputs, options.files, ctx.attr._files[DefaultInfo].files],
        ),
        outputs = outputs_of(results),
    )
    return results

def merge(ctx, output, summaries, mentioned_in = None):
    """Merges files of summaries into one, or what a source mentions of them.

    Args:
      ctx: of a rule or aspect with the attributes TOOLS.
      output: the file to be written.
      summaries: a list of files.
      mentioned_in: a structure with the path and the inputs of a source.
    """
    arguments = ctx.actions.args()
    arguments.add(output, format = "--merge-summaries=%s")
    if mentioned_in:
        arguments.add(mentioned_in.path, format = "--mentioned-in=%s")
    arguments.add_all(summaries)
    ctx.actions.run(
        mnemonic = "PyrefcheckMerge",
        executable = ctx.file._program,
        arguments = [arguments],
        inputs = depset(
            summaries + ([mentioned_in.file] if mentioned_in and mentioned_in.file else []),
            transitive = [ctx.attr._files[DefaultInfo].files] +
                         ([mentioned_in.inputs] if mentioned_in and not mentioned_in.file else []),
        ),
        outputs = [output],
    )
