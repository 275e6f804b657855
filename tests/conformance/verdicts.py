"""What all measurements of one function say about its contract."""

import dataclasses

# Effects of arguments that a test can see happen.
VISIBLE = {
    "steals", "keeps", "increments", "decrements", "frees", "out-new",
    "out-borrowed", "out-null", "replaces", "clears", "fills-buffer",
    "releases-buffer", "out-memory", "frees-memory",
}  # fmt: skip


# A defect of the interpreter that no contract of the function that calls Python
# code can be blamed for: 3.11 loses the MemoryError of a frame's arguments.
LOST_ERROR = "a function returned NULL without setting an exception"


@dataclasses.dataclass
class Verdict:
    """The verdict on one contract."""

    name: str
    contract: dict
    status: str
    problems: list
    missing: list  # claims that have not been seen to hold
    seen: set

    def text(self, verbose):
        line = f"{self.status}: {self.name}"
        if self.missing and verbose:
            line += ": not seen: " + ", ".join(self.missing)
        return "\n".join([line, *("  " + p for p in self.problems)])


def claims(contract):
    """What has to be seen before the contract counts as confirmed."""
    result = contract["result"]
    if "no-return" in contract["effects"]:
        yield "no-return"
        return
    sets = "sets-exception" in contract["effects"]
    if not sets or result["fails"] == "nothing":
        yield "success"
    if result["is"] != "plain" and result["null"] != "always":
        yield "result"
        if result["is"] == "borrowed" and "from" in result:
            yield "owner"
    if result["fails"] != "nothing" or result["null"].startswith("on-error"):
        yield "failure"
    if result["null"].endswith("absent"):
        yield "absent"
    for effect in contract["args"]:
        if effect["effect"] in VISIBLE:
            yield f"{effect['index']}:{effect['effect']}:{effect['when']}"
            if "into" in effect and effect["effect"] in ("steals", "keeps"):
                yield f"{effect['index']}:into"
        if effect["effect"] == "not-null":
            yield f"{effect['index']}:not-null"


# Claims that are false when no scenario shows them: they do not depend on an
# outcome that is hard to provoke.
def is_plain(claim):
    return claim in ("owner", "no-return") or claim.endswith((":into", ":keeps:always"))


def verdict(contract, results, recipe):
    """The verdict that the results of all scenarios add up to."""
    problems, seen, succeeded = [], set(), False
    for one in results:
        seen |= set(one.get("confirmed", ()))
        succeeded |= one.get("outcome") == "success" and one["kind"] == "proper"
        if one["kind"] == "null" and "crash" in one:
            seen.add(f"{one['position']}:not-null")
        if "no-return" in contract["effects"]:
            if "crash" in one:
                seen.add("no-return")
            continue
        # A known defect of the interpreter, no error of the contract.
        if one["kind"] == "memory" and "allocation-failure" in recipe:
            continue
        wrong = list(one.get("problems", ()))
        if "error" in one:
            error = one["error"].strip() or "it ends at once"
            wrong.append("cannot be run: " + error.splitlines()[-1])
        lost = one["kind"] == "memory" and LOST_ERROR in one.get("said", "")
        if "crash" in one and one["kind"] in ("proper", "memory") and not lost:
            wrong.append(f"crashes: {one['crash']}: {one.get('said', '')}")
        said = f" -> {one['said']}" if one.get("said") else ""
        problems += [f"{one['scenario']}{said}: {p}" for p in wrong]
    excused = recipe.get("not-seen", {})
    missing = [c for c in claims(contract) if c not in seen and c not in excused]
    problems += [f"set aside, but seen: {c}" for c in excused if c in seen]
    if succeeded:
        problems += [f"never seen: {c}" for c in missing if is_plain(c)]
    status = "contradicted" if problems else "incomplete" if missing else "confirmed"
    return Verdict(contract["function"], contract, status, problems, missing, seen)
