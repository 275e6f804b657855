//===- MergedFindings.cpp - One finding for several references ------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MergedFindings.h"
#include "JoinedFixes.h"
#include "ReportedFinding.h"
#include "findings/Merging.h"
#include "findings/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include <map>
#include <optional>
#include <tuple>

namespace pyrefcheck {

/// All that the findings of one group have in common.
using GroupKey = std::tuple<Rule, std::string, std::string, std::string,
                            std::string, std::string, unsigned, unsigned>;

/// Whether everything that \p F reports happens in one use of a macro. A lost
/// reference begins at its cause. The path of another defect may begin before
/// the macro; the defect is then not in the macro.
static bool isInOneUse(const ReportedFinding &F) {
  if (F.ID == Rule::RefcountLeak)
    return true;
  return !F.Path.empty() && llvm::all_of(F.Path, [&](const ReportedNote &N) {
    return !N.InFunction ||
           (N.Where.Line == F.Where.Line && N.Where.Column == F.Where.Column &&
            N.Where.File == F.Where.File);
  });
}

/// What the uses of a macro have in common; none if \p F is not a defect of
/// the macro.
static std::optional<GroupKey> macroKey(const ReportedFinding &F) {
  const MacroDefect &D = F.InMacro;
  if (D.Macro.empty() || !isInOneUse(F))
    return std::nullopt;
  return GroupKey{F.ID, F.Aspect, F.Lost.Fate, D.Macro, D.Cause, D.Place, 0, 0};
}

/// What the references lost at one place have in common.
static std::optional<GroupKey> exitKey(const ReportedFinding &F) {
  if (F.ID != Rule::RefcountLeak || F.Lost.Name.empty())
    return std::nullopt;
  return GroupKey{F.ID,         F.Function,      F.Lost.Fate,  "",
                  F.Where.File, F.InMacro.Place, F.Where.Line, F.Where.Column};
}

/// The parts of a list: "'a', 'b' and 'c'".
static std::string listed(llvm::ArrayRef<std::string> Parts) {
  std::string Text;
  for (size_t I = 0; I < Parts.size(); ++I)
    Text += (I == 0 ? "" : I + 1 == Parts.size() ? " and " : ", ") + Parts[I];
  return Text;
}

/// Each distinct text \p Part of the findings \p Of once, in their order.
static std::vector<std::string> distinct(llvm::ArrayRef<ReportedFinding> Of,
                                         std::string LostReference::*Part) {
  std::vector<std::string> Texts;
  llvm::StringSet<> Known;
  for (const ReportedFinding &F : Of)
    if (Known.insert(F.Lost.*Part).second)
      Texts.push_back(F.Lost.*Part);
  return Texts;
}

/// If there are more names, the message counts the rest.
static constexpr size_t FewNames = 4;

/// The names of what is lost, in quotes.
static std::string namesOf(llvm::ArrayRef<ReportedFinding> Lost) {
  std::vector<std::string> Names = distinct(Lost, &LostReference::Name);
  if (Names.size() > FewNames) {
    const size_t Others = Names.size() - (FewNames - 1);
    Names.resize(FewNames - 1);
    Names.push_back(std::to_string(Others) + " others");
  }
  return listed(Names);
}

/// "another" thing, or "5 other" things.
static std::string others(size_t Number, llvm::StringRef Thing) {
  return (Number == 1 ? "another " + Thing
                      : llvm::Twine(Number) + " other " + Thing + "s")
      .str();
}

/// When to release all of \p Lost.
static std::string whenToRelease(llvm::ArrayRef<ReportedFinding> Lost) {
  const std::vector<std::string> Times = distinct(Lost, &LostReference::When);
  return Times.size() == 1 ? Times.front() : "on these paths";
}

static std::string messageOfExit(llvm::ArrayRef<ReportedFinding> Lost) {
  const LostReference &First = Lost.front().Lost;
  // One variable held all of them, on different paths.
  if (distinct(Lost, &LostReference::Name).size() == 1)
    return First.message() + "; the same for " +
           others(Lost.size() - 1, "reference") + " in " + First.Name;
  const std::vector<std::string> Releases =
      distinct(Lost, &LostReference::Release);
  return "leak of " + namesOf(Lost) + ": " + std::to_string(Lost.size()) +
         " references " + First.FateOfSeveral + "; " +
         (Releases.size() > FewNames ? "release each of them "
                                     : "call " + listed(Releases) + ' ') +
         whenToRelease(Lost);
}

/// One fix for all of \p Lost, if each has one and they fit together.
static std::vector<ReportedFix>
fixOfExit(llvm::ArrayRef<ReportedFinding> Lost) {
  std::vector<const ReportedFix *> Parts;
  for (const ReportedFinding &F : Lost) {
    if (F.Fixes.empty())
      return {};
    Parts.push_back(&F.Fixes.front());
  }
  std::optional<ReportedFix> Joined = joinFixes(Parts);
  if (!Joined)
    return {};
  Joined->Title = "release " + namesOf(Lost) + ' ' + whenToRelease(Lost);
  return {std::move(*Joined)};
}

/// Where the reference that \p F loses is made.
static SourcePlace origin(const ReportedFinding &F) {
  for (const ReportedNote &N : F.Path)
    if (N.Where.Line == F.Cause.Line && N.Where.Column == F.Cause.Column &&
        N.Where.File == F.Cause.File)
      return N.Where;
  SourcePlace P;
  P.File = F.Cause.File;
  P.Line = P.BeginLine = P.EndLine = F.Cause.Line;
  P.Column = P.BeginColumn = P.EndColumn = F.Cause.Column;
  P.SourceLine = F.Cause.SourceLine;
  return P;
}

/// Makes \p Whole, the first of \p Uses, represent all of them.
static void standForUses(ReportedFinding &Whole,
                         llvm::ArrayRef<ReportedFinding> Uses) {
  const std::string Macro = "'" + Whole.InMacro.Macro + "'";
  Whole.Message +=
      "; the same in " + others(Uses.size() - 1, "use") + " of " + Macro;
  Whole.Fixes.clear();
  for (const ReportedFinding &F : Uses.drop_front())
    Whole.Others.push_back(
        {F.Where, "the same in the use of " + Macro + " here"});
}

/// Makes \p Whole, the first of \p Lost, represent all of them.
static void standForLost(ReportedFinding &Whole,
                         llvm::ArrayRef<ReportedFinding> Lost) {
  Whole.Message = messageOfExit(Lost);
  Whole.Fixes = fixOfExit(Lost);
  for (const ReportedFinding &F : Lost.drop_front())
    Whole.Others.push_back(
        {origin(F), "also lost: " + F.Lost.Name + ", " + F.Lost.What});
}

static auto orderOfOrigin(const ReportedFinding &F) {
  const ReportedCause &C = F.Cause;
  return std::tie(C.File, C.Line, C.Column, C.SpelledLine, C.SpelledColumn,
                  F.Message);
}

/// The finding that represents \p Group, which has several.
static ReportedFinding merged(std::vector<ReportedFinding> Group,
                              bool OfMacro) {
  if (!OfMacro) // In the order in which they are made.
    llvm::sort(Group, [](const ReportedFinding &A, const ReportedFinding &B) {
      return orderOfOrigin(A) < orderOfOrigin(B);
    });
  ReportedFinding Whole = Group.front();
  for (const ReportedFinding &F : Group)
    Whole.Level = std::min(Whole.Level, F.Level);
  OfMacro ? standForUses(Whole, Group) : standForLost(Whole, Group);
  Whole.References = std::move(Group);
  return Whole;
}

/// Merges those of \p Findings to which \p KeyOf gives the same key. Findings
/// without a key stay unchanged, and so do those that are merged already.
static std::vector<ReportedFinding>
mergeBy(std::vector<ReportedFinding> Findings,
        std::optional<GroupKey> (*KeyOf)(const ReportedFinding &),
        bool OfMacro) {
  std::vector<std::vector<ReportedFinding>> Groups;
  std::map<GroupKey, size_t> Known;
  for (ReportedFinding &F : Findings) {
    size_t Group = Groups.size();
    if (F.References.empty())
      if (std::optional<GroupKey> Key = KeyOf(F))
        Group = Known.try_emplace(std::move(*Key), Group).first->second;
    if (Group == Groups.size())
      Groups.emplace_back();
    Groups[Group].push_back(std::move(F));
  }
  std::vector<ReportedFinding> Result;
  Result.reserve(Groups.size());
  for (std::vector<ReportedFinding> &Group : Groups)
    Result.push_back(Group.size() == 1 ? std::move(Group.front())
                                       : merged(std::move(Group), OfMacro));
  return Result;
}

std::vector<ReportedFinding>
mergeFindings(std::vector<ReportedFinding> Findings) {
  return mergeBy(mergeBy(std::move(Findings), macroKey, /*OfMacro=*/true),
                 exitKey, /*OfMacro=*/false);
}

size_t countReferences(llvm::ArrayRef<ReportedFinding> Findings) {
  size_t Number = 0;
  for (const ReportedFinding &F : Findings)
    Number += std::max<size_t>(F.References.size(), 1);
  return Number;
}

std::vector<ReportedNote> someOthers(const ReportedFinding &F, size_t Most) {
  std::vector<ReportedNote> Notes = F.Others;
  if (Notes.size() > Most) {
    const size_t Rest = Notes.size() - Most;
    Notes.resize(Most);
    Notes.push_back({F.Where, "and " + std::to_string(Rest) + " more"});
  }
  return Notes;
}

} // namespace pyrefcheck
