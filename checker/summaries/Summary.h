//===- Summary.h - What a function of the file does ----------- -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function whose body has been explored is summarised by its distinguishable
// outcomes: what it returned, and what happened to each argument. Callers that
// are explored later use the summary in place of the C API's conventions.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_SUMMARY_H
#define PYREFCHECK_SUMMARIES_SUMMARY_H

#include "BodyFacts.h"
#include "contracts/Contract.h"
#include "ownership/Transfer.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// The kinds of return values that callers tell apart.
enum class ReturnClass : uint8_t {
  /// Nothing is returned, or nothing is known of it.
  Any,
  Null,
  NonNull,
  Zero,
  Negative,
  Positive,
};

/// Whether a path that returned \p Class failed.
bool isFailure(ReturnClass Class);

/// What a returned or stored reference is to the caller.
enum class SummaryRef : uint8_t {
  /// Not an object, or not written.
  Nothing,
  /// Nothing is known.
  Unknown,
  New,
  /// A new reference to an object that others hold as well.
  NewShared,
  /// Owned by the argument SummaryOutcome::Owner or by some other owner.
  Borrowed,
  /// What an array held, which may have been moved out of it: `data[--size]`.
  Item,
  /// The argument itself, as it came.
  Argument,
  /// The argument itself, with a reference more.
  NewReferenceToArgument,
  /// NULL, written to an out-parameter.
  Null,
};

/// Where in a function something is decided: the distance in bytes from the
/// beginning of its definition, which edits elsewhere in the file do not
/// change.
using SummaryPlace = std::optional<uint32_t>;

/// The place of \p S in the definition of \p FD, if it stands in its text.
SummaryPlace placeIn(const clang::FunctionDecl *FD, const clang::Stmt *S);
SummaryPlace placeIn(const clang::FunctionDecl *FD, clang::SourceLocation Loc);

/// Where \p Place of the function \p FD is now; invalid if there is no
/// definition.
clang::SourceLocation locate(const clang::FunctionDecl *FD, SummaryPlace Place);

/// What one path did to one parameter.
struct ParameterOutcome {
  /// Strong references that the caller has more (or fewer) afterwards.
  int8_t Delta = 0;
  /// Something that outlives the call holds the object now.
  bool Kept = false;
  /// The object was stored without a reference of its own, or was lost sight
  /// of: the caller's reference may have been taken.
  bool Unknown = false;
  /// It is unknown only because it was stored without a reference: if the
  /// caller adds one afterwards, that pays for it.
  bool Owing = false;
  /// What a `PyObject **` parameter's target holds now.
  SummaryRef Out = SummaryRef::Nothing;
  /// The parameter that owns what Out says, or is it; or NoArg.
  ArgIndex OutOwner = NoArg;
  /// It is known not to be NULL.
  bool OutNotNull = false;
  /// It is a new object, equal to none that was there before. Does not tell
  /// outcomes apart.
  bool OutFresh = false;
  /// The path is taken only if the argument is NULL (or zero, for a flag), or
  /// only if it is not.
  bool IsNull = false, IsNotNull = false;
  /// An integer that some condition of the body asks for. What it was is no
  /// effect: paths that do the same are one outcome, whatever it was.
  bool IsFlag = false;
  /// The number that an `int *` parameter's target holds now, where it is one
  /// and the same. Does not tell outcomes apart.
  std::optional<int64_t> OutNumber;
  /// The release, the store, or what else came last. Does not tell outcomes
  /// apart.
  SummaryPlace Where;

  bool operator==(const ParameterOutcome &O) const {
    return Delta == O.Delta && Kept == O.Kept && Unknown == O.Unknown &&
           Owing == O.Owing && Out == O.Out && OutOwner == O.OutOwner &&
           OutNotNull == O.OutNotNull &&
           (IsFlag || (IsNull == O.IsNull && IsNotNull == O.IsNotNull));
  }
};

/// One distinguishable way in which a function ends.
struct SummaryOutcome {
  ReturnClass Returns = ReturnClass::Any;
  /// The integer that was returned, where it is one and the same.
  std::optional<int64_t> Value;
  /// A pointer that is known not to be NULL, not only untested.
  bool CertainlyNotNull = false;
  /// A new object that may as well be NULL: the call that it came from can
  /// fail, and nothing has tested it. Does not tell outcomes apart.
  bool Unchecked = false;
  SummaryRef Result = SummaryRef::Nothing;
  /// The parameter that owns a borrowed result, or is the result; or NoArg.
  ArgIndex Owner = NoArg;
  /// The result was read from memory: a field that may be the caller's to ask
  /// for, too. Does not tell outcomes apart.
  bool FromMemory = false;
  /// The result is a new object, equal to none that was there before.
  bool Fresh = false;
  /// Nothing is known of the function that the result, or what an out-parameter
  /// holds, came from: it is taken for new by convention.
  bool Assumed = false;
  /// The new reference is to a static object, such as None. Does not tell
  /// outcomes apart.
  bool Static = false;
  /// Where the result came from, or is returned.
  SummaryPlace Where;
  /// The global object that is returned without a reference, or empty. By name,
  /// because a summary may outlive the declarations it was made from.
  std::string Global;
  /// The path is taken only if an exception is set when the function is called,
  /// or only if none is.
  std::optional<bool> ExceptionBefore;
  /// An exception is set where the path ends. Does not tell outcomes apart.
  bool SetsException = false;
  llvm::SmallVector<ParameterOutcome, 4> Parameters;

  bool sameEffects(const SummaryOutcome &O) const {
    return Result == O.Result && Owner == O.Owner && Fresh == O.Fresh &&
           Global == O.Global && ExceptionBefore == O.ExceptionBefore &&
           Parameters == O.Parameters;
  }
  /// True if callers can tell the two apart by the returned value.
  bool differsInReturn(const SummaryOutcome &O) const;
  /// True if the call leaves every reference as it was.
  bool isHarmless() const;
};

/// All outcomes of one function.
struct FunctionSummary {
  llvm::SmallVector<SummaryOutcome, 4> Outcomes;
  /// The exploration ended within its budget.
  bool Complete = false;
  /// Some path runs Python code, as far as contracts and summaries tell.
  bool RunsPython = false;
  /// It does so on purpose, not by the destructor of what it releases.
  bool CallsPython = false;
  /// It calls what any class can define: see EffectCallsObjects.
  bool CallsObjects = false;
  /// The type of all objects that it gives to its callers, as its result or by
  /// way of a parameter; empty if they are of several, or it is not known.
  std::string GivenType;
  bool GivesSubclass = false;
  /// It gives some.
  bool GivesObjects = false;

  /// Notes that some path gives an object of the type \p Type.
  void give(llvm::StringRef Type, bool MaySubclass);

  /// The parameters, as bits, from whose object some path may drop references
  /// that it holds.
  uint64_t Mutated = 0;
  /// The arguments, as bits, that are dereferenced on some path, and those that
  /// a condition or a call asks for, where nothing is known of them yet. The
  /// last bit stands for all from there on.
  uint64_t Dereferenced = 0, Tested = 0;
  void noteDereferenced(unsigned Index) { Dereferenced |= bitOf(Index); }
  void noteTested(unsigned Index) { Tested |= bitOf(Index); }
  static uint64_t bitOf(unsigned Index) {
    return uint64_t(1) << std::min(Index, 63u);
  }
  /// Some path calls what clears the exception, or may do so.
  bool ClearsException = false;

  /// Notes that the parameter \p P, if it is one, is mutated.
  void mutate(const clang::ParmVarDecl *P) {
    if (P && P->getFunctionScopeIndex() < 64)
      Mutated |= uint64_t(1) << P->getFunctionScopeIndex();
  }
  bool mutates(unsigned Index) const {
    return Index < 64 && (Mutated >> Index & 1);
  }

  void add(SummaryOutcome O);
  /// Gives up on what out-parameters hold where callers cannot tell it from the
  /// returned value. To be called when all outcomes are known.
  void settleOutputs();
  /// Joins outcomes where there are too many to be told apart. To be called
  /// last.
  void condense();
  /// True if some object result was certainly new; a reference to None or its
  /// like alone says little.
  bool returnsNew() const;
  /// True if \p O returns an argument that the other successful paths consume:
  /// the caller's reference comes back as the result.
  bool passesThrough(const SummaryOutcome &O) const;
  /// True if every path returns a pointer that is known not to be NULL.
  bool neverReturnsNull() const {
    return !Outcomes.empty() &&
           llvm::all_of(Outcomes, [](const SummaryOutcome &O) {
             return O.CertainlyNotNull;
           });
  }
  /// True if no path comes back unless the argument \p Index is an object: it
  /// is dereferenced, and not tested, on all of them. Not of a cast by another
  /// name, which may look at what it gets in an assertion.
  bool needsObject(unsigned Index) const;
  /// True if some path returns what it has read from memory.
  bool returnsFromMemory() const {
    return llvm::any_of(Outcomes,
                        [](const SummaryOutcome &O) { return O.FromMemory; });
  }
  /// True if what callers get tells whether an exception was set.
  bool asksException() const {
    return llvm::any_of(Outcomes, [](const SummaryOutcome &O) {
      return O.ExceptionBefore.has_value();
    });
  }
  /// True if no path does anything to references.
  bool isHarmless() const {
    return !Outcomes.empty() &&
           llvm::all_of(Outcomes,
                        [](const SummaryOutcome &O) { return O.isHarmless(); });
  }
  /// True if some path changes the count of the argument \p Index.
  bool changesCount(unsigned Index) const;
};

/// The summaries of a translation unit's functions, by canonical declaration.
class SummarySet {
public:
  /// A summary that callers can rely on, or null.
  const FunctionSummary *find(const clang::FunctionDecl *FD) const;
  FunctionSummary &get(const clang::FunctionDecl *FD) {
    return Summaries[FD->getCanonicalDecl()];
  }

private:
  llvm::DenseMap<const clang::FunctionDecl *, FunctionSummary> Summaries;
};

/// True for an `int *` by which a function may tell its callers something.
bool isNumberOutput(clang::QualType T);

/// Notes on the path what the return statement gave back.
clang::ento::ProgramStateRef
recordReturn(clang::ento::ProgramStateRef State, ObjectKey Key,
             const RefState &Before, const clang::StackFrameContext *Frame);

/// The outcome of the path that ends in the function exit at \p C.
SummaryOutcome outcomeOfPath(const clang::ReturnStmt *RS, const Transfer &T,
                             const BodyFacts &Body, const ObjectTypes &Types,
                             clang::ento::CheckerContext &C);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARY_H
