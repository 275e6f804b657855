//===- Machinery.cpp - The analyzer's machinery -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Machinery.h"
#include "EngineOptions.h"
#include "FindingSelection.h"
#include "PhaseTimes.h"
#include "findings/Finding.h"
#include "paths/PathControl.h"
#include "paths/ReferenceChecker.h"
#include "words/Messages.h"
#include "words/OwnershipNotes.h"
#include "words/SourceNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/Analyses/LiveVariables.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/Lexer.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// Gives findings the paths that the engine found for them.
class FindingCollector : public PathDiagnosticConsumer {
public:
  /// \param Drafts the findings of the function being explored, without paths.
  /// \param Delivered receives those that have a path.
  FindingCollector(std::vector<Finding> &Findings,
                   const std::vector<Finding> &Drafts,
                   std::set<DefectID> &Delivered)
      : Findings(Findings), Drafts(Drafts), Delivered(Delivered) {}

  StringRef getName() const override { return "pyrefcheck"; }

  /// A part of a function's body can be in an included file, and the paths of
  /// findings record the file of each step.
  bool supportsCrossFileDiagnostics() const override { return true; }

  void FlushDiagnosticsImpl(std::vector<const PathDiagnostic *> &Diags,
                            FilesMade *) override {
    for (const PathDiagnostic *PD : Diags) {
      const Finding &Draft = Drafts[Messages::indexOf(*PD)];
      Delivered.insert(defectOf(Draft));
      Findings.push_back(complete(Draft, *PD));
    }
    // More follow: this is called after each function.
    flushed = false;
  }

private:
  static CharSourceRange rangeOf(const PathDiagnosticPiece &Piece) {
    ArrayRef<SourceRange> Ranges = Piece.getRanges();
    return Ranges.empty() ? CharSourceRange()
                          : CharSourceRange::getTokenRange(Ranges.front());
  }

  /// The text of \p Piece. If clang only says that "the condition" is true or
  /// false, the text quotes the condition; "" if that is in a macro.
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
    std::vector<PathNote> Others = std::exchange(F.Path, {});
    PathPieces Flat = PD.path.flatten(/*ShouldFlattenMacros=*/true);
    // Assumptions before the reference exists do not matter.
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
    llvm::move(Others, std::back_inserter(F.Path));
    return F;
  }

  std::vector<Finding> &Findings;
  const std::vector<Finding> &Drafts;
  std::set<DefectID> &Delivered;
};

} // namespace

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
  // Set explicitly: the empty string that the invocation leaves means
  // depth-first order, in which short error paths come last.
  AO->ExplorationStrategy = "unexplored_first_queue";
  // PathControl ends loops that have a condition; this ends the others.
  AO->maxBlockVisitOnPath = Options.MaxLoop + 3;
  // PathControl and the checker decide at the branch itself.
  AO->ShouldEagerlyAssume = false;
  AO->ShouldCrosscheckWithZ3 = false;
  AO->CheckersAndPackages = {{"core.builtin", true}};
  return AO;
}

Machinery::Machinery(ASTContext &Context, Preprocessor &PP,
                     const EngineOptions &Options,
                     std::vector<Finding> &Findings)
    : Options(makeOptions(Options)), Manager(Context, *this->Options, PP),
      Instance() {
  // Only the constructor of the context for cross-unit analysis, which is off,
  // uses these. The host owns the AST: if the analysis crashes, no share of it
  // is left behind.
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

bool Machinery::explore(const FunctionDecl *FD, ReferenceChecker &Checker,
                        PathControl &Paths, unsigned MaxNodes) {
  Drafts.clear();
  PhaseClock Clock;
  const bool Complete = exploreGraph(FD, Checker, Paths, MaxNodes);
  Clock.end(Times.Exploration);
  // To save memory, graph, control flow and paths exist for one function only.
  Analysis->FlushDiagnostics();
  Analysis->ClearContexts();
  for (const Finding &F : Drafts)
    if (Delivered.insert(defectOf(F)).second)
      Lost.push_back(F.Function);
  Delivered.clear();
  Clock.end(Times.Report);
  return Complete;
}

/// Explores the function of \p Frame in parts of doubling size: the engine
/// reserves memory for as many nodes as it may make, and most functions need
/// few. \returns whether work is left.
static bool exploreInParts(ExprEngine &Engine, const LocationContext *Frame,
                           unsigned MaxNodes) {
  constexpr unsigned FirstPart = 512;
  bool WorkLeft = true;
  for (unsigned Done = 0, Part = FirstPart; WorkLeft && Done < MaxNodes;
       Done += Part, Part = Done) {
    Part = std::min(Part, MaxNodes - Done);
    WorkLeft = Engine.ExecuteWorkList(Frame, Part);
  }
  return WorkLeft;
}

/// True if some block of \p Flow has an element of the kind \p Kind.
static bool hasElement(const CFG &Flow, CFGElement::Kind Kind) {
  return llvm::any_of(Flow, [&](const CFGBlock *Block) {
    return llvm::any_of(*Block, [&](const CFGElement &Element) {
      return Element.getKind() == Kind;
    });
  });
}

AnalysisDeclContext *Machinery::controlFlowOf(const FunctionDecl *FD) {
  AnalysisDeclContextManager &Contexts =
      Analysis->getAnalysisDeclContextManager();
  bool &WithScopeEnds = Contexts.getCFGBuildOptions().AddImplicitDtors;
  // The path engine ends each path at the call of a cleanup function (LLVM 19,
  // ExprEngine::processCFGElement), and sees nothing after it. In C, nothing
  // else happens at the end of a scope.
  WithScopeEnds = FD->getASTContext().getLangOpts().CPlusPlus;
  AnalysisDeclContext *ADC = Contexts.getContext(FD);
  const CFG *Flow = ADC->getCFG();
  if (!Flow || !WithScopeEnds ||
      !hasElement(*Flow, CFGElement::CleanupFunction))
    return Flow ? ADC : nullptr;
  if (hasElement(*Flow, CFGElement::AutomaticObjectDtor))
    return nullptr;
  WithScopeEnds = false;
  Analysis->ClearContexts();
  ADC = Contexts.getContext(FD);
  return ADC->getCFG() ? ADC : nullptr;
}

bool Machinery::exploreGraph(const FunctionDecl *FD, ReferenceChecker &Checker,
                             PathControl &Paths, unsigned MaxNodes) {
  AnalysisDeclContext *ADC = controlFlowOf(FD);
  if (!ADC || !ADC->getAnalysis<RelaxedLiveVariables>())
    return false;
  Checker.startFunction(FD);
  Paths.startFunction(FD);
  ExprEngine Engine(*CTU, *Analysis, &Visited, &Summaries,
                    ExprEngine::Inline_Regular);
  const bool WorkLeft =
      exploreInParts(
          Engine, Analysis->getAnalysisDeclContextManager().getStackFrame(FD),
          MaxNodes) ||
      Paths.isOver();
  Nodes += Engine.getGraph().size();
  // A loop that is not followed to its end may hide the only exit.
  Drafts = Checker.finishFunction(
      Engine,
      !WorkLeft && !(Engine.wasBlocksExhausted() && !Checker.sawExit()));
  return !WorkLeft;
}

} // namespace pyrefcheck
