"""Runs functions of the C API in a debug build of Python; see run.

Reads work as JSON from standard input and writes a line of JSON for each
function. Each runs in a forked child: a crash is the verdict for one scenario,
and the next child goes on behind it.
"""

import collections
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
import types
import weakref

ROUNDS = 3
REPEATS = 4
ALLOCATIONS = 12  # at most so many of them are made to fail, one at a time
SECONDS = 3  # of processor time a scenario
SHARED = 10  # references; an object that was made for the call has fewer
# Types whose objects hold others, and that change only when they are told to.
CONTAINERS = {
    list, tuple, dict, set, collections.OrderedDict, types.CellType,
    types.FunctionType, ValueError,
}  # fmt: skip


def setup(directory):
    sys.dont_write_bytecode = True
    sys.path.insert(0, directory)
    sys.setdlopenflags(os.RTLD_LAZY)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inside(arg):
    """The objects that a container holds; none if it is no container."""
    if type(arg) is types.ModuleType:
        arg = vars(arg)
    return gc.get_referents(arg) if type(arg) in CONTAINERS else []


class Scenario:
    """One way to call a function: an expression for its arguments, and more."""

    def __init__(self, code, kind, replace=None, fail=0):
        self.code = code
        self.kind = kind  # proper, provoked, memory, null
        self.replace = replace  # (position, expression)
        self.fail = fail

    def __str__(self):
        text = f"({self.code})"
        if self.replace:
            text += f" with argument {self.replace[0] + 1} = {self.replace[1]}"
        if self.fail:
            text += f", allocation {self.fail} fails"
        return text


class Function:
    """A function under test."""

    def __init__(self, work):
        import defaults
        import samples

        self.contract = work["contract"]
        self.name = self.contract["function"]
        self.kinds = work["kinds"]
        self.types = work["types"]
        self.result_kind = work["result"]
        self.recipe = work.get("recipe", {})
        self.names = dict(vars(samples))
        self.idle = None  # what the measurement itself leaves behind
        self.calls = self.recipe.get("calls") or [
            defaults.default_call(
                self.name, self.contract["params"], self.kinds, self.types
            )
        ]
        if "setup" in self.recipe:
            exec(self.recipe["setup"], self.names)
        self.before = self.compile(self.recipe.get("before"), "args")
        self.after = self.compile(self.recipe.get("after"), "args")
        self.pending = self.compile(self.recipe.get("pending"))

    def compile(self, code, parameters=""):
        return eval(f"lambda {parameters}: ({code or None})", self.names)

    def maker(self, scenario):
        """A function that makes a list of arguments."""
        make = eval(f"lambda: [{scenario.code}]", self.names)
        if not scenario.replace:
            return make
        position, code = scenario.replace
        other = self.compile(code)

        def replaced():
            args = make()
            args[position] = other()
            return args

        return replaced

    def scenarios(self):
        """All ways to call it, those whose outcome is known first."""
        import judge

        proper = [Scenario(code, "proper") for code in self.calls]
        yield from proper
        if "no-return" in self.contract["effects"]:
            return
        for code in self.recipe.get("failures", ()):
            yield Scenario(code, "proper")
        not_null = {
            a["index"] for a in self.contract["args"] if a["effect"] == "not-null"
        }
        frees = any(a["effect"] == "frees" for a in self.contract["args"])
        if not frees and not self.recipe.get("no-replacing"):
            try:
                sample = eval(f"[{self.calls[0]}]", self.names)
            except Exception:
                sample = []
            for i, type_ in enumerate(self.types[: len(sample)]):
                # What the declaration says of a PyCodeObject * is not tested.
                if type_ != "PyObject *":
                    continue
                if not judge.is_object(sample[i]):
                    continue
                for code in ("Bad()", "object()", "Subtle()"):
                    yield Scenario(self.calls[0], "provoked", (i, code))
            del sample
        if not self.recipe.get("no-allocation-failure"):
            for code in self.calls:
                for n in range(1, ALLOCATIONS + 1):
                    yield Scenario(code, "memory", None, n)
        for i in sorted(not_null):
            yield Scenario(self.calls[0], "null", (i, "NULL"))

    @staticmethod
    def is_object(arg):
        from judge import is_object

        return is_object(arg)

    # One scenario ------------------------------------------------------------

    def call(self, judge, args, scenario, watch=()):
        import probe
        from judge import Call

        self.before(args)
        return Call(
            *probe.call(
                getattr(probe, self.name),
                args,
                judge.given(args),
                list(watch),
                scenario.fail,
                self.pending(),
            )
        )

    def judge(self):
        from judge import Judge

        return Judge(self.contract, self.result_kind, "pending" in self.recipe)

    def once(self, make, scenario):
        """Calls and settles; what is left over is the contract's error."""
        judge = self.judge()
        args = make()
        call = self.call(judge, args, scenario)
        judge.judge_result(call, args, scenario.kind == "provoked")
        judge.judge_identity(call, args)
        judge.settle_arguments(call, args)
        judge.settle_result(call)
        self.free_result(call)
        self.after(args)
        return judge, call

    def free_result(self, call):
        """Gives back memory that the function returns."""
        import probe

        domain = self.recipe.get("result-memory")
        if domain is not None and call.raw:
            probe.free(domain, call.raw)

    def gained(self, make, scenario, repeats):
        """The references and memory blocks that some calls leave behind."""

        def counts():
            gc.collect()
            sys._clear_type_cache()
            return sys.gettotalrefcount(), sys.getallocatedblocks()

        counts()
        before = counts()
        for _ in range(repeats):
            self.once(make, scenario)
        after = counts()
        return after[0] - before[0], after[1] - before[1]

    def balance(self, make, scenario):
        """References and blocks left over a call."""
        if not self.idle:
            self.gained(make, scenario, 0)
            self.idle = self.gained(make, scenario, 0)
        least = None
        for _ in range(ROUNDS):
            gained = self.gained(make, scenario, REPEATS)
            left = [round((g - i) / REPEATS) for g, i in zip(gained, self.idle)]
            # A cache may have been filled meanwhile; what remains is the least.
            if least is None or sum(map(abs, left)) < sum(map(abs, least)):
                least = left
            if least == [0, 0]:
                break
        return least

    def run(self, scenario):
        """The measurements of one scenario, judged."""
        make = self.maker(scenario)
        judge, call = self.once(make, scenario)
        if scenario.fail and call.allocated < scenario.fail:
            return {"end": True}
        if scenario.fail and "allocation-failure" in self.recipe:
            return {"confirmed": sorted(judge.confirmed)}
        problems = list(judge.problems)
        left, blocks = self.balance(make, scenario)
        if left:
            problems.append(f"{left:+d} references a call")
        elif blocks > 0:
            problems.append(f"{blocks:+d} memory blocks a call")
        confirmed = set(judge.confirmed)
        if scenario.kind != "memory":
            problems += self.lenders(make, scenario, confirmed)
        return {
            "problems": problems,
            "confirmed": sorted(confirmed),
            "outcome": judge.outcome,
            "said": f"{call.raw} {call.exception or ''} {call.text or ''}".strip(),
        }

    def lenders(self, make, scenario, confirmed):
        """Who holds a result that is borrowed, and an argument that is kept."""
        import probe
        from judge import is_object

        judge = self.judge()
        args = make()
        contents = {i: inside(arg) for i, arg in enumerate(args)}
        addresses = [id(arg) for arg in args]
        objects = [is_object(arg) for arg in args]
        call = self.call(judge, args, scenario)
        judge.judge_result(call, args, scenario.kind == "provoked")
        judge.settle_arguments(call, args)
        self.free_result(call)
        held = []  # (address, position of the container, the claim)
        owner = judge.result.get("from")
        made = None
        if judge.result["is"] == "borrowed":
            if owner is not None and call.raw:
                held.append((call.raw, owner, "owner"))
        else:
            if judge.result["is"] == "fresh" and call.raw and probe.count(call.raw) > 1:
                made = weakref.ref(probe.object(call.raw))
            confirmed |= self.held_by_result(judge, call, args, addresses, objects)
        kept = set()
        for i, effect in judge.effects_on(args):
            if effect["effect"] not in ("keeps", "steals") or not objects[i]:
                continue
            kept.add(i)
            into = effect.get("into")
            if into not in (None, "result") and judge.happens(effect):
                held.append((addresses[i], effect["into"], f"{i}:into"))
        problems = []
        sys._clear_type_cache()  # it keeps names of attributes
        if self.recipe.get("counts-change") is None:
            for i, kind in enumerate(self.kinds[: len(args)]):
                # What many share changes with everything that goes on.
                alone = kind == "o" and objects[i] and call.before[i] < SHARED
                if alone and i not in kept and addresses.count(addresses[i]) == 1:
                    more = probe.count(addresses[i]) - call.before[i]
                    if more:
                        problems.append(f"argument {i + 1} has {more:+d} references")
        problems += self.dropped(judge, args, contents, confirmed)
        contents.clear()
        if made:
            gc.collect()
            if made() is not None:
                problems.append("'fresh', but something else refers to the result")
        self.check_holders(args, held, confirmed)
        self.after(args)
        return problems


    def held_by_result(self, judge, call, args, addresses, objects):
        """Releases the result: what it holds must then have a reference less."""
        import probe

        claims = [
            (addresses[i], f"{i}:into")
            for i, effect in judge.effects_on(args)
            if effect.get("into") == "result" and objects[i] and judge.happens(effect)
        ]
        before = [probe.count(address) for address, _ in claims]
        judge.settle_result(call)
        if claims:
            gc.collect()
        return {
            claim
            for (address, claim), count in zip(claims, before)
            if probe.count(address) < count
        }

    def dropped(self, judge, args, contents, confirmed):
        """Containers that no longer hold what they held."""
        mutates = {
            i for i, effect in judge.effects_on(args) if effect["effect"] == "mutates"
        }
        for i, held in contents.items():
            now = {id(item) for item in inside(args[i])}
            if all(id(item) in now for item in held):
                continue
            if i in mutates:
                confirmed.add(f"{i}:mutates")
            else:
                yield f"drops what argument {i + 1} holds"

    def check_holders(self, args, held, confirmed):
        """Drops each container: what it holds must then have a reference less."""
        import probe

        for address, _, _ in held:
            probe.incref(address)
        for container in {c for _, c, _ in held}:
            before = [probe.count(address) for address, _, _ in held]
            if not self.is_object(args[container]):
                continue
            args[container] = None
            gc.collect()
            for (address, owner, claim), count in zip(held, before):
                if owner == container and probe.count(address) < count:
                    confirmed.add(claim)
        for address, _, _ in held:
            probe.decref(address)


class Quiet:
    """Takes what Python code prints; a real file is counted wrongly by 3.11."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


def child(work, first, crashed, out):
    """Runs the scenarios from the number on; writes a line for each."""
    function = Function(work)
    sys.stdout = sys.stderr = Quiet()
    gc.disable()
    gc.freeze()
    skip_code = None
    for number, scenario in enumerate(function.scenarios()):
        if number < first or scenario.kind != "proper" and scenario.code in crashed:
            continue
        if scenario.code == skip_code and scenario.kind == "memory":
            continue
        start = {
            "start": number,
            "scenario": str(scenario),
            "kind": scenario.kind,
            "code": scenario.code,
            "position": scenario.replace and scenario.replace[0],
        }
        os.write(out, json.dumps(start).encode() + b"\n")
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(20 * SECONDS)  # it may also wait for something
        if scenario.kind == "null":
            make = function.maker(scenario)
            function.once(make, scenario)
            result = {"problems": ["NULL does no harm"]}
        else:
            try:
                result = function.run(scenario)
            except Exception:
                result = {"error": traceback.format_exc()}
        if result.get("end"):
            skip_code = scenario.code
        os.write(out, json.dumps(result).encode() + b"\n")
    os.write(out, b'{"done": true}\n')


def measure(work):
    """All scenarios of a function, over as many children as it takes."""
    results, first, crashed = [], 0, []
    while True:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            pid = os.fork()
            if pid == 0:
                null = os.open(os.devnull, os.O_RDWR)
                os.dup2(null, 0)
                os.dup2(null, 1)
                os.dup2(err.fileno(), 2)
                try:
                    child(work, first, crashed, out.fileno())
                except BaseException:
                    traceback.print_exc()
                    os._exit(3)
                os._exit(0)
            status = os.waitpid(pid, 0)[1]
            out.seek(0)
            lines = [json.loads(line) for line in out.read().splitlines()]
            err.seek(0)
            said = err.read().decode(errors="replace")
        done = bool(lines) and lines[-1].get("done", False)
        last = None
        for line in lines:
            if "start" in line:
                last = line
            elif not line.get("done"):
                results.append({**last, **line})
                last = None
        if done:
            return results
        if last is None:
            results.append({"error": said[-2000:], "kind": "proper", "scenario": "-"})
            return results
        alarm = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (
            signal.SIGALRM,
            signal.SIGPROF,
        )
        how = "no end" if alarm else f"status {status}"
        results.append({**last, "crash": how, "said": last_words(said)})
        first = last["start"] + 1
        if last["kind"] == "proper":
            crashed.append(last["code"])


def last_words(said):
    lines = [line for line in said.splitlines() if "rror" in line or "ssert" in line]
    return lines[0][:300] if lines else said[-200:]


def main():
    work = json.load(sys.stdin)
    setup(work["directory"])
    import judge  # noqa: F401  imported before the children are forked
    import samples  # noqa: F401

    for function in work["functions"]:
        name = function["contract"]["function"]
        print(json.dumps({"function": name, "results": measure(function)}), flush=True)


if __name__ == "__main__":
    main()
