"""Holds one call's measurements against the contract.

A Call is what probe.call measured. settle() gives back what the contract says
that the caller owns afterwards; when the contract is right, nothing is left and
nothing is missing.
"""

import ctypes
import dataclasses

import probe
from pointers import NULL, POISON, Buffer, Doomed, InOut, Memory, Out, Owned



def is_a(value, *types):
    """isinstance without a look at __class__, which may raise."""
    return issubclass(type(value), types)


def is_object(value):
    """Whether an argument is a reference, and no pointer to something else."""
    return value is not NULL and not is_a(value, Memory, int)


def address_of(value):
    return value.address if is_a(value, Memory) else id(value)


GIVEN = ("steals", "decrements")

# What a function says of an argument that breaks its conditions: no outcome.
OF_WRONG_ARGUMENTS = ("SystemError", "TypeError", "AttributeError", "ValueError")


@dataclasses.dataclass
class Call:
    """What one call did."""

    raw: object  # the result: an address, an integer, a double, None
    exception: str  # the name of its type
    text: str
    evaluated: int  # Python frames that ran
    allocated: int
    references: int
    before: tuple  # the counts of the arguments, then of what is watched
    after: tuple
    freed: tuple


class Judge:
    """Judges calls of one function."""

    def __init__(self, contract, result_kind, pending):
        self.contract = contract
        self.result = contract["result"]
        self.effects = set(contract["effects"])
        self.result_kind = result_kind
        self.pending = pending  # an exception is set before the call
        self.problems = []
        self.confirmed = set()
        self.outcome = None
        self.excused = False  # an argument of the wrong type was complained of

    def effects_on(self, args):
        """(position, effect) of each argument that has one."""
        for effect in self.contract["args"]:
            last = len(args) if effect.get("and-rest") else effect["index"] + 1
            for i in range(effect["index"], min(last, len(args))):
                if args[i] is not NULL:
                    yield i, effect

    def given(self, args):
        """The arguments whose reference the caller hands over."""
        return tuple(
            i
            for i, effect in self.effects_on(args)
            if effect["effect"] in GIVEN and not is_a(args[i], Memory, int)
        )

    def output_problem(self, text):
        if not self.excused:
            self.problem(text)

    def problem(self, text):
        if text not in self.problems:
            self.problems.append(text)

    def happens(self, effect):
        if effect["when"] == "always":
            return True
        return (effect["when"] == "success") == (self.outcome == "success")

    # The result --------------------------------------------------------------

    def judge_result(self, call, args, provoked):
        """Sets the outcome; reports what the contract excludes."""
        said = f"{call.exception} ({call.text})" if call.exception else "no exception"
        excused = provoked and call.exception in OF_WRONG_ARGUMENTS
        self.excused = excused
        if excused and call.exception == "SystemError":
            call.evaluated = 0  # for the message
        sets = "sets-exception" in self.effects
        if sets and not call.exception:
            self.problem("sets no exception")
        if self.pending and "clears-exception" in self.effects and call.exception:
            self.problem(f"leaves an exception: {said}")
        sets = sets or self.pending
        if self.result_kind == "p":
            self.judge_pointer(call, said, excused, sets, provoked)
        elif self.result_kind in "id":
            self.judge_number(call, args, said, excused, sets)
        else:
            self.outcome = "success"
            if call.exception and not sets and not excused:
                if self.tells_by_null(args):
                    self.outcome = "failure"
                else:
                    self.problem(f"sets an exception: {said}")
        if call.evaluated and "runs-python" not in self.effects:
            self.problem("runs Python code")
        if call.evaluated:
            self.confirmed.add("runs-python")
        self.confirmed.add(self.outcome)

    def tells_by_null(self, args):
        """Whether NULL in an in-out argument says that the call failed."""
        return any(
            effect.get("may-be-null")
            and is_a(args[i], InOut, Out)
            and not args[i].load(0)
            for i, effect in self.effects_on(args)
        )

    def judge_pointer(self, call, said, excused, sets, provoked):
        null = self.result["null"]
        if call.raw:
            self.outcome = "success"
            if null == "always":
                self.problem("the result is not NULL")
            if call.exception and not sets and not excused:
                self.problem(f"a result and an exception: {said}")
            return
        if self.pending:
            self.outcome = "success" if null == "always" else "absent"
            return
        self.outcome = "failure" if call.exception else "absent"
        allowed = {
            "never": provoked,
            "on-error": bool(call.exception),
            "absent": not call.exception or excused,
            "on-error-or-absent": True,
            "always": True,
        }
        if null == "always":
            self.outcome = "success"
        if not allowed[null]:
            self.problem(f"NULL ({null}) with {said}")

    def judge_number(self, call, args, said, excused, sets):
        fails = self.result["fails"]
        raw = call.raw
        failed = {
            "nothing": False,
            "-1": raw == -1,
            "0": raw == 0,
            "negative": raw < 0,
            "-1-or-value": raw == -1 and bool(call.exception),
        }[fails]
        self.outcome = "failure" if failed else "success"
        if "not-negative" in self.effects and raw < 0:
            self.problem(f"the result is {raw}, and negative")
        if sets or (excused and not failed):
            return
        if fails == "nothing" and call.exception and self.tells_by_null(args):
            self.outcome = "failure"
            return
        if failed:
            exception = self.result["exception"]
            if fails == "-1" and raw not in (0, -1):
                self.problem(f"the result is {raw}")
            if exception == "always" and not call.exception:
                self.problem(f"fails ({raw}) with no exception")
            if exception == "never" and call.exception:
                self.problem(f"fails ({raw}) with {said}")
        else:
            if call.exception:
                self.problem(f"succeeds ({raw}) with {said}")
            if fails == "-1" and raw != 0:
                self.problem(f"the result is {raw}, neither 0 nor -1")

    def judge_identity(self, call, args):
        """What the contract says of the object that is returned."""
        kind = self.result["is"]
        if not call.raw or self.result_kind != "p":
            return
        if kind in ("argument", "new-reference-to-argument"):
            source = args[self.result["from"]]
            # An integer may be an object, or the address of a static structure.
            if call.raw != address_of(source) and not (
                is_a(source, int) and call.raw == source
            ):
                self.problem("the result is not the argument")
        self.judge_type(call)
        if kind != "plain":
            self.confirmed.add("result")

    def judge_type(self, call):
        """The type that the contract states, by its static type object."""
        exact, base = self.result.get("type"), self.result.get("instance-of")
        if not (exact or base):
            return
        found = type(ctypes.cast(call.raw, ctypes.py_object).value)
        stated = ctypes.addressof(
            ctypes.c_char.in_dll(ctypes.pythonapi, exact or base)
        )
        ancestors = [found] if exact else found.__mro__
        if all(id(each) != stated for each in ancestors):
            self.problem(f"the result is of the type {found.__name__}")

    # The arguments -----------------------------------------------------------

    def settle_result(self, call):
        owned = ("new", "fresh", "new-reference-to-argument")
        if call.raw and self.result_kind == "p" and self.result["is"] in owned:
            probe.decref(call.raw)

    def settle_arguments(self, call, args):
        """Gives back what the caller owns besides the result."""
        done = set()
        for i, effect in self.effects_on(args):
            action = getattr(self, "settle_" + effect["effect"].replace("-", "_"), None)
            if action:
                action(call, args, i, effect, self.happens(effect), done)
        for i, arg in enumerate(args):
            if i in done:
                continue
            if is_a(arg, InOut):
                self.untouched(arg)
            elif is_a(arg, Out) and arg.load(0) not in (POISON, 0):
                self.problem(f"stores in argument {i + 1} what no contract speaks of")
            elif is_a(arg, Buffer) and arg.filled:
                probe.release_buffer(arg)

    @staticmethod
    def untouched(arg):
        value = arg.load(0)
        if value:
            probe.decref(value)

    def seen(self, effect):
        self.confirmed.add(f"{effect['index']}:{effect['effect']}:{effect['when']}")

    def settle_steals(self, call, args, i, effect, happens, done):
        if happens:
            self.seen(effect)
        elif is_object(args[i]) or is_a(args[i], Owned):
            probe.decref(address_of(args[i]))

    settle_decrements = settle_steals

    def settle_increments(self, call, args, i, effect, happens, done):
        if happens:
            self.seen(effect)
            probe.decref(address_of(args[i]))

    def settle_keeps(self, call, args, i, effect, happens, done):
        if not happens or is_a(args[i], Memory, int):
            return
        # Not each call keeps one: an equal key may be there already.
        if call.after[i] - call.before[i] - (i in self.given(args)) >= 1:
            self.seen(effect)

    def settle_out_new(self, call, args, i, effect, happens, done):
        if not happens or not is_a(args[i], Out):
            return
        done.add(i)
        value = args[i].load(0)
        if value == POISON:
            self.output_problem(f"stores nothing in argument {i + 1}")
        elif value:
            self.seen(effect)
            probe.decref(value)
        elif not effect.get("may-be-null"):
            self.output_problem(f"stores NULL in argument {i + 1}")

    def settle_out_borrowed(self, call, args, i, effect, happens, done):
        if not happens or not is_a(args[i], Out):
            return
        done.add(i)
        value = args[i].load(0)
        if value == POISON:
            self.output_problem(f"stores nothing in argument {i + 1}")
        elif value:
            self.seen(effect)
        elif not effect.get("may-be-null"):
            self.output_problem(f"stores NULL in argument {i + 1}")

    def settle_out_null(self, call, args, i, effect, happens, done):
        if not happens or not is_a(args[i], Out):
            return
        done.add(i)
        if args[i].load(0) != 0:
            self.output_problem(f"does not store NULL in argument {i + 1}")
        self.seen(effect)

    def settle_replaces(self, call, args, i, effect, happens, done):
        if not happens or not is_a(args[i], InOut):
            return
        done.add(i)
        value = args[i].load(0)
        if value:
            probe.decref(value)
        elif not effect.get("may-be-null"):
            self.output_problem(f"leaves NULL in argument {i + 1}")
        self.seen(effect)

    def settle_clears(self, call, args, i, effect, happens, done):
        if not happens or not is_a(args[i], InOut):
            return
        done.add(i)
        if args[i].load(0) != 0:
            self.problem(f"does not leave NULL in argument {i + 1}")
            self.untouched(args[i])
        self.seen(effect)

    def settle_fills_buffer(self, call, args, i, effect, happens, done):
        if happens:
            self.seen(effect)
            done.add(i)
            probe.release_buffer(args[i])

    def settle_releases_buffer(self, call, args, i, effect, happens, done):
        if happens:
            self.seen(effect)
            done.add(i)

    def settle_out_memory(self, call, args, i, effect, happens, done):
        if not happens:
            return
        value = args[i].load(0)
        if not value:
            self.problem(f"stores no memory in argument {i + 1}")
            return
        self.seen(effect)
        probe.free(1, value)

    def settle_frees_memory(self, call, args, i, effect, happens, done):
        if not happens:
            args[i].free()
        elif args[i].address not in call.freed:
            self.problem(f"does not free argument {i + 1}")
        else:
            self.seen(effect)

    def settle_frees(self, call, args, i, effect, happens, done):
        # Memory of a collected object begins with the collector's part.
        address = address_of(args[i])
        if address in call.freed or address - 16 in call.freed:
            self.seen(effect)
            if is_a(args[i], Doomed) and args[i].count:
                probe.forget_reference()
        else:
            self.problem(f"does not free argument {i + 1}")
