//===- PathControl.cpp - Which paths are worth following --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathControl.h"
#include "LoopExits.h"
#include "ownership/RefState.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"
#include "clang/Lex/Lexer.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::ento;

namespace {

/// The ownership state: the root of the map of watched objects, and the last
/// loss. Equal states have equal pointers.
using Ownership = std::pair<const void *, const void *>;

/// How often a loop's condition was reached, and the ownership state then.
struct LoopVisit {
  unsigned Turns;
  /// The turns of the enclosing loop at that time: with each of them, this loop
  /// runs again.
  unsigned OuterTurns;
  Ownership Owned;

  bool operator==(const LoopVisit &O) const {
    return Turns == O.Turns && OuterTurns == O.OuterTurns && Owned == O.Owned;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddInteger(Turns);
    ID.AddInteger(OuterTurns);
    ID.AddPointer(Owned.first);
    ID.AddPointer(Owned.second);
  }
};

} // namespace

REGISTER_MAP_WITH_PROGRAMSTATE(LoopVisits, const clang::Stmt *, LoopVisit)
/// The sum of hashOf() over all visits: a path can have thousands.
REGISTER_TRAIT_WITH_PROGRAMSTATE(LoopTurns, uint64_t)

namespace pyrefcheck {

static uint64_t hashOf(const Stmt *Loop, const LoopVisit *Visit) {
  return Visit ? uint64_t(
                     llvm::hash_combine(Loop, Visit->Turns, Visit->OuterTurns))
               : 0;
}

/// Replaces the visit of \p Loop, or removes it if \p Visit is null.
static ProgramStateRef setVisit(ProgramStateRef State, const Stmt *Loop,
                                const LoopVisit *Visit) {
  const uint64_t Before = hashOf(Loop, State->get<LoopVisits>(Loop));
  State = State->set<LoopTurns>(State->get<LoopTurns>() - Before +
                                hashOf(Loop, Visit));
  return Visit ? State->set<LoopVisits>(Loop, *Visit)
               : State->remove<LoopVisits>(Loop);
}

namespace {

/// Finds the loops of a function, their conditions and the loops around them.
class LoopFinder : public RecursiveASTVisitor<LoopFinder> {
public:
  using Callback =
      llvm::function_ref<void(const Stmt *, const Stmt *, const Expr *)>;
  explicit LoopFinder(Callback Found) : Found(Found) {}

  bool TraverseForStmt(ForStmt *S) {
    return inLoop(S, S->getCond(),
                  [&] { return RecursiveASTVisitor::TraverseForStmt(S); });
  }
  bool TraverseWhileStmt(WhileStmt *S) {
    return inLoop(S, S->getCond(),
                  [&] { return RecursiveASTVisitor::TraverseWhileStmt(S); });
  }
  bool TraverseDoStmt(DoStmt *S) {
    return inLoop(S, S->getCond(),
                  [&] { return RecursiveASTVisitor::TraverseDoStmt(S); });
  }

private:
  bool inLoop(const Stmt *Loop, const Expr *Condition,
              llvm::function_ref<bool()> TraverseInside) {
    if (Condition)
      Found(Loop, Outer, Condition);
    llvm::SaveAndRestore<const Stmt *> Saved(Outer, Loop);
    return TraverseInside();
  }

  Callback Found;
  const Stmt *Outer = nullptr;
};

} // namespace

void PathControl::startFunction(const FunctionDecl *FD) {
  Tests.clear();
  Surcharge = 0;
  Nodes = 0;
  Coverage.startFunction(FD);
  IsCython =
      FD->getDeclName().isIdentifier() && FD->getName().starts_with("__pyx_");
  Loops.clear();
  auto Add = [&](const Stmt *Loop, const Stmt *Outer, const Expr *Condition) {
    Loops.try_emplace(Loop, deedsOf(Loop));
    addTests({Loop, Outer, /*IsFirst=*/true}, Condition);
  };
  LoopFinder Finder(Add);
  Finder.TraverseStmt(FD->getBody());
}

/// The engine branches on each operand of `&&` and `||` separately.
void PathControl::addTests(const LoopTest &Test, const Expr *Condition) {
  Condition = Condition->IgnoreParens();
  if (const auto *BO = dyn_cast<BinaryOperator>(Condition);
      BO && BO->isLogicalOp()) {
    addTests(Test, BO->getLHS());
    addTests({Test.Loop, Test.Outer, /*IsFirst=*/false}, BO->getRHS());
    return;
  }
  if (isa<IntegerLiteral>(Condition->IgnoreParenImpCasts()))
    return; // `do ... while (0)` is no loop, `while (1)` is never left here.
  Tests.try_emplace(Condition, Test);
  Tests.try_emplace(Condition->IgnoreParenImpCasts(), Test);
}

/// True for a test by which Cython's output chooses a faster way to the same
/// result: it unpacks bound methods, and calls Python and C functions directly.
/// Each such test doubles the paths at each call.
static bool choosesFastPath(const Expr *E, CheckerContext &C) {
  const SourceManager &SM = C.getSourceManager();
  // likely(), unlikely().
  while (true) {
    E = E->IgnoreParenCasts();
    const auto *UO = dyn_cast<UnaryOperator>(E);
    const auto *CE = dyn_cast<CallExpr>(E);
    if (UO && UO->getOpcode() == UO_LNot)
      E = UO->getSubExpr();
    else if (CE && CE->getBuiltinCallee() == Builtin::BI__builtin_expect)
      E = CE->getArg(0);
    else
      break;
  }
  for (SourceLocation Loc = E->getExprLoc(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (llvm::StringSwitch<bool>(
            Lexer::getImmediateMacroName(Loc, SM, C.getLangOpts()))
            .Cases("PyMethod_Check", "PyFunction_Check", true)
            .Case("__Pyx_PyFastCFunction_Check", true)
            .Default(false))
      return true;
  return false;
}

/// True if \p S is in a macro for a reference operation that itself tests for
/// NULL.
static bool isInNullTestingMacro(const Stmt *S, CheckerContext &C) {
  const SourceManager &SM = C.getSourceManager();
  for (SourceLocation Loc = S->getBeginLoc(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc)) {
    StringRef Name = Lexer::getImmediateMacroName(Loc, SM, C.getLangOpts());
    if (llvm::StringSwitch<bool>(Name)
            .Cases("Py_CLEAR", "Py_XDECREF", "Py_XINCREF", "Py_VISIT", true)
            .Cases("Py_XSETREF", "_Py_XINCREF", "_Py_XDECREF", true)
            .Default(false))
      return true;
  }
  return false;
}

void PathControl::checkLiveSymbols(ProgramStateRef State,
                                   SymbolReaper &) const {
  /// One step covers FewObjects: some functions set up a whole module. Beyond
  /// that, each ObjectsPerStep objects cost another step.
  constexpr unsigned FewObjects = 256, ObjectsPerStep = 8;
  /// A balanced tree of at most this height has fewer objects.
  constexpr unsigned FewLevels = 8;
  const RefMapTy Objects = watched(State);
  if (Objects.getHeight() <= FewLevels)
    return;
  const auto Count = std::distance(Objects.begin(), Objects.end());
  if (Count > FewObjects)
    Surcharge += (Count - FewObjects) / ObjectsPerStep;
}

void PathControl::checkPreCall(const CallEvent &, CheckerContext &C) const {
  if (isOver())
    C.generateSink(C.getState(), C.getPredecessor());
}

/// How exact coverage has to be once a function has used this much of its
/// budget: all paths of a small function are followed, and a function of a
/// hundred independent branches still comes to its end.
static std::optional<BranchCoverage::Together> exactnessAt(int64_t Nodes,
                                                           unsigned MaxNodes) {
  if (Nodes < MaxNodes / 20)
    return std::nullopt;
  return Nodes < MaxNodes / 5       ? BranchCoverage::All
         : Nodes < 2 * MaxNodes / 5 ? BranchCoverage::Pairs
                                    : BranchCoverage::One;
}

bool PathControl::bringsNothingNew(const Stmt *Condition,
                                   CheckerContext &C) const {
  Nodes = std::max(Nodes, C.getPredecessor()->getID());
  const auto How = exactnessAt(Nodes, MaxNodes);
  if (!How)
    return false;
  ProgramStateRef State = C.getState();
  unsigned Possible = BranchCoverage::IfTrue | BranchCoverage::IfFalse;
  if (const auto V = C.getSVal(Condition).getAs<DefinedOrUnknownSVal>()) {
    const auto [True, False] = State->assume(*V);
    Possible = (True ? BranchCoverage::IfTrue : 0) |
               (False ? BranchCoverage::IfFalse : 0);
  }
  return Coverage.isCovered(Condition, Possible, State->get<LoopTurns>(), *How,
                            State, C.getLocationContext());
}

void PathControl::checkBranchCondition(const Stmt *Condition,
                                       CheckerContext &C) const {
  if (isOver()) {
    C.generateSink(C.getState(), C.getPredecessor());
    return;
  }
  if (bringsNothingNew(Condition, C)) {
    C.generateSink(C.getState(), C.getPredecessor());
    return;
  }
  const auto *E = dyn_cast<Expr>(Condition);
  if (!E)
    return;
  auto It = Tests.find(E->IgnoreParens());
  if (It != Tests.end())
    return controlLoop(Condition, It->second, C);

  if (!Condition->getBeginLoc().isMacroID())
    return;
  if (IsCython && choosesFastPath(E, C)) {
    if (auto V = C.getSVal(Condition).getAs<DefinedOrUnknownSVal>())
      if (ProgramStateRef False = C.getState()->assume(*V, false))
        C.addTransition(False);
    return;
  }
  const auto *BO = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  const Expr *Tested = BO ? BO->getLHS() : E;
  if (!Tested->getType()->isPointerType() || !isInNullTestingMacro(E, C))
    return;
  auto V = C.getSVal(Condition).getAs<DefinedOrUnknownSVal>();
  if (!V)
    return;
  auto [True, False] = C.getState()->assume(*V);
  if (True && False)
    C.addTransition(True);
}

/// Only one state may leave this callback: if one state excludes an edge, the
/// engine treats the edge as excluded in all.
void PathControl::controlLoop(const Stmt *Condition, const LoopTest &Test,
                              CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  auto V = C.getSVal(Condition).getAs<DefinedOrUnknownSVal>();
  if (!V)
    return;
  const LoopVisit *Outer =
      Test.Outer ? State->get<LoopVisits>(Test.Outer) : nullptr;
  const unsigned OuterTurns = Outer ? Outer->Turns : 0;
  const LoopVisit *Known = State->get<LoopVisits>(Test.Loop);
  if (Known && Known->OuterTurns != OuterTurns)
    Known = nullptr;
  const unsigned Turns = Known ? Known->Turns : 0;
  const Ownership Owned = {watched(State).getRootWithoutRetain(),
                           lastLoss(State)};
  const auto Deeds = Loops.find(Test.Loop);
  assert(Deeds != Loops.end() && "a loop without a test");
  // The second and later parts of a condition belong to the turn that the first
  // part has counted.
  const bool Unchanged = Test.IsFirst && Turns > 0 && Known->Owned == Owned &&
                         !waitsForCount(Deeds->second, State, C);
  const bool Enough = Turns >= MaxTurns + (Test.IsFirst ? 0 : 1);

  if (Unchanged || Enough) {
    const auto [More, Last] = State->assume(*V);
    // If the condition cannot be false, the number of turns is known.
    ProgramStateRef Leave;
    // The loop ends at some later turn: another walk may make as many turns.
    if (Last && More && Unchanged)
      Leave = endWalk(Deeds->second, Condition, State, C);
    if (!Leave)
      Leave = !Last  ? endLoop(Deeds->second, Condition, State, C)
              : More ? leaveLoop(Deeds->second, Condition, Last, C)
                     : Last;
    if (!Leave && Unchanged && V->getAs<nonloc::ConcreteInt>())
      // Whatever ends it, no turn touches a reference.
      Leave = State->BindExpr(
          Condition, C.getLocationContext(),
          C.getSValBuilder().makeIntVal(0, cast<Expr>(Condition)->getType()));
    if (Leave) {
      C.addTransition(setVisit(Leave, Test.Loop, nullptr));
      return;
    }
  }
  const LoopVisit Visit = {Turns + 1, OuterTurns, Owned};
  if (Test.IsFirst)
    C.addTransition(setVisit(State, Test.Loop, &Visit));
}

} // namespace pyrefcheck
