"""Calls the functions of one compiled twin file and measures what they do.

Runs under a debug build of Python, for run_twins.py: reads what to do as JSON
from standard input, writes one result for each claim to standard output. Each
function is called in a forked child, so that a crash ends only that child.
"""

import gc
import json
import os
import resource
import signal
import sys
import tempfile

WARM_UP = 50
ROUNDS = (100, 200, 400)
SECONDS = 60


def measure(action):
    """References and memory blocks gained a call, once for each round."""

    def repeat(n):
        for _ in range(n):
            try:
                action()
            except BaseException:
                pass

    def counts():
        gc.collect()
        sys._clear_type_cache()  # it keeps names of attributes alive
        return sys.gettotalrefcount(), sys.getallocatedblocks()

    repeat(WARM_UP)
    counts()
    references, blocks = [], []
    for n in ROUNDS:
        before = counts()
        repeat(n)
        after = counts()
        references.append((after[0] - before[0]) / n)
        blocks.append((after[1] - before[1]) / n)
    return {"references": references, "blocks": blocks}


def make_action(module, setup, claim):
    """A callable that makes the one call that the claim speaks of."""
    for api, nth in claim["fail"]:
        module._fail(api, nth)
    names = {"m": module, "f": getattr(module, claim["name"], None)}
    exec(setup, names)
    exec(f"def action():\n    return {claim['run']}\n", names)
    return names["action"]


def in_child(module, setup, claim):
    """The measurement of one claim, or how the child that made it ended."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.dup2(err.fileno(), 1)
            os.dup2(err.fileno(), 2)
            signal.alarm(SECONDS)
            result = measure(make_action(module, setup, claim))
            os.write(out.fileno(), json.dumps(result).encode())
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        out.seek(0)
        err.seek(0)
        written = out.read()
        said = err.read().decode(errors="replace")
        if status == 0 and written:
            return json.loads(written)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
            return {"error": f"no end within {SECONDS} seconds"}
        if os.WIFEXITED(status) and "AddressSanitizer" not in said:
            return {"error": said}
        return {"crash": said}


def main():
    work = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, work["directory"])
    import twin

    results = [in_child(twin, work["setup"], claim) for claim in work["claims"]]
    json.dump(results, sys.stdout)


main()
