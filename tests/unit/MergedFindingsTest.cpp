//===- MergedFindingsTest.cpp - One finding for several references --------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/MergedFindings.h"
#include "Expect.h"
#include "report/JoinedFixes.h"

using namespace pyrefcheck;

/// An insertion, or a replacement of \p Length bytes.
static ReportedEdit edit(unsigned Offset, std::string Text,
                         unsigned Length = 0) {
  ReportedEdit E;
  E.Begin.File = "/a.c";
  E.Offset = Offset;
  E.Length = Length;
  E.Replacement = std::move(Text);
  return E;
}

/// The texts that both fixes make together, with their places; "none" if they
/// make none.
static std::string join(std::vector<ReportedEdit> A,
                        std::vector<ReportedEdit> B) {
  const ReportedFix First = {"", std::move(A)}, Second = {"", std::move(B)};
  const std::optional<ReportedFix> Joined = joinFixes({&First, &Second});
  if (!Joined)
    return "none";
  std::string Text;
  for (const ReportedEdit &E : Joined->Edits)
    Text += std::to_string(E.Offset) + ":" + E.Replacement + "|";
  return Text;
}

static void testFixes() {
  // Statements in front of one statement, in the same braces.
  EXPECT_EQUAL(join({edit(5, "A; ")}, {edit(5, "B; ")}), "5:A; B; |");
  EXPECT_EQUAL(join({edit(4, " {"), edit(5, "A; "), edit(9, "\n}")},
                    {edit(4, " {"), edit(5, "B; "), edit(9, "\n}")}),
               "4: {|5:A; B; |9:\n}|");
  EXPECT_EQUAL(join({edit(5, "{\n  A;\n  "), edit(9, "\n}")},
                    {edit(5, "{\n  B;\n  "), edit(9, "\n}")}),
               "5:{\n  A;\n  B;\n  |9:\n}|");
  // At different places, and the same fix twice.
  EXPECT_EQUAL(join({edit(5, "A;")}, {edit(3, "B;")}), "3:B;|5:A;|");
  EXPECT_EQUAL(join({edit(5, "x", 2)}, {edit(5, "x", 2)}), "5:x|");
  // Other braces, none in one of them, and the same statement twice.
  EXPECT_EQUAL(join({edit(5, "{\n  A; ")}, {edit(5, "{\nB; ")}), "none");
  EXPECT_EQUAL(join({edit(5, "{ A; "), edit(9, "}")}, {edit(5, "B; ")}),
               "none");
  EXPECT_EQUAL(join({edit(5, "{ A; }")}, {edit(5, "{ B; }")}), "none");
  EXPECT_EQUAL(join({edit(5, "A;"), edit(7, "C;")}, {edit(5, "A;")}), "none");
  // A replacement that touches another change.
  EXPECT_EQUAL(join({edit(5, "x", 2), edit(1, "A;")}, {edit(6, "B;")}), "none");
  EXPECT_EQUAL(
      join({edit(5, "x", 2), edit(1, "A;")}, {edit(5, "x", 2), edit(1, "B;")}),
      "none");
  EXPECT_EQUAL(join({edit(5, "A;"), edit(7, "B;")}, {edit(4, "x", 4)}), "none");
}

/// A reference that is lost at \p Line.
static ReportedFinding lost(std::string Name, unsigned Line, unsigned Made) {
  ReportedFinding F;
  F.ID = Rule::RefcountLeak;
  F.Level = 1;
  F.Function = "f";
  F.Where.File = F.Cause.File = "/a.c";
  F.Where.Line = Line;
  F.Cause.Line = Made;
  F.Lost = {"'" + Name + "'", "the reference",   "is lost",
            "are lost",       "D(" + Name + ")", "first"};
  F.Message = F.Lost.message();
  F.Fingerprint = Name;
  return F;
}

static void testExits() {
  std::vector<ReportedFinding> Found =
      mergeFindings({lost("b", 9, 2), lost("c", 8, 3), lost("a", 9, 1)});
  EXPECT_EQUAL(Found.size(), size_t(2));
  EXPECT_EQUAL(countReferences(Found), size_t(3));
  // The first that is made stands for both.
  EXPECT_EQUAL(Found[0].Fingerprint, "a");
  EXPECT_EQUAL(Found[0].Message, "leak of 'a' and 'b': 2 references are lost; "
                                 "call D(a) and D(b) first");
  EXPECT_EQUAL(Found[0].Others.size(), size_t(1));
  EXPECT_EQUAL(Found[0].Others[0].Where.Line, 2u);
  EXPECT(Found[1].References.empty());
  EXPECT_EQUAL(Found[1].Message, lost("c", 8, 3).Message);

  // What is merged has the surest level, and a fix if each has one.
  ReportedFinding Sure = lost("a", 9, 1), Other = lost("b", 9, 2);
  Sure.Level = 0;
  Sure.Fixes = {{"", {edit(5, "A;")}}};
  Found = mergeFindings({Sure, Other});
  EXPECT_EQUAL(Found[0].Level, 0u);
  EXPECT(Found[0].Fixes.empty());
  Other.Fixes = {{"", {edit(5, "B;")}}};
  Found = mergeFindings({Sure, Other});
  EXPECT_EQUAL(Found[0].Fixes.size(), size_t(1));
  EXPECT_EQUAL(Found[0].Fixes[0].Title, "release 'a' and 'b' first");

  // Other ways, functions and rules stay apart.
  Other.Lost.Fate = "overwritten";
  EXPECT_EQUAL(mergeFindings({Sure, Other}).size(), size_t(2));
  Other = lost("b", 9, 2);
  Other.Function = "g";
  EXPECT_EQUAL(mergeFindings({Sure, Other}).size(), size_t(2));
  Other = lost("b", 9, 2);
  Other.ID = Rule::NullResult;
  EXPECT_EQUAL(mergeFindings({Sure, Other}).size(), size_t(2));
  Other = lost("b", 9, 2);
  Other.Lost = {};
  EXPECT_EQUAL(mergeFindings({Sure, Other, Other}).size(), size_t(3));
}

static void testMacros() {
  std::vector<ReportedFinding> Uses;
  for (unsigned Line = 1; Line <= 13; ++Line) {
    Uses.push_back(lost("x", Line, Line));
    Uses.back().InMacro = {"M", "cause", "place"};
  }
  std::vector<ReportedFinding> Found = mergeFindings(Uses);
  EXPECT_EQUAL(Found.size(), size_t(1));
  EXPECT_EQUAL(countReferences(Found), size_t(13));
  EXPECT_EQUAL(Found[0].Message,
               Uses[0].Message + "; the same in 12 other uses of 'M'");
  EXPECT_EQUAL(Found[0].Others.size(), size_t(12));
  const std::vector<ReportedNote> Shown = someOthers(Found[0]);
  EXPECT_EQUAL(Shown.size(), size_t(11));
  EXPECT_EQUAL(Shown.back().Message, "and 2 more");

  // Another place in the macro; another macro.
  Uses.resize(2);
  Uses[1].InMacro.Place = "elsewhere";
  EXPECT_EQUAL(mergeFindings(Uses).size(), size_t(2));
  Uses[1].InMacro = {"N", "cause", "place"};
  EXPECT_EQUAL(mergeFindings(Uses).size(), size_t(2));

  // A defect of another kind, all of whose steps are in the use, and one that
  // begins in front of it.
  for (ReportedFinding &F : Uses) {
    F.InMacro = {"M", "cause", "place"};
    F.ID = Rule::NullResult;
    F.Path = {{F.Where, "here", /*InFunction=*/true}};
  }
  EXPECT_EQUAL(mergeFindings(Uses).size(), size_t(1));
  Uses[1].Path[0].Where.Line = 1;
  EXPECT_EQUAL(mergeFindings(Uses).size(), size_t(2));
  Uses[1].Path.clear();
  EXPECT_EQUAL(mergeFindings(Uses).size(), size_t(2));
}

int main() {
  testFixes();
  testExits();
  testMacros();
  return Failed;
}
