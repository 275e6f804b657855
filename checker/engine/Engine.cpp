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
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "fixes/FixVocabulary.h"
#include "ownership/Transfer.h"
#include "paths/PathContext.h"
#include "paths/PathControl.h"
#include "paths/PathRules.h"
#include "paths/ReferenceChecker.h"
#include "paths/RuleEvents.h"
#include "source/LibraryUse.h"
#include "summaries/Summary.h"
#include "summaries/SummaryContract.h"
#include "types/TypeRules.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <algorithm>
#include <iterator>

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

/// True for an alpha of 3.12 that has no immortal objects yet: it counts as the
/// version before.
static bool isBeforeImmortals(Preprocessor &PP) {
  const MacroInfo *Level =
      PP.getMacroInfo(PP.getIdentifierInfo("PY_RELEASE_LEVEL"));
  return Level && Level->getNumTokens() == 1 &&
         PP.getSpelling(Level->getReplacementToken(0)) ==
             "PY_RELEASE_LEVEL_ALPHA" &&
         !PP.isMacroDefined("_Py_IMMORTAL_REFCNT");
}

std::optional<PyVersion> versionOfHeaders(Preprocessor &PP) {
  const unsigned Major = numberOfMacro(PP, "PY_MAJOR_VERSION");
  const unsigned Minor = numberOfMacro(PP, "PY_MINOR_VERSION");
  if (!Major)
    return std::nullopt;
  const PyVersion Version = Major << 8 | Minor;
  return Version == 0x030c && isBeforeImmortals(PP) ? PyVersion(0x030b)
                                                    : Version;
}

/// The functions that, according to \p Findings, give or take a reference in a
/// wrong way. Nothing can be inferred for their callers: a path is not followed
/// after a finding.
static llvm::DenseSet<const Decl *> wrongOnes(ArrayRef<Finding> Findings) {
  llvm::DenseSet<const Decl *> Wrong;
  for (const Finding &F : Findings)
    if (F.Holder && (F.ID == Rule::RefcountReturnBorrowed ||
                     F.ID == Rule::RefcountOverrelease ||
                     F.ID == Rule::RefcountUseAfterRelease))
      Wrong.insert(F.Holder->getCanonicalDecl());
  return Wrong;
}

namespace {

/// Used without a Python.h, where there is nothing to analyse either.
constexpr PyVersion NoHeaders = 0x030b;

/// The analysis of a translation unit that contains something to analyse: its
/// phases, and the data that they share.
class Analysis {
public:
  /// \param Result has the findings so far, and receives the others.
  Analysis(ASTContext &Context, Preprocessor &PP, const ContractSet &Contracts,
           const EngineOptions &Options, const TranslationUnit &TU,
           SourceSuppressions &Suppressions, EngineResult &Result)
      : Context(Context), Headers(versionOfHeaders(PP).value_or(NoHeaders)),
        Options(Options), TU(TU), Suppressions(Suppressions), Result(Result),
        Active(Contracts, LibraryUse(PP)), Functions(Active),
        Fields(TU, Functions, Active), Writes(Functions),
        Lent(Functions, Summaries), Looking(Functions), Calling(TU, Functions),
        Shared(TU), Words(Context, Functions, Options.Python),
        Paths{TU,
              Active,
              Functions,
              Fields,
              Writes,
              Lent,
              Looking,
              Calling,
              Options.Python ? Options.Python : Headers,
              Summaries,
              Shared,
              Believed,
              Awaited,
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

  /// Runs the rules and inferences that need all functions together.
  void conclude();

  /// The part of explore() that found the paths to report.
  uint64_t reportTime() const { return Engine.times().Report; }

  /// Keeps the findings that are to be reported.
  void select() {
    selectFindings(Result.Findings, Foreign, Suppressions, Options,
                   Context.getSourceManager());
  }

private:
  /// The results of exploring one function in this run.
  struct Exploration {
    const FunctionDecl *Function;
    BelievedNew Believed;
    bool Complete;
  };

  /// The results of a function that was explored before others to which it
  /// passes objects: it will be explored again.
  struct Early {
    const FunctionDecl *Function;
    /// How many of the others are still to be explored.
    size_t Missing = 0;
    /// Some of them have a summary by now.
    bool Gains = false;
    std::vector<Finding> Findings = {};
    std::vector<Exploration> Explorations = {};
  };

  void explore(const FunctionDecl *FD, CacheSession *Session);
  void postpone(const FunctionDecl *FD, size_t Findings, size_t Before);
  void exploreAgain(const FunctionDecl *Last);
  void keepWhatIsEarly();
  bool follow(const FunctionDecl *FD);
  void infer();
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
  llvm::SmallPtrSet<const FunctionDecl *, 4> Awaited; // Likewise.
  const ActiveContracts Active;
  SourceContracts Functions;
  const FieldOwnership Fields;
  const FieldWrites Writes;
  const LentParameters Lent;
  const LookingFunctions Looking;
  const CallingFunctions Calling;
  const SharedParameters Shared;
  const FixVocabulary Words;
  const AnalysisContext Paths;
  Machinery Engine;
  ReferenceChecker &Checker;
  PathControl &Control;
  std::vector<Exploration> Explorations;
  std::vector<Early> EarlyOnes;
  /// By function, the indices of those that wait for it.
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<size_t, 1>> Waiting;
  /// All explored functions, whatever the results.
  llvm::DenseSet<const FunctionDecl *> Explored;
  llvm::SetVector<const FunctionDecl *> OutOfBudget;
};

} // namespace

void Analysis::explore(Preprocessor &PP, FunctionCache *Cache) {
  std::optional<CacheSession> Session;
  if (Cache)
    Session.emplace(*Cache, Context, PP, Options, TU, Fields);
  for (const FunctionDecl *FD : TU.functions()) {
    // Nobody edits the helpers that a generator writes along with the code; the
    // contract says all that their callers need.
    if (const Contract *Own = Functions.find(FD);
        Own && Own->has(EffectGenerated))
      continue;
    ++Result.Statistics.Functions;
    explore(FD, Session ? &*Session : nullptr);
    exploreAgain(FD);
  }
  keepWhatIsEarly();
  if (Options.InferContracts)
    infer();
  for (const FunctionDecl *FD : OutOfBudget) {
    Result.Statistics.OutOfBudget.push_back(FD->getQualifiedNameAsString());
    Suppressions.spare(FD);
  }
  Result.Statistics.Nodes = Engine.nodes();
  Result.Statistics.Lost = Engine.takeLost();
  if (Session)
    for (const Exploration &E : Explorations)
      Session->record(E.Function, Result.Findings, Summaries.get(E.Function),
                      E.Believed, Foreign, E.Complete);
}

void Analysis::explore(const FunctionDecl *FD, CacheSession *Session) {
  bool Complete = false;
  if (const FunctionRecord *Known = Session ? Session->find(FD) : nullptr) {
    Session->restore(*Known, FD, Result.Findings, Foreign);
    Summaries.get(FD) = Known->Summary;
    Complete = Known->Complete;
  } else if (Control.isTooLate()) {
    Result.Statistics.DeadlinePassed = true;
  } else {
    const size_t Findings = Result.Findings.size();
    const size_t Before = Explorations.size();
    Complete = follow(FD);
    postpone(FD, Findings, Before);
  }
  if (!Complete)
    OutOfBudget.insert(FD);
}

/// Sets aside the results of \p FD if it was explored too early.
/// \param Findings the number of findings before it, as \p Before explorations.
void Analysis::postpone(const FunctionDecl *FD, size_t Findings,
                        size_t Before) {
  Early E{FD};
  for (const FunctionDecl *Callee : std::exchange(Awaited, {}))
    if (!Explored.contains(Callee)) {
      Waiting[Callee].push_back(EarlyOnes.size());
      ++E.Missing;
    }
  if (!E.Missing)
    return;
  E.Findings.assign(std::make_move_iterator(Result.Findings.begin() + Findings),
                    std::make_move_iterator(Result.Findings.end()));
  Result.Findings.resize(Findings);
  E.Explorations.assign(Explorations.begin() + Before, Explorations.end());
  Explorations.resize(Before);
  EarlyOnes.push_back(std::move(E));
}

/// Explores again the functions that waited only for \p Last, which has just
/// been explored: of functions that call each other, one is always the first.
void Analysis::exploreAgain(const FunctionDecl *Last) {
  Explored.insert(Last->getCanonicalDecl());
  const auto It = Waiting.find(Last->getCanonicalDecl());
  if (It == Waiting.end())
    return;
  for (size_t I : It->second) {
    Early &E = EarlyOnes[I];
    E.Gains |= Summaries.find(Last) != nullptr;
    if (--E.Missing || !E.Gains || Control.isTooLate())
      continue;
    E.Findings.clear();
    E.Explorations.clear();
    if (follow(E.Function))
      OutOfBudget.remove(E.Function);
    else
      OutOfBudget.insert(E.Function);
    Awaited.clear();
  }
}

/// Restores the results that were set aside and not replaced.
void Analysis::keepWhatIsEarly() {
  for (Early &E : EarlyOnes) {
    llvm::move(E.Findings, std::back_inserter(Result.Findings));
    llvm::append_range(Explorations, E.Explorations);
  }
}

bool Analysis::follow(const FunctionDecl *FD) {
  const bool Complete = Engine.explore(FD, Checker, Control, Options.MaxNodes);
  Foreign.Believed.insert(Believed.begin(), Believed.end());
  // A function that only the deadline cut short is explored again next time.
  const bool CutShort = !Complete && Control.isTooLate();
  Result.Statistics.DeadlinePassed |= CutShort;
  if (!CutShort)
    Explorations.push_back({FD, Believed, Complete});
  Believed.clear();
  return Complete;
}

/// Turns the summaries of the functions into contracts.
void Analysis::infer() {
  const llvm::DenseSet<const Decl *> Wrong = wrongOnes(Result.Findings);
  for (const FunctionDecl *FD : TU.functions()) {
    if (!Explored.contains(FD->getCanonicalDecl()))
      continue;
    const Contract *Own = Functions.find(FD);
    auto Inferred = inferContract(FD, Summaries.get(FD), Own);
    if (!Inferred)
      continue;
    if (!(Own && Own->Annotated) && Wrong.contains(FD->getCanonicalDecl())) {
      Inferred->Entry.clear();
      Inferred->LeftOut = "it is wrong itself";
    }
    Result.Inferred.push_back(std::move(*Inferred));
  }
}

void Analysis::conclude() {
  if (Options.InferContracts)
    llvm::append_range(Result.Inferred, Fields.inferred());
  findTypeMistakes(Context, TU, Fields, Functions, Words.generated(),
                   Paths.Python, Headers, Result.Findings);
  tellWhatWasAsked();
}

void Analysis::tellWhatWasAsked() {
  // Which calls a path meets depends on the contracts of others. Look all of
  // them up, so that the names stay the same.
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
