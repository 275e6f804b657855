"""The second phase: files that have not used the final summaries are analysed again.

Bazel knows all actions before the first of them runs, so the number of rounds is fixed. In
a round, a file that has used what is known in the end keeps its results.
"""

load("//private:actions.bzl", "analyse")

SETTLE = {
    "_settle": attr.label(
        default = "//private:settle.sh",
        allow_single_file = True,
        cfg = "exec",
    ),
}

def _settle(ctx, prefix, files, before):
    """Merges all summaries, and writes for each file what it should have used."""
    corrections = {
        file.source.name: ctx.actions.declare_file(
            prefix + "/corrections/" + file.source.name + ".yaml",
        )
        for file in files
    }
    settled = struct(
        corrections = corrections,
        merged = ctx.actions.declare_file(prefix + "/summaries.yaml"),
        changes = ctx.actions.declare_file(prefix + "/corrections/changes"),
        left = ctx.actions.declare_file(prefix + "/left"),
    )
    inputs = [ctx.file._program]
    for file in files:
        inputs += [file.results.yaml, file.results.asked, file.results.used]
    arguments = ctx.actions.args()
    arguments.add_all([ctx.file._program, settled.merged, settled.changes, settled.left])
    if before:
        inputs += [before.merged, before.changes] + before.corrections.values()
        arguments.add_all([before.merged, before.changes])
    else:
        arguments.add_all(["", ""])
    listed = ctx.actions.args()
    listed.use_param_file("%s", use_always = True)
    listed.set_param_file_format("multiline")
    listed.add_all([file.results.yaml for file in files])
    ctx.actions.run(
        mnemonic = "PyrefcheckSettle",
        progress_message = "Merging summaries of %{label}",
        executable = ctx.file._settle,
        arguments = [arguments, listed],
        inputs = depset(inputs, transitive = [ctx.attr._files[DefaultInfo].files]),
        outputs = [settled.merged, settled.changes, settled.left] + corrections.values(),
    )
    return settled

def analyse_until_settled(ctx, files, rounds):
    """Registers the rounds.

    Args:
      ctx: of a rule with the attributes TOOLS and SETTLE.
      files: the list of the aspect's files.
      rounds: how many.

    Returns:
      The files with their last results, and the last settlement.
    """
    settled = None
    for number in range(rounds):
        prefix = "%s.rounds/%d" % (ctx.label.name, number + 1)
        now = _settle(ctx, prefix, files, settled)
        files = [
            struct(source = file.source, results = analyse(
                ctx,
                file.source,
                prefix + "/" + file.source.name,
                corrections = now.corrections[file.source.name],
                before = struct(
                    results = file.results,
                    corrections = settled.corrections[file.source.name] if settled else ctx.file._none,
                ),
            ))
            for file in files
        ]
        settled = now
    return files, _settle(ctx, ctx.label.name + ".rounds/end", files, settled)
