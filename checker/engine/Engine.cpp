//===- Engine.cpp - Analysing one translation unit ------------ -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Engine.h"
#include "FunctionCache.h"
#include "contracts/ContractSet.h"
#include "fixes/FixVocabulary.h"
#include "paths/PathControl.h"
#include "paths/ReferenceChecker.h"
#include "source/LibraryUse.h"
#include "summaries/SummaryContract.h"
#include "types/TypeRules.h"
#include "words/OwnershipNotes.h"
#include "words/SourceNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/Analyses/LiveVariables.h"
#include "clang/CrossTU/CrossTranslationUnit.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/StaticAnalyzer/Core/CheckerManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// What makes two findings one: Finding's ID, Cause and Aspect.
using DefectID = std::tuple<Rule, SourceLocation, std::string>;

DefectID defectOf(const Finding &F) { return {F.ID, F.Cause, F.Aspect}; }

/// Gives findings the paths that the engine found for them.
class FindingCollector : public PathDiagnosticConsumer {
public:
  /// \param Drafts the findings without paths of the function that is explored.
  /// \param Delivered gets those that have a path.
  FindingCollector(std::vector<Finding> &Findings,
                   const std::vector<Finding> &Drafts,
                   std::set<DefectID> &Delivered)
      : Findings(Findings), Drafts(Drafts), Delivered(Delivered) {}

  StringRef getName() const override { return "pyrefcheck"; }

  /// A part of a function's body can be included, and findings' paths know
  /// which file each step is in.
  bool supportsCrossFileDiagnostics() const override { return true; }

  void FlushDiagnosticsImpl(std::vector<const PathDiagnostic *> &Diags,
                            FilesMade *) override {
    for (const PathDiagnostic *PD : Diags) {
      const Finding &Draft = Drafts[Messages::indexOf(*PD)];
      Delivered.insert(defectOf(Draft));
      Findings.push_back(complete(Draft, *PD));
    }
    // There is more to come: this is done after each function.
    flushed = false;
  }

private:
  static CharSourceRange rangeOf(const PathDiagnosticPiece &Piece) {
    ArrayRef<SourceRange> Ranges = Piece.getRanges();
    return Ranges.empty() ? CharSourceRange()
                          : CharSourceRange::getTokenRange(Ranges.front());
  }

  /// What \p Piece says. Where clang only says that "the condition" is true or
  /// false, it is the condition as it is written; "" where that is in a macro.
  static std::string textOf(const PathDiagnosticPiece &Piece,
                            const Decl &Holder) {
    const StringRef Text = Piece.getString();
    const ArrayRef<SourceRange> Ranges = Piece.getRanges();
    if (!ConditionBRVisitor::isPieceMessageGeneric(&Piece))
      return Text.str();
    const ASTContext &Context = Holder.getASTContext();
    const SourceManager &SM = Context.getSourceManager();
    const LangOptions &LangOpts = Context.getLangOpts();
    const CharSourceRange Written =
        Ranges.empty()
            ? CharSourceRange()
            : Lexer::makeFileCharRange(
                  CharSourceRange::getTokenRange(Ranges.front()), SM, LangOpts);
    if (Written.isInvalid())
      return "";
    const StringRef Condition = Lexer::getSourceText(Written, SM, LangOpts);
    constexpr size_t MaxLength = 60;
    if (Condition.size() > MaxLength || Condition.contains('\n'))
      return Text.str();
    return "Assuming " + quoted(Condition) +
           (Text.ends_with("true") ? " is true" : " is false");
  }

  static Finding complete(Finding F, const PathDiagnostic &PD) {
    F.Loc = PD.getLocation().asLocation().getExpansionLoc();
    if (F.Cause.isInvalid())
      F.Cause = F.Loc;
    PathPieces Flat = PD.path.flatten(/*ShouldFlattenMacros=*/true);
    // Assumptions before the reference came into being select nothing that
    // matters.
    bool Began = false;
    for (const PathDiagnosticPieceRef &Piece : Flat) {
      if (Piece->getKind() != PathDiagnosticPiece::Event)
        continue;
      if (Piece == Flat.back()) {
        F.Range = rangeOf(*Piece);
        break;
      }
      const bool Assumed = isAssumption(*Piece);
      Began |= !Assumed;
      if (!Began)
        continue;
      std::string Text = textOf(*Piece, *F.Holder);
      if (Text.empty())
        continue;
      F.Path.push_back({Piece->getLocation().asLocation().getExpansionLoc(),
                        rangeOf(*Piece), std::move(Text)});
      if (const CalleePlace *Callee = calleeOf(*Piece))
        F.Path.back().Callee = *Callee;
    }
    return F;
  }

  std::vector<Finding> &Findings;
  const std::vector<Finding> &Drafts;
  std::set<DefectID> &Delivered;
};

/// The value of a macro that is a plain number; 0 if it is not.
unsigned numberOfMacro(Preprocessor &PP, StringRef Name) {
  const MacroInfo *MI = PP.getMacroInfo(PP.getIdentifierInfo(Name));
  if (!MI || MI->getNumTokens() != 1)
    return 0;
  std::string Spelling = PP.getSpelling(MI->getReplacementToken(0));
  unsigned Value;
  return StringRef(Spelling).getAsInteger(0, Value) ? 0 : Value;
}

/// The analyzer's machinery for one translation unit.
class Machinery {
public:
  Machinery(ASTContext &Context, Preprocessor &PP, const EngineOptions &Options,
            std::vector<Finding> &Findings)
      : Options(makeOptions(Options)), Manager(Context, *this->Options, PP),
        Instance() {
    // Only the context of cross-unit analysis, which is off, asks for these,
    // while it is made. The AST is the host's: if the analysis ends in a crash,
    // no share of it is left behind.
    Instance.setDiagnostics(quietDiagnostics().get());
    Instance.setASTContext(&Context);
    CTU = std::make_unique<cross_tu::CrossTranslationUnitContext>(Instance);
    Instance.setASTContext(nullptr);
    Analysis = std::make_unique<AnalysisManager>(
        Context, PP,
        PathDiagnosticConsumers{
            new FindingCollector(Findings, Drafts, Delivered)},
        CreateRegionStoreManager, CreateRangeConstraintManager, &Manager,
        *this->Options);
  }

  CheckerManager &manager() { return Manager; }

  /// Explores one function. \returns false if the budget ran out.
  bool explore(const FunctionDecl *FD, ReferenceChecker &Checker,
               PathControl &Paths, unsigned MaxNodes) {
    Drafts.clear();
    const bool Complete = exploreGraph(FD, Checker, Paths, MaxNodes);
    // Graph, control flow and paths of one function at a time are memory
    // enough.
    Analysis->FlushDiagnostics();
    Analysis->ClearContexts();
    for (const Finding &F : Drafts)
      if (Delivered.insert(defectOf(F)).second)
        Lost.push_back(F.Function);
    Delivered.clear();
    return Complete;
  }

  /// EngineStatistics::Nodes.
  uint64_t nodes() const { return Nodes; }
  /// EngineStatistics::Lost.
  std::vector<std::string> takeLost() { return std::exchange(Lost, {}); }

private:
  bool exploreGraph(const FunctionDecl *FD, ReferenceChecker &Checker,
                    PathControl &Paths, unsigned MaxNodes) {
    AnalysisDeclContext *ADC = Analysis->getAnalysisDeclContext(FD);
    if (!ADC->getCFG() || !ADC->getAnalysis<RelaxedLiveVariables>())
      return false;
    Checker.startFunction(FD);
    Paths.startFunction(FD);
    ExprEngine Engine(*CTU, *Analysis, &Visited, &Summaries,
                      ExprEngine::Inline_Regular);
    const bool WorkLeft = exploreInParts(Engine, FD, MaxNodes) ||
                          Paths.isSpent() || Paths.isTooLate();
    Nodes += Engine.getGraph().size();
    // A loop that is not followed to its end may hide the only way out.
    Drafts = Checker.finishFunction(
        Engine,
        !WorkLeft && !(Engine.wasBlocksExhausted() && !Checker.sawExit()));
    return !WorkLeft;
  }

  /// Explores \p FD by parts that double: the engine reserves memory for as
  /// many nodes as it is allowed to make, and most functions need few.
  /// \returns whether work is left.
  bool exploreInParts(ExprEngine &Engine, const FunctionDecl *FD,
                      unsigned MaxNodes) {
    constexpr unsigned FirstPart = 512;
    const LocationContext *Frame =
        Analysis->getAnalysisDeclContextManager().getStackFrame(FD);
    bool WorkLeft = true;
    for (unsigned Done = 0, Part = FirstPart; WorkLeft && Done < MaxNodes;
         Done += Part, Part = Done) {
      Part = std::min(Part, MaxNodes - Done);
      WorkLeft = Engine.ExecuteWorkList(Frame, Part);
    }
    return WorkLeft;
  }

  static IntrusiveRefCntPtr<DiagnosticsEngine> quietDiagnostics() {
    return new DiagnosticsEngine(new DiagnosticIDs, new DiagnosticOptions,
                                 new IgnoringDiagConsumer);
  }

  static IntrusiveRefCntPtr<AnalyzerOptions>
  makeOptions(const EngineOptions &Options) {
    // Only a parsed invocation has all fields of the options initialised.
    CompilerInvocation Invocation;
    const char *Args[] = {"-x", "c", "pyrefcheck.c"};
    CompilerInvocation::CreateFromArgs(Invocation, Args, *quietDiagnostics());
    IntrusiveRefCntPtr<AnalyzerOptions> AO(
        new AnalyzerOptions(Invocation.getAnalyzerOpts()));
    AO->IPAMode = "none";
    // Said here because an empty string, which the invocation leaves, is the
    // depth-first order: short error paths would come last.
    AO->ExplorationStrategy = "unexplored_first_queue";
    // PathControl ends loops that have a condition; this ends the others.
    AO->maxBlockVisitOnPath = Options.MaxLoop + 3;
    // PathControl and the checker decide at the branch itself.
    AO->ShouldEagerlyAssume = false;
    AO->ShouldCrosscheckWithZ3 = false;
    AO->CheckersAndPackages = {{"core.builtin", true}};
    return AO;
  }

  /// The findings of the function that is explored, without their paths.
  std::vector<Finding> Drafts;
  std::set<DefectID> Delivered;
  uint64_t Nodes = 0;
  std::vector<std::string> Lost;
  IntrusiveRefCntPtr<AnalyzerOptions> Options;
  CheckerManager Manager;
  CompilerInstance Instance;
  std::unique_ptr<cross_tu::CrossTranslationUnitContext> CTU;
  std::unique_ptr<AnalysisManager> Analysis;
  SetOfConstDecls Visited;
  FunctionSummariesTy Summaries;
};

/// What was learnt from exploring one function just now.
struct Exploration {
  const FunctionDecl *Function;
  BelievedNew Believed;
  bool Complete;
};

/// What holds where there is no Python.h: nothing to analyse either.
constexpr PyVersion NoHeaders = 0x030b;

} // namespace

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

/// Puts \p Findings into the order of the source, and leaves of those of one
/// defect the first.
static void mergeRepeated(std::vector<Finding> &Findings,
                          const SourceManager &SM) {
  llvm::sort(Findings, [&](const Finding &A, const Finding &B) {
    if (A.Loc != B.Loc)
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    if (std::tie(A.ID, A.Message) != std::tie(B.ID, B.Message))
      return std::tie(A.ID, A.Message) < std::tie(B.ID, B.Message);
    return A.Cause.isValid() && B.Cause.isValid() && A.Cause != B.Cause &&
           SM.isBeforeInTranslationUnit(A.Cause, B.Cause);
  });
  std::set<DefectID> Seen;
  llvm::erase_if(Findings, [&](const Finding &F) {
    return !Seen.insert(F.Cause.isValid() ? defectOf(F)
                                          : DefectID(F.ID, F.Loc, F.Message))
                .second;
  });
}

/// "line 5", for a message at \p Here; exactly, it is a place in a macro's
/// text.
static std::string lineName(SourceLocation Loc, SourceLocation Here,
                            bool Exactly, const SourceManager &SM) {
  const PresumedLoc Place = SM.getPresumedLoc(
      Exactly ? SM.getSpellingLoc(Loc) : SM.getExpansionLoc(Loc));
  if (Place.isInvalid())
    return "";
  std::string Name = "line " + std::to_string(Place.getLine());
  if (Exactly)
    Name += ", column " + std::to_string(Place.getColumn());
  const PresumedLoc Around = SM.getPresumedLoc(Here);
  if (Around.isValid() &&
      StringRef(Around.getFilename()) != Place.getFilename())
    Name += (" of " + llvm::sys::path::filename(Place.getFilename())).str();
  return Name;
}

/// Adds the origin to the messages of those of the sorted \p Findings that
/// nothing else tells apart: hosts take equal messages at one place for one.
static void nameOrigins(llvm::MutableArrayRef<Finding> Findings,
                        const SourceManager &SM) {
  while (!Findings.empty()) {
    const auto Same = Findings.take_while([&](const Finding &F) {
      return F.Loc == Findings.front().Loc && F.ID == Findings.front().ID &&
             F.Message == Findings.front().Message;
    });
    Findings = Findings.drop_front(Same.size());
    if (Same.size() == 1)
      continue;
    std::set<std::string> Lines;
    for (const Finding &F : Same)
      Lines.insert(lineName(F.Cause, F.Loc, /*Exactly=*/false, SM));
    const bool Exactly = Lines.size() != Same.size();
    for (Finding &F : Same)
      F.Message +=
          " (the one of " + lineName(F.Cause, F.Loc, Exactly, SM) + ")";
  }
}

EngineResult analyze(ASTContext &Context, Preprocessor &PP,
                     const ContractSet &Contracts, const EngineOptions &Options,
                     ArrayRef<Decl *> Roots, FunctionCache *Cache) {
  EngineResult Result;
  TranslationUnit TU(Context, Roots);
  SourceSuppressions Suppressions(Context, PP, TU.declarations(),
                                  Options.HonourComments);
  for (const FunctionDecl *FD : TU.broken()) {
    Result.Statistics.Skipped.push_back(FD->getQualifiedNameAsString());
    Suppressions.spare(FD);
  }
  Result.Findings = findAnnotationMistakes(Context, Roots);
  if (TU.functions().empty() && Result.Findings.empty()) {
    Result.Suppressions = Suppressions.takeNamed();
    return Result;
  }

  SummarySet Summaries;
  ForeignFunctions Foreign;
  BelievedNew Believed; // In the current function.
  const ActiveContracts Active(Contracts, LibraryUse(PP));
  SourceContracts Functions(Active);
  const FieldOwnership Slots(TU, Functions, Active);
  const FieldWrites Writes(Functions);
  const FixVocabulary Words(Context, Functions, Options.Python);
  const AnalysisContext AC{TU,
                           Active,
                           Functions,
                           Slots,
                           Writes,
                           Options.Python
                               ? Options.Python
                               : versionOfHeaders(PP).value_or(NoHeaders),
                           Summaries,
                           Believed,
                           Words,
                           Foreign.AssumedLeaks};
  Machinery M(Context, PP, Options, Result.Findings);
  auto *Checker = M.manager().registerChecker<ReferenceChecker>(AC);
  auto *Paths = M.manager().registerChecker<PathControl>(
      Options.MaxLoop, Options.MaxNodes, Options.Deadline);
  std::optional<CacheSession> Session;
  if (Cache)
    Session.emplace(*Cache, Context, PP, Options, TU, Slots);
  std::vector<Exploration> Explorations;
  for (const FunctionDecl *FD : TU.functions()) {
    // Nobody edits what a generator writes along with the code; the contract
    // says all that its callers need.
    if (const Contract *Own = Functions.find(FD);
        Own && Own->has(EffectGenerated))
      continue;
    ++Result.Statistics.Functions;
    const size_t Earlier = Result.Findings.size();
    bool Complete;
    if (const FunctionRecord *Known = Session ? Session->find(FD) : nullptr) {
      Session->restore(*Known, FD, Result.Findings, Foreign);
      Summaries.get(FD) = Known->Summary;
      Complete = Known->Complete;
    } else if (Paths->isTooLate()) {
      Complete = false;
      Result.Statistics.DeadlinePassed = true;
    } else {
      Complete = M.explore(FD, *Checker, *Paths, Options.MaxNodes);
      Foreign.Believed.insert(Believed.begin(), Believed.end());
      // What only time cut short is explored anew.
      const bool CutShort = !Complete && Paths->isTooLate();
      Result.Statistics.DeadlinePassed |= CutShort;
      if (!CutShort)
        Explorations.push_back({FD, Believed, Complete});
      Believed.clear();
    }
    if (Options.InferContracts) {
      const Contract *Own = Functions.find(FD);
      if (auto Inferred = inferContract(FD, Summaries.get(FD), Own)) {
        if (!(Own && Own->Annotated) &&
            isReportedItself(FD,
                             ArrayRef(Result.Findings).drop_front(Earlier))) {
          Inferred->Entry.clear();
          Inferred->LeftOut = "it is wrong itself";
        }
        Result.Inferred.push_back(std::move(*Inferred));
      }
    }
    if (!Complete) {
      Result.Statistics.OutOfBudget.push_back(FD->getQualifiedNameAsString());
      Suppressions.spare(FD);
    }
  }
  Result.Statistics.Nodes = M.nodes();
  Result.Statistics.Lost = M.takeLost();
  if (Session)
    for (const Exploration &E : Explorations)
      Session->record(E.Function, Result.Findings, Summaries.get(E.Function),
                      E.Believed, Foreign, E.Complete);

  if (Options.InferContracts)
    llvm::append_range(Result.Inferred, Slots.inferred());
  findTypeMistakes(Context, TU, Slots, Functions, AC.Python,
                   versionOfHeaders(PP).value_or(NoHeaders), Result.Findings);
  // Which calls are met depends on what is known of the others: ask for all, so
  // that the names stay the same.
  for (const FunctionDecl *FD : TU.functions())
    for (const FunctionDecl *Callee : TU.callees(FD))
      Functions.find(Callee);
  for (std::string &Name : Functions.askedOfOtherFiles())
    Result.Asked.push_back({std::move(Name), {}});
  llvm::append_range(Result.Asked, Slots.askedOfOtherFiles());

  // A function of another file whose result nobody here ever releases lends it
  // rather than gives it.
  llvm::erase_if(Result.Findings, [&](const Finding &F) {
    auto It = Foreign.AssumedLeaks.find(F.Cause);
    return F.ID == Rule::RefcountLeak && It != Foreign.AssumedLeaks.end() &&
           !Foreign.Believed.contains(It->second);
  });
  // Before any are left out: whether a suppression is needed does not depend on
  // what somebody wants to see.
  Suppressions.mark(Result.Findings);
  Result.Suppressions = Suppressions.takeNamed();
  llvm::erase_if(Result.Findings, [&](const Finding &F) {
    return !Options.Rules.contains(F.ID) ||
           std::max(ruleInfo(F.ID).Level, F.Level) > Options.MaxLevel;
  });
  const SourceManager &SM = Context.getSourceManager();
  mergeRepeated(Result.Findings, SM);
  nameOrigins(Result.Findings, SM);
  for (Finding &F : Result.Findings)
    spellOutCallees(F, SM);
  return Result;
}

} // namespace pyrefcheck
