//===- BranchMutants.cpp - Dropped tests, redirected gotos ----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionMutants.h"
#include "Mutant.h"
#include "ReferenceCalls.h"
#include "WrittenCode.h"
#include "contracts/Contract.h"
#include "contracts/FormatString.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

/// Whether control never reaches the end of \p S.
static bool leaves(const Stmt *S) {
  S = lastStatement(S);
  return S && isa<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt, CXXThrowExpr>(
                  S->stripLabelLikeStatements());
}

namespace {

class TestMutants {
public:
  TestMutants(const FunctionScope &Scope, const IfStmt *If,
              const StatementPlace &Place, TextRange Whole)
      : Scope(Scope), Code(Scope.Code), If(If), Place(Place), Whole(Whole) {}

  void addAll();

private:
  const Expr *testedObject(const Expr *Condition) const;
  const CallExpr *testedCall(const Expr *Condition) const;
  bool isZero(const Expr *E) const;
  bool isStatusTest(const Expr *Condition, const Expr *&Status) const;
  bool losesObject(const CallExpr *Call) const;
  void dropOperand(const Expr *Operand);
  void dropNullTest(const Expr *Operand, const Expr *Tested);

  const FunctionScope &Scope;
  const WrittenCode &Code;
  const IfStmt *const If;
  const StatementPlace &Place;
  const TextRange Whole;
};

} // namespace

/// The object pointer that is NULL if \p Condition is true, or null.
const Expr *TestMutants::testedObject(const Expr *Condition) const {
  const Expr *Tested = nullptr;
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot) {
    Tested = Not->getSubExpr();
  } else if (const auto *Equal = dyn_cast<BinaryOperator>(Condition);
             Equal && Equal->getOpcode() == BO_EQ) {
    auto IsNull = [&](const Expr *E) {
      return E->isNullPointerConstant(const_cast<ASTContext &>(Code.context()),
                                      Expr::NPC_ValueDependentIsNull) !=
             Expr::NPCK_NotNull;
    };
    if (IsNull(Equal->getRHS()))
      Tested = Equal->getLHS();
    else if (IsNull(Equal->getLHS()))
      Tested = Equal->getRHS();
  }
  if (!Tested)
    return nullptr;
  Tested = Tested->IgnoreParenImpCasts();
  return Scope.TU.types().isObjectPointer(Tested->getType()) ? Tested : nullptr;
}

void TestMutants::dropNullTest(const Expr *Operand, const Expr *Tested) {
  const std::optional<TextRange> There = Code.rangeOf(Operand);
  const std::optional<TextRange> Value = Code.rangeOf(Tested);
  if (!There || !Value)
    return;
  const bool Stays = Tested->HasSideEffects(Code.context());
  const std::string Text = Stays ? Code.text(*Value).str() : "";
  if (Operand == If->getCond()->IgnoreParenImpCasts())
    Scope.add(MutantOperator::NullTestDropped,
              {replaceStatement(Place, Whole, {Text + ";"})});
  else
    Scope.add(MutantOperator::NullTestDropped,
              {{*There, Stays ? "((" + Text + "), 0)" : "0"}});
}

void TestMutants::dropOperand(const Expr *Operand) {
  Operand = Operand->IgnoreParenImpCasts();
  if (const auto *Or = dyn_cast<BinaryOperator>(Operand);
      Or && Or->getOpcode() == BO_LOr) {
    dropOperand(Or->getLHS());
    dropOperand(Or->getRHS());
    return;
  }
  if (const Expr *Tested = testedObject(Operand))
    dropNullTest(Operand, Tested);
}

bool TestMutants::isZero(const Expr *E) const {
  const std::optional<APSInt> Value = E->getIntegerConstantExpr(Code.context());
  return Value && Value->isZero();
}

/// Whether \p Condition tests whether the integer \p Status means failure.
bool TestMutants::isStatusTest(const Expr *Condition,
                               const Expr *&Status) const {
  Status = Condition;
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot) {
    Status = Not->getSubExpr();
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(Condition)) {
    const std::optional<APSInt> Value =
        Binary->getRHS()->getIntegerConstantExpr(Code.context());
    if (!Value || !(Value->isZero() || *Value == -1))
      return false;
    if (!is_contained({BO_LT, BO_LE, BO_EQ, BO_NE}, Binary->getOpcode()))
      return false;
    Status = Binary->getLHS();
  }
  Status = Status->IgnoreParenImpCasts();
  return Status->getType()->isIntegerType();
}

/// Whether the format of \p Call, a parser of arguments, always writes an
/// object to the argument \p I: the unit is not optional.
static bool parsesObject(const CallExpr *Call, const Contract &C, unsigned I) {
  if (C.FormatArg >= Call->getNumArgs())
    return false;
  const std::optional<StringRef> Format =
      literalText(Call->getArg(C.FormatArg));
  if (!Format)
    return false;
  const bool HasKeywords = C.Format == FormatKind::ParseKeywords;
  const FormatString Units = readParseFormat(*Format, HasKeywords);
  const unsigned First = C.FormatArg + (HasKeywords ? 2 : 1);
  return I >= First && I - First < Units.Args.size() &&
         Units.Args[I - First].Role == VarArgRole::OutBorrowed &&
         !Units.Args[I - First].Optional;
}

/// Whether success of \p Call writes an object to the argument \p I, and
/// failure writes NULL or nothing. A result that may be NULL on success is
/// tested anyway.
static bool givesObject(const CallExpr *Call, unsigned I, bool HasInit) {
  const Contract *C = contractOf(Call);
  if (!C)
    return HasInit;
  if (C->Format == FormatKind::Parse || C->Format == FormatKind::ParseKeywords)
    return HasInit && parsesObject(Call, *C, I);
  bool WritesNull = false;
  for (const ArgContract &A : C->Args)
    if (A.Index == I) {
      if (A.MayBeNull)
        return false;
      WritesNull |= A.Effect == ArgEffect::OutNull;
    }
  // Otherwise the variable would be uninitialised, which compilers report.
  return WritesNull || HasInit;
}

/// The local object pointer whose address \p E is, or null.
static const VarDecl *addressedObject(const ObjectTypes &Types, const Expr *E) {
  const auto *Address = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return nullptr;
  const auto *Ref =
      dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && Types.isObjectPointer(Var->getType())
             ? Var
             : nullptr;
}

/// Whether a failure of \p Call gives no object where success gives one, or
/// leaves the caller with an object that success steals.
bool TestMutants::losesObject(const CallExpr *Call) const {
  if (const Contract *C = contractOf(Call))
    for (const ArgContract &A : C->Args)
      if (A.When == Outcome::Success && A.Effect == ArgEffect::Steals &&
          A.Index < Call->getNumArgs() && !isImmortal(Call->getArg(A.Index)))
        return true;
  for (unsigned I = 0; I < Call->getNumArgs(); ++I)
    if (const VarDecl *Var = addressedObject(Scope.TU.types(), Call->getArg(I)))
      if (givesObject(Call, I, Var->hasInit()))
        return true;
  return false;
}

/// The call whose status \p Condition tests, if dropping the test matters.
const CallExpr *TestMutants::testedCall(const Expr *Condition) const {
  const Expr *Status = nullptr;
  if (!isStatusTest(Condition, Status))
    return nullptr;
  const auto *Call = dyn_cast<CallExpr>(Status);
  const auto *Ref = dyn_cast<DeclRefExpr>(Status);
  if (const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr)
    forEachAssigned(Place.before(1), Var, [&](const Expr *Value) {
      Call = dyn_cast<CallExpr>(Value->IgnoreParenCasts());
    });
  if (const auto *Assign = dyn_cast<BinaryOperator>(Status))
    if (Assign->getOpcode() == BO_Assign)
      Call = dyn_cast<CallExpr>(Assign->getRHS()->IgnoreParenCasts());
  return Call && losesObject(Call) ? Call : nullptr;
}

void TestMutants::addAll() {
  dropOperand(If->getCond());
  const Expr *Condition = If->getCond()->IgnoreParenImpCasts();
  if (!testedCall(Condition))
    return;
  const Expr *Status = nullptr;
  isStatusTest(Condition, Status);
  const std::optional<TextRange> Range = Code.rangeOf(Status);
  if (Range)
    Scope.add(
        MutantOperator::ErrorTestDropped,
        {replaceStatement(
            Place, Whole,
            {isa<DeclRefExpr>(Status) ? ";" : Code.text(*Range).str() + ";"})});
}

void addTestMutants(const FunctionScope &Scope, const PlacedStatement &Placed) {
  const auto *If = dyn_cast<IfStmt>(Placed.S);
  if (!If || If->getElse() || If->hasInitStorage() || If->hasVarStorage() ||
      !leaves(If->getThen()))
    return;
  if (std::optional<TextRange> Whole = Scope.Code.wholeStatement(If))
    TestMutants(Scope, If, Placed.Place, *Whole).addAll();
}

namespace {

/// The labels, gotos and releases of a function, in the order of the text.
struct JumpMap {
  struct Label {
    const LabelDecl *Declaration;
    unsigned Begin;
    /// The block that contains it, and whether the code before it leads to it.
    const Stmt *Block;
    bool IsReached;
  };
  SmallVector<Label, 8> Labels;
  SmallVector<const GotoStmt *, 16> Gotos;
  SmallVector<unsigned, 32> Releases;

  JumpMap(const WrittenCode &Code, const Stmt *Body) { read(Code, Body); }

  /// Whether control passes releases on its way from \p A to \p B, the next
  /// label.
  bool releasesBetween(const Label &A, const Label &B) const {
    return A.Block == B.Block && B.IsReached &&
           any_of(Releases,
                  [&](unsigned At) { return A.Begin <= At && At < B.Begin; });
  }

private:
  void read(const WrittenCode &Code, const Stmt *S);
  void readBlock(const WrittenCode &Code, const CompoundStmt *Block);
};

} // namespace

void JumpMap::readBlock(const WrittenCode &Code, const CompoundStmt *Block) {
  const Stmt *Before = nullptr;
  for (const Stmt *Child : Block->body()) {
    if (const auto *L = dyn_cast<LabelStmt>(Child))
      if (std::optional<TextRange> Range =
              Code.rangeOf(SourceRange(L->getIdentLoc())))
        Labels.push_back(
            {L->getDecl(), Range->Begin, Block, Before && !leaves(Before)});
    read(Code, Child);
    Before = Child;
  }
}

void JumpMap::read(const WrittenCode &Code, const Stmt *S) {
  if (!S)
    return;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    readBlock(Code, Block);
    return;
  }
  if (const auto *G = dyn_cast<GotoStmt>(S)) {
    Gotos.push_back(G);
  } else if (isa<Expr, DoStmt>(S)) {
    const ReferenceCall Call = referenceCall(Code, S);
    if (Call.Role == ReferenceRole::Release ||
        Call.Role == ReferenceRole::Clear)
      Releases.push_back(Call.Written.Range.Begin);
  }
  for (const Stmt *Child : S->children())
    read(Code, Child);
}

void addGotoMutants(const FunctionScope &Scope) {
  const JumpMap Map(Scope.Code, Scope.Function->getBody());
  for (const GotoStmt *Goto : Map.Gotos) {
    const std::optional<TextRange> Name =
        Scope.Code.rangeOf(SourceRange(Goto->getLabelLoc()));
    const auto *Target = find_if(Map.Labels, [&](const JumpMap::Label &L) {
      return L.Declaration == Goto->getLabel();
    });
    if (!Name || Target == Map.Labels.end() || Target->Begin < Name->Begin)
      continue;
    // Skip the releases, or else run more of them.
    const JumpMap::Label *To = nullptr;
    if (Target + 1 != Map.Labels.end() &&
        Map.releasesBetween(*Target, Target[1]))
      To = Target + 1;
    else if (Target != Map.Labels.begin() && Target[-1].Begin > Name->Begin &&
             Map.releasesBetween(Target[-1], *Target))
      To = Target - 1;
    if (To)
      Scope.add(MutantOperator::GotoRetargeted,
                {{*Name, To->Declaration->getName().str()}});
  }
}

} // namespace pyrefcheck
