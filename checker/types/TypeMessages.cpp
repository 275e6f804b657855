//===- TypeMessages.cpp - The words of findings about types -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeMessages.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;
using llvm::formatv;

namespace pyrefcheck {

static Rule ruleOf(TypeMistake M) {
  if (M == TypeMistake::InheritsTraverse ||
      M == TypeMistake::BaseSlotNotCalled ||
      M == TypeMistake::StateFreedUncleared ||
      M == TypeMistake::VisitsTypeTooEarly || M == TypeMistake::NeverTracked ||
      M == TypeMistake::ClearFreesTwice || M == TypeMistake::TrackedTwice ||
      M == TypeMistake::ReturnedUntracked)
    return Rule::GCSupport;
  if (M == TypeMistake::ReferentMayDie)
    return Rule::RefcountUseAfterRelease;
  if (M == TypeMistake::DeallocReleasesAgain)
    return Rule::RefcountOverrelease;
  if (M == TypeMistake::DeallocNeedsField)
    return Rule::NullResult;
  if (M == TypeMistake::ContainerInItself)
    return Rule::ReferenceCycle;
  if (M >= TypeMistake::InheritsDealloc)
    return Rule::Dealloc;
  if (M >= TypeMistake::OwnsItself)
    return Rule::ReferenceCycle;
  if (M >= TypeMistake::NoDealloc)
    return Rule::Dealloc;
  return Rule::GCSupport;
}

/// `'a', 'b' and 'c'`.
static std::string quoted(llvm::ArrayRef<std::string> Names) {
  std::string Text;
  for (size_t I = 0; I != Names.size(); ++I) {
    if (I)
      Text += I + 1 == Names.size() ? " and " : ", ";
    Text += "'" + Names[I] + "'";
  }
  return Text;
}

/// `Py_VISIT(self->a)`, for each of the fields.
static std::string calls(llvm::StringRef Macro,
                         llvm::ArrayRef<std::string> Fields,
                         llvm::StringRef Of = "self") {
  return llvm::join(
      llvm::map_range(Fields,
                      [&](const std::string &F) {
                        return formatv("{0}({1}->{2})", Macro, Of, F).str();
                      }),
      ", ");
}

static std::string messageOf(const MistakeReport &R) {
  const std::string Subject =
      R.Subject ? R.Subject->getNameAsString() : std::string();
  const std::string Fn =
      R.Function ? R.Function->getNameAsString() : std::string();
  const std::string Fields = quoted(R.Fields);
  const bool One = R.Fields.size() == 1;
  const char *Field = One ? "field" : "fields";
  const char *It = One ? "it" : "them";
  const char *Is = One ? "is" : "are";
  switch (R.What) {
  case TypeMistake::GCWithoutTraverse:
    return formatv("type '{0}' has Py_TPFLAGS_HAVE_GC but no tp_traverse: the "
                   "garbage collector cannot look into its instances; add a "
                   "tp_traverse, or drop the flag",
                   R.Detail);
  case TypeMistake::TraverseWithoutGC:
    return formatv("type '{0}' has {1} but not Py_TPFLAGS_HAVE_GC: the garbage "
                   "collector never calls it; add the flag",
                   Subject, R.Detail);
  case TypeMistake::NoGC:
    return formatv("type '{0}' owns {1} in '{2}', which can lead back to the "
                   "instance, but does not support garbage collection: such a "
                   "cycle is never freed; add Py_TPFLAGS_HAVE_GC, tp_traverse "
                   "and tp_clear",
                   Subject, R.Detail, llvm::join(R.Fields, "', '"));
  case TypeMistake::HeapTypeNoGC:
    return formatv("heap type '{0}' does not support garbage collection: its "
                   "instances own their type, and a cycle through it is never "
                   "freed; add Py_TPFLAGS_HAVE_GC and a tp_traverse that "
                   "visits Py_TYPE(self)",
                   Subject);
  case TypeMistake::TraverseMisses:
    return formatv("'{0}' does not visit {1} {2}, which the object owns: the "
                   "garbage collector cannot free cycles through {3}; add {4}",
                   Fn, Field, Fields, It, calls("Py_VISIT", R.Fields));
  case TypeMistake::TraverseMissesType:
    return formatv("'{0}' does not visit the type: instances of a heap type "
                   "own a reference to it, and from Python 3.9 on must visit "
                   "it; add Py_VISIT(Py_TYPE(self))",
                   Fn);
  case TypeMistake::InheritsTraverse:
    return formatv("type '{0}' inherits tp_traverse from '{1}', which does not "
                   "visit {2} {3}: the garbage collector cannot free cycles "
                   "through {4}; add Py_TPFLAGS_HAVE_GC, tp_traverse and "
                   "tp_clear, which call those of '{1}'",
                   Subject, R.Detail, Field, Fields, It);
  case TypeMistake::BaseSlotNotCalled:
  case TypeMistake::BaseDeallocNotCalled:
    return formatv("'{0}' does not call {1} of the base type: what '{2}' holds "
                   "is not {3}; call {2}{4}{1}",
                   Fn, R.Detail2, R.Detail, R.Fields.front(),
                   llvm::StringRef(R.Detail).ends_with("_Type") ? "." : "->");
  case TypeMistake::TraverseVisitsBorrowed:
    return formatv("'{0}' visits {1} {2}, which the object does not own: the "
                   "garbage collector subtracts a reference that is not its "
                   "own and may free what is in use; do not visit {3}",
                   Fn, Field, Fields, It);
  case TypeMistake::TraverseVisitsWeakList:
    return formatv("'{0}' visits the list of weak references {1}, which the "
                   "object does not own; do not visit it",
                   Fn, Fields);
  case TypeMistake::TraverseChangesCounts:
    return formatv("'{0}' calls '{1}': a tp_traverse must not change reference "
                   "counts or create objects, as the garbage collector is "
                   "counting them; only visit",
                   Fn, R.Detail);
  case TypeMistake::NoClear:
    return formatv("type '{0}' has tp_traverse but no tp_clear: a cycle "
                   "through {1} {2} is found but never broken; add a tp_clear "
                   "with {3}",
                   Subject, Field, Fields, calls("Py_CLEAR", R.Fields));
  case TypeMistake::ClearMisses:
    return formatv("'{0}' does not clear {1} {2}: a cycle through {3} is found "
                   "but not broken; add {4}",
                   Fn, Field, Fields, It, calls("Py_CLEAR", R.Fields));
  case TypeMistake::ClearLeavesPointer:
    return formatv("'{0}' releases {1} {2} but leaves the pointer there: "
                   "tp_dealloc releases the same reference again; use {3}",
                   Fn, Field, Fields, calls("Py_CLEAR", R.Fields));
  case TypeMistake::ClearReleasesFirst:
    return formatv("'{0}' releases {1} {2} before setting {3} to NULL: a "
                   "destructor that runs meanwhile sees the released object; "
                   "use {4}",
                   Fn, Field, Fields, It, calls("Py_CLEAR", R.Fields));
  case TypeMistake::TrackedTooEarly:
    return formatv("'{0}' is called before {1} {2} {3} set: the garbage "
                   "collector may visit what was in that memory before; set "
                   "{4} first",
                   R.Detail, Field, Fields, Is, It);
  case TypeMistake::StateWithoutTraverse:
    return formatv("module '{0}' owns references in {1} {2} of its state but "
                   "has no m_traverse: the garbage collector cannot free "
                   "cycles through the module; add one with {3}",
                   Subject, Field, Fields,
                   calls("Py_VISIT", R.Fields, "state"));
  case TypeMistake::StateNotVisited:
    return formatv("'{0}' does not visit {1} {2} of the module's state: the "
                   "garbage collector cannot free cycles through {3}; add {4}",
                   Fn, Field, Fields, It, calls("Py_VISIT", R.Fields, "state"));
  case TypeMistake::StateWithoutClear:
    return formatv("module '{0}' owns references in {1} {2} of its state but "
                   "has neither m_clear nor m_free: they leak when the module "
                   "goes; add an m_clear with {3}",
                   Subject, Field, Fields,
                   calls("Py_CLEAR", R.Fields, "state"));
  case TypeMistake::StateNotReleased:
    return formatv("'{0}' does not clear {1} {2} of the module's state: what "
                   "{3} leaks when the module goes; add {4}",
                   Fn, Field, Fields, One ? "it holds" : "they hold",
                   calls("Py_CLEAR", R.Fields, "state"));
  case TypeMistake::StateFreedUncleared:
    return formatv("{0} {1} {2} of {3} state: '{4}', which does, is only "
                   "called when the collector frees the module, and otherwise "
                   "what {5} leaks; {6} '{4}'",
                   R.Function ? formatv("'{0}' does not release", Fn).str()
                              : formatv("module '{0}' has no m_free that "
                                        "releases",
                                        Subject)
                                    .str(),
                   Field, Fields, R.Function ? "the module's" : "its", R.Detail,
                   One ? "it holds" : "they hold",
                   R.Function ? "call" : "add one that calls");
  case TypeMistake::VisitsTypeTooEarly:
    return formatv("'{0}' visits the type, which before Python 3.9 the "
                   "tp_traverse of a subclass written in Python does as well: "
                   "the garbage collector subtracts the reference twice; do it "
                   "only where PY_VERSION_HEX >= 0x03090000",
                   Fn);
  case TypeMistake::DeallocGivesSelf:
    return formatv("'{0}' gives the dying object to '{1}': its count is 0, so "
                   "that it is deallocated again when '{1}' is done with it, "
                   "or used after it is freed; do this in tp_finalize",
                   Fn, R.Detail);
  case TypeMistake::LibraryDataKept:
    return formatv("'{0}' does not release what '{1}' returns for field {2}: "
                   "'{3}' releases it when it is replaced, so the object owns "
                   "it; call Py_XDECREF for it before the library's object "
                   "goes",
                   Fn, R.Detail, Fields, R.Detail2);
  case TypeMistake::NoDealloc:
    return formatv("type '{0}' owns references in {1} {2} but has no "
                   "tp_dealloc: they leak with every instance; add one with "
                   "{3}",
                   Subject, Field, Fields, calls("Py_XDECREF", R.Fields));
  case TypeMistake::InheritsDealloc:
    return formatv("type '{0}' inherits tp_dealloc from '{1}', which does not "
                   "release {2} {3}: {4} with every instance; add a tp_dealloc "
                   "with {5} that calls the one of '{1}'",
                   Subject, R.Detail, Field, Fields,
                   One ? "it leaks" : "they leak",
                   calls("Py_XDECREF", R.Fields));
  case TypeMistake::DeallocMisses:
    return formatv("'{0}' does not release {1} {2}, which the object owns; add "
                   "{3}",
                   Fn, Field, Fields, calls("Py_XDECREF", R.Fields));
  case TypeMistake::DeallocMissesType:
    return formatv("'{0}' does not release the type: each instance of heap "
                   "type '{1}' owns a reference to it; after freeing the "
                   "instance add Py_DECREF(type)",
                   Fn, Subject);
  case TypeMistake::DeallocReleasesStaticType:
    return formatv("'{0}' releases the type, but instances of static type "
                   "'{1}' own no reference to it; drop the Py_DECREF",
                   Fn, Subject);
  case TypeMistake::NoUntrack:
    return formatv("'{0}' does not call PyObject_GC_UnTrack: a collection that "
                   "starts while it releases fields visits an object that is "
                   "half gone; call it first",
                   Fn);
  case TypeMistake::LateUntrack:
    return formatv("'{0}' releases {1} {2} before it calls "
                   "PyObject_GC_UnTrack: a collection that starts meanwhile "
                   "visits an object that is half gone; untrack first",
                   Fn, Field, Fields);
  case TypeMistake::NoClearWeakRefs:
    return formatv("'{0}' does not call PyObject_ClearWeakRefs, but type '{1}' "
                   "supports weak references: they go on pointing to the freed "
                   "object",
                   Fn, Subject);
  case TypeMistake::LateClearWeakRefs:
    return formatv(
        "'{0}' releases {1} {2} before it calls "
        "PyObject_ClearWeakRefs: code that runs meanwhile finds weak "
        "references to the dying object; clear these first",
        Fn, Field, Fields);
  case TypeMistake::WrongFree:
    return formatv("'{0}' frees the object with '{1}', but instances of '{2}' "
                   "{3}; use Py_TYPE(self)->tp_free(self)",
                   Fn, R.Detail, Subject, R.Detail2);
  case TypeMistake::DeallocKeepsMemory:
    return formatv("'{0}' does not free the object: the memory of each "
                   "instance of '{1}' is lost; end with "
                   "Py_TYPE(self)->tp_free(self)",
                   Fn, Subject);
  case TypeMistake::FreeIgnoresSubclass:
    return formatv("'{0}' frees the object with '{1}', but a subclass of '{2}' "
                   "written in Python is under the garbage collector and "
                   "allocated otherwise; use Py_TYPE(self)->tp_free(self)",
                   Fn, R.Detail, Subject);
  case TypeMistake::NeverTracked:
    return formatv("'{0}' is made with PyObject_GC_New, and PyObject_GC_Track "
                   "is never called for it: the garbage collector does not "
                   "know it, and cannot free cycles through it; call "
                   "PyObject_GC_Track when the fields of the '{1}' are set",
                   R.Detail, Subject);
  case TypeMistake::DeallocReadsUnset:
    return formatv("'{0}' is released while its {1} {2} {3} not set yet, which "
                   "'{4}' reads: PyObject_New leaves garbage there; set {5} "
                   "before anything can fail",
                   R.Detail, Field, Fields, Is, R.Detail2, It);
  case TypeMistake::ReturnedUnset:
    return formatv("'{0}' is returned and its {1} {2} {3} never set, which "
                   "'{4}' reads: PyObject_New leaves garbage there; set {5} "
                   "when the object is made",
                   R.Detail, Field, Fields, Is, R.Detail2, It);
  case TypeMistake::TrackedTwice:
    return formatv("'{0}' is already tracked here: {1}, and a second "
                   "PyObject_GC_Track ends the process; drop it",
                   R.Detail, R.Detail2);
  case TypeMistake::ReturnedUntracked:
    return formatv("'{0}' is returned here without PyObject_GC_Track, which it "
                   "gets on another way: the garbage collector does not know "
                   "it, and cannot free cycles through it; call "
                   "PyObject_GC_Track first",
                   R.Detail);
  case TypeMistake::DeallocReleasesAgain:
    return formatv("the object in field {0} is released once more when '{1}' "
                   "dies: it has been released, and is still in its field; "
                   "drop that release, or use Py_CLEAR",
                   Fields, R.Detail);
  case TypeMistake::ClearFreesTwice:
    return formatv("'{0}' frees what field {1} points to with '{2}', and "
                   "leaves the pointer there: tp_dealloc, which runs after "
                   "tp_clear, frees it again; set it to NULL first",
                   Fn, Fields, R.Detail);
  case TypeMistake::DeallocLeavesStatic:
    return formatv("'{0}' leaves {1} as it is, which holds no reference of its "
                   "own: if it is this object, it points to freed memory; set "
                   "it to NULL then",
                   Fn, Fields);
  case TypeMistake::DeallocNeedsField:
    return formatv("{0} {1} may be NULL here: {2}, and '{3}' dereferences it "
                   "without a test; use Py_XDECREF",
                   Field, Fields, R.Detail2, R.Detail);
  case TypeMistake::WrongAllocator:
    return formatv("'{0}' makes an instance of '{1}', whose instances {2}; use "
                   "'{3}'",
                   R.Detail, Subject,
                   R.Detail2 == "PyObject_GC_New"
                       ? "are under the garbage collector"
                       : "are not under the garbage collector",
                   R.Detail2);
  case TypeMistake::FinalizerLosesException:
    return formatv("'{0}' calls '{1}' without saving the current exception: a "
                   "finalizer can run while one is being handled, and loses "
                   "it; call PyErr_GetRaisedException (before Python 3.12 "
                   "PyErr_Fetch) first and give it back at the end",
                   Fn, R.Detail);
  case TypeMistake::FinalizerResultIgnored:
    return formatv(
        "'{0}' ignores the result of "
        "PyObject_CallFinalizerFromDealloc: a finalizer can keep the "
        "object alive, which is then freed in use; return if it is "
        "negative",
        Fn);
  case TypeMistake::ReferentMayDie:
    return formatv("'{0}' is used after '{1}', which can release the last "
                   "reference to it: '{2}' returns a borrowed one, and a weak "
                   "reference keeps nothing alive; use PyWeakref_GetRef, or "
                   "call Py_INCREF({0}) first",
                   R.Fields.front(), R.Detail, R.Detail2);
  case TypeMistake::LegacyDel:
    return formatv("type '{0}' uses tp_del: objects with it in a cycle are not "
                   "freed safely; use tp_finalize",
                   Subject);
  case TypeMistake::OwnsItself:
    return formatv("field {0} owns the object that it belongs to: {1}; keep a "
                   "borrowed or weak reference, or release it when it is done "
                   "with",
                   Fields, R.Detail);
  case TypeMistake::OwnsItselfThrough:
    return formatv("field {0} owns what '{1}' returns, which owns the object "
                   "that the field belongs to: {2}; keep a weak reference to "
                   "the object, or clear the field when it is done with",
                   Fields, R.Detail2, R.Detail);
  case TypeMistake::OwnsItselfByParts:
    return formatv("field {0} owns '{1}', which owns the object that the field "
                   "belongs to: {2}; keep a borrowed or weak reference in one "
                   "of them, or clear the field when it is done with",
                   Fields, R.Detail2, R.Detail);
  case TypeMistake::PutIntoItself:
    return formatv("'{0}' puts '{1}' into what it owns: {2}; keep a weak "
                   "reference to it there, or take it out when it is done with",
                   R.Detail2, R.Fields.back(), R.Detail);
  case TypeMistake::ContainerInItself:
    return formatv("'{0}' makes '{1}' hold itself: {2}; only the garbage "
                   "collector can free it, with all that it holds; put a copy "
                   "there, or take it out when it is done with",
                   R.Detail2, R.Fields.front(), R.Detail);
  case TypeMistake::OwnsOwnMethod:
    return formatv(
        "field {0} keeps an attribute of its own object, which '{1}' "
        "returns as a bound method that owns the object: {2}; keep "
        "the function without its self, or clear the field when it "
        "is done with",
        Fields, R.Detail2, R.Detail);
  case TypeMistake::OwnEachOther:
    return formatv("instances of '{0}' can own themselves through {1}, and "
                   "'{0}' does not support garbage collection: such a cycle is "
                   "never freed; add GC support, or borrow one of the "
                   "references",
                   Subject, R.Detail);
  case TypeMistake::StrongCache:
    return formatv("'{0}' keeps every '{1}' that is put into it alive, and "
                   "{2}; keep weak references (as WeakValueDictionary does), "
                   "or bound its size",
                   R.Fields.front(), R.Detail, R.Detail2);
  }
  llvm_unreachable("not a mistake");
}

Finding describe(MistakeReport R) {
  Finding F;
  F.ID = ruleOf(R.What);
  F.Level = R.Level;
  F.Message = messageOf(R);
  const NamedDecl *Holder = R.Function
                                ? static_cast<const NamedDecl *>(R.Function)
                                : static_cast<const NamedDecl *>(R.Subject);
  F.Holder = Holder;
  F.Function = Holder->getQualifiedNameAsString();
  const ASTContext &Context = Holder->getASTContext();
  F.Loc = Context.getSourceManager().getExpansionLoc(
      R.Loc.isValid() ? R.Loc : Holder->getLocation());
  F.Range = CharSourceRange::getTokenRange(F.Loc, F.Loc);
  F.Path = std::move(R.Notes);
  for (PathNote &N : F.Path)
    N.Loc = Context.getSourceManager().getExpansionLoc(N.Loc);
  F.Fingerprint = formatv("{0}:{1}:{2}:{3}", static_cast<unsigned>(R.What),
                          R.Subject ? R.Subject->getNameAsString() : "",
                          llvm::join(R.Fields, ","), R.Detail2);
  F.Aspect = F.Fingerprint;
  // One finding per call, however many types share the function.
  if (R.What == TypeMistake::WrongFree ||
      R.What == TypeMistake::FreeIgnoresSubclass) {
    F.Cause = F.Loc;
    F.Aspect = "free";
  }
  return F;
}

PathNote noteAt(SourceLocation Loc, std::string Text) {
  return {Loc, CharSourceRange::getTokenRange(Loc, Loc), std::move(Text)};
}

std::string storedHere(llvm::StringRef Field, llvm::StringRef What) {
  return formatv("'{0}' gets {1} here", Field, What);
}

std::string releasedHere(llvm::StringRef Field) {
  return formatv("'{0}' is released here, so the object owns it", Field);
}

std::string releasedFromLibrary(llvm::StringRef Getter) {
  return formatv("what '{0}' returns is released here, so it was owned",
                 Getter);
}

std::string releasedFirst(llvm::StringRef Field) {
  return formatv("'{0}' is released here, and keeps its value", Field);
}

std::string flagsHere() { return "the type's flags"; }

std::string exposedToPython(llvm::StringRef Field) {
  return formatv("'{0}' can be set from Python: it is a writable member",
                 Field);
}

std::string filledByPython(llvm::StringRef Field) {
  return formatv("Python code gets at the container in '{0}', and can put the "
                 "object into it",
                 Field);
}

std::string lentHere(llvm::StringRef Call) {
  return formatv("'{0}' returns a borrowed reference, which nothing owns",
                 Call);
}

std::string runsCodeHere(llvm::StringRef Call) {
  return formatv("'{0}' can run Python code, and with it anything", Call);
}

std::string returnsOwner(llvm::StringRef Call, llvm::StringRef Owned) {
  return formatv("'{0}' returns an object that owns '{1}'", Call, Owned);
}

std::string putHere(llvm::StringRef Owned, llvm::StringRef Owner) {
  return formatv("'{0}' comes to own '{1}' here", Owner, Owned);
}

} // namespace pyrefcheck
