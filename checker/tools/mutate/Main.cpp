//===- Main.cpp - pyrefcheck-mutate ---------------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plants one bug in a source file:
//
//   pyrefcheck-mutate --list FILE... -- FLAGS    the bugs that can be planted
//   pyrefcheck-mutate --apply=ID FILE -- FLAGS   the file's text with one
//   pyrefcheck-mutate --rewrite=NAME FILE -- FLAGS
//                       the file's text, written differently without a change
//
// A line of the list has id, operator, file, line, function, and what changes.
// For measurements: benchmarks/mutants draws some and counts those found,
// benchmarks/rewrites compares the findings before and after a rewrite.
//
// Exit status: 0; 2 if a file could not be parsed, or there is no such id. A
// file without a place for the rewrite is written as it is.
//
//===----------------------------------------------------------------------===//

#include "Mutant.h"
#include "MutantFinder.h"
#include "Rewriter.h"
#include "WrittenCode.h"
#include "hosts/ResourceDirectory.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace pyrefcheck;
using llvm::StringRef;

namespace {

llvm::cl::OptionCategory Category("Options");
llvm::cl::opt<bool> List("list", llvm::cl::cat(Category),
                         llvm::cl::desc("List the bugs that can be planted"));
llvm::cl::opt<bool> Operators("operators", llvm::cl::cat(Category),
                              llvm::cl::desc("List the ways to plant a bug"));
llvm::cl::opt<std::string>
    Apply("apply", llvm::cl::cat(Category), llvm::cl::value_desc("ID"),
          llvm::cl::desc("Write the text of the file with this bug"));
llvm::cl::opt<std::string> RewriteName(
    "rewrite", llvm::cl::cat(Category), llvm::cl::value_desc("NAME"),
    llvm::cl::desc("Write the text of the file, rewritten without a change"));
llvm::cl::opt<bool> Rewrites("rewrites", llvm::cl::cat(Category),
                             llvm::cl::desc("List the rewrites"));

/// Keeps the first error.
class FirstError : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error || !Text.empty())
      return;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    llvm::raw_string_ostream OS(Text);
    if (Info.getLocation().isValid() && Info.hasSourceManager()) {
      const PresumedLoc Loc =
          Info.getSourceManager().getPresumedLoc(Info.getLocation());
      OS << Loc.getFilename() << ':' << Loc.getLine() << ": ";
    }
    OS << Message;
  }

  std::string Text;
};

class MutateConsumer : public ASTConsumer {
public:
  MutateConsumer(StringRef Name, bool &Found) : Name(Name), Found(Found) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    if (Context.getDiagnostics().hasErrorOccurred())
      return;
    const WrittenCode Code(Context);
    if (const std::optional<Rewrite> What = findRewrite(RewriteName)) {
      Found = true;
      llvm::outs()
          << rewritten(Context, Code, *What).value_or(Code.text().str());
      return;
    }
    const MutantList Mutants = findMutants(Context, Code);
    if (!List) {
      if (const Mutant *M = Mutants.find(Apply)) {
        Found = true;
        llvm::outs() << Mutants.apply(*M);
      }
      return;
    }
    for (const Mutant &M : Mutants.all())
      llvm::outs() << M.Id << '\t' << operatorName(M.Op) << '\t' << Name << '\t'
                   << M.Line << '\t' << M.Function << '\t'
                   << Mutants.describe(M) << '\n';
  }

private:
  const std::string Name;
  bool &Found;
};

class MutateAction : public ASTFrontendAction {
public:
  explicit MutateAction(bool &Found) : Found(Found) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef File) override {
    return std::make_unique<MutateConsumer>(File, Found);
  }

private:
  bool &Found;
};

class MutateFactory : public tooling::FrontendActionFactory {
public:
  explicit MutateFactory(bool &Found) : Found(Found) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<MutateAction>(Found);
  }

private:
  bool &Found;
};

} // namespace

static int fail(const llvm::Twine &Message) {
  llvm::errs() << "pyrefcheck-mutate: error: " << Message << '\n';
  return 2;
}

static void listOperators() {
  static constexpr MutantOperator All[] = {
#define OPERATOR(ID, NAME, SENTENCE) MutantOperator::ID,
#include "Operators.def"
  };
  for (const MutantOperator Op : All)
    llvm::outs() << operatorName(Op) << '\t' << operatorSentence(Op) << '\n';
}

static int mutate(const tooling::CompilationDatabase &Commands,
                  const std::string &File, StringRef Resources) {
  tooling::ClangTool Tool(Commands, {File});
  Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
      ("-resource-dir=" + Resources).str().c_str(),
      tooling::ArgumentInsertPosition::BEGIN));
  // No warnings, and no count of errors.
  for (const char *Quiet : {"-w", "-fno-caret-diagnostics"})
    Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(Quiet));
  FirstError Errors;
  Tool.setDiagnosticConsumer(&Errors);
  Tool.setPrintErrorMessage(false);
  bool Found = false;
  MutateFactory Factory(Found);
  if (Tool.run(&Factory) || !Errors.Text.empty())
    return fail(File + " could not be parsed: " +
                (Errors.Text.empty() ? "no such file" : Errors.Text));
  if (!List && !Found)
    return fail(File + ": there is no mutant '" + Apply + "'; see --list");
  return 0;
}

int main(int argc, const char **argv) {
  const llvm::InitLLVM Init(argc, argv);
  llvm::Expected<tooling::CommonOptionsParser> Options =
      tooling::CommonOptionsParser::create(
          argc, argv, Category, llvm::cl::ZeroOrMore,
          "Plants one bug into a source file\n");
  if (!Options)
    return fail(llvm::toString(Options.takeError()));
  if (Operators) {
    listOperators();
    return 0;
  }
  if (Rewrites) {
    forEachRewrite([](StringRef Name, StringRef Sentence) {
      llvm::outs() << Name << '\t' << Sentence << '\n';
    });
    return 0;
  }
  const std::vector<std::string> &Files = Options->getSourcePathList();
  if (Files.empty() || List + !Apply.empty() + !RewriteName.empty() != 1)
    return fail("say --list FILE..., --apply=ID FILE or --rewrite=NAME FILE");
  if (!List && Files.size() > 1)
    return fail("--apply and --rewrite are for one file");
  if (!RewriteName.empty() && !findRewrite(RewriteName))
    return fail("there is no rewrite '" + RewriteName + "'; see --rewrites");
  llvm::Expected<std::string> Resources = findResourceDirectory();
  if (!Resources)
    return fail(llvm::toString(Resources.takeError()));
  int Status = 0;
  for (const std::string &File : Files)
    Status =
        std::max(Status, mutate(Options->getCompilations(), File, *Resources));
  return Status;
}
