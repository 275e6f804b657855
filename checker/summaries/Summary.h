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
  /// Nothing is returned, or nothing is known about it.
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
  /// An item of an array, which may have been moved out of it: `data[--size]`.
  Item,
  /// The argument itself, as it came.
  Argument,
  /// The argument itself, with one more reference.
  NewReferenceToArgument,
  /// NULL, written to an out-parameter.
  Null,
};

/// A place in a function: the distance in bytes from the beginning of its
/// definition, which edits elsewhere in the file do not change.
using SummaryPlace = std::optional<uint32_t>;

/// The place of \p S in the definition of \p FD, if it is in its text.
SummaryPlace placeIn(const clang::FunctionDecl *FD, const clang::Stmt *S);
SummaryPlace placeIn(const clang::FunctionDecl *FD, clang::SourceLocation Loc);

/// The current location of \p Place in the function \p FD; invalid if \p FD has
/// no definition.
clang::SourceLocation locate(const clang::FunctionDecl *FD, SummaryPlace Place);

/// What one path did to one parameter.
struct ParameterOutcome {
  /// The change in the number of strong references that the caller owns.
  int8_t Delta = 0;
  /// Something that outlives the call holds the object now.
  bool Kept = false;
  /// The object was stored without adding a reference, or went out of sight:
  /// the caller's reference may have been taken.
  bool Unknown = false;
  /// Unknown only because it was stored without a reference: one that the
  /// caller adds afterwards pays for it.
  bool Owing = false;
  /// What a `PyObject **` parameter's target holds now.
  SummaryRef Out = SummaryRef::Nothing;
  /// The parameter that owns the object in the target, or is it; or NoArg.
  ArgIndex OutOwner = NoArg;
  /// What the target holds is known not to be NULL.
  bool OutNotNull = false;
  /// The path created the object in the target. Does not tell outcomes apart.
  bool OutFresh = false;
  /// The function may leave in the target what was there before.
  bool OutMayStay = false;
  /// The parameter is a `void *`: what its target holds need not be an object.
  bool OutIsUntyped = false;
  /// The path is taken only if the argument is NULL (or zero, for a flag), or
  /// only if it is not.
  bool IsNull = false, IsNotNull = false;
  /// The object goes nowhere: see isOnlyCounted(). Known only where one
  /// reference was added. Does not tell outcomes apart.
  bool OnlyCounted = false;
  /// An integer that some condition of the body tests. Its value is no effect:
  /// paths that do the same are one outcome, whatever the value.
  bool IsFlag = false;
  /// The number that an `int *` parameter's target holds now, if it is known.
  /// Does not tell outcomes apart.
  std::optional<int64_t> OutNumber;
  /// The last event, such as the release or the store. Does not tell outcomes
  /// apart.
  SummaryPlace Where;

  bool operator==(const ParameterOutcome &O) const {
    return Delta == O.Delta && Kept == O.Kept && Unknown == O.Unknown &&
           Owing == O.Owing && Out == O.Out && OutOwner == O.OutOwner &&
           OutNotNull == O.OutNotNull && OutMayStay == O.OutMayStay &&
           (IsFlag || (IsNull == O.IsNull && IsNotNull == O.IsNotNull));
  }
};

/// A field, an object pointer, of the struct that a parameter points to.
struct OutputField {
  unsigned Parameter;
  /// The field's number in the struct.
  unsigned Field;
  /// The function also writes a number of the struct, which may say whether
  /// there is an object.
  bool IsBesideNumber;
};

/// One distinguishable way in which a function ends.
struct SummaryOutcome {
  ReturnClass Returns = ReturnClass::Any;
  /// The integer that was returned, if it is known.
  std::optional<int64_t> Value;
  /// A pointer that is known not to be NULL, not merely untested.
  bool CertainlyNotNull = false;
  /// The result may be NULL: the call that it came from can fail, and nothing
  /// has tested it. Does not tell outcomes apart.
  bool Unchecked = false;
  SummaryRef Result = SummaryRef::Nothing;
  /// The parameter that owns a borrowed result, or is the result; or NoArg.
  ArgIndex Owner = NoArg;
  /// The result was read from memory, such as a field that callers can read,
  /// too. Does not tell outcomes apart.
  bool FromMemory = false;
  /// The owner of a borrowed result, an argument or some table that others can
  /// change, may drop it. Does not tell outcomes apart.
  bool Droppable = false;
  /// The path created the object that is the result.
  bool Fresh = false;
  /// The result, or what an out-parameter holds, came from an unknown function
  /// and is assumed to be new by convention.
  bool Assumed = false;
  /// The new reference is to a static object, such as None. Does not tell
  /// outcomes apart.
  bool Static = false;
  /// Where the result came from, or where it is returned.
  SummaryPlace Where;
  /// The name of the global object that is returned without a reference, or
  /// empty. A summary may outlive the declarations that it was made from.
  std::string Global;
  /// The path is taken only if an exception is set when the function is called,
  /// or only if none is.
  std::optional<bool> ExceptionBefore;
  /// An exception is set where the path ends. Does not tell outcomes apart.
  bool SetsException = false;
  llvm::SmallVector<ParameterOutcome, 4> Parameters;
  /// What each of FunctionSummary::Outputs holds now.
  llvm::SmallVector<ParameterOutcome, 4> Fields;

  bool sameEffects(const SummaryOutcome &O) const {
    return Result == O.Result && Owner == O.Owner && Fresh == O.Fresh &&
           Global == O.Global && ExceptionBefore == O.ExceptionBefore &&
           Parameters == O.Parameters && Fields == O.Fields;
  }
  /// True if callers can tell the two apart by the returned value.
  bool differsInReturn(const SummaryOutcome &O) const;
  /// True if the call leaves every reference as it was.
  bool isHarmless() const;
};

/// All outcomes of one function.
struct FunctionSummary {
  llvm::SmallVector<SummaryOutcome, 4> Outcomes;
  /// The fields by which it may give objects to its callers.
  llvm::SmallVector<OutputField, 0> Outputs;
  /// The exploration ended within its budget.
  bool Complete = false;
  /// Some path runs Python code, according to contracts and summaries.
  bool RunsPython = false;
  /// It does so on purpose, not only through a destructor of what it releases.
  bool CallsPython = false;
  /// It calls what any class can define: see EffectCallsObjects.
  bool CallsObjects = false;
  /// The type of all objects that it gives to its callers, as its result or
  /// through a parameter; empty if there are several types, or it is not known.
  std::string GivenType;
  bool GivesSubclass = false;
  /// It gives objects to its callers.
  bool GivesObjects = false;

  /// Notes that some path gives an object of the type \p Type.
  void give(llvm::StringRef Type, bool MaySubclass);

  /// The parameters, as bits, whose object may drop references that it holds.
  uint64_t Mutated = 0;
  /// The parameters, as bits, that some path passes on to a call that uses them
  /// after code of others has run: see ArgEffect::UsedAfterCode.
  uint64_t UsedAfterCode = 0;
  void noteUsedAfterCode(const clang::ParmVarDecl *P) {
    if (P && P->getFunctionScopeIndex() < 64)
      UsedAfterCode |= uint64_t(1) << P->getFunctionScopeIndex();
  }
  bool usesAfterCode(unsigned Index) const {
    return Index < 64 && (UsedAfterCode >> Index & 1);
  }
  /// The arguments, as bits, that some path dereferences, and those that a
  /// condition or a call tests, while nothing is known about them. The last bit
  /// stands for its argument and all that follow.
  uint64_t Dereferenced = 0, Tested = 0;
  void noteDereferenced(unsigned Index) { Dereferenced |= bitOf(Index); }
  void noteTested(unsigned Index) { Tested |= bitOf(Index); }
  static uint64_t bitOf(unsigned Index) {
    return uint64_t(1) << std::min(Index, 63u);
  }
  /// Some path calls a function that clears the exception, or may do so.
  bool ClearsException = false;

  /// Notes that the parameter \p P, which may be null, is mutated.
  void mutate(const clang::ParmVarDecl *P) {
    if (P && P->getFunctionScopeIndex() < 64)
      Mutated |= uint64_t(1) << P->getFunctionScopeIndex();
  }
  bool mutates(unsigned Index) const {
    return Index < 64 && (Mutated >> Index & 1);
  }

  void add(SummaryOutcome O);
  /// Makes what out-parameters hold unknown where the returned value does not
  /// show it to callers. To be called when all outcomes are known.
  void settleOutputs();
  /// Joins outcomes if there are too many. To be called last.
  void condense();
  /// True if some result is certainly a new reference. New references to None
  /// and other static objects alone say little.
  bool returnsNew() const;
  /// True if \p O returns an argument that another outcome consumes: the
  /// caller's reference comes back as the result.
  bool passesThrough(const SummaryOutcome &O) const;
  /// True if every path returns a pointer that is known not to be NULL.
  bool neverReturnsNull() const {
    return !Outcomes.empty() &&
           llvm::all_of(Outcomes, [](const SummaryOutcome &O) {
             return O.CertainlyNotNull;
           });
  }
  /// True if no path returns unless the argument \p Index is an object: the
  /// paths dereference it without a test. False for a function that only casts
  /// it, and that may look at it in an assertion.
  bool needsObject(unsigned Index) const;
  /// True if some path returns an object that it has read from memory.
  bool returnsFromMemory() const {
    return llvm::any_of(Outcomes,
                        [](const SummaryOutcome &O) { return O.FromMemory; });
  }
  /// True if the outcome shows callers whether an exception was set before.
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

/// True for an `int *` through which a function may return a number.
bool isNumberOutput(clang::QualType T);

/// Records on the path what the return statement returned.
clang::ento::ProgramStateRef
recordReturn(clang::ento::ProgramStateRef State, ObjectKey Key,
             const RefState &Before, const clang::StackFrameContext *Frame);

/// The outcome of the path that ends in the function exit at \p C.
SummaryOutcome outcomeOfPath(const clang::ReturnStmt *RS, const Transfer &T,
                             const BodyFacts &Body, const ObjectTypes &Types,
                             llvm::ArrayRef<OutputField> Outputs,
                             clang::ento::CheckerContext &C);

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_SUMMARY_H
