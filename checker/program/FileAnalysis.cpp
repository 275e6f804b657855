//===- FileAnalysis.cpp - Parsing and analysing one file --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileAnalysis.h"
#include "CommandRunner.h"
#include "InputRecorder.h"
#include "ParsingFlags.h"
#include "contracts/Contract.h"
#include "contracts/InferredContract.h"
#include "contracts/RegularFile.h"
#include "engine/Engine.h"
#include "engine/EngineOptions.h"
#include "engine/ErrorLocations.h"
#include "engine/PhaseTimes.h"
#include "findings/Finding.h"
#include "findings/SourceSuppressions.h"
#include "report/ReportedFinding.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::tooling;

namespace pyrefcheck {

namespace {

/// Collects the errors of the analysed code; drops its warnings.
class ErrorCollector : public DiagnosticConsumer {
public:
  explicit ErrorCollector(FileResult &Result)
      : Result(Result), Stream(Text), Printer(Stream, new DiagnosticOptions) {}

  void BeginSourceFile(const LangOptions &LangOpts,
                       const Preprocessor *PP) override {
    // The driver accepted the command line, so its messages about flags that
    // only other compilers know do not matter.
    Text.clear();
    Errors = 0;
    Locations = ErrorLocations();
    Begun = true;
    Printer.BeginSourceFile(LangOpts, PP);
  }

  void EndSourceFile() override {
    Printer.EndSourceFile();
    flush();
  }

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level >= DiagnosticsEngine::Error) {
      ++Errors;
      Locations.add(Info.getLocation());
    }
    if (Info.getID() == diag::err_pp_file_not_found)
      addMissing(Info.getArgStdStr(0));
    bool Show = Level == DiagnosticsEngine::Note
                    ? LastShown
                    : Level >= DiagnosticsEngine::Error;
    LastShown = Show && Errors <= MaxErrorsShown;
    if (LastShown)
      Printer.HandleDiagnostic(Level, Info);
  }

  /// The locations of the current compile command's errors.
  const ErrorLocations &locations() const { return Locations; }

  /// To be called after the last compile command.
  void endCommands() {
    flush();
    if (!Begun && Result.Errors == 0) {
      Result.ErrorText += "error: the compiler did not accept the flags\n";
      Result.Errors = 1;
    }
  }

private:
  void addMissing(const std::string &Header) {
    if (Header == "Python.h")
      Result.MissesPythonHeader = true;
    else if (!llvm::is_contained(Result.MissingHeaders, Header))
      Result.MissingHeaders.push_back(Header);
  }

  void flush() {
    Result.ErrorText += Text;
    Result.Errors += Errors;
    Text.clear();
    Errors = 0;
  }

  static constexpr unsigned MaxErrorsShown = 10;
  FileResult &Result;
  std::string Text;
  llvm::raw_string_ostream Stream;
  TextDiagnosticPrinter Printer;
  ErrorLocations Locations;
  unsigned Errors = 0;
  bool LastShown = false;
  bool Begun = false;
};

/// The inputs of the action on one file.
struct FileRun {
  EngineOptions Options;
  const ContractSet &Contracts;
  const ErrorCollector &Errors;
  FileResult &Result;
  PhaseClock &Clock;
};

class AnalysisConsumer : public ASTConsumer {
public:
  AnalysisConsumer(CompilerInstance &CI, const FileRun &Run)
      : CI(CI), Run(Run) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    PhaseTimes &Times = Run.Result.Statistics.Times;
    Run.Clock.end(Times.Parse);
    EngineResult Engine =
        analyze(Context, CI.getPreprocessor(), Run.Contracts, Run.Options);
    EngineStatistics &Sum = Run.Result.Statistics, &New = Engine.Statistics;
    Times.add(New.Times);
    Run.Clock = PhaseClock();
    for (const Finding &F : Engine.Findings)
      if (!Run.Errors.locations().areIn(F.Holder, Context.getSourceManager()))
        Run.Result.Findings.push_back(
            makeReported(F, Context.getSourceManager(), Context.getLangOpts()));
      else if (!llvm::is_contained(Sum.Skipped, F.Function))
        Sum.Skipped.push_back(F.Function);
    for (const SourceSuppression &S : Engine.Suppressions)
      Run.Result.Suppressions.push_back(
          makeReported(S, Context.getSourceManager()));
    llvm::append_range(Run.Result.Inferred, Engine.Inferred);
    addAsked(std::move(Engine.Asked));
    Sum.Functions += New.Functions;
    Sum.Nodes += New.Nodes;
    llvm::append_range(Sum.OutOfBudget, New.OutOfBudget);
    llvm::append_range(Sum.Skipped, New.Skipped);
    llvm::append_range(Sum.Lost, New.Lost);
    Run.Clock.end(Times.Report);
  }

private:
  void addAsked(std::vector<AskedOfOtherFiles> Asked) {
    const size_t Before = Run.Result.Asked.size();
    for (AskedOfOtherFiles &A : Asked) {
      const auto Earlier = llvm::make_range(Run.Result.Asked.begin(),
                                            Run.Result.Asked.begin() + Before);
      auto It = llvm::find_if(
          Earlier, [&](const AskedName &N) { return N.Name == A.Name; });
      if (It == Earlier.end())
        Run.Result.Asked.push_back({A.Name, 0, std::move(A.Conclusions)});
      else if (It->Conclusions != A.Conclusions)
        It->Conclusions.clear();
    }
  }

  CompilerInstance &CI;
  const FileRun &Run;
};

class AnalysisAction : public ASTFrontendAction {
public:
  explicit AnalysisAction(const FileRun &Run) : Run(Run) {}

  std::unique_ptr<ASTConsumer>
  CreateASTConsumer(CompilerInstance &CI, llvm::StringRef File) override {
    return std::make_unique<AnalysisConsumer>(CI, Run);
  }

private:
  const FileRun &Run;
};

class AnalysisActionFactory : public FrontendActionFactory {
public:
  explicit AnalysisActionFactory(const FileRun &Run) : Run(Run) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<AnalysisAction>(Run);
  }

private:
  const FileRun &Run;
};

} // namespace

/// Adds flags to those of the build.
static CommandLineArguments adjustArguments(CommandLineArguments Args,
                                            llvm::StringRef ResourceDirectory) {
  CommandLineArguments Extra = {
      // Warnings, even with -Werror, concern only the build. So do defaults of
      // newer versions of clang that reject code that gcc accepts.
      "-w", "-Wno-error=implicit-function-declaration",
      "-Wno-error=implicit-int", "-Wno-error=int-conversion",
      "-Wno-error=incompatible-function-pointer-types",
      "-Wno-error=incompatible-pointer-types", "-ferror-limit=0",
      // Headers that use the attributes of the cpychecker plugin test these.
      // Not ..._STEALS_REFERENCE_TO_ARG_...: numpy's headers then assume a
      // build of numpy itself, where they lack the types that they need.
      "-DWITH_CPYCHECKER_RETURNS_BORROWED_REF_ATTRIBUTE",
      "-DWITH_CPYCHECKER_SETS_EXCEPTION_ATTRIBUTE",
      "-DWITH_CPYCHECKER_NEGATIVE_RESULT_SETS_EXCEPTION_ATTRIBUTE"};
  bool HasResourceDirectory = llvm::any_of(Args, [](llvm::StringRef Arg) {
    return Arg.starts_with("-resource-dir");
  });
  if (!HasResourceDirectory)
    Extra.push_back(("-resource-dir=" + ResourceDirectory).str());
  // Before a "--", because only file names follow it.
  Args.insert(llvm::find(Args, "--"), Extra.begin(), Extra.end());
  return Args;
}

FileResult FileAnalyser::analyse(llvm::StringRef File,
                                 const ContractSet &Contracts) const {
  FileResult Result;
  Result.File = File.str();
  if (!llvm::sys::fs::exists(File)) {
    Result.ErrorText = (File + ": error: no such file\n").str();
    Result.Errors = 1;
    return Result;
  }
  // With its own working directory, since each compile command may have one.
  auto Files =
      llvm::makeIntrusiveRefCnt<InputRecorder>(createRegularFileSystem());
  ErrorCollector Errors(Result);
  const CommandRunner Runner{
      Files, Errors, [&](const CommandLineArguments &Args, llvm::StringRef) {
        return adjustArguments(Args, ResourceDirectory);
      }};
  PhaseClock Clock;
  FileRun Run{Options, Contracts, Errors, Result, Clock};
  AnalysisActionFactory Factory(Run);
  const llvm::ArrayRef<PyVersion> Versions =
      Pythons.empty() ? llvm::ArrayRef(Options.Python) : Pythons;
  for (const CompileCommand &Command : commandsOf(File))
    for (PyVersion Python : Versions) {
      Run.Options.Python = Python;
      Runner.run(Command, Factory);
    }
  Errors.endCommands();
  Clock.end(Result.Statistics.Times.Parse);
  // No fixes for code that could not be parsed.
  if (Result.Errors)
    for (ReportedFinding &F : Result.Findings)
      F.Fixes.clear();
  Result.Inputs = Files->inputs();
  Result.Repeatable = Files->isRepeatable();
  return Result;
}

std::vector<CompileCommand>
FileAnalyser::commandsOf(llvm::StringRef File) const {
  const auto Files = createRegularFileSystem();
  std::vector<CompileCommand> Unique;
  for (CompileCommand &C : Commands.getCompileCommands(File)) {
    C.CommandLine = driverFlags(C, *Files);
    C.Filename = File.str();
    C.Output.clear();
    if (!llvm::is_contained(Unique, C))
      Unique.push_back(std::move(C));
  }
  return Unique;
}

bool AskedName::isAnsweredBy(uint64_t Other) const {
  if (std::max(Answer, Other) >= Conclusions.size())
    return Other == Answer;
  return Conclusions[Other] == Conclusions[Answer];
}

std::string FileResult::trouble() const {
  if (!Death.empty())
    return "the analysis " + Death;
  if (Errors == 0)
    return "";
  return std::to_string(Errors) + (Errors == 1 ? " error" : " errors");
}

} // namespace pyrefcheck
