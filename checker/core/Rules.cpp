//===- Rules.cpp - What users are told about each rule ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One table: names, levels, the sentence and the help text of each rule. The
// summary is also the first sentence of the rule's page under docs/rules.
//
//===----------------------------------------------------------------------===//

#include "Rules.h"
#include "llvm/ADT/STLExtras.h"

namespace pyrefcheck {

static constexpr llvm::StringLiteral LeakHelp =
    R"(A function that receives a *new reference* owns it, and must release it, return
it, or give it to a call that steals it, on every path. A path that does none of
these leaks the object: it stays in memory until the process ends, with all that
it refers to. Error paths and early returns are the usual places.

The finding stands where the reference is lost: at the `return` or closing brace
by which the path leaves, at the assignment that overwrites the variable, or at
the call whose result nobody takes.

**Bad**

```c
PyObject *list = PyList_New(0);
if (list == NULL)
  return NULL;
PyObject *item = PyLong_FromLong(1);
if (item == NULL)
  return NULL;                 /* list leaks */
PyList_Append(list, item);     /* does not steal: item leaks too */
return list;
```

**Good**

```c
PyObject *list = PyList_New(0);
if (list == NULL)
  return NULL;
PyObject *item = PyLong_FromLong(1);
if (item == NULL) {
  Py_DECREF(list);
  return NULL;
}
int failed = PyList_Append(list, item);
Py_DECREF(item);
if (failed < 0) {
  Py_DECREF(list);
  return NULL;
}
return list;
```

**How to fix it.** Release the reference with `Py_DECREF` (`Py_XDECREF` where it
can be NULL) on the path of the finding; one cleanup label with variables that
start as NULL keeps this short. If a function of your own takes the reference
over, say so in a contract or with
`__attribute__((annotate("pyrefcheck:steals")))` on that parameter.
)";

static constexpr llvm::StringLiteral OverreleaseHelp =
    R"(Only the owner of a strong reference may release it or give it away. A
*borrowed reference* belongs to somebody else: `Py_DECREF` on it, or passing it to
a call that *steals*, takes a count that this function does not have. The object is
then destroyed while others still use it, and the crash comes later, elsewhere.
The same holds for a second `Py_DECREF`, and for one after the reference was
stolen: `PyList_SetItem` and `PyTuple_SetItem` steal even when they fail.

**Bad**

```c
PyObject *item = PyList_GetItem(list, 0);   /* borrowed from list */
Py_DECREF(item);                            /* not ours to release */

PyTuple_SetItem(tuple, 0, Py_None);         /* steals a borrowed None */
```

**Good**

```c
PyObject *item = PyList_GetItem(list, 0);   /* borrowed: nothing to release */

PyTuple_SetItem(tuple, 0, Py_NewRef(Py_None));
```

**How to fix it.** Drop the release, or take a strong reference first with
`Py_INCREF` or `Py_NewRef`. After a call that stole the reference, leave the
variable alone.
)";

static constexpr llvm::StringLiteral UseAfterReleaseHelp =
    R"(When a function has given up every reference to an object that it is known to
hold, the object may have been destroyed. To read it, pass it on, store it or
return it after that reads freed memory, or crashes only on some days, when the
released reference happened to be the last.

The same goes for what was borrowed from the released object: an item of a tuple
that is gone, or a field of `self` after `tp_free(self)`.

**Bad**

```c
Py_DECREF(value);
if (PyLong_Check(value))      /* value may be gone */
  ...

Py_XDECREF(self->callback);   /* self->callback dangles while its destructor */
self->callback = callback;    /* runs Python code that can see self          */
```

**Good**

```c
int is_int = PyLong_Check(value);
Py_DECREF(value);
if (is_int)
  ...

Py_XSETREF(self->callback, Py_NewRef(callback));
```

**How to fix it.** Release last. For fields use `Py_CLEAR`, `Py_SETREF` or
`Py_XSETREF`, which store the new value before they release the old one.
)";

static constexpr llvm::StringLiteral ReturnBorrowedHelp =
    R"(A function that Python calls (methods, getters, slots) must return a *new
reference*: the caller releases what it gets. If the function returns what it only
borrowed, such as an argument, an item of a list, a field of `self`, or `Py_None`
before Python 3.12, the caller's release takes a count that belongs to somebody
else, and in the end the object is destroyed while it is in use.

**Bad**

```c
static PyObject *get_name(Person *self, void *closure) {
  return self->name;                 /* self owns it */
}

static PyObject *reset(PyObject *self, PyObject *args) {
  return Py_None;
}
```

**Good**

```c
static PyObject *get_name(Person *self, void *closure) {
  return Py_NewRef(self->name);
}

static PyObject *reset(PyObject *self, PyObject *args) {
  Py_RETURN_NONE;
}
```

**How to fix it.** `return Py_NewRef(x)`, or `Py_INCREF(x); return x;` before
Python 3.10. A helper of your own that returns a borrowed reference on purpose can
say so with `__attribute__((annotate("pyrefcheck:returns-borrowed")))` or in a
contract.
)";

static constexpr llvm::StringLiteral NullResultHelp =
    R"(Most calls of the C API that return an object return NULL when they fail, and some
return NULL to say that there is nothing. To dereference that NULL crashes the
interpreter; the macros `Py_INCREF`, `Py_DECREF`, `PyTuple_GET_ITEM`,
`PyList_SET_ITEM` and their like dereference without a test.

**Bad**

```c
PyObject *tuple = PyTuple_New(2);
PyTuple_SET_ITEM(tuple, 0, a);      /* crashes when memory is short */

PyObject *hook = PyDict_GetItemString(dict, "hook");
Py_INCREF(hook);                    /* crashes when there is no "hook" */
```

**Good**

```c
PyObject *tuple = PyTuple_New(2);
if (tuple == NULL)
  goto error;
PyTuple_SET_ITEM(tuple, 0, a);

PyObject *hook = PyDict_GetItemString(dict, "hook");
Py_XINCREF(hook);
```

**How to fix it.** Test the result before using it and leave with the exception
that the call has set, or use the `X` variant where NULL is a legal value.
)";

static constexpr llvm::StringLiteral BorrowedInvalidatedHelp =
    R"(A borrowed reference is good as long as its owner holds the object. A list or a
dictionary drops an item whenever somebody changes it, and any Python code that
runs can do that if it can reach the container: `__getattr__`, `__eq__`,
`__del__` of other objects, another thread while the GIL is released. The object is
then destroyed, and the next use of the borrowed reference reads freed memory.

**Bad**

```c
PyObject *item = PyList_GET_ITEM(list, i);        /* borrowed from list */
PyObject *name = PyObject_GetAttrString(item, "name"); /* runs Python code */
...
PyObject_SetAttrString(item, "seen", name);       /* list may be empty now */
```

**Good**

```c
PyObject *item = Py_NewRef(PyList_GET_ITEM(list, i));
PyObject *name = PyObject_GetAttrString(item, "name");
...
PyObject_SetAttrString(item, "seen", name);
Py_DECREF(item);
```

**How to fix it.** Take a strong reference before the call, and release it after the
last use; from 3.13 on `PyList_GetItemRef`, `PyDict_GetItemRef` and
`PyWeakref_GetRef` return one.
)";

static constexpr llvm::StringLiteral AnnotationHelp =
    R"md(An annotation says what a function does to references, and pyrefcheck believes
it. One that it cannot make sense of would be silently without effect: a word that
it does not know, a parameter that the function does not have, a function's
property on a parameter, two annotations that contradict each other.

The finding stands at the annotation, or where a macro that contains it is used. A
macro whose text is wrong is reported once.

**Bad**

```c
PyObject *find(PyObject *registry, const char *name)
    __attribute__((annotate("pyrefcheck:returns-borowed")));
int add(PyObject *list, PyObject *item)
    __attribute__((annotate("pyrefcheck:steals(3)")));
```

**Good**

```c
PyObject *find(PyObject *registry, const char *name)
    __attribute__((annotate("pyrefcheck:returns-borrowed(registry)")));
int add(PyObject *list, PyObject *item)
    __attribute__((annotate("pyrefcheck:steals(item)")));
```

**How to fix it.** Take one of the words that the message lists, and name
parameters as that declaration names them, or by their position from 1.
)md";

static constexpr llvm::StringLiteral GCSupportHelp =
    R"(Reference counting alone never frees objects that own each other. A type whose
instances own objects that can lead back to them must support garbage collection:
`Py_TPFLAGS_HAVE_GC`, a `tp_traverse` that visits every owned field (and, for a heap
type, from Python 3.9 on the type), and a `tp_clear` that releases them. What
`tp_traverse` misses keeps every cycle through it alive for ever; what it visits
without owning it is freed while in use.

**Bad**

```c
static int node_traverse(Node *self, visitproc visit, void *arg) {
  Py_VISIT(self->left);          /* and self->right? */
  return 0;
}
```

**Good**

```c
static int node_traverse(Node *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));       /* heap types only */
  Py_VISIT(self->left);
  Py_VISIT(self->right);
  return 0;
}

static int node_clear(Node *self) {
  Py_CLEAR(self->left);
  Py_CLEAR(self->right);
  return 0;
}
```

**How to fix it.** Add what the message names. Fields that only ever hold exact
`str`, `bytes`, `int` and the like need not be visited. The state of a module has
the same duties: `m_traverse`, `m_clear`, `m_free`.
)";

static constexpr llvm::StringLiteral DeallocHelp =
    R"(`tp_dealloc` takes an object apart: it hides the object from the garbage collector,
clears the weak references to it, releases every field that it owns, frees the
memory with the function that fits how it was allocated, and, for a heap type,
releases the type. What it forgets leaks with every instance; what it does in the
wrong order or with the wrong function crashes the interpreter far from here.

**Bad**

```c
static void node_dealloc(Node *self) {
  Py_XDECREF(self->left);        /* still tracked; self->right leaks */
  PyObject_Del(self);            /* not how a GC object is freed */
}
```

**Good**

```c
static void node_dealloc(Node *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (self->weakrefs != NULL)
    PyObject_ClearWeakRefs((PyObject *)self);
  Py_XDECREF(self->left);
  Py_XDECREF(self->right);
  type->tp_free(self);
  Py_DECREF(type);               /* heap types only */
}
```

**How to fix it.** Keep to this order. `Py_TYPE(self)->tp_free(self)` is right for
every type, and for its subclasses.
)";

static constexpr llvm::StringLiteral ReferenceCycleHelp =
    R"(An object that owns itself, directly or through something that one of its fields
holds, is never freed by reference counting. If its type does not support garbage
collection it stays for ever; if it does, it stays, with all that it holds, until
the collector happens to run. A bound method owns the object that it is bound to;
so does a built-in function made with it as `self`.

**Bad**

```c
self->on_close = PyObject_GetAttrString((PyObject *)self, "close");
```

**Good**

```c
PyObject *on_close = PyObject_GetAttrString((PyObject *)self, "close");
...                              /* call it */
Py_DECREF(on_close);
```

**How to fix it.** Look the method up when it is called, keep the function without
its `self`, keep a weak reference, or clear the field when it is done with.
)";

static constexpr RuleInfo Rules[] = {
    {Rule::RefcountLeak, "cpython-refcount-leak", "RefcountLeak", 1,
     "A strong reference is lost without being released, returned or given "
     "away",
     LeakHelp},
    {Rule::RefcountOverrelease, "cpython-refcount-overrelease",
     "RefcountOverrelease", 1,
     "A reference that this function does not own is released or given away",
     OverreleaseHelp},
    {Rule::RefcountUseAfterRelease, "cpython-refcount-use-after-release",
     "RefcountUseAfterRelease", 1,
     "An object is used after the last reference known to be held was released",
     UseAfterReleaseHelp},
    {Rule::RefcountReturnBorrowed, "cpython-refcount-return-borrowed",
     "RefcountReturnBorrowed", 1,
     "A borrowed reference is returned where the caller expects a new one",
     ReturnBorrowedHelp},
    {Rule::NullResult, "cpython-null-result", "NullResult", 1,
     "A result that can be NULL is dereferenced or passed where NULL is not "
     "allowed",
     NullResultHelp},
    {Rule::BorrowedInvalidated, "cpython-borrowed-invalidated",
     "BorrowedInvalidated", 1,
     "A borrowed reference is used after its owner may have dropped it",
     BorrowedInvalidatedHelp},
    {Rule::Annotation, "cpython-annotation", "Annotation", 0,
     "An annotation of a function or parameter makes no sense and is ignored",
     AnnotationHelp},
    {Rule::GCSupport, "cpython-gc-support", "GcSupport", 0,
     "A type or module that owns objects does not take part in garbage "
     "collection, or not fully",
     GCSupportHelp},
    {Rule::Dealloc, "cpython-dealloc", "Dealloc", 0,
     "An object is not taken apart properly when it dies", DeallocHelp},
    {Rule::ReferenceCycle, "cpython-reference-cycle", "ReferenceCycle", 0,
     "An object comes to own itself, so that its count never drops to zero",
     ReferenceCycleHelp},
};
static_assert(std::size(Rules) == NumRules, "a rule without its facts");

llvm::ArrayRef<RuleInfo> allRules() { return Rules; }

const RuleInfo &ruleInfo(Rule R) { return Rules[static_cast<unsigned>(R)]; }

std::optional<Rule> findRule(llvm::StringRef Name) {
  const auto *It =
      llvm::find_if(Rules, [&](const RuleInfo &I) { return I.Name == Name; });
  if (It == std::end(Rules))
    return std::nullopt;
  return It->ID;
}

RuleSet RuleSet::enabledByDefault() {
  RuleSet Set;
  for (const RuleInfo &I : Rules)
    if (I.Level <= 1)
      Set.insert(I.ID);
  return Set;
}

} // namespace pyrefcheck
