//===- Main.cpp - pyrefcheck-types-list -----------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lists the type objects and specs that the files of a compilation database
// define, one per line, with what the model of types knows about each:
//
//   file, line, variable, kind, whether it is modelled, the struct of the
//   instances, what could not be read
//
// For measurements: benchmarks/types counts the lines.
//
//===----------------------------------------------------------------------===//

#include "contracts/TypeFacts.h"
#include "hosts/ResourceDirectory.h"
#include "source/TranslationUnit.h"
#include "types/TypeModel.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace pyrefcheck;
using llvm::StringRef;

namespace {

llvm::cl::opt<std::string> Directory(llvm::cl::Positional, llvm::cl::Required,
                                     llvm::cl::desc("DIRECTORY"));

/// Prints the types of one translation unit.
class TypeLister : public RecursiveASTVisitor<TypeLister> {
public:
  TypeLister(ASTContext &Context, const TypeModel &Model)
      : Context(Context), Model(Model) {}

  bool VisitVarDecl(VarDecl *VD) {
    const StringRef Kind = kindOf(VD);
    if (Kind.empty() || !isDefinition(VD))
      return true;
    const TypeObject *T = Model.find(VD);
    const PresumedLoc Loc =
        Context.getSourceManager().getPresumedLoc(VD->getLocation());
    llvm::outs() << Loc.getFilename() << '\t' << Loc.getLine() << '\t'
                 << VD->getName() << '\t' << Kind << '\t'
                 << (T                             ? "modelled"
                     : Model.isFilledElsewhere(VD) ? "filled in elsewhere"
                                                   : "not modelled")
                 << '\t' << (T && T->Layout ? recordName(T->Layout) : "-")
                 << '\t' << (T ? unclear(*T) : "-") << '\n';
    return true;
  }

private:
  static StringRef kindOf(const VarDecl *VD) {
    const RecordDecl *RD = VD->getType()->getAsRecordDecl();
    if (!RD || isa<ParmVarDecl>(VD))
      return "";
    return llvm::StringSwitch<StringRef>(recordName(RD))
        .Cases("_typeobject", "PyTypeObject", "static")
        .Case("PyType_Spec", "spec")
        .Default("");
  }

  bool isDefinition(const VarDecl *VD) const {
    return VD->hasGlobalStorage() &&
           (VD->hasInit() || VD == VD->getActingDefinition());
  }

  static std::string unclear(const TypeObject &T) {
    std::string Text;
    auto Add = [&](StringRef What) {
      Text += (Text.empty() ? "" : ", ") + What.str();
    };
    if (T.FlagsUnclear)
      Add("flags");
    if (T.BaseUnclear)
      Add("base");
    static constexpr std::pair<Slot, StringRef> Slots[] = {
        {Slot::Dealloc, "tp_dealloc"},
        {Slot::Traverse, "tp_traverse"},
        {Slot::Clear, "tp_clear"},
        {Slot::Finalize, "tp_finalize"},
        {Slot::Free, "tp_free"}};
    for (auto [S, Name] : Slots)
      if (const SlotValue *V = T.slot(S); V && V->Unclear)
        Add(Name);
    return Text.empty() ? "-" : Text;
  }

  ASTContext &Context;
  const TypeModel &Model;
};

class ListingConsumer : public ASTConsumer {
public:
  void HandleTranslationUnit(ASTContext &Context) override {
    const TranslationUnit TU(Context, {});
    const TypeModel Model(Context, TU.declarations());
    TypeLister Lister(Context, Model);
    for (Decl *D : TU.declarations())
      Lister.TraverseDecl(D);
  }
};

class ListingAction : public ASTFrontendAction {
public:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<ListingConsumer>();
  }
};

} // namespace

static int fail(const llvm::Twine &Message) {
  llvm::errs() << "pyrefcheck-types-list: error: " << Message << '\n';
  return 2;
}

int main(int argc, const char **argv) {
  const llvm::InitLLVM Init(argc, argv);
  llvm::cl::ParseCommandLineOptions(
      argc, argv, "Lists what is known of the types in a database's files\n");
  std::string Reason;
  const auto Commands =
      tooling::CompilationDatabase::loadFromDirectory(Directory, Reason);
  if (!Commands)
    return fail(Directory + ": no compile_commands.json that can be read");
  llvm::Expected<std::string> Resources = findResourceDirectory();
  if (!Resources)
    return fail(llvm::toString(Resources.takeError()));
  tooling::ClangTool Tool(*Commands, Commands->getAllFiles());
  Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster(
      ("-resource-dir=" + *Resources).c_str(),
      tooling::ArgumentInsertPosition::BEGIN));
  Tool.appendArgumentsAdjuster(tooling::getInsertArgumentAdjuster("-w"));
  IgnoringDiagConsumer Silent;
  Tool.setDiagnosticConsumer(&Silent);
  Tool.setPrintErrorMessage(false);
  const int Status =
      Tool.run(tooling::newFrontendActionFactory<ListingAction>().get());
  return Status ? fail("some files could not be parsed wholly") : 0;
}
