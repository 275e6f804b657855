//===- Plugin.cpp - The rules as checkers of clang --analyze ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each rule is a checker `cpython.<Rule>` that enables its rule in a hidden
// checker, on which they all depend. The hidden checker runs our engine once,
// at the end of the translation unit, with the same settings as in every other
// host. It passes the findings to the consumers that clang has set up: text,
// plist, html, sarif.
//
//===----------------------------------------------------------------------===//

#include "compat/LLVMCompat.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "engine/Engine.h"
#include "engine/FunctionCache.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "findings/SuppressionFile.h"
#include "hosts/EngineGuard.h"
#include "hosts/Settings.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

using namespace clang;
using namespace clang::ento;
using namespace pyrefcheck;
using llvm::StringRef;

namespace {

constexpr StringRef PackageName = "cpython";
constexpr StringRef BaseName = "cpython.ReferenceEngine";
constexpr StringRef Category = "Python references";

std::string checkerName(Rule R) {
  return (PackageName + "." + ruleInfo(R).AnalyzerName).str();
}

/// Runs the engine for the enabled rules.
class ReferenceEngine : public Checker<check::EndOfTranslationUnit> {
public:
  RuleSet Rules;

  void checkEndOfTranslationUnit(const TranslationUnitDecl *Unit,
                                 AnalysisManager &Mgr, BugReporter &) const;

private:
  bool readSettings(AnalysisManager &Mgr, EngineOptions &Engine) const;
  bool readContracts(AnalysisManager &Mgr, ContractSet &Contracts) const;
  bool applySuppressionFile(AnalysisManager &Mgr, EngineResult &Result) const;
  StringRef stringOption(AnalysisManager &Mgr, const SettingInfo &Info) const {
    return Mgr.getAnalyzerOptions().getCheckerStringOption(
        this, Info.Name, /*SearchInParents=*/true);
  }
};

} // namespace

static void complain(AnalysisManager &Mgr, const Twine &Message) {
  DiagnosticsEngine &Diags = Mgr.getASTContext().getDiagnostics();
  Diags.Report(Diags.getCustomDiagID(DiagnosticsEngine::Error, "%0"))
      << Message.str();
}

bool ReferenceEngine::readSettings(AnalysisManager &Mgr,
                                   EngineOptions &Engine) const {
  Engine.Rules = Rules;
  for (auto [Info, Value] : {std::pair(&LevelSetting, &Engine.MaxLevel),
                             std::pair(&MaxNodesSetting, &Engine.MaxNodes)}) {
    int Given = Mgr.getAnalyzerOptions().getCheckerIntegerOption(
        this, Info->Name, /*SearchInParents=*/true);
    if (Given < 0) {
      complain(Mgr, PackageName + ":" + Info->Name + " is negative");
      return false;
    }
    *Value = Given;
  }
  llvm::Expected<PyVersion> Python =
      parsePythonVersion(stringOption(Mgr, PythonVersionSetting));
  if (!Python) {
    complain(Mgr, PackageName + ":" + PythonVersionSetting.Name + ": " +
                      llvm::toString(Python.takeError()));
    return false;
  }
  Engine.Python = *Python;
  return true;
}

bool ReferenceEngine::readContracts(AnalysisManager &Mgr,
                                    ContractSet &Contracts) const {
  llvm::Error Problems = loadContracts(
      parseFileList(stringOption(Mgr, ContractFilesSetting)), Contracts);
  if (!Problems)
    return true;
  complain(Mgr, "contracts: " + llvm::toString(std::move(Problems)));
  return false;
}

/// Marks what the file suppresses; false after a complaint.
bool ReferenceEngine::applySuppressionFile(AnalysisManager &Mgr,
                                           EngineResult &Result) const {
  StringRef Name = stringOption(Mgr, SuppressionFileSetting);
  if (Name.empty())
    return true;
  llvm::Expected<SuppressionFile> File = SuppressionFile::load(Name);
  if (!File) {
    complain(Mgr, "suppressions: " + llvm::toString(File.takeError()));
    return false;
  }
  File->mark(Result.Findings, Mgr.getASTContext().getSourceManager());
  return true;
}

static PathDiagnosticPieceRef makePiece(SourceLocation Loc,
                                        CharSourceRange Range,
                                        StringRef Message,
                                        const ASTContext &AST) {
  const SourceManager &SM = AST.getSourceManager();
  auto Piece = std::make_shared<PathDiagnosticEventPiece>(
      PathDiagnosticLocation(Loc, SM), Message, /*addPosRange=*/false);
  // Consumers add the length of the last token themselves.
  if (Range.isValid() && Range.isTokenRange())
    Piece->addRange(Range.getAsRange());
  return Piece;
}

/// \param OneFile true to leave out the steps in files other than that of the
/// finding: the format cannot hold them, and clang would drop the finding.
static std::unique_ptr<PathDiagnostic>
convert(const Finding &F, const ASTContext &AST, bool OneFile) {
  const SourceManager &SM = AST.getSourceManager();
  const FileID File = SM.getFileID(SM.getExpansionLoc(F.Loc));
  const RuleInfo &Info = ruleInfo(F.ID);
  std::unique_ptr<PathDiagnostic> Diag =
      makePathDiagnostic(checkerName(F.ID), F.Holder, Info.Summary, F.Message,
                         Category, PathDiagnosticLocation(F.Loc, SM));
  for (const PathNote &N : F.Path)
    // A step in a file that this one does not include has no location.
    if (N.Loc.isValid() &&
        !(OneFile && SM.getFileID(SM.getExpansionLoc(N.Loc)) != File))
      Diag->getActivePath().push_back(
          makePiece(N.Loc, N.Range, N.Message, AST));
  PathDiagnosticPieceRef End = makePiece(F.Loc, F.Range, F.Message, AST);
  if (!F.Fixes.empty())
    for (const FixItHint &Edit : F.Fixes.front().Edits)
      End->addFixit(Edit);
  Diag->setEndOfPath(std::move(End));

  // The html format shows these lines when the others are folded.
  for (const PathDiagnosticPieceRef &Piece : Diag->path) {
    FullSourceLoc Loc = Piece->getLocation().asLocation().getExpansionLoc();
    Diag->getExecutedLines()[Loc.getFileID()].insert(
        Loc.getExpansionLineNumber());
  }
  return Diag;
}

void ReferenceEngine::checkEndOfTranslationUnit(const TranslationUnitDecl *Unit,
                                                AnalysisManager &Mgr,
                                                BugReporter &) const {
  EngineOptions Engine;
  ContractSet Contracts;
  if (!readSettings(Mgr, Engine) || !readContracts(Mgr, Contracts))
    return;
  ASTContext &AST = Mgr.getASTContext();
  CrashedFiles Crashed;
  std::unique_ptr<FunctionCache> NoCache;
  const SourceManager &SM = AST.getSourceManager();
  OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getMainFileID());
  GuardedResult Result = analyzeGuarded(
      AST, Mgr.getPreprocessor(), Contracts, Engine, LongestInBuild, {},
      File ? File->getName() : "<stdin>", Crashed, NoCache);
  if (!Result.Trouble.empty())
    complain(Mgr, Result.Trouble);
  if (!Result.Engine || !applySuppressionFile(Mgr, *Result.Engine))
    return;
  for (const Finding &F : Result.Engine->Findings)
    if (!F.Suppressed)
      for (PathDiagnosticConsumer *Consumer : Mgr.getPathDiagnosticConsumers())
        Consumer->HandlePathDiagnostic(
            convert(F, AST, !Consumer->supportsCrossFileDiagnostics()));
}

static bool always(const CheckerManager &) { return true; }

static void registerEngine(CheckerManager &Mgr) {
  Mgr.registerChecker<ReferenceEngine>();
}

template <Rule R> static void registerRule(CheckerManager &Mgr) {
  Mgr.getChecker<ReferenceEngine>()->Rules.insert(R);
}

template <Rule R> static void addRule(CheckerRegistry &Registry) {
  // The registry keeps a reference to the name.
  static const std::string Name = checkerName(R);
  Registry.addChecker(registerRule<R>, always, Name, ruleInfo(R).Summary,
                      /*DocsUri=*/"", /*IsHidden=*/false);
  Registry.addDependency(Name, BaseName);
}

template <size_t... Is>
static void addRules(CheckerRegistry &Registry, std::index_sequence<Is...>) {
  (addRule<static_cast<Rule>(Is)>(Registry), ...);
}

extern "C" __attribute__((visibility("default")))
const char clang_analyzerAPIVersionString[] = CLANG_ANALYZER_API_VERSION_STRING;

extern "C" __attribute__((visibility("default"))) void
clang_registerCheckers(CheckerRegistry &Registry) {
  Registry.addPackage(PackageName);
  for (const SettingInfo *Info : AllSettings)
    Registry.addPackageOption(Info->IsInteger ? "int" : "string", PackageName,
                              Info->Name, Info->Default, Info->Description,
                              "released");
  Registry.addChecker(registerEngine, always, BaseName,
                      "Follows references for the other checkers",
                      /*DocsUri=*/"", /*IsHidden=*/true);
  addRules(Registry, std::make_index_sequence<NumRules>());
}
