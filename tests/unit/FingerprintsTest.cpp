//===- FingerprintsTest.cpp - What tells findings of two runs apart -------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Fingerprints.h"
#include "Expect.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace pyrefcheck;

/// A leak of what \p Code makes in \p Line, lost in line 20.
static ReportedFinding leak(llvm::StringRef Code, unsigned Line) {
  ReportedFinding F;
  F.ID = Rule::RefcountLeak;
  F.Where.File = "/project/src/a.c";
  F.Where.Line = 20;
  F.Where.Column = 3;
  F.Message = "leak of 'n': it is not released";
  F.Function = "f";
  F.EarlierKind = "1:n:PyNumber_Long:";
  F.Cause.Text = Code;
  F.Cause.File = F.Where.File;
  F.Cause.Line = F.Cause.SpelledLine = Line;
  F.Cause.Column = F.Cause.SpelledColumn = 5;
  return F;
}

using Findings = std::vector<ReportedFinding>;

static Findings assigned(Findings All, llvm::StringRef Root = "/project") {
  assignFingerprints(All, Root);
  return All;
}

/// By what two runs know the only finding.
static std::string printOf(const ReportedFinding &F,
                           llvm::StringRef Root = "/project") {
  return assigned({F}, Root).front().Fingerprint;
}

static void testWhatCounts() {
  const ReportedFinding F = leak("PyNumber_Long ( a )", 10);
  const std::string Print = printOf(F);
  EXPECT(Print.size() == 32);

  // Lines, the place of loss, the words, where the project lies.
  ReportedFinding Same = leak("PyNumber_Long ( a )", 99);
  Same.Where.Line = 200;
  Same.Message = "other words";
  Same.EarlierKind = "2:m::";
  EXPECT(printOf(Same) == Print);
  Same.Where.File = Same.Cause.File = "/elsewhere/src/a.c";
  EXPECT(printOf(Same, "/elsewhere") == Print);

  // Rule, file, function, what is wrong, the code.
  std::set<std::string> Others = {Print,
                                  printOf(leak("PyNumber_Long ( b )", 10))};
  ReportedFinding Other = F;
  Other.ID = Rule::RefcountOverrelease;
  Others.insert(printOf(Other));
  Other = F;
  Other.Where.File = "/project/src/b.c";
  Others.insert(printOf(Other));
  Other = F;
  Other.Function = "g";
  Others.insert(printOf(Other));
  Other = F;
  Other.Aspect = "3:n";
  Others.insert(printOf(Other));
  EXPECT(Others.size() == 6);
}

static void testOrder() {
  // Other code: the one does not depend on the other.
  const Findings Two = assigned(
      {leak("PyNumber_Long ( a )", 10), leak("PyNumber_Long ( b )", 5)});
  EXPECT(Two[0].Fingerprint == printOf(Two[0]));
  EXPECT(Two[1].Fingerprint == printOf(Two[1]));

  // Equal code: the order of the origins, whatever the order of the findings.
  const Findings Forward = assigned({leak("f ( )", 5), leak("f ( )", 10)});
  const Findings Backward = assigned({leak("f ( )", 10), leak("f ( )", 5)});
  EXPECT(Forward[0].Fingerprint == printOf(Forward[0]));
  EXPECT(Forward[0].Fingerprint != Forward[1].Fingerprint);
  EXPECT(Forward[0].Fingerprint == Backward[1].Fingerprint);
  EXPECT(Forward[1].Fingerprint == Backward[0].Fingerprint);
}

/// These hashes are in baselines: they must stay as they are.
static void testEarlierVersion() {
  const Findings Two = assigned({leak("f ( )", 5), leak("f ( )", 10)});
  EXPECT(Two[0].EarlierFingerprint == "ae7fd18559a8f2f16893295d8b76ad29");
  // Lost at the same place: unknown.
  EXPECT(Two[1].EarlierFingerprint.empty());

  ReportedFinding Elsewhere = leak("f ( )", 10);
  Elsewhere.Where.Line = 21;
  const Findings Counted = assigned({leak("f ( )", 5), Elsewhere});
  EXPECT(Counted[0].EarlierFingerprint == Two[0].EarlierFingerprint);
  EXPECT(Counted[1].EarlierFingerprint == "675915a074b4ed86aaafccbf526eb8e8");

  // One place where two things go wrong: the first.
  ReportedFinding First = leak("f ( )", 20), Second = First;
  First.ID = Second.ID = Rule::RefcountOverrelease;
  Second.Message = "something else";
  const Findings AtOnePlace = assigned({First, Second});
  EXPECT(!AtOnePlace[0].EarlierFingerprint.empty());
  EXPECT(AtOnePlace[1].EarlierFingerprint.empty());
}

static void testFiles() {
  EXPECT(fingerprintOfFile("check", "a.c") ==
         fingerprintOfFile("check", "a.c"));
  EXPECT(fingerprintOfFile("check", "a.c") !=
         fingerprintOfFile("check", "b.c"));
  EXPECT(fingerprintOfFile("check", "a.c") !=
         fingerprintOfFile("other", "a.c"));
}

int main() {
  testWhatCounts();
  testOrder();
  testEarlierVersion();
  testFiles();
  return Failed;
}
