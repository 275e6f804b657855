//===- Coverage.cpp - Contracts against headers ---------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Coverage.h"
#include "HeaderApi.h"
#include "ReferenceData.h"
#include "ShapeCheck.h"
#include "contracts/Contract.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

class Comparison {
public:
  Comparison(const ContractTable &Contracts, const Exceptions &Except,
             const HeaderApi &Api, bool IsWhole)
      : Contracts(Contracts), Except(Except), Api(Api), IsWhole(IsWhole) {}

  CoverageResult run() {
    for (const auto &Entry : Api.Entities)
      checkEntity(Entry.getKey(), Entry.getValue());
    if (IsWhole)
      for (const auto &Entry : Contracts)
        checkPresence(Entry.getValue());
    sort(Result.Problems);
    return std::move(Result);
  }

private:
  void add(StringRef Name, StringRef Place, const Twine &Problem) {
    Result.Problems.push_back((Name + ": " + Problem + " (Python " +
                               versionText(Api.Version) +
                               (Place.empty() ? "" : ", " + Place) + ")")
                                  .str());
  }

  /// Whether the contract applies to the version of the headers.
  bool isInForce(const Contract &C) const {
    return Api.Version >= C.Since && (!C.Removed || Api.Version < C.Removed);
  }

  const Contract *find(StringRef Name) const {
    auto It = Contracts.find(Name);
    return It == Contracts.end() ? nullptr : &It->second;
  }

  void checkEntity(StringRef Name, const ApiEntity &Entity);
  void checkExempt(StringRef Name, const ApiEntity &Entity);
  void checkPresence(const Contract &C);
  void checkReplacement(const Contract &C, StringRef Place);
  /// A function that touches objects and that the macro \p Name calls, directly
  /// or through other macros; empty if there is none.
  std::string objectFunctionBehind(StringRef Name, StringSet<> &Seen) const;

  const ContractTable &Contracts;
  const Exceptions &Except;
  const HeaderApi &Api;
  const bool IsWhole;
  CoverageResult Result;
};

} // namespace

void Comparison::checkEntity(StringRef Name, const ApiEntity &Entity) {
  const ApiDeclaration &First = Entity.Declarations.front();
  const Contract *C = find(Name);
  // Another name of a function needs no separate entry: the analysis sees the
  // function.
  const bool IsCall = !Entity.isObjectLike();
  CoverageFigures &F = Result.Figures;
  if (Name.starts_with("_")) {
    if (IsCall && !Entity.isMacro()) {
      ++F.Private;
      F.CoveredPrivate += C != nullptr;
      if (!C && Entity.IsPublic && Entity.mentionsObject())
        add(Name, First.Place, "this private function has no entry");
    }
  } else if (!C && Entity.isMacro() && Except.hasMacro(Name)) {
    ++F.ExemptMacros;
    checkExempt(Name, Entity);
  } else if (Entity.IsPublic && IsCall) {
    unsigned &All = Entity.isMacro() ? F.Macros : F.Functions;
    unsigned &Covered = Entity.isMacro() ? F.CoveredMacros : F.CoveredFunctions;
    ++All;
    Covered += C != nullptr;
    if (!C)
      add(Name, First.Place,
          Entity.isMacro() ? "this macro has no entry"
                           : "this function has no entry");
  }
  if (!C)
    return;

  if (Except.hasMacro(Name))
    add(Name, First.Place, "it has an entry, and is listed as needing none");
  if (IsWhole && !isInForce(*C)) {
    // CPython's own headers may still declare it; and a private name may denote
    // another function in another version.
    if (!Entity.IsPublic || Name.starts_with("_"))
      return;
    add(Name, First.Place,
        C->Removed && Api.Version >= C->Removed
            ? "the entry says that it was removed in " + versionText(C->Removed)
            : "the entry says that it came with " + versionText(C->Since));
    return;
  }
  checkReplacement(*C, First.Place);
  for (const ApiDeclaration &D : Entity.Declarations)
    if (!D.IsObjectLike)
      for (const std::string &Problem : contradictions(*C, D, Api.Version))
        add(Name, D.Place, Problem);
}

void Comparison::checkExempt(StringRef Name, const ApiEntity &Entity) {
  if (!Except.PlainMacros.contains(Name))
    return;
  StringSet<> Seen;
  std::string Function = objectFunctionBehind(Name, Seen);
  if (!Function.empty())
    add(Name, Entity.Declarations.front().Place,
        "it is listed as a macro that touches no object, but it uses " +
            Function);
}

std::string Comparison::objectFunctionBehind(StringRef Name,
                                             StringSet<> &Seen) const {
  auto It = Api.Entities.find(Name);
  if (It == Api.Entities.end() || !Seen.insert(Name).second)
    return "";
  for (const ApiDeclaration &D : It->second.Declarations) {
    if (!D.IsMacro) {
      if (D.mentionsObject() || D.NeverReturns)
        return Name.str();
      continue;
    }
    for (const std::string &Mentioned : D.Mentions) {
      std::string Function = objectFunctionBehind(Mentioned, Seen);
      if (!Function.empty())
        return Function;
    }
  }
  return "";
}

void Comparison::checkReplacement(const Contract &C, StringRef Place) {
  if (C.StrongReplacement.empty())
    return;
  const Contract *Strong = find(C.StrongReplacement);
  if (!Strong)
    add(C.Name, Place,
        "its strong replacement '" + C.StrongReplacement + "' has no entry");
  else if (Strong->Result.Kind != ResultKind::New &&
           none_of(Strong->Args, [](const ArgContract &A) {
             return A.Effect == ArgEffect::OutNew;
           }))
    add(C.Name, Place,
        "its strong replacement '" + C.StrongReplacement +
            "' gives no new reference");
}

void Comparison::checkPresence(const Contract &C) {
  const bool IsThere =
      Api.Entities.contains(C.Name) || Api.PointerTypes.contains(C.Name);
  if (Except.Elsewhere.contains(C.Name)) {
    if (IsThere)
      add(C.Name, "", "it is listed as declared elsewhere");
    return;
  }
  if (isInForce(C) && !IsThere)
    add(C.Name, "", "the headers do not have what this entry is about");
}

CoverageResult compareWithHeaders(const ContractTable &Contracts,
                                  const Exceptions &Except,
                                  const HeaderApi &Api, bool IsWhole) {
  return Comparison(Contracts, Except, Api, IsWhole).run();
}

CoverageResult compareWithList(const ContractTable &Contracts,
                               const std::vector<ListedFunction> &List) {
  CoverageResult Result;
  for (const ListedFunction &F : List) {
    ++Result.Figures.Functions;
    auto It = Contracts.find(F.Name);
    std::string Problem = It == Contracts.end() ? "this function has no entry"
                                                : contradiction(It->second, F);
    Result.Figures.CoveredFunctions += It != Contracts.end();
    if (!Problem.empty())
      Result.Problems.push_back(F.Name + ": " + Problem + " (" + F.Place + ")");
  }
  return Result;
}

} // namespace pyrefcheck
