"""The figures of a run, as docs/contracts.md shows them."""

from collections import Counter


def has_effect(contract, effect):
    return any(a["effect"] == effect for a in contract["args"])


def line(what, judged):
    counts = Counter(v.status for v in judged)
    return (
        f"| {what} | {len(judged)} | {counts['confirmed']} | {counts['incomplete']} | "
        f"{counts['contradicted']} |"
    )


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def summarize(judged, plan):
    rows = [
        "| contracts | called | confirmed | incomplete | contradicted |",
        "|---|---|---|---|---|",
        line("all", judged),
    ]
    kinds = [
        ("with a new result", lambda c: c["result"]["is"] in ("new", "fresh")),
        ("with a borrowed result", lambda c: c["result"]["is"] == "borrowed"),
        ("that steal", lambda c: has_effect(c, "steals")),
        ("with an out-parameter", lambda c: has_effect(c, "out-new") or has_effect(c, "out-borrowed")),
        ("that replace or clear", lambda c: has_effect(c, "replaces") or has_effect(c, "clears")),
    ]
    for what, test in kinds:
        rows.append(line(what, [v for v in judged if test(v.contract)]))
    python = [v for v in judged if "runs-python" in v.contract["effects"]]
    seen = sum("runs-python" in v.seen for v in python)
    text = "\n".join(rows)
    text += f"\n\n{seen} of the {len(python)} that may run Python code were seen to run some."
    if plan:
        total = len(judged) + len(plan.reasons)
        confirmed = sum(v.status == "confirmed" for v in judged)
        text += (
            f"\nOf the {total} contracts of what an extension can call in 3.11, "
            f"{confirmed} are confirmed ({share(confirmed, total)}) and "
            f"{len(plan.reasons)} are not called. {len(plan.hidden)} more are of functions "
            "that the interpreter keeps to itself, and "
            f"{len(plan.absent)} of what 3.11 does not have."
        )
    return text


BEGIN = "<!-- conformance: begin -->"
END = "<!-- conformance: end -->"


def write(page, summary):
    text = page.read_text()
    head, found, rest = text.partition(BEGIN)
    _, ended, tail = rest.partition(END)
    if not found or not ended:
        raise SystemExit(f"{page}: no place for the figures ({BEGIN} ... {END})")
    page.write_text(f"{head}{BEGIN}\n{summary}\n{END}{tail}")
