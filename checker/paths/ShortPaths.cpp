//===- ShortPaths.cpp - The paths that reports are about --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ShortPaths.h"
#include "findings/Rules.h"
#include "ownership/RefState.h"
#include "words/AssumptionTags.h"
#include "words/Messages.h"
#include "words/NullNotes.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// How many changes may be examined per node of the graph, how many nodes pay
/// for one branch (showing it costs as much as they do), and how many nodes are
/// added to each graph, so that small graphs have a budget.
constexpr uint64_t ChangesPerNode = 100, NodesPerBranch = 8, SmallGraph = 10000;

static std::vector<const ExplodedNode *> nodesOf(ArrayRef<Sighting> All) {
  std::vector<const ExplodedNode *> Nodes;
  for (const Sighting &S : All)
    Nodes.push_back(S.Node);
  return Nodes;
}

/// True if the path takes one of several ways at \p N.
static bool isBranch(const ExplodedNode *N) {
  if (N->getLocation().getTag() == callFails())
    return true;
  const auto Edge = N->getLocation().getAs<BlockEdge>();
  return Edge && Edge->getSrc()->getTerminatorStmt() &&
         Edge->getSrc()->succ_size() > 1;
}

/// Calls \p Changed for each object whose state differs. The cost is low if
/// most states are the same.
static void compare(const RefMapTy &Before, const RefMapTy &After,
                    llvm::function_ref<void(ObjectKey)> Changed) {
  const auto *One = Before.getRootWithoutRetain();
  const auto *Other = After.getRootWithoutRetain();
  if (One == Other)
    return;
  RefMapTy::TreeTy::iterator Left, Right;
  if (One)
    Left = One->begin();
  if (Other)
    Right = Other->begin();
  const RefMapTy::TreeTy::iterator End;
  while (Left != End || Right != End) {
    if (Left != End && Right != End && &*Left == &*Right) {
      Left.skipSubTree();
      Right.skipSubTree();
      continue;
    }
    const ObjectKey L = Left != End ? Left->getValue().first : nullptr;
    const ObjectKey R = Right != End ? Right->getValue().first : nullptr;
    if (L && (!R || std::less<>()(L, R))) {
      Changed(L);
      ++Left;
    } else if (!L || std::less<>()(R, L)) {
      Changed(R);
      ++Right;
    } else {
      if (!(Left->getValue().second == Right->getValue().second))
        Changed(L);
      ++Left;
      ++Right;
    }
  }
}

ShortPaths::ShortPaths(const ExplodedGraph &Graph, ArrayRef<Sighting> All)
    : Trimmed(Graph.trim(nodesOf(All), &Known)), Copies(Graph.MakeEmptyGraph()),
      Search(ChangesPerNode * (Graph.size() + SmallGraph)),
      Branches((Graph.size() + SmallGraph) / NodesPerBranch),
      Walks(ChangesPerNode * (Graph.size() + SmallGraph)) {
  addStep(*Trimmed->roots_begin(), 0);
  for (unsigned Next = 0; Next != Steps.size(); ++Next)
    for (const ExplodedNode *Succ : Steps[Next].Node->succs())
      addStep(Succ, Next);
  numberSteps();
}

void ShortPaths::addStep(const ExplodedNode *N, unsigned Parent) {
  // The first visit of a node is on its shortest path.
  const unsigned Rank = Steps.size();
  if (!Ranks.try_emplace(N, Rank).second)
    return;
  Steps.push_back({N, Parent, 0});
  if (!Rank)
    return;
  Steps[Rank].Branch = isBranch(N) ? Rank : Steps[Parent].Branch;
  const ProgramStateRef &Before = Steps[Parent].Node->getState();
  const ProgramStateRef &After = N->getState();
  compare(watched(Before), watched(After), [&](ObjectKey Key) {
    // A lost object is no longer watched, but its state is the same.
    const RefState *Then = recorded(Before, Key), *Now = recorded(After, Key);
    if (!Then || !Now || !(*Then == *Now))
      Changes[Key].push_back(Rank);
  });
  const Loss *Earlier = lastLoss(Before);
  for (const Loss *L = lastLoss(After); L != Earlier; L = L->Before)
    if (L->Ref)
      Losses[L->Key].push_back(Rank);
}

void ShortPaths::numberSteps() {
  // Leave is first the size of each step's subtree, then its end.
  for (Step &S : Steps)
    S.Leave = 1;
  for (unsigned I = Steps.size(); --I;)
    Steps[Steps[I].Parent].Leave += Steps[I].Leave;
  std::vector<unsigned> Free(Steps.size());
  for (unsigned I = 0; I != Steps.size(); ++I) {
    Step &S = Steps[I];
    if (I) {
      S.Enter = Free[S.Parent];
      Free[S.Parent] += S.Leave;
    }
    Free[I] = S.Enter + 1;
    S.Leave += S.Enter;
  }
  for (auto &[Key, Ranks] : Losses)
    llvm::sort(Ranks, [this](unsigned One, unsigned Other) {
      return Steps[One].Enter < Steps[Other].Enter;
    });
}

/// True if \p R is about a reference that was lost, or taken without being
/// owned, before the path's end, and this has happened in \p State.
static bool isDone(const MisuseReport &R, ProgramStateRef State) {
  const RefState *RS = recorded(State, R.Key);
  if (!RS)
    return false;
  if (R.Ref.Unpaid.Steal)
    return RS->Unpaid.Steal == R.Ref.Unpaid.Steal;
  return RS->Last.At == R.At && (RS->Last.Event == RefEvent::Overwritten ||
                                 RS->Last.Event == RefEvent::TakenFromMemory);
}

/// The statement of \p N; null between two blocks.
static const Stmt *statementOf(const ExplodedNode *N) {
  return N->getLocationAs<BlockEdge>() ? nullptr : N->getStmtForDiagnostics();
}

unsigned ShortPaths::lossOf(const Sighting &S) {
  const unsigned End = rank(S.Node);
  if (ruleOf(S.Report) != Rule::RefcountLeak ||
      !lost(S.Node->getState()).contains(S.Report.Key))
    return End;
  // Of the steps on the path, the last has the highest Enter.
  llvm::ArrayRef<unsigned> Before = Losses.find(S.Report.Key)->second;
  Before = Before.take_front(
      llvm::upper_bound(Before, Steps[End].Enter,
                        [this](unsigned Enter, unsigned Rank) {
                          return Enter < Steps[Rank].Enter;
                        }) -
      Before.begin());
  while (!Before.empty() && Steps[Before.back()].Leave <= Steps[End].Enter &&
         Walks.spend())
    Before = Before.drop_back();
  return Before.empty() || Walks.isSpent() ? End : Before.back();
}

unsigned ShortPaths::commonLossOf(const Sighting &S) {
  const unsigned Loss = lossOf(S);
  const unsigned Branch = Steps[Loss].Branch;
  if (Loss == rank(S.Node) || !Branch)
    return Loss;
  for (unsigned At = Steps[Loss].Parent; At != Branch; At = Steps[At].Parent)
    if (!Walks.spend() || statementOf(Steps[At].Node))
      return Loss;
  return Steps[Branch].Node->getLocation().getTag() ? Loss
                                                    : Steps[Branch].Parent;
}

const Stmt *ShortPaths::lastUse(const Sighting &S) {
  const unsigned Loss = lossOf(S);
  if (Steps[rank(S.Node)].Branch <= Loss)
    return nullptr;
  // The object is found dead only where another statement begins.
  for (unsigned At = Steps[Loss].Parent; At && Walks.spend();
       At = Steps[At].Parent) {
    // A branch may have decided what becomes of the object.
    const ProgramPointTag *Tag = Steps[At].Node->getLocation().getTag();
    if (isBranch(Steps[At].Node) || Tag == callGoesOn())
      return nullptr;
    if (const Stmt *Use = statementOf(Steps[At].Node))
      return Use;
  }
  return nullptr;
}

const GotoStmt *ShortPaths::jumpAfterLoss(const Sighting &S) {
  const unsigned Loss = lossOf(S);
  const GotoStmt *First = nullptr;
  for (unsigned At = rank(S.Node); At && Walks.spend(); At = Steps[At].Parent) {
    const ExplodedNode *N = Steps[At].Node;
    // The object is found dead where the first statement after it begins.
    if (At < Loss && statementOf(N))
      break;
    const auto Edge = N->getLocation().getAs<BlockEdge>();
    if (const auto *Jump = dyn_cast_or_null<GotoStmt>(
            Edge ? Edge->getSrc()->getTerminatorStmt() : nullptr))
      First = Jump;
  }
  return First;
}

void ShortPaths::addStepsSince(const NullPointer &Pointer, unsigned End,
                               llvm::SmallVectorImpl<unsigned> &Into) {
  unsigned First = Steps[End].Parent;
  // The state forgets values that are no longer read.
  while (First && Search.spend() &&
         !Pointer.isNullIn(Steps[First].Node->getState()))
    First = Steps[First].Parent;
  while (First && Search.spend() &&
         Pointer.isNullIn(Steps[Steps[First].Parent].Node->getState()))
    First = Steps[First].Parent;
  if (!First || !Pointer.isNullIn(Steps[First].Node->getState()))
    return;
  for (unsigned Branch = Steps[Steps[End].Parent].Branch;
       Branch > First && Branches.spend();
       Branch = Steps[Steps[Branch].Parent].Branch)
    Into.push_back(Branch);
  Into.push_back(First);
}

llvm::SmallVector<unsigned, 16> ShortPaths::steps(const Sighting &S) {
  const unsigned End = rank(S.Node);
  llvm::SmallVector<unsigned, 16> Found{End};
  if (S.Report.Null)
    addStepsSince(S.Report.Null, End, Found);
  const auto It = Changes.find(S.Report.Key);
  if (It == Changes.end())
    return Found;
  llvm::SmallVector<unsigned, 8> OnPath;
  for (const unsigned Change : It->second) {
    if (Change > End || !Search.spend())
      break;
    if (Steps[Change].Enter <= Steps[End].Enter &&
        Steps[End].Enter < Steps[Change].Leave)
      OnPath.push_back(Change);
  }
  if (OnPath.empty())
    return Found;
  // Branches before the object existed, or after it was lost, are of no
  // interest.
  const unsigned First = OnPath.front();
  const auto Loss = llvm::find_if(OnPath, [&](unsigned Change) {
    return isDone(S.Report, Steps[Change].Node->getState());
  });
  unsigned Branch = Steps[Loss == OnPath.end() ? lossOf(S) : *Loss].Branch;
  while (!OnPath.empty() || Branch > First) {
    unsigned Next = OnPath.empty() ? 0 : OnPath.back();
    if (Branch > First && Branch >= Next && Branches.spend()) {
      if (Branch == Next)
        OnPath.pop_back();
      Next = Branch;
      Branch = Steps[Steps[Branch].Parent].Branch;
    } else if (OnPath.empty()) {
      break;
    } else {
      if (Branches.isSpent())
        Branch = 0;
      OnPath.pop_back();
    }
    if (Next != End)
      Found.push_back(Next);
  }
  return Found;
}

const ExplodedNode *ShortPaths::cut(const Sighting &S) {
  const llvm::SmallVector<unsigned, 16> Shown = steps(S);
  ExplodedNode *End = nullptr, *First = nullptr;
  unsigned Last = Steps.size();
  const auto Add = [&](unsigned Rank) {
    if (Rank >= Last)
      return;
    Last = Rank;
    const ExplodedNode *N = Steps[Rank].Node;
    ExplodedNode *Copy = Copies->createUncachedNode(
        N->getLocation(), N->getState(), N->getID(), N->isSink());
    if (First)
      First->addPredecessor(Copy, *Copies);
    else
      End = Copy;
    First = Copy;
  };
  const auto AddWithParent = [&](unsigned Rank) {
    Add(Rank);
    Add(Steps[Rank].Parent);
  };
  // The notes on the last statement belong to the node before the end.
  Add(Shown.front());
  AddWithParent(Steps[Shown.front()].Parent);
  llvm::for_each(Shown, AddWithParent);
  Copies->addRoot(First);
  return End;
}

} // namespace pyrefcheck
