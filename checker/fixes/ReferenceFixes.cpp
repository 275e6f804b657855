//===- ReferenceFixes.cpp - Taking and keeping references -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// If a borrowed reference is returned or given away, the fix takes a new one.
// It removes the release of a reference that is not owned. It sets fields with
// the macros that release the old value.
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "PathFacts.h"
#include "VariableUses.h"
#include "contracts/Contract.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

/// True if evaluating \p E twice does the same as once.
static bool isPlain(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isPlain(Member->getBase());
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    return Address->getOpcode() == UO_AddrOf && isPlain(Address->getSubExpr());
  return isa<DeclRefExpr, CXXThisExpr>(E);
}

/// The macro of the C API that returns the object \p Name, or "".
static StringRef returnMacro(StringRef Name) {
  return llvm::StringSwitch<StringRef>(Name)
      .Case("Py_None", "Py_RETURN_NONE")
      .Case("Py_True", "Py_RETURN_TRUE")
      .Case("Py_False", "Py_RETURN_FALSE")
      .Case("Py_NotImplemented", "Py_RETURN_NOTIMPLEMENTED")
      .Default("");
}

bool FixMaker::returnNewReference(const Sighting &S, Fix &F) const {
  const auto *RS = dyn_cast_or_null<ReturnStmt>(S.Report.At);
  const Expr *E = RS ? RS->getRetValue() : nullptr;
  if (!E)
    return false;
  const Expr *Bare = Text.bare(E);
  const std::string Written = Text.text(Bare).str();
  bool MayBeNull;
  if (Written.empty() ||
      !onAllPaths(
          valuesAt(RS, E), MayBeNull,
          [&](ProgramStateRef State, ObjectKey Key) {
            return Owner.giveBack(State, Key, /*WantsNew=*/true, RS).What ==
                   Misuse::ReturnOfBorrowed;
          }))
    return false;
  const StringRef Macro = returnMacro(Written);
  if (!Macro.empty() && Words.has(Macro)) {
    F.Title = ("use " + Macro).str();
    return Text.replace(RS, Macro, F.Edits);
  }
  F.Title = "return a new reference to '" + Written + "'";
  if (Words.prefersNewRef())
    return Text.replace(
        E, newReference(E, Function->getReturnType(), MayBeNull), F.Edits);
  return isPlain(Bare) &&
         Text.insertBefore(
             RS, {(MayBeNull ? "Py_XINCREF(" : "Py_INCREF(") + Written + ");"},
             F.Edits);
}

/// True for a call of a method by name. If the method does not exist, nothing
/// consumes the new reference.
static bool isByName(const Contract *Ct) {
  return Ct && Ct->Format == FormatKind::CallMethod;
}

bool FixMaker::giveNewReference(const Sighting &S, Fix &F) const {
  const auto *Call = dyn_cast_or_null<Expr>(S.Report.At);
  const Expr *Given = S.Report.Named;
  const Stmt *Point = Call ? Text.statement(Call) : nullptr;
  if (!Point || !Given || isByName(Words.contractOf(Call)))
    return false;
  // A Py_INCREF follows; it only has to move before the call.
  if (S.Report.What == Misuse::StealOfGivenAway && !S.Report.Ref.Unpaid.Steal)
    return false;
  const Expr *Bare = Text.bare(Given);
  const std::string Written = Text.text(Bare).str();
  llvm::SmallVector<ObjectKey, 4> Objects;
  bool MayBeNull;
  const bool IsUnpaid =
      !Written.empty() &&
      onAllPaths(
          valuesBefore(Point, Given), MayBeNull,
          [&](ProgramStateRef State, ObjectKey Key) {
            if (const RefState *Known = recorded(State, Key);
                Known && Known->Unpaid.Steal)
              return false;
            const Step Theft = Owner.steal(State, Key, nullptr, Call, Given);
            const RefState *After = recorded(Theft.State, Key);
            Objects.push_back(Key);
            return Theft.What == Misuse::None && After && After->Unpaid.Steal;
          });
  // A Py_INCREF after the call pays on the paths that pass it.
  const auto IsPaid = [&](const ExplodedNode *N) {
    return llvm::any_of(Objects, [&](ObjectKey Key) {
      const RefState *RS = recorded(N->getState(), Key);
      return RS && RS->Last.Event == RefEvent::Incremented;
    });
  };
  if (!IsUnpaid || Paths.reaches(Paths.before(Point), IsPaid))
    return false;
  // A reference stolen only on success would be lost on failure.
  if (const Contract *Ct = Words.contractOf(Call);
      Ct && llvm::any_of(Ct->Args, [](const ArgContract &A) {
        return A.Effect == ArgEffect::Steals && A.When == Outcome::Success;
      })) {
    const Expr *Callee = cast<CallExpr>(Call->IgnoreParenCasts())->getCallee();
    if (Text.text(Callee) != "PyModule_AddObject" ||
        !Words.has("PyModule_AddObjectRef") || !Words.prefersNewRef())
      return false;
    F.Title = "use PyModule_AddObjectRef";
    return Text.replace(Callee, "PyModule_AddObjectRef", F.Edits);
  }
  F.Title = "give a new reference to '" + Written + "'";
  // A cast that a macro adds is not written in the source.
  const Expr *Shown = Text.range(Given) ? Given : Bare;
  if (Words.prefersNewRef())
    return Text.replace(Shown, newReference(Shown, Shown->getType(), MayBeNull),
                        F.Edits);
  // No path may skip the call.
  return isPlain(Bare) && Text.isAlwaysEvaluated(Call, Point) &&
         Text.insertBefore(
             Point,
             {(MayBeNull ? "Py_XINCREF(" : "Py_INCREF(") + Written + ");"},
             F.Edits);
}

/// The text of what \p Statement releases: "x" in `Py_DECREF(x)`; or "".
static StringRef releasedBy(StringRef Statement, bool &IsX) {
  IsX = Statement.consume_front("Py_XDECREF");
  if ((!IsX && !Statement.consume_front("Py_DECREF")))
    return "";
  Statement = Statement.trim();
  if (!Statement.consume_front("(") || !Statement.consume_back(")"))
    return "";
  Statement = Statement.trim();
  return Statement.contains('(') && !Statement.starts_with("(PyObject")
             ? ""
             : Statement;
}

bool FixMaker::removeRelease(const Sighting &S, Fix &F) const {
  const auto *Release = dyn_cast_or_null<Expr>(S.Report.At);
  const Stmt *Point = S.Report.At ? Text.statement(S.Report.At) : nullptr;
  bool IsX, MayBeNull;
  if (!Point || !S.Report.Named || releasedBy(Text.text(Point), IsX).empty() ||
      !onAllPaths(valuesBefore(Point, S.Report.Named), MayBeNull,
                  [&](ProgramStateRef State, ObjectKey Key) {
                    return Owner.decrement(State, Key, Release).What !=
                           Misuse::None;
                  }))
    return false;
  F.Title = "remove '" + Text.text(Point).str() + "'";
  return Text.remove(Point, F.Edits);
}

/// True if every path to the beginning of \p S reaches its end.
static bool goesOn(const Stmt *S) {
  if (!S)
    return true;
  if (isa<ReturnStmt, GotoStmt, BreakStmt, ContinueStmt, LabelStmt, SwitchCase,
          IndirectGotoStmt>(S))
    return false;
  return llvm::all_of(S->children(), goesOn);
}

bool FixMaker::releaseLater(const Sighting &S, Fix &F) const {
  const Stmt *Release =
      S.Report.Ref.Last.At ? Text.statement(S.Report.Ref.Last.At) : nullptr;
  const Stmt *Use = S.Report.At ? Text.statement(S.Report.At) : nullptr;
  if (!Release || !Use)
    return false;
  bool IsX;
  const std::string Written = Text.text(Release).str();
  const std::string Name = releasedBy(Written, IsX).str();
  const VarDecl *Variable = nullptr;
  for (const VarDecl *V : VariableUses::mentioned(Release))
    if (isNameable(V) && V->getName() == Name)
      Variable = V;
  if (!Variable)
    return false;
  // Both are in one block, without an exit in between, and the variable keeps
  // its value.
  const Stmt *Next = Text.next(Release);
  for (; Next && Next != Use; Next = Text.next(Next))
    if (!goesOn(Next) || VariableUses::assigns(Next, Variable))
      return false;
  const auto *Return = dyn_cast<ReturnStmt>(Use);
  if (!Next || VariableUses::assigns(Use, Variable) || !(Return || goesOn(Use)))
    return false;
  F.Title = "release '" + Name + "' after its last use";
  if (Return)
    return computesLasting(Return, {}) && Text.remove(Release, F.Edits) &&
           insert({Return, Then::ReturnsComputed, {}}, Written + ";", F);
  for (const VarDecl *V : Uses.takenFrom(Variable))
    if (Uses.isLiveAfter(V, Use))
      return false;
  return Text.remove(Release, F.Edits) &&
         Text.insertAfter(Use, {Written + ";"}, F.Edits);
}

/// True if a variable that is used after \p Point holds \p Key there. A release
/// at \p Point would leave it dangling.
bool FixMaker::isHeldAfter(ObjectKey Key, const Stmt *Point) const {
  const Nodes Before = Paths.before(Point);
  return llvm::any_of(Function->decls(), [&](const Decl *D) {
    const auto *V = dyn_cast<VarDecl>(D);
    return V && V->hasLocalStorage() && V->getType()->isPointerType() &&
           Uses.isLiveAfter(V, Point) &&
           llvm::any_of(Before, [&](const ExplodedNode *N) {
             const ProgramStateRef &State = N->getState();
             return objectOf(State->getSVal(
                        State->getRegion(V, N->getLocationContext()))) == Key;
           });
  });
}

bool FixMaker::setReference(const Sighting &S, Fix &F) const {
  const auto *Assignment = dyn_cast_or_null<BinaryOperator>(S.Report.At);
  const Stmt *Point = Assignment ? Text.statement(Assignment) : nullptr;
  if (!Point || Point != Assignment || !Words.has("Py_XSETREF"))
    return false;
  if (isHeldAfter(S.Report.Key, Point))
    return false;
  const StringRef Place = Text.text(Assignment->getLHS());
  const StringRef Value = Text.text(Assignment->getRHS());
  if (Place.empty() || Value.empty() || !isPlain(Assignment->getLHS()))
    return false;
  if (Assignment->getRHS()->isNullPointerConstant(
          Context, Expr::NPC_ValueDependentIsNotNull) &&
      Words.has("Py_CLEAR")) {
    F.Title = "use Py_CLEAR";
    return Text.replace(Assignment, ("Py_CLEAR(" + Place + ")").str(), F.Edits);
  }
  // A borrowed value could die with the old value of the field. If a Py_INCREF
  // of it follows directly, the fix moves that before the assignment.
  const Stmt *Payment = Text.next(Assignment);
  const StringRef Paid = Payment ? Text.text(Payment) : "";
  const StringRef Bare = Text.text(Text.bare(Assignment->getRHS()));
  if ((Paid.starts_with("Py_INCREF") || Paid.starts_with("Py_XINCREF")) &&
      isPlain(Assignment->getRHS()) &&
      Paid.drop_front(Paid.find('R')).contains(("(" + Bare + ")").str())) {
    F.Title = "use Py_XSETREF";
    return Text.insertBefore(Assignment, {Paid.str() + ";"}, F.Edits) &&
           Text.replace(Assignment,
                        ("Py_XSETREF(" + Place + ", " + Value + ")").str(),
                        F.Edits) &&
           Text.remove(Payment, F.Edits);
  }
  // The value must be an owned reference, such as a new one from a call.
  bool MayBeNull;
  const Contract *Ct = Words.contractOf(Assignment->getRHS());
  const bool IsOwned =
      (Ct && (Ct->Result.Kind == ResultKind::New ||
              Ct->Result.Kind == ResultKind::NewReferenceToArgument)) ||
      (IsComplete &&
       onAllPaths(valuesBefore(Point, Assignment->getRHS()), MayBeNull,
                  [](ProgramStateRef State, ObjectKey Key) {
                    const RefState *RS = recorded(State, Key);
                    return RS && RS->isTracked() && RS->Account.Held > 0;
                  }));
  if (!IsOwned)
    return false;
  F.Title = "use Py_XSETREF";
  return Text.replace(
      Assignment, ("Py_XSETREF(" + Place + ", " + Value + ")").str(), F.Edits);
}

bool FixMaker::clearField(const Sighting &S, Fix &F) const {
  const Stmt *Release = S.Report.At ? Text.statement(S.Report.At) : nullptr;
  if (!Release)
    return false;
  bool IsX;
  const StringRef Field = releasedBy(Text.text(Release), IsX);
  if (Field.empty())
    return false;
  // `if (self->f) Py_DECREF(self->f);`
  if (const auto *If = dyn_cast_or_null<IfStmt>(Text.parent(Release))) {
    const StringRef Test = Text.text(If->getCond());
    const bool IsTest = Test == Field || Test == (Field + " != NULL").str();
    if (!IsTest || If->getElse())
      return false;
    Release = If;
    IsX = true;
  }
  // Only counting and assignments to other fields may precede the assignment.
  const Stmt *Next = Text.next(Release);
  for (; Next; Next = Text.next(Next)) {
    const StringRef Written = Text.text(Next);
    const auto *Other = dyn_cast<BinaryOperator>(Next);
    const bool Assigns = Other && Other->getOpcode() == BO_Assign;
    if (Assigns && Text.text(Other->getLHS()) == Field)
      break;
    const bool IsOther = Assigns &&
                         isa<MemberExpr>(Other->getLHS()->IgnoreParens()) &&
                         (isPlain(Other->getRHS()) ||
                          Other->getRHS()->isNullPointerConstant(
                              Context, Expr::NPC_ValueDependentIsNotNull));
    if (Written.contains(Field) ||
        !(IsOther || Written.starts_with("Py_INCREF(") ||
          Written.starts_with("Py_XINCREF(") ||
          Written.starts_with("Py_DECREF(") ||
          Written.starts_with("Py_XDECREF(")))
      return false;
  }
  const auto *Assignment = dyn_cast_or_null<BinaryOperator>(Next);
  if (!Assignment || Assignment->getOpcode() != BO_Assign ||
      Text.text(Assignment->getLHS()) != Field)
    return false;
  const StringRef Value = Text.text(Assignment->getRHS());
  if (Value.empty())
    return false;
  const bool Clears = Assignment->getRHS()->isNullPointerConstant(
      Context, Expr::NPC_ValueDependentIsNotNull);
  const StringRef Macro = Clears ? "Py_CLEAR"
                          : IsX  ? "Py_XSETREF"
                                 : "Py_SETREF";
  if (!Words.has(Macro))
    return false;
  F.Title = ("use " + Macro).str();
  const std::string Arguments =
      Clears ? Field.str() : (Field + ", " + Value).str();
  return Text.remove(Release, F.Edits) &&
         Text.replace(Assignment, Macro.str() + "(" + Arguments + ")", F.Edits);
}

} // namespace pyrefcheck
