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
from probe import NULL, Collected, Memory, Plain, thread_state, interpreter

POISON = 0x5A5A5A5A5A5A5A50  # what an out-parameter holds before the call


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


for _name in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split():
    setattr(Subtle, f"__{_name}__", _number(_name))
    setattr(Subtle, f"__r{_name}__", _number(_name))
for _name in "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split():
    setattr(Subtle, f"__i{_name}__", _number(_name))
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


def api(name, *args, result=ctypes.py_object):
    """Calls a function of the C API to prepare or to finish a sample."""
    function = getattr(ctypes.pythonapi, name)
    function.restype = result
    return function(
        *(
            ctypes.c_void_p(a.address)
            if isinstance(a, Memory)
            else ctypes.c_void_p(a)
            if isinstance(a, int)
            else ctypes.py_object(a)
            for a in args
        )
    )


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

# Memory: what is passed for a pointer that is no object ----------------------


class Out(Memory):
    """A PyObject * variable that the call fills."""

    def __init__(self):
        self.store(0, POISON)


class OutNull(Out):
    """A PyObject * variable that has to be NULL before the call."""

    def __init__(self):
        self.store(0, 0)


class InOut(Memory):
    """A PyObject * variable that owns a reference, which the call may replace."""

    def __init__(self, value):
        if value is NULL:
            self.store(0, 0)
        else:
            self.own(0, value)


class Holds(Memory):
    """A PyObject * variable whose reference is the caller's own business."""

    def __init__(self, value):
        self.value = value
        self.store(0, 0 if value is NULL else id(value))


class Array(Memory):
    """An array of borrowed objects, or of addresses."""

    def __init__(self, *items):
        self.items = items
        for i, item in enumerate(items):
            if isinstance(item, Memory):
                item = item.address
            elif item is NULL:
                item = 0
            elif isinstance(item, bytes):
                item = _bytes_address(item)
            else:
                item = id(item)
            self.store(i, item)


def _bytes_address(item):
    return id(item) + bytes.__basicsize__ - 1


class Longs(Memory):
    """An array of integers of 8 bytes."""

    def __init__(self, *values):
        for i, value in enumerate(values):
            self.store(i, value & (1 << 64) - 1)


class Wide(Memory):
    """A wchar_t string."""

    def __init__(self, text="sample"):
        text += "\0\0"
        for i in range(0, len(text) - 1, 2):
            self.store(i // 2, ord(text[i]) | ord(text[i + 1]) << 32)


class Buffer(Memory):
    """A Py_buffer, empty, or filled from an object."""

    def __init__(self, obj=NULL, flags=0x11C):  # PyBUF_FULL_RO
        self.filled = obj is not NULL
        if self.filled:
            probe.fill_buffer(self, obj, flags)


class Identifier(Memory):
    """A _Py_Identifier; the interpreter keeps its string for good."""

    known = {}

    def __new__(cls, name=b"key"):
        if name not in cls.known:
            self = cls.known[name] = super().__new__(cls)
            self.name = name
            self.store(0, _bytes_address(name))
            self.store(1, (1 << 64) - 1)
        return cls.known[name]


def File(content=b"[1, 2]\n"):
    return probe.file(content)


class Allocated(Memory):
    """Memory that the call may free: 0 raw, 1 of PyMem_Malloc, 2 of objects."""

    def __init__(self, domain, size=32):
        self.domain = domain
        self.point(probe.allocate(domain, size))

    def free(self):
        probe.free(self.domain, self.address)


class Doomed(Memory):
    """An object that the call destroys as memory."""

    def __init__(self, type_, count=1):
        self.count = count
        self.point(probe.new_object(type_, count))


class Owned(Memory):
    """An object that the call makes, moves or finishes; the caller owns it."""

    def __init__(self, type_):
        self.point(probe.new_object(type_, 1))


def Given(value):
    """A reference that a format string gives to the call."""
    probe.incref(id(value))
    return value


def Slots(type_, n=3):
    """A list or a tuple under construction: its items are NULL."""
    return probe.slots(type_, n)


def NewFrame(code=None):
    """A frame that has not run, for a generator."""
    return probe.frame(code or _generator_code, Names(), Dict())


def forgotten_code():
    """3.11's PyGen_New takes two references to the code, and gives one back."""
    probe.decref(id(_generator_code))


_generator_code = Generator.__code__.co_consts[1]


class Writer(Memory):
    """A _PyUnicodeWriter that has written something."""

    def __init__(self, text="some"):
        probe.writer(self, 0)
        if text:
            probe.write(self, Text(text))

    def __del__(self):
        probe.writer(self, 1)


class BytesWriter(Memory):
    """A _PyBytesWriter."""

    def __init__(self, size=0):
        self.resize(2048)
        self.position = probe.bytes_writer(self, size)

    def __del__(self):
        probe.bytes_writer(self, -1)


class Accu(Memory):
    """A _PyAccu."""

    def __init__(self):
        api("_PyAccu_Init", self, result=ctypes.c_int)
        api("_PyAccu_Accumulate", self, Text(), result=ctypes.c_int)

    def __del__(self):
        api("_PyAccu_Destroy", self, result=None)


class Arena(Memory):
    """A PyArena."""

    def __init__(self):
        self.point(api("_PyArena_New", result=ctypes.c_void_p))

    def __del__(self):
        api("_PyArena_Free", self, result=None)


def Symbol(name):
    """The address of a function or structure of probe.c."""
    return probe.symbol(name)


# The default for each parameter ---------------------------------------------

# By the type of the parameter, for what is no PyObject *.
BY_TYPE = {
    "PyTypeObject *": "Type()",
    "PyCodeObject *": "FunctionCode()",
    "PyFrameObject *": "Frame()",
    "PyLongObject *": "Int(1 << 70)",
    "PyDictObject *": "Dict()",
    "PyListObject *": "List()",
    "PyTupleObject *": "Tuple()",
    "PyBaseExceptionObject *": "Error()",
    "PyGenObject *": "Generator()",
    "PyFunctionObject *": "Function()",
    "PyObject **": "Out()",
    "PyObject *const *": "Array(Item(1), Item(2), NULL)",
    "char **": "Memory()",
    "const char **": "Memory()",
    "Py_buffer *": "Buffer()",
    "const Py_buffer *": "Buffer(bytearray(b'sample'))",
    "FILE *": "File()",
    "const wchar_t *": "Wide()",
    "wchar_t *": "Memory()",
    "const Py_UNICODE *": "Wide()",
    "PyThreadState *": "thread_state()",
    "PyInterpreterState *": "interpreter()",
    "_Py_Identifier *": "Identifier()",
    "struct _Py_Identifier *": "Identifier()",
    "PyCompilerFlags *": "NULL",
    "PyMethodDef *": "Symbol('method')",
    "PyModuleDef *": "Symbol('module')",
    "struct PyModuleDef *": "Symbol('module')",
    "PyGetSetDef *": "Symbol('getset')",
    "PyMemberDef *": "Symbol('member')",
    "PyType_Spec *": "Symbol('spec')",
    "PyStructSequence_Desc *": "Symbol('sequence')",
    "PyCapsule_Destructor": "Symbol('destructor')",
    "Py_tracefunc": "Symbol('trace')",
    "visitproc": "Symbol('visit')",
    "_PyTime_t *": "Memory()",
}

# By the name of the parameter.
BY_NAME = {
    "o": {
        "key": "Text()",
        "name": "Text('name')",
        "attr_name": "Text('attribute')",
        "list": "List()",
        "dict": "Dict()",
        "mp": "Dict()",
        "tuple": "Tuple()",
        "item": "Item()",
        "value": "Item()",
        "val": "Item()",
        "v": "Item()",
        "callable": "Subtle()",
        "func": "Function()",
        "args": "Tuple()",
        "kwargs": "{'key': Item()}",
        "kw": "{'key': Item()}",
        "kwnames": "NULL",
        "unicode": "Text('sample')",
        "module": "Module()",
        "globals": "Names()",
        "locals": "Dict()",
        "frame": "Frame()",
        "co": "FunctionCode()",
        "code": "FunctionCode()",
        "exc": "Error()",
        "ex": "Error()",
        "exception": "ValueError",
        "category": "UserWarning",
        "capsule": "datetime.datetime_CAPI",
        "filename": "Text('sample.py')",
        "filename2": "Text('other.py')",
        "path": "Text('/sample/path')",
        "seq": "List()",
        "iterable": "List()",
        "anyset": "Set()",
        "set": "Set()",
        "bytearray": "bytearray(b'sample')",
        "qualname": "Text('qualified.name')",
        "slice": "Slice()",
        "ref": "Weakref()",
        "cell": "Cell()",
        "meth": "Method()",
        "mview": "View()",
        "sep": "Text('am')",
        "substr": "Text('amp')",
        "traceback": "Traceback()",
        "tb": "Traceback()",
        "type": "Type()",
        "cls": "Type()",
        "bases": "(Item,)",
    },
    "p": {
        "name": "b'name'",
        "errors": "b'strict'",
        "encoding": "b'utf-8'",
        "format": "b'sample'",
        "filename": "b'sample.py'",
        "mode": "b'r'",
        "key": "b'key'",
        "attr_name": "b'attribute'",
        "byteorder": "Memory()",
    },
    "i": {
        "lineno": "3",
        "len": "3",
        "length": "3",
        "size": "3",
        "n": "3",
        "v": "12345",
        "high": "2",
        "end": "2",
        "base": "10",
        "start": "0",
        "module_api_version": "1013",
        "nargsf": "2",
        "nargs": "2",
        "year": "2020",
        "month": "2",
        "day": "3",
        "kind": "1",
        "maxchar": "127",
        "nelem": "4",
        "elsize": "8",
        "newsize": "5",
        "seqlen": "2",
        "order": "ord('C')",
    },
}

# By the beginning of the function's name, for the first object; the longest wins.
BY_FAMILY = {
    "PyAsyncGen": "Generator()",
    "PyBool": "True",
    "PyByteArray": "bytearray(b'sample')",
    "PyBytes": "Bytes()",
    "_PyBytes": "Bytes()",
    "PyCFunction": "Builtin()",
    "PyCMethod": "Builtin()",
    "PyCapsule": "datetime.datetime_CAPI",
    "PyCell": "Cell()",
    "PyCode": "FunctionCode()",
    "_PyCode": "FunctionCode()",
    "PyComplex": "complex(2.5, 3.5)",
    "PyContext": "contextvars.copy_context()",
    "PyContextVar": "contextvars.ContextVar('var', default=Item())",
    "PyDate": "Datetime()",
    "PyTime": "Time()",
    "PyDelta": "datetime.timedelta(1, 2, 3)",
    "PyTZInfo": "Zone()",
    "PyDescr": "vars(list)['append']",
    "PyDict": "Dict()",
    "_PyDict": "Dict()",
    "PyDictItems": "Dict().items()",
    "PyDictKeys": "Dict().keys()",
    "PyDictValues": "Dict().values()",
    "PyDictView": "Dict().keys()",
    "_PyDictView": "Dict().keys()",
    "PyErr": "ValueError",
    "_PyErr": "ValueError",
    "PyException": "Error()",
    "PyExceptionClass": "ValueError",
    "PyFile": "io.StringIO('one\\ntwo\\n')",
    "PyFloat": "Float()",
    "_PyFloat": "Float()",
    "PyFrame": "Frame()",
    "_PyFrame": "Frame()",
    "PyFrozenSet": "FrozenSet()",
    "PyFunction": "Function()",
    "_PyFunction": "Function()",
    "PyGen": "Generator()",
    "_PyGen": "Generator()",
    "PyCoro": "Coroutine()",
    "_PyCoro": "Coroutine()",
    "PyInstanceMethod": "Method()",
    "PyIter": "Iterator()",
    "PyList": "List()",
    "_PyList": "List()",
    "PyLong": "Int()",
    "_PyLong": "Int(1 << 70)",
    "PyMapping": "Dict()",
    "PyMemoryView": "View()",
    "PyMethod": "Method()",
    "PyModule": "Module()",
    "_PyModule": "Module()",
    "PyNumber": "Subtle()",
    "PyODict": "collections.OrderedDict(key=Item())",
    "PyObject": "Subtle()",
    "_PyObject": "Subtle()",
    "PyPickleBuffer": "Pickle()",
    "PySeqIter": "iter(Subtle())",
    "PySequence": "List()",
    "_PySequence": "List()",
    "PySet": "Set()",
    "_PySet": "Set()",
    "PySlice": "Slice()",
    "_PySlice": "Slice()",
    "PyStructSequence": "sys.version_info",
    "PyTraceBack": "Traceback()",
    "PyTuple": "Tuple()",
    "_PyTuple": "Tuple()",
    "PyType": "Type()",
    "_PyType": "Type()",
    "PyUnicode": "Text('sample')",
    "_PyUnicode": "Text('sample')",
    "PyUnicodeDecodeError": "DecodeError()",
    "PyUnicodeEncodeError": "EncodeError()",
    "PyUnicodeTranslateError": "TranslateError()",
    "PyVectorcall": "Function()",
    "PyWeakref": "Weakref()",
    "_PyWeakref": "Weakref()",
}


def Pickle():
    import pickle

    return pickle.PickleBuffer(bytearray(b"sample"))


def DecodeError():
    return UnicodeDecodeError(Text("utf-8"), Bytes(), 1, 3, Text("reason"))


def EncodeError():
    return UnicodeEncodeError(Text("utf-8"), Text("sample"), 1, 3, Text("reason"))


def TranslateError():
    return UnicodeTranslateError(Text("sample"), 1, 3, Text("reason"))


def family_of(function):
    names = [f for f in BY_FAMILY if function.startswith(f)]
    return BY_FAMILY[max(names, key=len)] if names else None


def default_call(function, params, kinds, types):
    """The expression for the arguments when no recipe gives one."""
    parts = []
    family = family_of(function)
    for i, (kind, type_) in enumerate(zip(kinds, types)):
        name = params[i] if i < len(params) else ""
        if kind == "o" and type_ == "PyObject *" and family:
            part, family = family, None
        elif type_ in BY_TYPE:
            part = BY_TYPE[type_]
        elif name in BY_NAME.get(kind, ()):
            part = BY_NAME[kind][name]
        else:
            part = {"o": "Item()", "i": "1", "d": "2.5"}.get(kind)
            if part is None:
                part = "b'sample'" if "char" in type_ else "Memory()"
        parts.append(part)
    return ", ".join(parts)


def call_quietly(name, *args):
    """Calls a function that returns an integer."""
    return api(name, *args, result=ctypes.c_int)


def Capsule():
    """A capsule that has everything a capsule can have."""
    capsule = api("PyCapsule_New", 4096, Identifier(b"capsule").load(0), Symbol("destructor"))
    call_quietly("PyCapsule_SetContext", capsule, 4096)
    return capsule


def FullFunction():
    """A function with every part that a function can lack."""
    function = Function()
    function.__module__ = Text("module")
    return function


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
