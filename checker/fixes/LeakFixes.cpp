//===- LeakFixes.cpp - Releasing what would be lost -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FailureExits.h"
#include "Fixes.h"
#include "PathFacts.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "words/Messages.h"
#include "clang/AST/ASTContext.h"
#include <map>

using namespace clang;
using namespace clang::ento;
using llvm::StringRef;

namespace pyrefcheck {

bool FixMaker::takesDeclarations() const {
  if (!TakesDeclarations)
    TakesDeclarations = pyrefcheck::takesDeclarations(Function->getBody());
  return *TakesDeclarations;
}

bool FixMaker::isNameable(const VarDecl *Variable) {
  return !Variable->hasGlobalStorage() && Variable->getIdentifier() &&
         !Variable->getLocation().isMacroID();
}

const VarDecl *FixMaker::localVariable(const MemRegion *R) {
  const auto *Region = dyn_cast_or_null<VarRegion>(R);
  return Region && isNameable(Region->getDecl()) ? Region->getDecl() : nullptr;
}

/// True if \p RS is one reference that the function must give back.
static bool isOneOwned(const RefState *RS) {
  return RS && RS->isTracked() && RS->isAlive() && !RS->Unpaid.Steal &&
         RS->Account.Held - RS->Account.Debt == 1 &&
         RS->Arrival.Origin != RefOrigin::Global &&
         RS->Last.Event != RefEvent::TakenFromMemory &&
         RS->Last.Event != RefEvent::Overwritten;
}

std::optional<FixMaker::Ownership>
FixMaker::ownership(const VarDecl *Variable, const Nodes &Before) const {
  Ownership O;
  for (const ExplodedNode *N : Before) {
    ProgramStateRef State = N->getState();
    const VarRegion *R = State->getRegion(Variable, N->getLocationContext());
    // The key of a buffer is the region of the variable.
    if (const RefState *RS = recorded(State, R);
        RS && RS->Resource == RefResource::Buffer) {
      if (!isOneOwned(RS))
        return std::nullopt;
      O.Objects.push_back(R);
      continue;
    }
    for (const PathFacts::Value &V : Paths.valuesAt(N, R)) {
      if (V.Held.isUnknownOrUndef())
        return std::nullopt;
      // The node where the pointer was last bound may know that it is NULL.
      ProgramStateRef Known = V.Known->getState();
      if (Known->isNull(V.Held).isConstrainedTrue()) {
        O.MayBeNull = true;
        continue;
      }
      ObjectKey Key = objectOf(V.Held);
      const RefState *RS = Key ? recorded(State, Key) : nullptr;
      if (!isOneOwned(RS))
        return std::nullopt;
      O.MayBeNull |= !Known->isNull(V.Held).isConstrainedFalse() &&
                     !State->isNull(V.Held).isConstrainedFalse();
      O.Objects.push_back(Key);
    }
  }
  if (O.Objects.empty())
    return std::nullopt;
  return O;
}

/// True if the value of \p V outlives \p Gone at all of \p At: it is NULL or an
/// owned reference, an argument or a global object, and none of \p Gone.
static bool isIndependent(const VarDecl *V, const Nodes &At,
                          llvm::ArrayRef<ObjectKey> Gone,
                          const Transfer &Owner) {
  for (const ExplodedNode *N : At) {
    ProgramStateRef State = N->getState();
    const SVal Held =
        State->getSVal(State->getRegion(V, N->getLocationContext()));
    if (State->isNull(Held).isConstrainedTrue())
      continue;
    ObjectKey Key = objectOf(Held);
    if (!Key || llvm::is_contained(Gone, Key))
      return false;
    const RefState RS = Owner.lookup(State, Key);
    const bool Lasts =
        RS.isTracked() && RS.isAlive() &&
        (RS.Account.Held > 0 || RS.Arrival.Origin == RefOrigin::Parameter ||
         RS.Arrival.Origin == RefOrigin::Global);
    if (!Lasts)
      return false;
  }
  return true;
}

std::optional<FixMaker::Ownership> FixMaker::mayRelease(const VarDecl *Variable,
                                                        const Stmt *Point,
                                                        Then Next) const {
  const Nodes Before = nodesBefore(Point);
  if (Before.empty())
    return std::nullopt;
  std::optional<Ownership> O = ownership(Variable, Before);
  if (!O || !Uses.isInScope(Variable, Point))
    return std::nullopt;
  if (!Point)
    return O;
  if (Next == Then::ReturnsComputed)
    return O;
  // Aliases of the same objects count as taken from it.
  VariableUses::Set Taken = Uses.takenFrom(Variable);
  Taken.erase(Variable);
  VariableUses::Set Needed;
  const bool IsJump = isa<GotoStmt, BreakStmt, ContinueStmt>(Point);
  const VariableUses::Set Mentioned =
      IsJump ? VariableUses::Set() : VariableUses::mentioned(Point);
  for (const VarDecl *V : Taken) {
    const bool Needs =
        Mentioned.contains(V) || (IsJump && Uses.isLiveAfterJump(V, Point)) ||
        (!IsJump && !isa<ReturnStmt>(Point) && Uses.isLiveAfter(V, Point));
    if (Needs && !(V->getType()->isPointerType() &&
                   isIndependent(V, Before, O->Objects, Owner)))
      return std::nullopt;
  }
  if (IsJump ? Uses.isLiveAfterJump(Variable, Point)
             : Next != Then::Overwrites && Mentioned.contains(Variable))
    return std::nullopt;
  return O;
}

std::string FixMaker::release(const VarDecl *Variable, const Ownership &O,
                              RefResource Resource) const {
  const std::string Name = Variable->getNameAsString();
  switch (Resource) {
  case RefResource::Buffer:
    return "PyBuffer_Release(&" + Name + ");";
  case RefResource::Memory:
    return "PyMem_Free(" + Name + ");";
  case RefResource::Object:
    return (O.MayBeNull ? "Py_XDECREF(" : "Py_DECREF(") + Name + ");";
  }
  llvm_unreachable("covered switch");
}

/// True if the function must still release the object \p Key at \p N.
static bool isOwnedAt(const ExplodedNode *N, ObjectKey Key) {
  return isOneOwned(recorded(N->getState(), Key));
}

bool FixMaker::computesLasting(const ReturnStmt *Return,
                               llvm::ArrayRef<ObjectKey> Gone) const {
  const Expr *Value = Return->getRetValue();
  // A label cannot precede a declaration in C, and a jump cannot bypass one in
  // C++.
  if (!Value || isa<DeclRefExpr>(Value->IgnoreParenCasts()) ||
      isa_and_nonnull<LabelStmt, SwitchCase>(Text.parent(Return)) ||
      isa_and_nonnull<SwitchStmt>(Text.parent(Text.parent(Return))) ||
      (Context.getLangOpts().CPlusPlus && !takesDeclarations()))
    return false;
  bool MayBeNull;
  return Value->getType()->isArithmeticType() ||
         onAllPaths(valuesAt(Return, Value), MayBeNull,
                    [&](ProgramStateRef State, ObjectKey Key) {
                      const RefState *RS = recorded(State, Key);
                      return RS && RS->isTracked() && RS->Account.Held > 0 &&
                             RS->Arrival.Origin == RefOrigin::New &&
                             !llvm::is_contained(Gone, Key);
                    });
}

std::optional<FixMaker::Release> FixMaker::releaseAt(const VarDecl *Variable,
                                                     const Stmt *Point) const {
  if (const auto O = mayRelease(Variable, Point, Then::Leaves))
    return Release{Point, Then::Leaves, *O};
  const auto *Return = dyn_cast_or_null<ReturnStmt>(Point);
  if (!Return)
    return std::nullopt;
  if (const auto O = mayRelease(Variable, Point, Then::ReturnsComputed);
      O && computesLasting(Return, O->Objects) &&
      // The computation of the value may take the reference over.
      ownership(Variable, Paths.at(Return)))
    return Release{Point, Then::ReturnsComputed, *O};
  return std::nullopt;
}

std::optional<FixMaker::Release>
FixMaker::releaseAfterUse(const VarDecl *Variable, const Expr *Site) const {
  const Stmt *First = Site ? Text.statement(Site) : nullptr;
  const Stmt *Last = nullptr;
  for (const Stmt *S = First; S && Work.spend(); S = Text.next(S)) {
    if (isa<LabelStmt, SwitchCase>(S))
      return std::nullopt;
    if (Uses.mentionedBy(S).contains(Variable) ||
        (S == First && isa<DeclStmt>(S)))
      Last = S;
  }
  if (!Last || Last == First || !isa<Expr>(Last) ||
      VariableUses::assigns(Last, Variable))
    return std::nullopt;
  const Nodes After = Paths.after(Last);
  const auto O = ownership(Variable, After);
  if (!O || Uses.isLiveAfter(Variable, Last) || !Uses.isInScope(Variable, Last))
    return std::nullopt;
  for (const VarDecl *V : Uses.takenFrom(Variable))
    if (V != Variable && Uses.isLiveAfter(V, Last) &&
        !(V->getType()->isPointerType() &&
          isIndependent(V, After, O->Objects, Owner)))
      return std::nullopt;
  return Release{Last, Then::IsLastUse, *O};
}

Nodes FixMaker::nodesOf(const Release &R) const {
  return R.Next == Then::IsLastUse ? Paths.after(R.Point)
                                   : nodesBefore(R.Point);
}

bool FixMaker::insert(const Release &R, StringRef Statement, Fix &F) const {
  if (!R.Point)
    return Text.insertAtEnd(Function, {Statement.str()}, F.Edits);
  if (R.Next == Then::IsLastUse)
    return Text.insertAfter(R.Point, {Statement.str()}, F.Edits);
  if (R.Next != Then::ReturnsComputed)
    return Text.insertBefore(R.Point, {Statement.str()}, F.Edits);
  const Expr *Value = cast<ReturnStmt>(R.Point)->getRetValue();
  const std::string Written = Text.text(Value).str();
  const std::string Name = FreshInBody.make("result");
  QualType T = Function->getReturnType().getUnqualifiedType();
  std::string Declaration = T.getAsString(Context.getPrintingPolicy());
  if (!StringRef(Declaration).ends_with("*"))
    Declaration += ' ';
  return !Written.empty() &&
         Text.insertBefore(
             R.Point,
             {Declaration + Name + " = " + Written + ";", Statement.str()},
             F.Edits) &&
         Text.replace(Value, Name, F.Edits);
}

bool FixMaker::areReachedTwice(llvm::ArrayRef<Release> Releases,
                               const VarDecl *Variable) const {
  llvm::DenseMap<const ExplodedNode *, llvm::SmallVector<const Release *, 1>>
      Targets;
  for (const Release &R : Releases)
    for (const ExplodedNode *N : nodesOf(R))
      Targets[N].push_back(&R);
  const auto Holds = [&](const ExplodedNode *N, ObjectKey Key) {
    const VarRegion *Place =
        N->getState()->getRegion(Variable, N->getLocationContext());
    return Key == Place || llvm::any_of(Paths.valuesAt(N, Place),
                                        [&](const PathFacts::Value &V) {
                                          return objectOf(V.Held) == Key;
                                        });
  };
  return llvm::any_of(Releases, [&](const Release &R) {
    const auto Again = [&](const ExplodedNode *N) {
      const auto It = Targets.find(N);
      return It != Targets.end() &&
             // A path that reaches the same last use again has got another
             // object in the block.
             llvm::any_of(It->second,
                          [&](const Release *Next) {
                            return Next != &R || R.Next != Then::IsLastUse;
                          }) &&
             llvm::any_of(R.Owned.Objects, [&](ObjectKey Key) {
               return isOwnedAt(N, Key) && Holds(N, Key);
             });
    };
    return Paths.reaches(nodesOf(R), Again);
  });
}

/// True if the function owes a reference to \p Key at \p N.
static bool owesAt(const ExplodedNode *N, ObjectKey Key) {
  const RefState *Known = recorded(N->getState(), Key);
  return Known && Known->isTracked() &&
         Known->Account.Held > Known->Account.Debt;
}

/// The one variable that holds the object in all of \p Seen, or null.
const VarDecl *FixMaker::holderOfAll(llvm::ArrayRef<Sighting> Seen) {
  const VarDecl *Variable = nullptr;
  for (const Sighting &S : Seen) {
    const RefState &RS = S.Report.Ref;
    const VarDecl *Holder = localVariable(
        RS.Resource == RefResource::Buffer ? S.Report.Key : RS.Last.Variable);
    if (!Holder || (Variable && Holder != Variable))
      return nullptr;
    Variable = Holder;
  }
  return Variable;
}

bool FixMaker::releaseBeforeExits(llvm::ArrayRef<Sighting> Seen, Fix &F) const {
  llvm::SmallVector<Release, 4> Releases;
  llvm::DenseMap<const Stmt *, bool> Asked;
  /// Where the result of a call is used last.
  struct LastUse {
    std::optional<Release> After;
    llvm::DenseSet<const ExplodedNode *> Nodes;
  };
  std::map<const Expr *, LastUse> LastUses;
  const VarDecl *Variable = holderOfAll(Seen);
  if (!Variable)
    return false;
  for (const Sighting &S : Seen) {
    if (Work.isSpent())
      return false;
    // Release at the exit if all paths to it own the object, else at the jumps.
    const auto Accept = [&](const Stmt *Point) {
      const auto [It, New] = Asked.try_emplace(Point, false);
      if (!New)
        return It->second;
      const auto R = releaseAt(Variable, Point);
      if (R)
        Releases.push_back(*R);
      return Asked[Point] = R.has_value();
    };
    const auto Owns = [&](const ExplodedNode *N) {
      return owesAt(N, S.Report.Key);
    };
    const auto No = [](const ExplodedNode *) { return false; };
    if ((S.Report.What == Misuse::LeakAtExit && Accept(S.Report.At)) ||
        Paths.coverWithJumps(S.Node, Owns, No, Accept))
      continue;
    // Or after its last use, if all paths without such a jump pass it.
    const auto [It, New] = LastUses.try_emplace(S.Report.Ref.Arrival.Site);
    LastUse &Use = It->second;
    if (New)
      Use.After = releaseAfterUse(Variable, S.Report.Ref.Arrival.Site);
    if (!Use.After)
      return false;
    if (New)
      for (const ExplodedNode *N : nodesOf(*Use.After))
        Use.Nodes.insert(N);
    const auto IsBehind = [&](const ExplodedNode *N) {
      return Use.Nodes.contains(N);
    };
    if (!Paths.coverWithJumps(S.Node, Owns, IsBehind, Accept))
      return false;
    if (llvm::none_of(Releases, [&](const Release &R) {
          return R.Point == Use.After->Point;
        }))
      Releases.push_back(*Use.After);
  }
  if (areReachedTwice(Releases, Variable))
    return false;
  const RefResource Resource = Seen.front().Report.Ref.Resource;
  F.Title = "release '" + Variable->getNameAsString() + "' before leaving";
  return llvm::all_of(Releases, [&](const Release &R) {
    return insert(R, release(Variable, R.Owned, Resource), F);
  });
}

bool FixMaker::releaseBeforeOverwrite(const Sighting &S, Fix &F) const {
  const auto *Assignment = dyn_cast_or_null<BinaryOperator>(S.Report.At);
  const VarDecl *Variable = localVariable(S.Report.Ref.Last.Variable);
  if (!Assignment || !Variable || Assignment->getOpcode() != BO_Assign ||
      S.Report.Ref.Resource != RefResource::Object)
    return false;
  const auto *Target =
      dyn_cast<DeclRefExpr>(Assignment->getLHS()->IgnoreParenCasts());
  const Stmt *Point = Text.statement(Assignment);
  if (!Target || Target->getDecl() != Variable || !Point)
    return false;
  F.Title =
      "release '" + Variable->getNameAsString() + "' before it is overwritten";
  const VariableUses::Set Taken = Uses.takenFrom(Variable);
  const bool Reads = VariableUses::mentionsAny(Assignment->getRHS(), Taken);
  if (!Reads && (Point == Assignment || isa<IfStmt>(Point)) &&
      mayRelease(Variable, Point, Then::Overwrites)) {
    const auto O = mayRelease(Variable, Point, Then::Overwrites);
    return Text.insertBefore(
        Point, {release(Variable, *O, RefResource::Object)}, F.Edits);
  }
  // The macro evaluates the new value before it releases the old one.
  if (Point != Assignment)
    return false;
  const auto O = ownership(Variable, Paths.before(Point));
  const StringRef Macro = O && O->MayBeNull ? "Py_XSETREF" : "Py_SETREF";
  const StringRef Value = Text.text(Assignment->getRHS());
  if (!O || !Words.has(Macro) || Value.empty())
    return false;
  for (const VarDecl *V : Taken)
    if (V != Variable && Uses.isLiveAfter(V, Point) &&
        !(V->getType()->isPointerType() &&
          isIndependent(V, Paths.before(Point), O->Objects, Owner)))
      return false;
  return Text.replace(
      Assignment,
      (Macro + "(" + Variable->getName() + ", " + Value + ")").str(), F.Edits);
}

} // namespace pyrefcheck
