//===- CallOutcomes.h - What a call does, outcome by outcome ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one language in which paths read what a call does. Contracts, format
// strings and summaries are lowered into it: see ContractOutcomes and
// SummaryOutcomes. It says nothing of the path on which the call stands;
// whoever applies it knows which objects the arguments are.
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

/// "No argument", and "what the call returns", where a deed names another.
inline constexpr unsigned NoArgument = ~0u;
inline constexpr unsigned TheResult = ~0u - 1;

/// What a call does to one argument, or by way of it. A null pointer is left
/// alone by all of these but IsNull, Steal and Forget.
struct CallDeed {
  enum Kind : uint8_t {
    /// Only with NULL (or zero, for a flag) as the argument does the call end
    /// so; or only with something else.
    IsNull,
    IsNotNull,

    // To the object that the argument is.

    /// One strong reference more, or fewer, of the caller's.
    Increment,
    Decrement,
    /// The caller's reference goes to Other.
    Steal,
    /// The call has failed; it would have taken the caller's reference.
    Refuse,
    /// Other keeps a reference of its own.
    Keep,
    /// The callee keeps References of its own, nobody knows where.
    KeepSomewhere,
    /// It is destroyed, or its memory freed.
    Free,
    /// The memory that it is is freed.
    FreeMemory,
    /// An object that is known gets out of sight, and one reference with it.
    Escape,
    /// An object that is known gets out of sight, with any number of them.
    EscapeWholly,
    /// Known or not, it gets out of sight, and one reference with it.
    LoseSight,
    /// Nothing is known of it any more.
    Forget,
    /// The caller's reference may have been taken; a borrowed one has been
    /// stored if IsOwing says so.
    MayTake,
    /// A converter gets it: if the caller owns it, nothing more is known.
    Convert,
    /// It may lose what it holds, as far as this function's callers care; also
    /// here if Drops says so.
    Mutate,

    // To what the argument points to.

    /// The reference there is released, or taken by the callee.
    ReleaseTarget,
    StealTarget,
    /// What is there now: a new or borrowed reference, memory, NULL, the
    /// argument Other, or something of which nothing is known.
    StoreNew,
    StoreBorrowed,
    StoreMemory,
    StoreNull,
    StoreArgument,
    StoreUnknown,
    /// Memory, unless the caller has brought some.
    StoreMemoryIfNone,
    /// Something that is no object may have been written to a local variable.
    StoreOther,
    /// It is Number.
    StoreNumber,
    /// A `Py_buffer` is filled, or given back.
    FillBuffer,
    ReleaseBuffer,
  };

  /// Whether what is stored can be NULL.
  enum Nullness : uint8_t {
    NotNull,
    MayBeNull,
    /// The target may be left as it was: NULL only where it was.
    NullIfBefore,
    /// The same as MayBeNull, and a use without a test is wrong.
    NullUntilTested,
    /// The same as NullUntilTested, but the target may be left as it was, even
    /// without a value.
    UnsetUntilTested,
  };

  Kind What;
  /// The argument's position at the call.
  unsigned Arg;
  /// The container, owner, or argument that is stored: a position, TheResult or
  /// NoArgument.
  unsigned Other = NoArgument;
  /// KeepSomewhere: how many references.
  unsigned References = 1;
  /// StoreNumber: which.
  int64_t Number = 0;
  /// See Finding::Level; for what is wrong with this deed.
  unsigned Level = 0;
  /// Of what is stored.
  Nullness Null = NotNull;
  /// Increment, Decrement: the call is nothing but this; it names what it
  /// counts.
  bool IsDirect = false;
  /// Increment: it is the one reference that there is then.
  bool IsOnly = false;
  /// MayTake: a borrowed reference was stored, which an increment pays for.
  bool IsOwing = false;
  /// Mutate: items are dropped here, and, if IsUnlikely, rarely the one at
  /// hand.
  bool Drops = false;
  bool IsUnlikely = false;
  /// Of what is stored: something that outlives the call holds it.
  bool IsAnchored = false;
  /// Of what is stored: its owner may drop it.
  bool IsDroppable = false;
  /// Of a borrowed reference that may be NULL: the result may tell whether it
  /// is.
  bool IsToldByResult = false;
  /// StoreNew: made by the call, no object that was there.
  bool IsFresh = false;
  /// StoreArgument: the reference there is a new one.
  bool AddsReference = false;

  CallDeed(Kind What, unsigned Arg, unsigned Other = NoArgument)
      : What(What), Arg(Arg), Other(Other) {}

  /// Writes it as unit tests read it: `steal 1 into 0`.
  void print(llvm::raw_ostream &OS) const;
};

/// What the result of a call is, as a reference.
struct ResultDeed {
  enum Kind : uint8_t {
    /// Nothing that is followed.
    Nothing,
    /// An object of which nothing is known.
    Unknown,
    /// What an array held, which may have been moved out of it.
    Item,
    /// A new reference, or one that Arg (or somebody else) owns.
    New,
    Borrowed,
    /// The argument Arg itself, which the call's value is not known to be yet.
    Argument,
    /// One reference more to the object that the call's value is; Arg named it.
    Increment,
  };

  Kind What = Nothing;
  unsigned Arg = NoArgument;
  /// New: the argument that goes on holding it, too.
  unsigned Keeper = NoArgument;
  /// New: the argument which says how many items it has, none being an object
  /// that is always there.
  unsigned Size = NoArgument;
  /// Something that outlives the call holds it; of a borrowed one whatever its
  /// owner, of a new one besides the caller.
  bool IsAnchored = false;
  /// Borrowed: its owner may drop it.
  bool IsDroppable = false;
  /// Can be NULL, and has to be tested.
  bool IsUnchecked = false;
  /// Borrowed: from a table of the interpreter's that any code can change.
  bool IsFromTable = false;
  /// Borrowed: the type of the owner, which holds it as a field does.
  bool IsTypeOfOwner = false;
  /// Made by the call: no object that was there.
  bool IsFresh = false;
  /// New: bare memory.
  bool IsAllocated = false;
  /// New: a container whose items somebody else owns as well.
  bool SharesItems = false;
  /// What is known of the object already stays true.
  bool IsSameAsBefore = false;
  /// Argument: with one reference more.
  bool AddsReference = false;
  /// Increment: the one reference that it has then, whatever it had.
  bool IsOnly = false;
  /// Borrowed: the global variable that it is; or empty.
  llvm::StringRef Global;

  /// Writes it as unit tests read it: `new, fresh`.
  void print(llvm::raw_ostream &OS) const;
};

/// What the value of a call is on one outcome.
struct ReturnedValue {
  enum Kind : uint8_t {
    Anything,
    /// Not NULL; as far as the path agrees, or else there is no such outcome.
    ProbablyNotNull,
    NotNull,
    /// NULL or zero.
    Null,
    Negative,
    Positive,
    /// Low itself.
    Number,
    /// From Low to High, as far as the path agrees.
    Range,
  };

  Kind What = Anything;
  int64_t Low = 0;
  /// Nothing: up to the greatest number of the type.
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
  /// The call succeeds, as far as the outcomes are told apart at all.
  bool Succeeds = true;
  /// It ends so only if an exception is set before, or only if none is.
  std::optional<bool> ExceptionBefore;
  /// It cannot fail.
  bool IsCertain = false;
  /// It ends so with an exception set.
  bool SetsException = false;
  /// Paths that go this way are said to take a failure.
  bool IsFailure = false;
  /// In their order.
  llvm::SmallVector<CallDeed, 4> Deeds;
  ResultDeed Result;

  /// Writes it as unit tests read it.
  void print(llvm::raw_ostream &OS) const;
};

/// All that a call does.
struct CallOutcomes {
  /// Code of others that runs during the call.
  enum Code : uint8_t { None, Rarely, Usually };

  /// Empty: the call does not return.
  llvm::SmallVector<CallOutcome, 3> Ways;
  Code Runs = None;
  /// It runs Python code; it does so on purpose, not by a destructor. As the
  /// summary of the calling function has it.
  bool RunsPython = false;
  bool CallsPython = false;
  /// The argument that the call's value is, whatever the outcome.
  unsigned Returns = NoArgument;
  /// Its value is not negative, whatever the outcome.
  bool IsNotNegative = false;
  /// To memory and arguments of which nothing is said it does what an unknown
  /// function does.
  bool IsPartial = false;
  /// The arguments, as bits, which may lose what they hold.
  uint64_t Mutated = 0;

  /// Writes it as unit tests read it: an outcome per line.
  void print(llvm::raw_ostream &OS) const;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLOUTCOMES_H
