//===- Attributes.cpp - Contracts in the source code ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "AnnotationReader.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "findings/Finding.h"
#include "findings/Rules.h"
#include "source/CalleeNames.h"
#include "source/LinkName.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Looking up contracts
//===----------------------------------------------------------------------===//

/// The entry for \p FD in the tables. They do not describe members, whose calls
/// have one more argument.
static const Contract *findInTables(const FunctionDecl *FD,
                                    const ActiveContracts &Tables) {
  if (!FD->getDeclName().isIdentifier() || isa<CXXMethodDecl>(FD))
    return nullptr;
  if (FD->getDeclContext()->getRedeclContext()->isTranslationUnit())
    return Tables.find(FD->getName());
  return Tables.find(FD->getQualifiedNameAsString());
}

/// Whether the contract \p Inferred from another file can apply to \p FD, which
/// has the same name.
static bool isAbout(const Contract &Inferred, const FunctionDecl *FD) {
  return !FD->hasPrototype() || Inferred.Params.empty() ||
         Inferred.Params.size() == FD->getNumParams();
}

/// Whether any declaration of \p FD or of its parameters has attributes.
static bool hasAttributes(const FunctionDecl *FD) {
  return llvm::any_of(FD->redecls(), [](const FunctionDecl *D) {
    return D->hasAttrs() ||
           llvm::any_of(D->parameters(),
                        [](const ParmVarDecl *P) { return P->hasAttrs(); });
  });
}

/// The contract of \p FD inferred from its body in another file, or null.
const Contract *SourceContracts::findInOtherFiles(const FunctionDecl *FD) {
  if (FD->isDefined())
    return nullptr;
  const std::optional<std::string> Name = linkName(FD);
  if (!Name)
    return nullptr;
  Asked.insert(*Name);
  const Contract *Inferred = Tables.find(*Name);
  return Inferred && isAbout(*Inferred, FD) ? Inferred : nullptr;
}

const Contract *SourceContracts::ofCall(const CallExpr *CE) {
  const FunctionDecl *Callee = CE->getDirectCallee();
  return Callee ? find(Callee) : nullptr;
}

ApiRole SourceContracts::roleOf(const FunctionDecl *FD) {
  const Contract *Ct = FD ? find(FD) : nullptr;
  return Ct ? Ct->Role : ApiRole::None;
}

ApiRole SourceContracts::roleOf(const CallExpr *CE) {
  return roleOf(CE->getDirectCallee());
}

const Contract *SourceContracts::named(llvm::StringRef Name) const {
  return Tables.find(Name);
}

const Contract *SourceContracts::find(const FunctionDecl *FD) {
  auto [It, IsNew] = Known.try_emplace(FD->getCanonicalDecl(), nullptr);
  if (!IsNew)
    return It->second;
  const Contract *Table = findInTables(FD, Tables);
  if (!Table || Table->has(EffectInferred))
    Table = findInOtherFiles(FD);
  It->second = Table;
  if (!hasAttributes(FD))
    return Table;
  llvm::SmallVector<AnnotationMistake, 0> Mistakes;
  AnnotationReader Reader(FD, Mistakes);
  if (!Reader.read())
    return Table;
  const Contract Read = Reader.contract(Table, Arena);
  // Annotations that only describe exceptions leave the references to the body.
  if (!Table && !Reader.saysReferences() && FD->isDefined() &&
      !Read.has(EffectNoReturn))
    return nullptr;
  return It->second = new (Arena) Contract(Read);
}

std::vector<std::string> SourceContracts::askedOfOtherFiles() const {
  std::vector<std::string> Names;
  for (const auto &Name : Asked)
    Names.push_back(Name.first().str());
  llvm::sort(Names);
  return Names;
}

const Contract *SourceContracts::find(const Expr *Callee,
                                      const ASTContext &Context) {
  if (const auto *DRE = dyn_cast<DeclRefExpr>(Callee->IgnoreParenCasts()))
    if (const auto *FD = dyn_cast<FunctionDecl>(DRE->getDecl()))
      return find(FD);
  auto Entry = KnownPointers.try_emplace(Callee, nullptr);
  const Contract *&Found = Entry.first->second;
  if (Entry.second)
    findCalleeName(Callee, Context, [&](llvm::StringRef Name) {
      Found = Tables.find(Name);
      if (!Found || Found->has(EffectInferred))
        Asked.insert(Name);
      return Found != nullptr;
    });
  if (Entry.second && !Found)
    findCalleeTypeName(Callee, [&](llvm::StringRef Name) {
      Found = Tables.find(Name);
      return Found != nullptr;
    });
  return Found;
}

//===----------------------------------------------------------------------===//
// Mistakes
//===----------------------------------------------------------------------===//

namespace {

/// Walks over declarations, not into the bodies of functions.
class MistakeFinder {
public:
  MistakeFinder(const SourceManager &SM, std::vector<Finding> &Findings)
      : SM(SM), Findings(Findings) {}

  void visit(const Decl *D) {
    if (SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
      return;
    if (const auto *TD = dyn_cast<TemplateDecl>(D))
      D = TD->getTemplatedDecl();
    if (!D)
      return;
    if (const FunctionDecl *FD = D->getAsFunction())
      return visitFunction(FD);
    if (isa<FieldDecl, VarDecl>(D))
      return visitField(cast<ValueDecl>(D));
    for (const auto *A : D->specific_attrs<AnnotateAttr>())
      if (isAnnotation(A) && !A->isInherited())
        add(A, D,
            describeMistake(A, "expected it on a function, on one of its "
                               "parameters, or on a field or static variable "
                               "that points to an object"),
            /*InText=*/false);
    if (const auto *Context = dyn_cast<DeclContext>(D))
      for (const Decl *Inner : Context->decls())
        visit(Inner);
  }

private:
  void visitField(const ValueDecl *Field) {
    if (Field != Field->getMostRecentDecl())
      return;
    llvm::SmallVector<AnnotationMistake, 1> Mistakes;
    (void)readFieldAnnotation(Field, Mistakes);
    for (const AnnotationMistake &M : Mistakes)
      add(M.Attr, Field, M.Message, M.InText);
  }

  void visitFunction(const FunctionDecl *FD) {
    if (!Seen.insert(FD->getCanonicalDecl()).second || !hasAttributes(FD))
      return;
    llvm::SmallVector<AnnotationMistake, 4> Mistakes;
    (void)AnnotationReader(FD, Mistakes).read();
    for (const AnnotationMistake &M : Mistakes)
      add(M.Attr, FD, M.Message, M.InText);
  }

  void add(const AnnotateAttr *A, const Decl *D, llvm::StringRef Message,
           bool InText) {
    // A macro with a wrong text is one mistake, however often it is used.
    const std::string Cause =
        SM.getSpellingLoc(A->getLocation()).printToString(SM) + Message.str();
    if (InText && !WrongTexts.insert(Cause).second)
      return;
    Finding F;
    F.ID = Rule::Annotation;
    F.Loc = SM.getExpansionLoc(A->getLocation());
    F.Range = SM.getExpansionRange(A->getRange());
    F.Message = Message.str();
    F.Fingerprint = F.Aspect = F.Message;
    if (const auto *ND = dyn_cast<NamedDecl>(D))
      F.Function = ND->getQualifiedNameAsString();
    F.Cause = A->getLocation();
    Findings.push_back(std::move(F));
  }

  const SourceManager &SM;
  std::vector<Finding> &Findings;
  llvm::DenseSet<const FunctionDecl *> Seen;
  llvm::StringSet<> WrongTexts;
};

} // namespace

std::vector<Finding> findAnnotationMistakes(ASTContext &Context,
                                            llvm::ArrayRef<Decl *> Roots) {
  std::vector<Finding> Findings;
  MistakeFinder Finder(Context.getSourceManager(), Findings);
  if (Roots.empty())
    for (const Decl *D : Context.getTranslationUnitDecl()->decls())
      Finder.visit(D);
  for (const Decl *D : Roots)
    Finder.visit(D);
  return Findings;
}

} // namespace pyrefcheck
