"""What the functions under test are called with.

Everything here can be used by name in recipes.toml. Objects are made anew for
each call, so that counts tell; a class that runs Python code when a function
looks at it is how a call is seen to run Python code.
"""

import collections
import contextvars
import ctypes
import datetime
import io
import itertools
import marshal
import sys
import types
import weakref

import probe
from pointers import *  # noqa: F403  recipes use them
from probe import NULL, Collected, Memory, Plain, interpreter, thread_state


class Provoked(Exception):
    """What Bad raises: a failure that is no fault of the caller's."""


class Item:
    """An ordinary object, with special methods in Python, a destructor too."""

    def __init__(self, value=7):
        self.value = value
        self.attribute = [value]

    def __del__(self):
        pass

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self is other or self.value == getattr(other, "value", None)

    def __lt__(self, other):
        return False

    def __repr__(self):
        return "item %d" % self.value

    def __getattr__(self, name):
        raise AttributeError(name)

    def method(self, *args, **kwargs):
        return [args, kwargs]


class Subtle(Item):
    """An object that can be everything: a number, a container, a callable."""

    def __call__(self, *args, **kwargs):
        return [args, kwargs]

    def __iter__(self):
        return iter([Item(1), Item(2)])

    def __len__(self):
        return 3

    def __getitem__(self, key):
        return [key]

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __contains__(self, key):
        return True

    def __index__(self):
        return 1 << 70

    def __int__(self):
        return 1 << 70

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 2.5j

    def __bool__(self):
        return True

    def __enter__(self):
        return [1]

    def __exit__(self, *args):
        return None

    def __bytes__(self):
        return b"subtle"

    def __fspath__(self):
        return "/subtle/path"

    def __length_hint__(self):
        return 4

    def __dir__(self):
        return ["b", "a"]

    def __format__(self, spec):
        return "formatted %s" % spec

    def __await__(self):
        return iter([1])

    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __next__(self):
        return [4]


def _number(name):
    def method(self, *others):
        return [name, len(others)]

    method.__name__ = name
    return method


_operators = "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor"
for _name in _operators.split():
    for _kind in ("", "r", "i"):
        setattr(Subtle, f"__{_kind}{_name}__", _number(_name))
for _name in ("divmod", "rdivmod"):
    setattr(Subtle, f"__{_name}__", _number(_name))
for _name in "neg pos abs invert".split():
    setattr(Subtle, f"__{_name}__", _number(_name))


class Bad:
    """An object whose special methods all raise."""

    def __del__(self):
        pass


def _raises(name):
    def method(self, *args, **kwargs):
        raise Provoked(name)

    return method


for _name in [n for n in vars(Subtle) if n.startswith("__")] + [
    "__hash__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
    "__repr__", "__str__", "__getattribute__", "__setattr__", "__delattr__",
    "__get__", "__set__", "__delete__", "__instancecheck__",
    "__subclasscheck__", "__round__", "__reversed__",
]:  # fmt: skip
    if _name not in ("__module__", "__doc__", "__dict__", "__weakref__"):
        setattr(Bad, _name, _raises(_name))


class BadHash(Item):
    """A key that cannot be hashed."""

    def __hash__(self):
        raise Provoked("hash")


class BadEqual(Item):
    """A key that cannot be compared."""

    def __hash__(self):
        return hash("key")

    def __eq__(self, other):
        raise Provoked("eq")


class BadIter(Item):
    """An iterable that breaks after two items."""

    def __iter__(self):
        yield Item(1)
        yield Item(2)
        raise Provoked("next")


class BadNext(Item):
    """An iterator that breaks."""

    def __iter__(self):
        return self

    def __next__(self):
        raise Provoked("next")

    def send(self, value):
        raise Provoked("send")


class Mapping(Item):
    """A mapping of its own kind."""

    def keys(self):
        return ["one", "two"]

    def __getitem__(self, key):
        return [key]


def search(name):
    """A search function of the codec registry, or an error handler."""
    return None


def bad_function(*args, **kwargs):
    raise Provoked("call")


class Meta(type):
    """The metaclass of a class made anew."""


# Objects of the interpreter's own types -------------------------------------


def Text(text="key"):
    """A string that nobody else holds."""
    return "".join(list(text)) if len(text) > 1 else text + ""


def Bytes(text=b"sample"):
    return b"".join([text[:1], text[1:]])


def Int(value=12345):
    return int(str(value))


def Float(value=2.5):
    return float(str(value))


def List(n=3):
    return [Item(i) for i in range(n)]


def Tuple(n=3):
    return tuple([Item(i) for i in range(n)])


def Dict():
    return {"key": Item(1), "other": Item(2), Text("third"): Item(3)}


def Set():
    return {Item(1), Item(2), Item(3)}


def FrozenSet():
    return frozenset(Set())


def Type(*bases):
    return Meta("Sample", bases or (Item,), {"value": Item(1)})


def Function():
    def function(first=Item(1), *, second=Item(2)) -> int:
        cell
        return [first, second]

    cell = Item(3)
    return function


def Closure():
    return Function().__closure__


def Code():
    return compile("value = [1, 2]\ndef f(a, b): return a", "sample.py", "exec")


def FunctionCode(source="def f(a, *, b=2):\n  c = [a, b]\n  return lambda: c"):
    names = {}
    exec(source, names)
    return names["f"].__code__


def Method():
    return Item().method


def Builtin():
    return [].append


def Module():
    module = types.ModuleType("sample")
    module.__file__ = Text("sample.py")
    module.key = Item()
    return module


def Cell():
    return types.CellType(Item())


def Generator():
    def generator():
        yield Item()
        return Item()

    return generator()


async def _coroutine():
    return Item()


def Coroutine():
    coroutine = _coroutine()
    coroutine.close()
    return coroutine


def Frame():
    def frame(argument):
        local = Item()
        return sys._getframe()

    return frame(Item())


def Error(kind=ValueError, *args):
    """An exception that has been raised: it has a traceback and a context."""
    try:
        try:
            raise KeyError(Item())
        except KeyError as cause:
            raise kind(*(args or (Item(),))) from cause
    except Exception as error:
        return error


def Traceback():
    return Error().__traceback__


def Slice():
    return slice(Int(300), Int(500), Int(100))


def View():
    return memoryview(bytearray(b"sample"))


class Target(Item):
    """What weak references refer to."""


def Weakref():
    """A weak reference whose object something else keeps alive."""
    target = Target()
    return _Ref(target, lambda ref: None, target)


class _Ref(weakref.ref):
    __slots__ = ("kept",)

    def __new__(cls, target, callback, kept):
        return super().__new__(cls, target, callback)

    def __init__(self, target, callback, kept):
        self.kept = kept


def DeadWeakref():
    return weakref.ref(Item())


def Iterator():
    return iter(List())


def Datetime():
    return datetime.datetime(2020, 2, 3, 4, 5, 6, 7, Zone())


def Time():
    return datetime.time(4, 5, 6, 7, Zone())


def Zone():
    return datetime.timezone(datetime.timedelta(hours=1), "zone")


SequenceType = type(sys.version_info)


def Sequence():
    """A structure sequence with items of its own."""
    return probe.sequence(Item(1), Item(2))


def EmptySequence():
    return probe.sequence()


def Property():
    return property(lambda self: Item())


def Names():
    """The globals of a module, for code to run in."""
    return {"__builtins__": __builtins__, "key": Item()}


def InstanceMethod():
    return api("PyInstanceMethod_New", Function())


def SlotDescriptor():
    """The descriptor of a slot; its name is no other object's."""
    kind = type("Slots", (), {"__slots__": (Text("slot"),)})
    return vars(kind)["slot"]


class NonCompact(str):
    """A string whose characters stand apart."""


def Legacy():
    """A string that is not ready."""
    text = api("PyUnicode_FromUnicode", 0, 3)
    characters = api("PyUnicode_AsUnicode", text, result=ctypes.c_void_p)
    ctypes.memmove(characters, "abc".encode("utf-32-le"), 12)
    return text


def DefinedModule():
    """A module that was made from a definition."""
    return api("PyModule_Create2", Symbol("module"), 1013)


def TypeOfModule():
    """A type that belongs to a module."""
    return api("PyType_FromModuleAndSpec", DefinedModule(), Symbol("spec"), (object,))


VARIABLE = contextvars.ContextVar("variable", default=Item())


def NewFrame(code=None):
    """A frame that has not run, for a generator."""
    return probe.frame(code or _generator_code, Names(), Dict())


def forgotten_code():
    """3.11's PyGen_New takes two references to the code, and gives one back."""
    probe.decref(id(_generator_code))


_generator_code = Generator.__code__.co_consts[1]


def Pickle():
    import pickle

    return pickle.PickleBuffer(bytearray(b"sample"))


def DecodeError():
    return UnicodeDecodeError(Text("utf-8"), Bytes(), 1, 3, Text("reason"))


def EncodeError():
    return UnicodeEncodeError(Text("utf-8"), Text("sample"), 1, 3, Text("reason"))


def TranslateError():
    return UnicodeTranslateError(Text("sample"), 1, 3, Text("reason"))


def Capsule():
    """A capsule that has everything a capsule can have."""
    name = Identifier(b"capsule").load(0)
    capsule = api("PyCapsule_New", 4096, name, Symbol("destructor"))
    call_quietly("PyCapsule_SetContext", capsule, 4096)
    return capsule


def BareCapsule():
    """A capsule that has a pointer alone."""
    return api("PyCapsule_New", 4096, 0, 0)


def FullFunction():
    """A function with every part that a function can lack."""
    function = Function()
    function.__module__ = Text("module")
    return function


def StandardInput():
    """The C library's stdin; it is empty."""
    return ctypes.c_void_p.in_dll(ctypes.pythonapi, "stdin").value


def Spec():
    """The specification of a module."""
    return types.SimpleNamespace(name=Text("sample"), loader=None)


def Entered():
    context = contextvars.Context()
    call_quietly("PyContext_Enter", context)
    return context


def leave(context):
    """Leaves a context, if it is one."""
    if type(context) is contextvars.Context:
        call_quietly("PyContext_Exit", context)


def registered():
    """Adds the module of the definition to the interpreter's state."""
    if not api("PyState_FindModule", Symbol("module"), result=ctypes.c_void_p):
        module = DefinedModule()
        call_quietly("PyState_AddModule", module, Symbol("module"))


def unregister():
    if api("PyState_FindModule", Symbol("module"), result=ctypes.c_void_p):
        call_quietly("PyState_RemoveModule", Symbol("module"))


def in_pairs(*values):
    """Each value twice, over and over: a scenario makes an even number of calls."""
    return itertools.cycle([v for value in values for v in (value, value)])


def forget_last():
    """Drops the exception that was printed last, with its frames."""
    for name in ("last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)
