//===- Engine.cpp - Analysing one translation unit --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Engine.h"
#include "FindingSelection.h"
#include "FunctionCache.h"
#include "Machinery.h"
#include "PhaseTimes.h"
#include "contracts/ContractSet.h"
#include "fixes/FixVocabulary.h"
#include "paths/PathControl.h"
#include "paths/PathRules.h"
#include "paths/ReferenceChecker.h"
#include "paths/RuleEvents.h"
#include "source/LibraryUse.h"
#include "summaries/SummaryContract.h"
#include "types/TypeRules.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The value of a macro that is a plain number; 0 if it is not.
static unsigned numberOfMacro(Preprocessor &PP, StringRef Name) {
  const MacroInfo *MI = PP.getMacroInfo(PP.getIdentifierInfo(Name));
  if (!MI || MI->getNumTokens() != 1)
    return 0;
  std::string Spelling = PP.getSpelling(MI->getReplacementToken(0));
  unsigned Value;
  return StringRef(Spelling).getAsInteger(0, Value) ? 0 : Value;
}

std::optional<PyVersion> versionOfHeaders(Preprocessor &PP) {
  const unsigned Major = numberOfMacro(PP, "PY_MAJOR_VERSION");
  const unsigned Minor = numberOfMacro(PP, "PY_MINOR_VERSION");
  if (!Major)
    return std::nullopt;
  return Major << 8 | Minor;
}

/// Whether \p FD, of which \p Findings are, gives or takes a reference in
/// another way than it should. What its callers get is not known then: a path
/// is not followed behind a finding.
static bool isReportedItself(const FunctionDecl *FD,
                             ArrayRef<Finding> Findings) {
  return llvm::any_of(Findings, [&](const Finding &F) {
    return F.Holder && F.Holder->getCanonicalDecl() == FD->getCanonicalDecl() &&
           (F.ID == Rule::RefcountReturnBorrowed ||
            F.ID == Rule::RefcountOverrelease ||
            F.ID == Rule::RefcountUseAfterRelease);
  });
}

namespace {

/// What holds where there is no Python.h: nothing to analyse either.
constexpr PyVersion NoHeaders = 0x030b;

/// The analysis of a translation unit in which there is something to analyse:
/// what its parts share, set up once, and its phases.
class Analysis {
public:
  /// \param Result what is known already; gets what is found.
  Analysis(ASTContext &Context, Preprocessor &PP, const ContractSet &Contracts,
           const EngineOptions &Options, const TranslationUnit &TU,
           SourceSuppressions &Suppressions, EngineResult &Result)
      : Context(Context), Headers(versionOfHeaders(PP).value_or(NoHeaders)),
        Options(Options), TU(TU), Suppressions(Suppressions), Result(Result),
        Active(Contracts, LibraryUse(PP)), Functions(Active),
        Fields(TU, Functions, Active), Writes(Functions),
        Lent(Functions, Summaries), Looking(Functions), Shared(TU),
        Words(Context, Functions, Options.Python),
        Paths{TU,
              Active,
              Functions,
              Fields,
              Writes,
              Lent,
              Looking,
              Options.Python ? Options.Python : Headers,
              Summaries,
              Shared,
              Believed,
              Words,
              Foreign.AssumedLeaks,
              Options.PrintStates},
        Engine(Context, PP, Options, Result.Findings),
        Checker(*Engine.manager().registerChecker<ReferenceChecker>(Paths)),
        Control(*Engine.manager().registerChecker<PathControl>(
            Options.MaxLoop, Options.MaxNodes, Options.Deadline)) {
    if (havePathRules())
      Engine.manager().registerChecker<RuleEvents>(Checker);
  }

  /// Follows the paths of each function, callees before their callers.
  /// \param Cache see analyze().
  void explore(Preprocessor &PP, FunctionCache *Cache);

  /// Finds and infers what all functions together show.
  void conclude();

  /// The part of explore() that found the paths to report.
  uint64_t reportTime() const { return Engine.times().Report; }

  /// Leaves the findings that are to be reported.
  void select() {
    selectFindings(Result.Findings, Foreign, Suppressions, Options,
                   Context.getSourceManager());
  }

private:
  /// What was learnt from exploring one function just now.
  struct Exploration {
    const FunctionDecl *Function;
    BelievedNew Believed;
    bool Complete;
  };

  /// \returns whether the exploration ended within its budget.
  bool explore(const FunctionDecl *FD, CacheSession *Session);
  bool follow(const FunctionDecl *FD);
  void infer(const FunctionDecl *FD, size_t Earlier);
  void tellWhatWasAsked();

  ASTContext &Context;
  const PyVersion Headers;
  const EngineOptions &Options;
  const TranslationUnit &TU;
  SourceSuppressions &Suppressions;
  EngineResult &Result;

  SummarySet Summaries;
  ForeignFunctions Foreign;
  BelievedNew Believed; // In the current function.
  const ActiveContracts Active;
  SourceContracts Functions;
  const FieldOwnership Fields;
  const FieldWrites Writes;
  const LentParameters Lent;
  const LookingFunctions Looking;
  const SharedParameters Shared;
  const FixVocabulary Words;
  const AnalysisContext Paths;
  Machinery Engine;
  ReferenceChecker &Checker;
  PathControl &Control;
  std::vector<Exploration> Explorations;
};

} // namespace

void Analysis::explore(Preprocessor &PP, FunctionCache *Cache) {
  std::optional<CacheSession> Session;
  if (Cache)
    Session.emplace(*Cache, Context, PP, Options, TU, Fields);
  for (const FunctionDecl *FD : TU.functions()) {
    // Nobody edits what a generator writes along with the code; the contract
    // says all that its callers need.
    if (const Contract *Own = Functions.find(FD);
        Own && Own->has(EffectGenerated))
      continue;
    ++Result.Statistics.Functions;
    const size_t Earlier = Result.Findings.size();
    const bool Complete = explore(FD, Session ? &*Session : nullptr);
    if (Options.InferContracts)
      infer(FD, Earlier);
    if (!Complete) {
      Result.Statistics.OutOfBudget.push_back(FD->getQualifiedNameAsString());
      Suppressions.spare(FD);
    }
  }
  Result.Statistics.Nodes = Engine.nodes();
  Result.Statistics.Lost = Engine.takeLost();
  if (Session)
    for (const Exploration &E : Explorations)
      Session->record(E.Function, Result.Findings, Summaries.get(E.Function),
                      E.Believed, Foreign, E.Complete);
}

bool Analysis::explore(const FunctionDecl *FD, CacheSession *Session) {
  if (const FunctionRecord *Known = Session ? Session->find(FD) : nullptr) {
    Session->restore(*Known, FD, Result.Findings, Foreign);
    Summaries.get(FD) = Known->Summary;
    return Known->Complete;
  }
  if (Control.isTooLate()) {
    Result.Statistics.DeadlinePassed = true;
    return false;
  }
  return follow(FD);
}

bool Analysis::follow(const FunctionDecl *FD) {
  const bool Complete = Engine.explore(FD, Checker, Control, Options.MaxNodes);
  Foreign.Believed.insert(Believed.begin(), Believed.end());
  // What only time cut short is explored anew.
  const bool CutShort = !Complete && Control.isTooLate();
  Result.Statistics.DeadlinePassed |= CutShort;
  if (!CutShort)
    Explorations.push_back({FD, Believed, Complete});
  Believed.clear();
  return Complete;
}

/// Makes a contract of what was found out about \p FD.
/// \param Earlier the findings that there were before.
void Analysis::infer(const FunctionDecl *FD, size_t Earlier) {
  const Contract *Own = Functions.find(FD);
  auto Inferred = inferContract(FD, Summaries.get(FD), Own);
  if (!Inferred)
    return;
  if (!(Own && Own->Annotated) &&
      isReportedItself(FD, ArrayRef(Result.Findings).drop_front(Earlier))) {
    Inferred->Entry.clear();
    Inferred->LeftOut = "it is wrong itself";
  }
  Result.Inferred.push_back(std::move(*Inferred));
}

void Analysis::conclude() {
  if (Options.InferContracts)
    llvm::append_range(Result.Inferred, Fields.inferred());
  findTypeMistakes(Context, TU, Fields, Functions, Words.generated(),
                   Paths.Python, Headers, Result.Findings);
  tellWhatWasAsked();
}

void Analysis::tellWhatWasAsked() {
  // Which calls are met depends on what is known of the others: ask for all, so
  // that the names stay the same.
  for (const FunctionDecl *FD : TU.functions())
    for (const FunctionDecl *Callee : TU.callees(FD))
      Functions.find(Callee);
  for (std::string &Name : Functions.askedOfOtherFiles())
    Result.Asked.push_back({std::move(Name), {}});
  llvm::append_range(Result.Asked, Fields.askedOfOtherFiles());
}

EngineResult analyze(ASTContext &Context, Preprocessor &PP,
                     const ContractSet &Contracts, const EngineOptions &Options,
                     ArrayRef<Decl *> Roots, FunctionCache *Cache) {
  EngineResult Result;
  PhaseTimes &Times = Result.Statistics.Times;
  PhaseClock Clock;
  const TranslationUnit TU(Context, Roots);
  SourceSuppressions Suppressions(Context, PP, TU.declarations(),
                                  Options.HonourComments);
  for (const FunctionDecl *FD : TU.broken()) {
    Result.Statistics.Skipped.push_back(FD->getQualifiedNameAsString());
    Suppressions.spare(FD);
  }
  Result.Findings = findAnnotationMistakes(Context, Roots);
  if (!TU.functions().empty() || !Result.Findings.empty()) {
    Analysis This(Context, PP, Contracts, Options, TU, Suppressions, Result);
    Clock.end(Times.Facts);
    This.explore(PP, Cache);
    Clock.end(Times.Exploration);
    This.conclude();
    Clock.end(Times.Types);
    This.select();
    Times.Exploration -= std::min(Times.Exploration, This.reportTime());
    Times.Report += This.reportTime();
  }
  Result.Suppressions = Suppressions.takeNamed();
  Clock.end(Times.Report);
  return Result;
}

} // namespace pyrefcheck
