//===- CallOutcomes.h - What a call does, outcome by outcome ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one form in which paths read what a call does. Contracts, format strings
// and summaries are lowered into it: see ContractOutcomes and SummaryOutcomes.
// It says nothing about the path of the call; the code that applies it knows
// which objects the arguments are.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_CALLOUTCOMES_H
#define PYREFCHECK_SUMMARIES_CALLOUTCOMES_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SValBuilder.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace pyrefcheck {

/// Stand for "no argument" and "the result" where a deed names an argument.
inline constexpr unsigned NoArgument = ~0u;
inline constexpr unsigned TheResult = ~0u - 1;

/// What a call does to one argument, or through it. All kinds except IsNull,
/// Steal, LoseSight and Forget leave a null pointer alone.
struct CallDeed {
  enum Kind : uint8_t {
    /// The call ends so only if the argument is NULL (or zero, for a flag), or
    /// only if it is not.
    IsNull,
    IsNotNull,

    // Deeds to the object that the argument is.

    /// The caller owns one strong reference more, or one fewer.
    Increment,
    Decrement,
    /// The caller's reference goes to Other.
    Steal,
    /// The call has failed; it would have taken the caller's reference.
    Refuse,
    /// The call has found no method; it would have taken the caller's
    /// reference.
    Leave,
    /// Other adds a reference and keeps it.
    Keep,
    /// The callee adds References strong references, in an unknown place.
    KeepSomewhere,
    /// The object is destroyed, or its memory is freed.
    Free,
    /// The argument is memory that the call frees.
    FreeMemory,
    /// A known object goes out of sight, and one reference with it.
    Escape,
    /// A known object goes out of sight, with any number of references.
    EscapeWholly,
    /// Known or not, the object goes out of sight, and one reference with it.
    LoseSight,
    /// Nothing is known about the object afterwards.
    Forget,
    /// The caller's reference may have been taken. If IsOwing, a borrowed one
    /// has been stored.
    MayTake,
    /// A converter gets it: if the caller owns it, it is no longer followed.
    Convert,
    /// The container may lose items: for the callers of this function any; on
    /// this path, those that Drops selects.
    Mutate,

    // Deeds to the target of the argument.

    /// The reference in the target is released, or stolen by the callee.
    ReleaseTarget,
    StealTarget,
    /// The target holds a new or borrowed reference, memory, NULL, the argument
    /// Other, or something unknown.
    StoreNew,
    StoreBorrowed,
    StoreMemory,
    StoreNull,
    StoreArgument,
    StoreUnknown,
    /// The target holds memory, unless the caller has provided some.
    StoreMemoryIfNone,
    /// A local variable that holds no object may have been written.
    StoreOther,
    /// The target holds Number.
    StoreNumber,
    /// A `Py_buffer` is filled, or given back.
    FillBuffer,
    ReleaseBuffer,
  };

  /// Whether the stored value can be NULL.
  enum Nullness : uint8_t {
    NotNull,
    MayBeNull,
    /// The target may be left as it was: NULL only if it was NULL before.
    NullIfBefore,
    /// Like MayBeNull, but a use without a test is wrong.
    NullUntilTested,
    /// Like NullUntilTested, but the target may be left as it was, even
    /// uninitialized.
    UnsetUntilTested,
  };

  Kind What;
  /// The argument's position at the call.
  unsigned Arg;
  /// The container, the owner, or the stored argument: a position, TheResult or
  /// NoArgument.
  unsigned Other = NoArgument;
  /// KeepSomewhere: how many references.
  unsigned References = 1;
  /// StoreNumber: the number.
  int64_t Number = 0;
  /// The Finding::Level of a misuse that this deed shows.
  unsigned Level = 0;
  /// Whether the stored value can be NULL.
  Nullness Null = NotNull;
  /// Increment, Decrement: the call itself changes the count, and names the
  /// object.
  bool IsDirect = false;
  /// Increment: it is the only reference then.
  bool IsOnly = false;
  /// MayTake: a borrowed reference was stored; a later increment pays for it.
  bool IsOwing = false;
  /// Mutate: the call may drop any item, not only the one that it names; if
  /// IsUnlikely, it rarely drops another one.
  bool Drops = false;
  bool IsUnlikely = false;
  /// Stored objects: something that outlives the call holds the object.
  bool IsAnchored = false;
  /// Stored objects: the owner may drop the object.
  bool IsDroppable = false;
  /// StoreBorrowed, where NULL is possible: the result may show whether it is
  /// NULL.
  bool IsToldByResult = false;
  /// StoreNew: the call created the object.
  bool IsFresh = false;
  /// StoreNew: the target may be left as it was. If it held an object, nothing
  /// is known about it then.
  bool MayStay = false;
  /// StoreArgument: the stored reference is a new one.
  bool AddsReference = false;
  /// The target is this field of the struct that the argument points to.
  std::optional<unsigned> Field;

  CallDeed(Kind What, unsigned Arg, unsigned Other = NoArgument)
      : What(What), Arg(Arg), Other(Other) {}

  /// Writes it as unit tests read it: `steal 1 with 0`.
  void print(llvm::raw_ostream &OS) const;
};

/// What the result of a call is, as a reference.
struct ResultDeed {
  enum Kind : uint8_t {
    /// Nothing that is followed.
    Nothing,
    /// An object about which nothing is known.
    Unknown,
    /// An item of an array, which may have been moved out of it.
    Item,
    /// A new reference, or a borrowed one that Arg or another owner holds.
    New,
    Borrowed,
    /// The argument Arg itself; the call's value is not bound to it yet.
    Argument,
    /// One more reference to the object that is the call's value; Arg names it.
    Increment,
  };

  Kind What = Nothing;
  unsigned Arg = NoArgument;
  /// New: the argument that keeps a reference to the object, too.
  unsigned Keeper = NoArgument;
  /// New: the argument that is 0 if the object is static, as it has no items.
  unsigned Size = NoArgument;
  /// New: the argument that is the number of items.
  unsigned Count = NoArgument;
  /// Something that outlives the call holds the object: a borrowed one whatever
  /// its owner, a new one besides the caller.
  bool IsAnchored = false;
  /// Borrowed: its owner may drop it.
  bool IsDroppable = false;
  /// It can be NULL, and must be tested.
  bool IsUnchecked = false;
  /// Borrowed: from a table of the interpreter that any code can change.
  bool IsFromTable = false;
  /// Borrowed: the type of the owner, which holds it like a field does.
  bool IsTypeOfOwner = false;
  /// The call created the object.
  bool IsFresh = false;
  /// New: bare memory.
  bool IsAllocated = false;
  /// New: a container whose items somebody else owns as well.
  bool SharesItems = false;
  /// What is already known about the object stays true.
  bool IsSameAsBefore = false;
  /// Argument: with one more reference.
  bool AddsReference = false;
  /// Increment: it is the only reference then, however many there were.
  bool IsOnly = false;
  /// Borrowed: the name of the global object; or empty.
  llvm::StringRef Global;

  /// Writes it as unit tests read it: `new, fresh`.
  void print(llvm::raw_ostream &OS) const;
};

/// The value of a call on one outcome.
struct ReturnedValue {
  enum Kind : uint8_t {
    Anything,
    /// Not NULL; if the path rules that out, nothing is assumed.
    ProbablyNotNull,
    NotNull,
    /// NULL or zero.
    Null,
    Negative,
    Positive,
    /// Low itself.
    Number,
    /// From Low to High; if the path rules that out, nothing is assumed.
    Range,
  };

  Kind What = Anything;
  int64_t Low = 0;
  /// None: up to the greatest number of the type.
  std::optional<int64_t> High = std::nullopt;

  static ReturnedValue number(int64_t Value) { return {Number, Value, Value}; }
  static ReturnedValue range(int64_t Low, std::optional<int64_t> High) {
    return {Range, Low, High};
  }

  /// Writes it as unit tests read it: `-1`, `0..`, `not NULL`.
  void print(llvm::raw_ostream &OS) const;
};

/// The state in which \p V, the value of a call, is what \p Is says; null if
/// it cannot be.
clang::ento::ProgramStateRef assume(clang::ento::ProgramStateRef State,
                                    clang::ento::SVal V,
                                    const ReturnedValue &Is,
                                    clang::ento::SValBuilder &SVB);

/// One way in which a call ends.
struct CallOutcome {
  ReturnedValue Value;
  /// The call succeeds, or the outcomes are not told apart.
  bool Succeeds = true;
  /// The call ends so only if an exception is set before, or only if none is.
  std::optional<bool> ExceptionBefore;
  /// The call cannot fail.
  bool IsCertain = false;
  /// An exception is set after the call.
  bool SetsException = false;
  /// The notes of a path report this outcome as a failure.
  bool IsFailure = false;
  /// In the order in which they happen.
  llvm::SmallVector<CallDeed, 4> Deeds;
  ResultDeed Result;

  /// Writes it as unit tests read it.
  void print(llvm::raw_ostream &OS) const;
};

/// All that a call does.
struct CallOutcomes {
  /// How often code of others runs during the call.
  enum Code : uint8_t { None, Rarely, Usually };

  /// Empty: the call does not return.
  llvm::SmallVector<CallOutcome, 3> Ways;
  Code Runs = None;
  /// The call runs Python code; it does so on purpose, not only through
  /// destructors. The summary of the calling function records both.
  bool RunsPython = false;
  bool CallsPython = false;
  /// The argument that is the call's value, whatever the outcome.
  unsigned Returns = NoArgument;
  /// The call's value is not negative, whatever the outcome.
  bool IsNotNegative = false;
  /// The call treats memory and arguments that its contract does not mention as
  /// an unknown function does.
  bool IsPartial = false;
  /// The arguments, as bits, that may lose what they hold.
  uint64_t Mutated = 0;

  /// Writes it as unit tests read it: one line per outcome.
  void print(llvm::raw_ostream &OS) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLOUTCOMES_H
