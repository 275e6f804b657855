"""The figures of a run, as docs/contracts.md shows them."""

import textwrap
from collections import Counter


def has_effect(contract, *effects):
    return any(a["effect"] in effects for a in contract["args"])


def line(what, judged):
    counts = Counter(v.status for v in judged)
    return (
        f"| {what} | {len(judged)} | {counts['confirmed']} | {counts['incomplete']} | "
        f"{counts['contradicted']} |"
    )


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


KINDS = [
    ("with a new result", lambda c: c["result"]["is"] in ("new", "fresh")),
    ("with a borrowed result", lambda c: c["result"]["is"] == "borrowed"),
    ("that steal", lambda c: has_effect(c, "steals")),
    ("that keep a reference", lambda c: has_effect(c, "keeps")),
    ("with an out-parameter", lambda c: has_effect(c, "out-new", "out-borrowed")),
    ("that replace or clear", lambda c: has_effect(c, "replaces", "clears")),
]


def summarize(judged, plan):
    """A table, and what it does not show."""
    rows = [
        "| contracts | called | confirmed | incomplete | contradicted |",
        "|---|---|---|---|---|",
        line("all", judged),
    ]
    for what, test in KINDS:
        rows.append(line(what, [v for v in judged if test(v.contract)]))
    total = len(judged) + len(plan.reasons)
    confirmed = sum(v.status == "confirmed" for v in judged)
    aside = sum("not-seen" in plan.recipes.get(v.name, {}) for v in judged)
    python = [v for v in judged if "runs-python" in v.contract["effects"]]
    ran = sum("runs-python" in v.seen for v in python)
    prose = (
        f"Of the {total} contracts of what an extension can call in 3.11, {confirmed} "
        f"are confirmed ({share(confirmed, total)}), {aside} of them with one claim set "
        f"aside for a reason; {len(plan.reasons)} are not called. {len(plan.hidden)} more "
        "are of functions that the interpreter keeps to itself, and "
        f"{len(plan.absent)} of what 3.11 does not have. Of the {len(python)} that may "
        f"run Python code, {ran} were seen to run some."
    )
    mutate = [v for v in judged if has_effect(v.contract, "mutates")]
    dropped = sum(any(c.endswith(":mutates") for c in v.seen) for v in mutate)
    prose += (
        f" Of the {len(mutate)} that may mutate an argument, {dropped} were seen to drop "
        "something that it held."
    )
    return "\n".join([*rows, "", *textwrap.wrap(prose, 96)])


BEGIN = "<!-- conformance: begin -->"
END = "<!-- conformance: end -->"


def write(page, summary):
    text = page.read_text()
    head, found, rest = text.partition(BEGIN)
    _, ended, tail = rest.partition(END)
    if not found or not ended:
        raise SystemExit(f"{page}: no place for the figures ({BEGIN} ... {END})")
    page.write_text(f"{head}{BEGIN}\n{summary}\n{END}{tail}")
