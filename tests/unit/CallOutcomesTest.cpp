//===- CallOutcomesTest.cpp - What calls do, key by key -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Contracts, format strings and summaries, each with the outcomes of a call that
// it is lowered into. A line per outcome: the value of the call, then what it
// does to each argument, then what the result is.
//
//===----------------------------------------------------------------------===//

#include "Expect.h"
#include "contracts/ContractSet.h"
#include "summaries/ContractOutcomes.h"
#include "summaries/SummaryOutcomes.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace pyrefcheck;

static void expect(int Line, const CallOutcomes &Found,
                   llvm::StringRef Expected) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Found.print(OS);
  expectEqual(Line, llvm::StringRef(Text).trim(), Expected.trim());
}

static CallShape call(CallShape::ResultType Result, unsigned Arguments) {
  CallShape Call;
  Call.Result = Result;
  Call.Arguments = Arguments;
  return Call;
}

static CallShape callWith(CallShape::ResultType Result, unsigned Arguments,
                          llvm::StringRef Format) {
  CallShape Call = call(Result, Arguments);
  Call.Format = Format;
  return Call;
}

/// The outcomes of a call of the function `f` with these keys.
static CallOutcomes lowered(llvm::StringRef Keys, const CallShape &Call) {
  llvm::BumpPtrAllocator Arena;
  const std::string Text = ("- function: f\n  " + Keys + "\n").str();
  std::unique_ptr<llvm::MemoryBuffer> Buffer =
      llvm::MemoryBuffer::getMemBufferCopy(Text, "test.yaml");
  llvm::Expected<ContractFile> File =
      parseContracts(Buffer->getMemBufferRef(), Arena);
  if (!File) {
    llvm::errs() << llvm::toString(File.takeError()) << '\n';
    Failed = true;
    return CallOutcomes();
  }
  return lower(File->Contracts.front(), Call);
}

#define EXPECT_LOWERED(KEYS, SHAPE, EXPECTED)                                  \
  expect(__LINE__, lowered(KEYS, SHAPE), EXPECTED)

constexpr CallShape::ResultType Void = CallShape::Void;
constexpr CallShape::ResultType Pointer = CallShape::Pointer;
constexpr CallShape::ResultType Integer = CallShape::Integer;

static void testResults() {
  EXPECT_LOWERED("result: plain", call(Void, 0), "anything:");
  EXPECT_LOWERED("result: new", call(Pointer, 0),
                 "anything: result new, unchecked");
  EXPECT_LOWERED("result: fresh", call(Pointer, 0),
                 "anything: result new, unchecked, fresh");
  EXPECT_LOWERED("result: borrowed", call(Pointer, 0),
                 "anything: result borrowed");
  EXPECT_LOWERED("params: [a]\n  result: {is: borrowed, from: a, null: absent}",
                 call(Pointer, 1),
                 "anything: store other 0; result borrowed of 0, unchecked");
  EXPECT_LOWERED("params: [a]\n  result: {is: argument, from: a, null: never}",
                 call(Pointer, 1), "returns 0\nanything: store other 0;");
  EXPECT_LOWERED(
      "params: [a]\n"
      "  result: {is: new-reference-to-argument, from: a, null: never}",
      call(Pointer, 1),
      "returns 0\nanything: store other 0; result increment of 0");
  EXPECT_LOWERED("params: [a]\n  result: {is: new, kept-by: a}",
                 call(Pointer, 1),
                 "anything: store other 0; result new kept by 0, unchecked");
  EXPECT_LOWERED(
      "params: [a]\n  result: {is: new, from: a}", call(Pointer, 1),
      "anything: store other 0; result new, unchecked, shares items");
}

static void testNull() {
  EXPECT_LOWERED("result: {is: new, null: never}", call(Pointer, 0),
                 "probably not NULL: result new");
  EXPECT_LOWERED("result: {null: always}", call(Pointer, 0), "0, fails:");
  EXPECT_LOWERED("result: {is: new, null: absent}", call(Pointer, 0),
                 "anything: result new");
  EXPECT_LOWERED("result: {is: borrowed, null: on-error-or-absent}",
                 call(Pointer, 0), "anything: result borrowed, unchecked");
  // What a call tells of other objects depends on whether it succeeds.
  CallShape Asked = call(Pointer, 0);
  Asked.IsAsked = true;
  EXPECT_LOWERED("result: new", Asked,
                 "not NULL: result new, unchecked\nNULL, fails:");
}

static void testFails() {
  // Outcomes are told apart only where something depends on them.
  EXPECT_LOWERED("result: {fails: -1}", call(Integer, 0), "-1..0:");
  EXPECT_LOWERED("result: {fails: negative}", call(Integer, 0), "-1..:");
  EXPECT_LOWERED("result: {fails: 0}", call(Integer, 0), "anything:");
  EXPECT_LOWERED("result: {fails: -1-or-value}", call(Integer, 0), "anything:");
  const llvm::StringRef Steals =
      "\n  params: [a]\n  args: {a: {steals: success}}";
  EXPECT_LOWERED(("result: {fails: -1}" + Steals).str(), call(Integer, 1),
                 "0: steal 0;\n-1, fails visibly: refuse 0;");
  EXPECT_LOWERED(("result: {fails: 0}" + Steals).str(), call(Integer, 1),
                 "1: steal 0;\n0, fails visibly: refuse 0;");
  EXPECT_LOWERED(("result: {fails: negative}" + Steals).str(), call(Integer, 1),
                 "0..: steal 0;\n-1, fails visibly: refuse 0;");
  EXPECT_LOWERED(("result: {fails: -1-or-value}" + Steals).str(),
                 call(Integer, 1),
                 "anything: steal 0;\n-1, fails visibly: refuse 0;");
  EXPECT_LOWERED(("result: {fails: nothing}" + Steals).str(), call(Integer, 1),
                 "anything: steal 0;");
  // Whoever ignores the result says that it cannot fail here.
  CallShape Ignored = call(Integer, 1);
  Ignored.IsResultUsed = false;
  EXPECT_LOWERED(("result: {fails: -1}" + Steals).str(), Ignored,
                 "-1..0: steal 0;");
}

static void testArguments() {
  auto Arg = [](llvm::StringRef Effect) {
    return ("params: [a, b]\n  args: {a: " + Effect + ", b: not-null}").str();
  };
  const CallShape Call = call(Void, 2);
  EXPECT_LOWERED(Arg("steals"), Call, "anything: steal 0; store other 1;");
  EXPECT_LOWERED(Arg("{steals: always, into: b}"), Call,
                 "anything: steal 0 with 1; store other 1;");
  EXPECT_LOWERED(Arg("{keeps: always, into: b}"), Call,
                 "anything: keep 0 with 1; store other 1;");
  EXPECT_LOWERED(Arg("increments"), Call,
                 "anything: increment 0, direct; store other 1;");
  EXPECT_LOWERED(Arg("decrements"), Call,
                 "anything: decrement 0, direct; store other 1;");
  EXPECT_LOWERED(Arg("frees"), Call, "anything: free 0; store other 1;");
  EXPECT_LOWERED(Arg("frees-memory"), Call,
                 "anything: free memory 0; store other 1;");
  EXPECT_LOWERED(Arg("escapes"), Call, "anything: escape 0; store other 1;");
  EXPECT_LOWERED(Arg("mutates"), Call,
                 "anything: mutate 0, drops, unlikely; store other 1;");
  EXPECT_LOWERED(Arg("fills-buffer"), Call,
                 "anything: fill buffer 0; store other 1;");
  EXPECT_LOWERED(Arg("releases-buffer"), Call,
                 "anything: release buffer 0; store other 1;");
  EXPECT_LOWERED(Arg("out-new"), Call, "anything: store new 0; store other 1;");
  EXPECT_LOWERED(Arg("{out-new: always, may-be-null: true}"), Call,
                 "anything: store new 0, may be NULL; store other 1;");
  EXPECT_LOWERED(
      Arg("{out-new: always, may-be-null: true, needs-test: true}"), Call,
      "anything: store new 0, may be NULL, to be tested; store other 1;");
  EXPECT_LOWERED(Arg("{out-borrowed: always, into: b}"), Call,
                 "anything: store borrowed 0 with 1; store other 1;");
  EXPECT_LOWERED(Arg("{out-borrowed: always, may-be-null: true}"), Call,
                 "anything: store borrowed 0, NULL if before; store other 1;");
  EXPECT_LOWERED(Arg("out-null"), Call,
                 "anything: store NULL 0; store other 1;");
  EXPECT_LOWERED(Arg("out-memory"), Call,
                 "anything: store memory 0; store other 1;");
  EXPECT_LOWERED(Arg("replaces"), Call,
                 "anything: steal target 0; store new 0; store other 1;");
  EXPECT_LOWERED(Arg("clears"), Call,
                 "anything: release target 0; store NULL 0; store other 1;");
  EXPECT_LOWERED("params: [a, ...]\n  args: {...: keeps}", call(Void, 4),
                 "anything: keep 1; keep 2; keep 3; "
                 "store other 0; store other 2; store other 3;");
  // Which item is replaced the key says: none is dropped by another's.
  EXPECT_LOWERED("params: [a, b]\n"
                 "  args: {a: mutates, b: {steals: always, into: a}}",
                 Call, "anything: mutate 0; steal 1 with 0;");
}

static void testOutputs() {
  // Out-parameters hold nothing after a failure.
  EXPECT_LOWERED("params: [a]\n  result: {fails: -1}\n  args: {a: out-new}",
                 call(Integer, 1),
                 "0: store new 0;\n-1, fails visibly: store NULL 0;");
  // 1: there is one; 0: there is none; -1: failure.
  EXPECT_LOWERED("params: [a]\n  result: {fails: negative}\n"
                 "  args: {a: [{out-new: success, may-be-null: true},"
                 " {out-null: failure}]}",
                 call(Integer, 1),
                 "1: store new 0;\n0, fails: store NULL 0;\n"
                 "-1, fails visibly: store NULL 0;");
  EXPECT_LOWERED(
      "params: [a]\n  result: {fails: -1}\n  args: {a: replaces}",
      call(Integer, 1),
      "0: steal target 0; store new 0;\n"
      "-1, fails visibly: steal target 0; store new 0; store NULL 0;");
  // PyArg_UnpackTuple fills the first `min` always.
  CallShape Unpack = call(Integer, 6);
  Unpack.Minimum = 1;
  EXPECT_LOWERED(
      "params: [args, name, min, max, ...]\n  result: {fails: 0}\n"
      "  args: {...: {out-borrowed: success, may-be-null: true, into: args}}",
      Unpack,
      "1: store borrowed 4 with 0; store borrowed 5 with 0, NULL if before; "
      "store other 0; store other 1; store other 2; store other 3; "
      "store other 5;\n"
      "0, fails visibly: store other 0; store other 1; store other 2; "
      "store other 3; store other 5;");
}

static void testFormats() {
  const llvm::StringRef Build =
      "params: [format, ...]\n  result: new\n  format: {build-value: format}";
  EXPECT_LOWERED(Build, callWith(Pointer, 4, "(OOi)"),
                 "anything: keep 1 with result; keep 2 with result; "
                 "result new, unchecked, fresh");
  EXPECT_LOWERED(Build, callWith(Pointer, 2, "(N)"),
                 "anything: steal 1 with result; result new, unchecked, fresh");
  EXPECT_LOWERED(Build, callWith(Pointer, 3, "(O&)"),
                 "anything: convert 2; result new, unchecked, fresh");
  EXPECT_LOWERED(Build, callWith(Pointer, 2, "O"),
                 "returns 1\nanything: result increment of 1");
  EXPECT_LOWERED(Build, callWith(Pointer, 2, "N"), "returns 1\nanything:");
  EXPECT_LOWERED(Build, callWith(Pointer, 1, "()"),
                 "anything: result new, fresh");
  EXPECT_LOWERED(Build, call(Pointer, 2),
                 "anything: lose sight 1; result new, unchecked");
  EXPECT_LOWERED(
      "params: [o, format, ...]\n  result: new\n  format: {call: format}",
      callWith(Pointer, 4, "ON"), "anything: steal 3; result new, unchecked");

  const llvm::StringRef Parse =
      "params: [args, format, ...]\n  result: {fails: 0}\n"
      "  format: {parse: format}";
  EXPECT_LOWERED(
      Parse, callWith(Integer, 4, "O|O"),
      "1: store borrowed 2 with 0; store borrowed 3 with 0, NULL if before;\n"
      "0, fails visibly:");
  EXPECT_LOWERED(Parse, callWith(Integer, 4, "y*i"),
                 "1: fill buffer 2; store unknown 3;\n0, fails visibly:");
  EXPECT_LOWERED(Parse, callWith(Integer, 4, "es"),
                 "1: store memory 3;\n0, fails visibly:");
  EXPECT_LOWERED(
      Parse, callWith(Integer, 5, "es#"),
      "1: store memory if none 3; store unknown 4;\n0, fails visibly:");
  EXPECT_LOWERED(Parse, call(Integer, 3),
                 "1: store unknown 2;\n0, fails visibly:");
  CallShape Converted = callWith(Integer, 4, "O&");
  EXPECT_LOWERED(Parse, Converted, "1: store unknown 3;\n0, fails visibly:");
  Converted.Converts = [](unsigned I) {
    return ConverterOutput{I == 2 ? ConverterOutput::New
                                  : ConverterOutput::Unknown};
  };
  EXPECT_LOWERED(Parse, Converted, "1: store new 3;\n0, fails visibly:");
  EXPECT_LOWERED(
      "params: [args, kwargs, format, list, ...]\n  result: {fails: 0}\n"
      "  format: {parse-keywords: format}",
      callWith(Integer, 5, "O"), "1: store borrowed 4;\n0, fails visibly:");
}

static void testEffects() {
  EXPECT_LOWERED("effects: runs-python", call(Void, 0),
                 "runs code rarely\nruns Python\ncalls Python\nanything:");
  EXPECT_LOWERED("effects: [runs-python, calls-objects]", call(Void, 0),
                 "runs code usually\nruns Python\ncalls Python\nanything:");
  EXPECT_LOWERED("effects: releases-gil", call(Void, 0),
                 "runs code usually\nanything:");
  // A release runs a destructor at most.
  EXPECT_LOWERED(
      "params: [a]\n  args: {a: decrements}\n  effects: runs-python",
      call(Void, 1),
      "runs code rarely\nruns Python\nanything: decrement 0, direct;");
  EXPECT_LOWERED("effects: no-return", call(Void, 0), "");
  EXPECT_LOWERED("result: {is: new}\n  effects: allocates", call(Pointer, 0),
                 "anything: result new, unchecked, allocated");
  EXPECT_LOWERED("result: {is: borrowed}\n  effects: pure", call(Pointer, 0),
                 "anything: result borrowed, same as before");
  EXPECT_LOWERED("effects: not-negative", call(Integer, 0),
                 "not negative\nanything:");
  EXPECT_LOWERED("params: [a]\n  result: {is: borrowed, from: a}\n"
                 "  effects: from-mutable",
                 call(Pointer, 1),
                 "anything: store other 0; result borrowed of 0, droppable");
  CallShape Sized = call(Pointer, 1);
  Sized.Size = 0;
  EXPECT_LOWERED(
      "params: [a]\n  result: fresh\n  effects: static-if-empty", Sized,
      "anything: store other 0; result new sized by 0, unchecked, fresh");
  Sized.IsSizeZero = true;
  EXPECT_LOWERED("params: [a]\n  result: fresh\n  effects: static-if-empty",
                 Sized,
                 "probably not NULL: store other 0; "
                 "result new sized by 0, unchecked, fresh");
  CallShape Newest = call(Pointer, 0);
  Newest.Python = 0x030c;
  EXPECT_LOWERED("result: new\n  immortal-since: 3.12", Newest,
                 "anything: result unknown");
  // Debug builds have file and line before the object.
  EXPECT_LOWERED(
      "params: [a]\n  args: {a: decrements}", call(Void, 3),
      "anything: decrement 2, direct; store other 1; store other 2;");
  CallShape TypeOf = call(Pointer, 1);
  TypeOf.ReturnsType = true;
  EXPECT_LOWERED("params: [a]\n  result: {is: borrowed, from: a, null: never}",
                 TypeOf,
                 "probably not NULL: store other 0; "
                 "result borrowed of 0, type of owner");
}

/// A summary with these outcomes, of a function with as many parameters as they
/// have.
static FunctionSummary summary(llvm::ArrayRef<SummaryOutcome> Outcomes) {
  FunctionSummary S;
  S.Outcomes.append(Outcomes.begin(), Outcomes.end());
  return S;
}

static SummaryOutcome outcome(ReturnClass Returns, SummaryRef Result,
                              unsigned Parameters = 1) {
  SummaryOutcome O;
  O.Returns = Returns;
  O.Result = Result;
  O.Parameters.resize(Parameters);
  return O;
}

#define EXPECT_SUMMARY(OUTCOMES, ARGUMENTS, EXPECTED)                          \
  do {                                                                         \
    const FunctionSummary S = summary OUTCOMES;                                \
    expect(__LINE__, lower(S, ARGUMENTS), EXPECTED);                           \
  } while (false)

static void testSummaryResults() {
  const auto Object = ReturnClass::NonNull;
  EXPECT_SUMMARY(({}), 1, "");
  EXPECT_SUMMARY(({outcome(Object, SummaryRef::New)}), 1,
                 "anything: result new");
  EXPECT_SUMMARY(({outcome(Object, SummaryRef::NewShared)}), 1,
                 "anything: result new, anchored");
  SummaryOutcome Borrowed = outcome(Object, SummaryRef::Borrowed);
  Borrowed.Owner = 0;
  EXPECT_SUMMARY(({Borrowed}), 1, "anything: result borrowed of 0, anchored");
  Borrowed.Owner = NoArg;
  Borrowed.Global = "cache";
  EXPECT_SUMMARY(({Borrowed}), 1, "anything: result borrowed, anchored, cache");
  SummaryOutcome Argument = outcome(Object, SummaryRef::NewReferenceToArgument);
  Argument.Owner = 0;
  EXPECT_SUMMARY(({Argument}), 1,
                 "anything: result argument of 0, adds reference");
  // The reference that was given is the one that comes back.
  Argument.Parameters[0].Delta = -1;
  EXPECT_SUMMARY(({Argument}), 1,
                 "anything: decrement 0; result argument of 0");
  SummaryOutcome New = outcome(Object, SummaryRef::New);
  New.CertainlyNotNull = true;
  EXPECT_SUMMARY(({New, outcome(ReturnClass::Null, SummaryRef::Nothing)}), 1,
                 "not NULL: result new\nNULL, fails visibly:");
}

static void testSummaryArguments() {
  const auto Any = ReturnClass::Any;
  SummaryOutcome O = outcome(Any, SummaryRef::Nothing);
  ParameterOutcome &P = O.Parameters[0];
  P.Delta = -1;
  EXPECT_SUMMARY(({O}), 1, "anything: decrement 0;");
  P.Kept = true;
  EXPECT_SUMMARY(({O}), 1, "anything: steal 0;");
  P.Delta = 2;
  EXPECT_SUMMARY(({O}), 1, "anything: keep somewhere 0, 2 references;");
  P.Unknown = P.Owing = true;
  EXPECT_SUMMARY(({O}), 1, "anything: may take 0, owing;");
  P = ParameterOutcome();
  P.IsNotNull = true;
  EXPECT_SUMMARY(({O}), 1, "anything: is not NULL 0;");
  P = ParameterOutcome();
  P.Out = SummaryRef::New;
  EXPECT_SUMMARY(({O}), 1, "anything: store new 0, may be NULL;");
  P.Out = SummaryRef::Borrowed;
  P.OutNotNull = true;
  EXPECT_SUMMARY(({O}), 1,
                 "anything: store borrowed 0, anchored, told by result;");
  P.Out = SummaryRef::Null;
  EXPECT_SUMMARY(({O}), 1, "anything: store NULL 0;");
  P.Out = SummaryRef::NewReferenceToArgument;
  P.OutOwner = 0;
  EXPECT_SUMMARY(({O}), 1,
                 "anything: store argument 0 with 0, adds reference;");
}

static void testSummaryOutcomes() {
  // Whether it is taken the result does not tell.
  SummaryOutcome Takes = outcome(ReturnClass::Any, SummaryRef::Nothing);
  Takes.Parameters[0].Delta = -1;
  EXPECT_SUMMARY(({Takes, outcome(ReturnClass::Any, SummaryRef::Nothing)}), 1,
                 "anything: decrement 0, level 2;\nanything:");
  Takes.Returns = ReturnClass::Negative;
  EXPECT_SUMMARY(({Takes, outcome(ReturnClass::Zero, SummaryRef::Nothing)}), 1,
                 "negative, fails visibly: decrement 0;\nNULL:");
  SummaryOutcome Two = outcome(ReturnClass::Positive, SummaryRef::Nothing);
  Two.Value = 2;
  EXPECT_SUMMARY(({Two}), 1, "2:");
  // Too many to tell apart.
  std::vector<SummaryOutcome> Many;
  for (int I = 0; I != 7; ++I) {
    Many.push_back(outcome(ReturnClass::NonNull, SummaryRef::New, 2));
    Many.back().Parameters[0].Delta = -I;
  }
  FunctionSummary Condensed = summary(Many);
  Condensed.condense();
  expect(__LINE__, lower(Condensed, 2), "anything: may take 0; result new");
  FunctionSummary Runs =
      summary({outcome(ReturnClass::Any, SummaryRef::Nothing)});
  Runs.RunsPython = true;
  Runs.Mutated = 1;
  expect(__LINE__, lower(Runs, 1),
         "runs code rarely\nruns Python\nmutates 1\nanything:");
}

int main() {
  testResults();
  testNull();
  testFails();
  testArguments();
  testOutputs();
  testFormats();
  testEffects();
  testSummaryResults();
  testSummaryArguments();
  testSummaryOutcomes();
  return Failed;
}
