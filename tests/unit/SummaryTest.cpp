//===- SummaryTest.cpp - Merging the outcomes of a function ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "summaries/Summary.h"
#include "Expect.h"

using namespace pyrefcheck;

/// An outcome with one parameter.
static SummaryOutcome outcome(ReturnClass Returns,
                              SummaryRef Result = SummaryRef::Nothing,
                              int Delta = 0) {
  SummaryOutcome O;
  O.Returns = Returns;
  O.Result = Result;
  O.Parameters.emplace_back().Delta = Delta;
  return O;
}

static SummaryOutcome writing(ReturnClass Returns, SummaryRef Out) {
  SummaryOutcome O = outcome(Returns);
  O.Parameters[0].Out = Out;
  return O;
}

static void testAlikeAreOne() {
  FunctionSummary S;
  S.add(outcome(ReturnClass::NonNull, SummaryRef::New));
  S.add(outcome(ReturnClass::NonNull, SummaryRef::New));
  EXPECT(S.Outcomes.size() == 1);
  S.add(outcome(ReturnClass::Null));
  EXPECT(S.Outcomes.size() == 2);
  S.add(outcome(ReturnClass::NonNull, SummaryRef::New, -1));
  EXPECT(S.Outcomes.size() == 3);
}

static void testWhatIsKeptOfBoth() {
  SummaryOutcome One = outcome(ReturnClass::NonNull, SummaryRef::New);
  SummaryOutcome Other = One;
  One.Static = true;
  Other.Assumed = true;
  Other.Where = 7;
  FunctionSummary S;
  S.add(One);
  S.add(Other);
  EXPECT(S.Outcomes.size() == 1);
  // Assumed by one path is assumed; static it is only if it is on all.
  EXPECT(S.Outcomes[0].Assumed);
  EXPECT(!S.Outcomes[0].Static);
  // The first place stays.
  EXPECT(!S.Outcomes[0].Where);
}

static void testFlags() {
  SummaryOutcome Zero = outcome(ReturnClass::Any);
  Zero.Parameters[0].IsFlag = Zero.Parameters[0].IsNull = true;
  SummaryOutcome Set = outcome(ReturnClass::Any);
  Set.Parameters[0].IsFlag = Set.Parameters[0].IsNotNull = true;
  FunctionSummary S;
  S.add(Zero);
  S.add(Set);
  // Whatever the flag was, the paths did the same.
  EXPECT(S.Outcomes.size() == 1);
  EXPECT(!S.Outcomes[0].Parameters[0].IsNull);
  EXPECT(!S.Outcomes[0].Parameters[0].IsNotNull);

  // A pointer is no flag.
  Zero.Parameters[0].IsFlag = Set.Parameters[0].IsFlag = false;
  FunctionSummary Pointers;
  Pointers.add(Zero);
  Pointers.add(Set);
  EXPECT(Pointers.Outcomes.size() == 2);
}

static void testOutputsThatTheResultTells() {
  FunctionSummary S;
  S.add(writing(ReturnClass::Zero, SummaryRef::New));
  S.add(writing(ReturnClass::Negative, SummaryRef::Nothing));
  S.settleOutputs();
  EXPECT(S.Outcomes[0].Parameters[0].Out == SummaryRef::New);
  EXPECT(S.Outcomes[1].Parameters[0].Out == SummaryRef::Nothing);
}

static void testOutputsThatNothingTells() {
  FunctionSummary S;
  S.add(writing(ReturnClass::Zero, SummaryRef::New));
  S.add(writing(ReturnClass::Zero, SummaryRef::Borrowed));
  S.add(writing(ReturnClass::Negative, SummaryRef::Null));
  S.settleOutputs();
  EXPECT(S.Outcomes[0].Parameters[0].Out == SummaryRef::Unknown);
  EXPECT(S.Outcomes[1].Parameters[0].Out == SummaryRef::Unknown);
  EXPECT(S.Outcomes[2].Parameters[0].Out == SummaryRef::Null);
}

static void testOutputsThatAreAlwaysNew() {
  FunctionSummary S;
  S.add(writing(ReturnClass::Zero, SummaryRef::New));
  S.add(writing(ReturnClass::Zero, SummaryRef::NewReferenceToArgument));
  S.Outcomes[1].Parameters[0].OutOwner = 0;
  S.add(writing(ReturnClass::Zero, SummaryRef::Nothing));
  S.add(writing(ReturnClass::Negative, SummaryRef::Null));
  S.settleOutputs();
  for (unsigned I = 0; I != 3; ++I) {
    EXPECT(S.Outcomes[I].Parameters[0].Out == SummaryRef::NewShared);
    EXPECT(S.Outcomes[I].Parameters[0].OutMayStay);
    EXPECT(!S.Outcomes[I].Parameters[0].OutNotNull);
  }
  EXPECT(S.Outcomes[3].Parameters[0].Out == SummaryRef::Null);
}

static void testOutputsThatExcludeEachOther() {
  FunctionSummary S;
  for (const bool IsFirst : {true, false}) {
    SummaryOutcome O = writing(ReturnClass::Zero,
                               IsFirst ? SummaryRef::New : SummaryRef::Null);
    O.Parameters.emplace_back().Out =
        IsFirst ? SummaryRef::Null : SummaryRef::New;
    S.add(O);
  }
  S.settleOutputs();
  for (const SummaryOutcome &O : S.Outcomes)
    for (const ParameterOutcome &P : O.Parameters)
      EXPECT(P.Out == SummaryRef::Unknown);
}

static void testReferenceThatWentIntoAnOutput() {
  SummaryOutcome Moved = outcome(ReturnClass::Any, SummaryRef::Nothing, -1);
  Moved.Parameters.emplace_back().Out = SummaryRef::NewReferenceToArgument;
  Moved.Parameters[1].OutOwner = 0;
  SummaryOutcome Nothing = outcome(ReturnClass::Any);
  Nothing.Parameters.emplace_back();
  FunctionSummary S;
  S.add(Moved);
  S.add(Nothing);
  S.settleOutputs();
  EXPECT(S.Outcomes[0].Parameters[1].Out == SummaryRef::Unknown);
  EXPECT(S.Outcomes[0].Parameters[0].Unknown);
}

static void testQuestions() {
  FunctionSummary S;
  EXPECT(!S.isHarmless());
  S.add(outcome(ReturnClass::Null));
  EXPECT(S.isHarmless());
  EXPECT(!S.returnsNew());
  S.add(outcome(ReturnClass::NonNull, SummaryRef::New));
  EXPECT(S.returnsNew());
  EXPECT(!S.isHarmless());
  EXPECT(!S.changesCount(0));
  S.add(outcome(ReturnClass::Any, SummaryRef::Nothing, 1));
  EXPECT(S.changesCount(0));
}

static void testDifferentReturns() {
  SummaryOutcome One = outcome(ReturnClass::Positive);
  SummaryOutcome Two = One;
  EXPECT(!One.differsInReturn(Two));
  One.Value = 1;
  EXPECT(!One.differsInReturn(Two));
  Two.Value = 2;
  EXPECT(One.differsInReturn(Two));
  EXPECT(!One.differsInReturn(outcome(ReturnClass::Any)));
  EXPECT(One.differsInReturn(outcome(ReturnClass::Zero)));
}

/// Ends in more ways than callers tell apart.
static FunctionSummary manyWays() {
  FunctionSummary S;
  for (int Delta = -4; Delta != 0; ++Delta)
    S.add(outcome(ReturnClass::NonNull, SummaryRef::New, Delta));
  S.add(outcome(ReturnClass::NonNull, SummaryRef::NewShared, -4));
  S.add(outcome(ReturnClass::Null));
  S.add(outcome(ReturnClass::Null, SummaryRef::Nothing, -1));
  return S;
}

static void testManyBecomeFew() {
  FunctionSummary S = manyWays();
  EXPECT(S.Outcomes.size() == 7);
  S.condense();
  // The two that callers see.
  EXPECT(S.Outcomes.size() == 2);
  EXPECT(S.Outcomes[0].Returns == ReturnClass::NonNull);
  EXPECT(S.Outcomes[0].Result == SummaryRef::NewShared);
  // What becomes of the argument is not known.
  EXPECT(S.Outcomes[0].Parameters[0].Unknown);
  EXPECT(S.Outcomes[1].Returns == ReturnClass::Null);
}

static void testFewStay() {
  FunctionSummary S;
  S.add(outcome(ReturnClass::NonNull, SummaryRef::New));
  S.add(outcome(ReturnClass::NonNull, SummaryRef::Borrowed));
  S.condense();
  EXPECT(S.Outcomes.size() == 2);
}

static void testOutputThatMayBeMissing() {
  FunctionSummary S;
  for (int64_t Value = 1; Value != 7; ++Value) {
    SummaryOutcome O = writing(ReturnClass::Positive,
                               Value == 3 ? SummaryRef::Null : SummaryRef::New);
    O.Parameters[0].OutNotNull = Value != 3;
    O.Value = Value;
    S.add(O);
  }
  S.add(writing(ReturnClass::Negative, SummaryRef::Null));
  S.condense();
  EXPECT(S.Outcomes.size() == 2);
  EXPECT(!S.Outcomes[0].Value);
  EXPECT(S.Outcomes[0].Parameters[0].Out == SummaryRef::New);
  EXPECT(!S.Outcomes[0].Parameters[0].OutNotNull);
  EXPECT(S.Outcomes[1].Parameters[0].Out == SummaryRef::Null);
}

/// What is nobody's to release: which of the ways leads to NULL is not known.
static void testNothingOwned() {
  FunctionSummary S;
  for (uint8_t Owner = 0; Owner != 6; ++Owner) {
    SummaryOutcome O = outcome(ReturnClass::NonNull, SummaryRef::Borrowed);
    O.Owner = Owner;
    S.add(O);
  }
  S.add(outcome(ReturnClass::Null));
  S.condense();
  EXPECT(S.Outcomes.size() == 1);
  EXPECT(S.Outcomes[0].Returns == ReturnClass::Any);
  EXPECT(S.Outcomes[0].Result == SummaryRef::Unknown);
}

int main() {
  testManyBecomeFew();
  testFewStay();
  testOutputThatMayBeMissing();
  testNothingOwned();
  testAlikeAreOne();
  testWhatIsKeptOfBoth();
  testFlags();
  testOutputsThatTheResultTells();
  testOutputsThatNothingTells();
  testOutputsThatAreAlwaysNew();
  testOutputsThatExcludeEachOther();
  testReferenceThatWentIntoAnOutput();
  testQuestions();
  testDifferentReturns();
  return Failed;
}
