"""What is passed for a pointer that is no object.

A Memory of probe.c stands for its bytes; its subclasses say what is in them, and
judge.py knows from the class what becomes of it.
"""

import ctypes

import probe
from probe import NULL, Memory

POISON = 0x5A5A5A5A5A5A5A50  # what an out-parameter holds before the call


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


def call_quietly(name, *args):
    """Calls a function that returns an integer."""
    return api(name, *args, result=ctypes.c_int)


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


class Writer(Memory):
    """A _PyUnicodeWriter that has written something."""

    def __init__(self, text="some"):
        probe.writer(self, 0)
        if text:
            probe.write(self, "".join(list(text)))

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
        api("_PyAccu_Accumulate", self, "".join(["k", "ey"]), result=ctypes.c_int)

    def __del__(self):
        api("_PyAccu_Destroy", self, result=None)


class Arena(Memory):
    """A PyArena."""

    def __init__(self):
        self.point(api("_PyArena_New", result=ctypes.c_void_p))

    def __del__(self):
        api("_PyArena_Free", self, result=None)


class Space(Memory):
    """As much zeroed memory as a larger structure needs."""

    def __init__(self, size):
        self.resize(size)


class Config(Space):
    """A PyConfig."""

    def __init__(self):
        super().__init__(4096)
        api("PyConfig_InitPythonConfig", self, result=None)

    def __del__(self):
        api("PyConfig_Clear", self, result=None)


class Lock(Memory):
    """A lock that is free."""

    def __init__(self):
        self.point(api("PyThread_allocate_lock", result=ctypes.c_void_p))

    def __del__(self):
        api("PyThread_free_lock", self, result=None)


class Parser(Array):
    """A _PyArg_Parser; the interpreter keeps what it makes of it."""

    def __init__(self, format, *keywords):
        super().__init__(format, Array(*keywords, NULL))


class Shared(Memory):
    """A _PyCrossInterpreterData with an object's data."""

    def __init__(self, value):
        call_quietly("_PyObject_GetCrossInterpreterData", value, self)

    def __del__(self):
        api("_PyCrossInterpreterData_Release", self, result=None)


def Symbol(name):
    """The address of a function or structure of probe.c."""
    return probe.symbol(name)
