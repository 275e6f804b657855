//===- Places.cpp - What an expression refers to ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Places.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

/// Deeper chains of variables and helpers are not followed.
static constexpr unsigned MaxDepth = 16;

void Place::add(const FieldDecl *F) {
  if (!has(F))
    Fields.push_back(F);
}

void Place::add(const VarDecl *Global) {
  if (!llvm::is_contained(Globals, Global))
    Globals.push_back(Global);
}

void Place::add(const Place &O) {
  for (const FieldDecl *F : O.Fields)
    add(F);
  for (const VarDecl *Global : O.Globals)
    add(Global);
  Self |= O.Self;
  SelfType |= O.SelfType;
  Visit |= O.Visit;
}

bool Place::has(const FieldDecl *F) const {
  return llvm::is_contained(Fields, F);
}

namespace {

class SourceCollector : public RecursiveASTVisitor<SourceCollector> {
public:
  using Map =
      llvm::DenseMap<const VarDecl *, llvm::SmallVector<const Expr *, 2>>;
  explicit SourceCollector(Map &Sources) : Sources(Sources) {}

  bool VisitVarDecl(VarDecl *VD) {
    if (VD->hasInit() && !isa<ParmVarDecl>(VD))
      Sources[VD].push_back(VD->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->getOpcode() == BO_Assign)
      if (const auto *DRE =
              dyn_cast<DeclRefExpr>(BO->getLHS()->IgnoreParenCasts()))
        if (const auto *VD = dyn_cast<VarDecl>(DRE->getDecl()))
          Sources[VD].push_back(BO->getRHS());
    return true;
  }

private:
  Map &Sources;
};

} // namespace

LocalSources::LocalSources(const FunctionDecl *FD) {
  if (Stmt *Body = FD->getBody())
    SourceCollector(Sources).TraverseStmt(Body);
}

ArrayRef<const Expr *> LocalSources::of(const VarDecl *VD) const {
  auto It = Sources.find(VD);
  if (It == Sources.end())
    return {};
  return It->second;
}

const LocalSources &SourceCache::of(const FunctionDecl *FD) {
  std::unique_ptr<LocalSources> &Entry = Known[FD];
  if (!Entry)
    Entry = std::make_unique<LocalSources>(FD);
  return *Entry;
}

StringRef nameOf(const NamedDecl *D) {
  return D && D->getDeclName().isIdentifier() ? D->getName() : StringRef();
}

static const ValueDecl *namedDecl(const Expr *E) {
  if (!E)
    return nullptr;
  E = E->IgnoreParenCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(E);
      UO && (UO->getOpcode() == UO_AddrOf || UO->getOpcode() == UO_Deref))
    E = UO->getSubExpr()->IgnoreParenCasts();
  const auto *DRE = dyn_cast<DeclRefExpr>(E);
  return DRE ? DRE->getDecl() : nullptr;
}

/// `[](PyObject *self) { ... }`, converted to a function pointer.
static const FunctionDecl *lambdaBehind(const Expr *E) {
  while (E) {
    E = E->IgnoreParenCasts();
    if (const auto *LE = dyn_cast<LambdaExpr>(E))
      return LE->getCallOperator();
    if (const auto *UO = dyn_cast<UnaryOperator>(E))
      E = UO->getSubExpr();
    else if (const auto *MTE = dyn_cast<MaterializeTemporaryExpr>(E))
      E = MTE->getSubExpr();
    else if (const auto *CE = dyn_cast<CXXMemberCallExpr>(E);
             CE && isa_and_nonnull<CXXConversionDecl>(CE->getMethodDecl()))
      E = CE->getImplicitObjectArgument();
    else
      return nullptr;
  }
  return nullptr;
}

const FunctionDecl *functionBehind(const Expr *E) {
  if (const ValueDecl *D = namedDecl(E))
    return dyn_cast<FunctionDecl>(D);
  return lambdaBehind(E);
}

const VarDecl *variableBehind(const Expr *E) {
  return dyn_cast_or_null<VarDecl>(namedDecl(E));
}

/// The initialiser of \p E, which may be null, if it is a compound literal;
/// else \p E itself, without casts.
static const Expr *withoutLiteral(const Expr *E) {
  E = E ? E->IgnoreParenCasts() : nullptr;
  const auto *Literal = dyn_cast_or_null<CompoundLiteralExpr>(E);
  return Literal ? Literal->getInitializer()->IgnoreParenCasts() : E;
}

const InitListExpr *listBehind(const Expr *E) {
  E = withoutLiteral(E);
  if (const auto *UO = dyn_cast_or_null<UnaryOperator>(E);
      UO && UO->getOpcode() == UO_AddrOf)
    E = withoutLiteral(UO->getSubExpr());
  // One step only: a variable may be initialised with itself.
  if (const VarDecl *VD = E ? variableBehind(E) : nullptr) {
    const VarDecl *Init = VD->getInitializingDeclaration();
    E = Init && !VD->getType()->isPointerType()
            ? withoutLiteral(Init->getInit())
            : nullptr;
  }
  const auto *List = dyn_cast_or_null<InitListExpr>(E);
  return List && !List->isSemanticForm() && List->getSemanticForm()
             ? List->getSemanticForm()
             : List;
}

const Stmt *lastStatement(const Stmt *S) {
  while (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  return S;
}

const Expr *givenToMacro(const Expr *E) {
  const VarDecl *VD = E ? variableBehind(E) : nullptr;
  return VD && VD->getLocation().isMacroID() && VD->hasInit()
             ? givenToMacro(VD->getInit())
             : E;
}

/// By name: an editor does not parse the bodies of functions in headers.
static bool isNewRef(const CallExpr *CE) {
  const StringRef Name = nameOf(CE->getDirectCallee());
  return CE->getNumArgs() == 1 &&
         (Name == "Py_NewRef" || Name == "Py_XNewRef" || Name == "_Py_NewRef" ||
          Name == "_Py_XNewRef");
}

const Expr *withoutNewRef(const Expr *E) {
  const auto *CE = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  return CE && isNewRef(CE) ? withoutNewRef(CE->getArg(0)) : E;
}

bool isNullPointer(const Expr *E, const ASTContext &Context) {
  // A null pointer of another type is not a null pointer constant in C, but
  // holds nothing either.
  for (const Expr *Form : {E->IgnoreParenCasts(), E})
    if (Form->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                    Expr::NPC_ValueDependentIsNotNull) !=
        Expr::NPCK_NotNull)
      return true;
  return false;
}

std::optional<StringRef> literalText(const Expr *E) {
  const auto *SL = E ? dyn_cast<StringLiteral>(E->IgnoreParenCasts()) : nullptr;
  if (!SL || SL->getCharByteWidth() != 1)
    return std::nullopt;
  return SL->getString();
}

bool isPattern(const Decl *D) {
  if (!D)
    return false;
  if (const auto *VD = dyn_cast<VarDecl>(D))
    return VD->getDescribedVarTemplate() || VD->getType()->isDependentType();
  const auto *Context = dyn_cast<DeclContext>(D);
  return Context && Context->isDependentContext();
}

const Expr *onlyReturned(const FunctionDecl *FD) {
  const auto *Body =
      FD ? dyn_cast_or_null<CompoundStmt>(FD->getBody()) : nullptr;
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *RS = dyn_cast<ReturnStmt>(Body->body_front());
  return RS ? RS->getRetValue() : nullptr;
}

const Stmt *bodyOf(const FunctionDecl *&FD) {
  if (!FD)
    return nullptr;
  const FunctionDecl *Def = nullptr;
  const Stmt *Body = FD->getBody(Def);
  if (!Body || Def->isDependentContext())
    return nullptr;
  FD = Def;
  return Body;
}

static llvm::SmallVector<const Expr *, 2> readResults(const FunctionDecl *FD) {
  llvm::SmallVector<const Expr *, 2> Results;
  llvm::SmallVector<const Stmt *, 32> Work{bodyOf(FD)};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *RS = dyn_cast<ReturnStmt>(S); RS && RS->getRetValue())
      Results.push_back(RS->getRetValue());
    Work.append(S->child_begin(), S->child_end());
  }
  return Results;
}

llvm::ArrayRef<const Expr *> SourceCache::results(const FunctionDecl *FD) {
  auto &Entry = KnownResults[FD];
  if (!Entry)
    Entry =
        std::make_unique<llvm::SmallVector<const Expr *, 2>>(readResults(FD));
  return *Entry;
}

llvm::ArrayRef<const Expr *> SourceCache::fewResults(const FunctionDecl *FD) {
  static constexpr size_t Few = 3;
  const llvm::ArrayRef<const Expr *> All = results(FD);
  return All.size() > Few ? llvm::ArrayRef<const Expr *>() : All;
}

Place Scope::resolve(const Expr *E) const {
  Place Result;
  llvm::SmallVector<const VarDecl *, 4> Busy;
  resolve(E, Result, Busy, 0);
  return Result;
}

void Scope::resolveMember(const MemberExpr *ME, Place &Into,
                          llvm::SmallVectorImpl<const VarDecl *> &Busy,
                          unsigned Depth) const {
  const auto *Field = dyn_cast<FieldDecl>(ME->getMemberDecl());
  if (!Field)
    return;
  // Parts of the object's header, and the embedded base object.
  if (nameOf(Field) == "ob_type") {
    Place Base;
    resolve(ME->getBase(), Base, Busy, Depth);
    Into.SelfType |= Base.Self;
    return;
  }
  if (nameOf(Field) == "ob_base" || nameOf(Field) == "ob_item") {
    Place Base;
    resolve(ME->getBase(), Base, Busy, Depth);
    if (nameOf(Field) == "ob_base")
      return Into.add(Base);
  }
  Into.add(Field);
}

void Scope::resolve(const Expr *E, Place &Into,
                    llvm::SmallVectorImpl<const VarDecl *> &Busy,
                    unsigned Depth) const {
  if (!E || Depth > MaxDepth)
    return;
  ++Depth;
  E = E->IgnoreParenCasts();
  if (const auto *ME = dyn_cast<MemberExpr>(E))
    return resolveMember(ME, Into, Busy, Depth);
  if (const auto *DRE = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *P = dyn_cast<ParmVarDecl>(DRE->getDecl())) {
      auto It = Arguments.find(P);
      if (It != Arguments.end())
        Into.add(It->second);
    }
    const auto *VD = dyn_cast<VarDecl>(DRE->getDecl());
    if (VD && VD->hasGlobalStorage())
      return Into.add(VD);
    if (!VD || !VD->hasLocalStorage() || llvm::is_contained(Busy, VD))
      return;
    Busy.push_back(VD);
    for (const Expr *Source : sources(VD))
      resolve(Source, Into, Busy, Depth);
    return;
  }
  if (const auto *ASE = dyn_cast<ArraySubscriptExpr>(E))
    return resolve(ASE->getBase(), Into, Busy, Depth);
  if (const auto *UO = dyn_cast<UnaryOperator>(E))
    return resolve(UO->getSubExpr(), Into, Busy, Depth);
  if (const auto *BO = dyn_cast<BinaryOperator>(E)) {
    if (BO->getOpcode() == BO_Comma || BO->getOpcode() == BO_Assign)
      return resolve(BO->getRHS(), Into, Busy, Depth);
    // Pointer arithmetic, and tags in the lowest bits.
    if (BO->isAdditiveOp() || BO->isBitwiseOp())
      return resolve(BO->getLHS(), Into, Busy, Depth);
    return;
  }
  if (const auto *CO = dyn_cast<AbstractConditionalOperator>(E)) {
    resolve(CO->getTrueExpr(), Into, Busy, Depth);
    return resolve(CO->getFalseExpr(), Into, Busy, Depth);
  }
  if (const auto *SE = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *CS = SE->getSubStmt();
    if (!CS->body_empty())
      resolve(dyn_cast<Expr>(CS->body_back()), Into, Busy, Depth);
    return;
  }
  if (isa<CXXThisExpr>(E))
    return Into.add(This);
  if (const auto *CE = dyn_cast<CallExpr>(E))
    resolveCall(CE, Into, Busy, Depth);
}

/// Py_TYPE and its variants, as they appear in the AST.
static bool isTypeOf(StringRef Name) {
  return Name == "Py_TYPE" || Name == "_Py_TYPE" || Name == "PyObject_Type";
}

void Scope::resolveCall(const CallExpr *CE, Place &Into,
                        llvm::SmallVectorImpl<const VarDecl *> &Busy,
                        unsigned Depth) const {
  const FunctionDecl *Callee = CE->getDirectCallee();
  if (!Callee)
    return;
  if (CE->getNumArgs() && isTypeOf(nameOf(Callee))) {
    Place Of;
    resolve(CE->getArg(0), Of, Busy, Depth);
    Into.SelfType |= Of.Self;
    return;
  }
  if (isNewRef(CE))
    return resolve(CE->getArg(0), Into, Busy, Depth);
  // An accessor: `return ((Foo *)self)->f;`.
  const llvm::ArrayRef<const Expr *> Results = Cache.fewResults(Callee);
  if (Results.empty())
    return;
  bodyOf(Callee);
  Scope Inner(Cache, Callee);
  for (unsigned I = 0; I != CE->getNumArgs() && I != Callee->getNumParams();
       ++I) {
    Place Argument;
    resolve(CE->getArg(I), Argument, Busy, Depth);
    Inner.bind(Callee->getParamDecl(I), std::move(Argument));
  }
  for (const Expr *Result : Results) {
    // With Py_NewRef(), the caller gets a reference besides that of the place.
    if (withoutNewRef(Result) != Result)
      continue;
    llvm::SmallVector<const VarDecl *, 4> InnerBusy;
    Inner.resolve(Result, Into, InnerBusy, Depth + 2);
  }
}

bool isInClear(SourceLocation Loc, const ASTContext &Context) {
  return Loc.isMacroID() &&
         Lexer::getImmediateMacroName(Loc, Context.getSourceManager(),
                                      Context.getLangOpts()) == "Py_CLEAR";
}

} // namespace pyrefcheck
