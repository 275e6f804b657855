//===- Construction.cpp - Objects while a function makes them -------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Construction.h"
#include "TypeCheck.h"
#include "annotations/Attributes.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

uint8_t ObjectState::of(const FieldDecl *F) const {
  const auto It = Fields.find(F);
  return It == Fields.end() ? Others : It->second;
}

void ObjectState::set(const FieldDecl *F, uint8_t Condition) {
  Fields[F] = Condition;
  if (!(Condition & Released))
    ReleasedBy.erase(F);
  for (auto It = Names.begin(); It != Names.end();)
    It = It->second == F ? Names.erase(It) : std::next(It);
}

void ObjectState::forget() {
  Fields.clear();
  ReleasedBy.clear();
  Names.clear();
  Others = Set;
}

void ObjectState::join(const ObjectState &O) {
  if (!O.Exists)
    return;
  if (!Exists) {
    *this = O;
    return;
  }
  for (const auto &[F, Condition] : O.Fields)
    Fields[F] = of(F) | Condition;
  for (auto &[F, Condition] : Fields)
    Condition |= O.of(F);
  Others |= O.Others;
  Collector |= O.Collector;
  ReleasedBy.insert(O.ReleasedBy.begin(), O.ReleasedBy.end());
  for (auto It = Names.begin(); It != Names.end();) {
    const auto There = O.Names.find(It->first);
    It = There == O.Names.end() || There->second != It->second ? Names.erase(It)
                                                               : std::next(It);
  }
}

bool ObjectState::operator==(const ObjectState &O) const {
  return Exists == O.Exists && Others == O.Others && Fields == O.Fields &&
         Collector == O.Collector && Names == O.Names;
}

//===----------------------------------------------------------------------===//
// The walk over the function
//===----------------------------------------------------------------------===//

Allocator allocatorOf(const CallExpr *Maker, SourceContracts &Contracts) {
  const FunctionDecl *Callee = Maker->getDirectCallee();
  if (!Callee) {
    const FieldDecl *Member = fieldNamed(Maker->getCallee());
    return Member && slotOfMember(nameOf(Member)) == Slot::Alloc
               ? Allocator::Slot
               : Allocator::Unknown;
  }
  switch (Contracts.roleOf(Callee)) {
  case ApiRole::NewObject:
    return Allocator::Plain;
  case ApiRole::NewGCObject:
    return Allocator::Collected;
  default:
    break;
  }
  const Contract *Ct = Contracts.find(Callee);
  return Ct && Ct->has(EffectAllocates) ? Allocator::Slot : Allocator::Unknown;
}

static uint8_t firstCondition(Allocator A) {
  switch (A) {
  case Allocator::Plain:
  case Allocator::Collected:
    return ObjectState::Garbage;
  case Allocator::Slot:
    return ObjectState::Null;
  case Allocator::Unknown:
    break;
  }
  return ObjectState::Set;
}

static uint8_t firstTracking(Allocator A) {
  switch (A) {
  case Allocator::Plain:
  case Allocator::Collected:
    return ObjectState::Untracked;
  case Allocator::Slot:
    return ObjectState::Tracked;
  case Allocator::Unknown:
    break;
  }
  return ObjectState::Untracked | ObjectState::Tracked;
}

Construction::Construction(TypeCheck &C, const FunctionBody &Body,
                           const VarDecl *Object, const CallExpr *Maker)
    : C(C), Body(Body), Object(Object), Maker(Maker), Graph(Body.flow()),
      By(allocatorOf(Maker, C.Bodies.contracts())) {
  run();
}

void Construction::run() {
  if (!Graph)
    return;
  In.resize(Graph->getNumBlockIDs());
  Out.resize(Graph->getNumBlockIDs());
  // Conditions only accumulate, so this ends; the bound is for its length.
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round != 4; ++Round) {
    Changed = false;
    for (const CFGBlock *Block : llvm::reverse(*Graph)) {
      ObjectState State;
      for (const CFGBlock *From : Block->preds()) {
        if (!From)
          continue;
        ObjectState Arriving = Out[From->getBlockID()];
        if (From->succ_size() == 2)
          if (const Expr *Condition = From->getLastCondition())
            assume(Condition, *From->succ_begin() == Block, Arriving);
        State.join(Arriving);
      }
      In[Block->getBlockID()] = State;
      for (const CFGElement &E : *Block)
        if (const auto S = E.getAs<CFGStmt>())
          apply(S->getStmt(), State);
      Changed |= !(Out[Block->getBlockID()] == State);
      Out[Block->getBlockID()] = std::move(State);
    }
  }
}

void Construction::visit(Visitor Visit) {
  if (!Graph)
    return;
  for (const CFGBlock *Block : llvm::reverse(*Graph)) {
    ObjectState State = In[Block->getBlockID()];
    for (const CFGElement &E : *Block)
      if (const auto S = E.getAs<CFGStmt>()) {
        if (State.Exists && isa<CallExpr, ReturnStmt>(S->getStmt()))
          Visit(S->getStmt(), State, Block);
        apply(S->getStmt(), State);
      }
  }
}

const ObjectState &Construction::after(const CFGBlock *Block) const {
  return Out[Block->getBlockID()];
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

const FieldDecl *Construction::fieldOf(const Expr *E) const {
  const FieldDecl *F = fieldNamed(E);
  const VarDecl *Root = F ? rootOf(E) : nullptr;
  return Root && (Root == Object || Body.isSame(Body.onlyValue(Root), Object))
             ? F
             : nullptr;
}

void Construction::begin(ObjectState &State) const {
  State = ObjectState();
  State.Exists = true;
  State.Others = firstCondition(By);
  State.Collector = firstTracking(By);
}

void Construction::apply(const Stmt *S, ObjectState &State) const {
  if (S == Maker)
    return begin(State);
  if (!State.Exists)
    return;
  if (const auto *CE = dyn_cast<CallExpr>(S))
    return applyCall(CE, State);
  if (const auto *BO = dyn_cast<BinaryOperator>(S)) {
    if (BO->isAssignmentOp())
      assign(BO->getLHS(), BO->getRHS(), State);
  } else if (const auto *UO = dyn_cast<UnaryOperator>(S)) {
    // Whoever has the address of a field may set it.
    if (UO->getOpcode() == UO_AddrOf || UO->isIncrementDecrementOp())
      if (const FieldDecl *F = fieldOf(UO->getSubExpr()))
        State.set(F, ObjectState::Set);
  } else if (const auto *DS = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : DS->decls())
      if (const auto *VD = dyn_cast<VarDecl>(D); VD && VD->getInit())
        if (const FieldDecl *F = fieldOf(VD->getInit()))
          State.Names[VD] = F;
  }
}

/// `a = b = value`: the last value.
static const Expr *finalValue(const Expr *E) {
  E = E->IgnoreParenCasts();
  while (const auto *BO = dyn_cast<BinaryOperator>(E)) {
    if (BO->getOpcode() != BO_Assign && BO->getOpcode() != BO_Comma)
      break;
    E = BO->getRHS()->IgnoreParenCasts();
  }
  return E;
}

void Construction::assign(const Expr *To, const Expr *Value,
                          ObjectState &State) const {
  const Expr *Final = finalValue(Value);
  To = To->IgnoreParenCasts();
  if (const VarDecl *VD = isa<DeclRefExpr>(To) ? variableBehind(To) : nullptr) {
    State.Names.erase(VD);
    if (const FieldDecl *F = fieldOf(Final))
      State.Names[VD] = F;
    return;
  }
  if (const FieldDecl *F = fieldOf(To)) {
    // A struct, or an array, has parts.
    if (!To->getType()->isScalarType())
      return State.forget();
    State.set(F, isNullPointer(Final, Body.function()->getASTContext())
                     ? ObjectState::Null
                     : ObjectState::Set);
    if (const VarDecl *VD =
            isa<DeclRefExpr>(Final) ? variableBehind(Final) : nullptr;
        VD && VD->hasLocalStorage() && !isa<ParmVarDecl>(VD))
      State.Names[VD] = F;
    return;
  }
  // `*self = other;`
  if (const auto *UO = dyn_cast<UnaryOperator>(To);
      UO && isObject(UO->getSubExpr()))
    State.forget();
}

/// Whether \p A leads to parts of the object: pointer arithmetic, or the
/// address of the variable.
bool Construction::isPartOf(const Expr *A) const {
  A = A->IgnoreParenCasts();
  if (const auto *BO = dyn_cast<BinaryOperator>(A))
    return isObject(BO->getLHS()) || isObject(BO->getRHS()) ||
           isPartOf(BO->getLHS());
  const auto *UO = dyn_cast<UnaryOperator>(A);
  return UO && UO->getOpcode() == UO_AddrOf &&
         isa<DeclRefExpr>(UO->getSubExpr()->IgnoreParens()) &&
         isObject(UO->getSubExpr());
}

bool Construction::frees(const CallExpr *CE) const {
  const FunctionDecl *Callee = CE->getDirectCallee();
  const llvm::StringRef Name =
      Callee ? nameOf(Callee) : nameOf(fieldNamed(CE->getCallee()));
  // The word "free", not a longer one such as "freeze".
  const size_t Free = Name.find_insensitive("free");
  const bool IsWord =
      Free != llvm::StringRef::npos &&
      (Free + 4 == Name.size() || Name[Free + 4] < 'a' || Name[Free + 4] > 'z');
  return CE->getNumArgs() == 1 &&
         (IsWord || Name.contains_insensitive("destroy"));
}

bool Construction::releasesObject(const CallExpr *CE) const {
  if (!CE->getNumArgs() || !isObject(CE->getArg(0)))
    return false;
  const Contract *Ct = C.Bodies.contracts().ofCall(CE);
  const FunctionDecl *Callee = CE->getDirectCallee();
  return (Ct && (Ct->does(ArgEffect::Decrements, 0) ||
                 Ct->does(ArgEffect::Clears, 0))) ||
         C.TU.deallocates(Callee);
}

void Construction::applyRelease(const CallExpr *CE, const Expr *What,
                                bool Clears, ObjectState &State) const {
  const FieldDecl *F = fieldOf(What);
  if (!F)
    if (const VarDecl *VD = variableBehind(What))
      if (const auto It = State.Names.find(VD); It != State.Names.end())
        F = It->second;
  if (!F)
    return;
  const uint8_t Before = State.of(F);
  if (Clears)
    return State.set(F, ObjectState::Null);
  const auto Names = State.Names;
  State.set(F, (Before & ObjectState::Null) |
                   (Before == ObjectState::Null ? 0 : ObjectState::Released));
  State.Names = Names;
  State.ReleasedBy[F] = CE;
}

void Construction::applyCall(const CallExpr *CE, ObjectState &State) const {
  if (releasesObject(CE)) {
    State = ObjectState();
    return;
  }
  const FunctionDecl *Callee = CE->getDirectCallee();
  const Contract *Ct = C.Bodies.contracts().ofCall(CE);
  const ApiRole Role = Ct ? Ct->Role : ApiRole::None;
  if (frees(CE) && fieldOf(CE->getArg(0)) &&
      !C.TU.types().isObjectPointer(
          CE->getArg(0)->IgnoreParenCasts()->getType()))
    return applyRelease(CE, CE->getArg(0), false, State);
  if ((Role == ApiRole::Track || Role == ApiRole::Untrack) &&
      CE->getNumArgs() && isObject(CE->getArg(0))) {
    State.Collector =
        Role == ApiRole::Track ? ObjectState::Tracked : ObjectState::Untracked;
    return;
  }
  // It may ask whether the object is tracked.
  if (Role == ApiRole::Harmless && CE->getNumArgs() && isObject(CE->getArg(0)))
    State.Collector = ObjectState::Unseen;
  if (Ct)
    eachArgument(*Ct, CE->getNumArgs(), [&](const ArgContract &A, unsigned I) {
      if (A.Effect == ArgEffect::Decrements || A.Effect == ArgEffect::Clears)
        applyRelease(CE, CE->getArg(I), A.Effect == ArgEffect::Clears, State);
    });
  for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
    const Expr *A = CE->getArg(I);
    const QualType To = Callee && I < Callee->getNumParams()
                            ? Callee->getParamDecl(I)->getType()
                            : QualType();
    const bool AnyMemory =
        To.isNull() ||
        (To->isVoidPointerType() && !To->getPointeeType().isConstQualified());
    // A part of the object, by its address or by arithmetic.
    const bool Whole = isObject(A);
    if ((Whole && (!Ct || AnyMemory)) || (!Whole && isPartOf(A))) {
      State.forget();
      if (!Ct)
        State.Collector = ObjectState::Unseen;
    }
  }
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// Strips what does not change the truth of \p E; sets \p IsTrue if `!` does.
static const Expr *stripCondition(const Expr *E, bool &IsTrue) {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(E);
        UO && UO->getOpcode() == UO_LNot) {
      IsTrue = !IsTrue;
      E = UO->getSubExpr();
    } else if (const auto *CE = dyn_cast<CallExpr>(E);
               CE && CE->getBuiltinCallee() == Builtin::BI__builtin_expect) {
      E = CE->getArg(0);
    } else {
      return E;
    }
  }
}

void Construction::assume(const Expr *Condition, bool IsTrue,
                          ObjectState &State) const {
  const ASTContext &Context = Body.function()->getASTContext();
  const Expr *E = stripCondition(Condition, IsTrue);
  if (const auto *BO = dyn_cast<BinaryOperator>(E); BO && BO->isEqualityOp()) {
    const bool Left = isNullPointer(BO->getLHS(), Context);
    if (!Left && !isNullPointer(BO->getRHS(), Context))
      return;
    IsTrue ^= BO->getOpcode() == BO_EQ;
    E = stripCondition(Left ? BO->getRHS() : BO->getLHS(), IsTrue);
  }
  // Now IsTrue says that E is not NULL.
  if (const auto *BO = dyn_cast<BinaryOperator>(E);
      BO && BO->getOpcode() == BO_Assign)
    E = BO->getLHS()->IgnoreParenCasts();
  if (isObject(E)) {
    if (!IsTrue)
      State = ObjectState();
    return;
  }
  // PyObject_GC_IsTracked(self)
  if (const auto *CE = dyn_cast<CallExpr>(E);
      CE &&
      llvm::any_of(CE->arguments(), [&](const Expr *A) { return isObject(A); }))
    State.Collector = ObjectState::Unseen;
  const FieldDecl *F = fieldOf(E);
  if (const VarDecl *VD = F ? nullptr : variableBehind(E))
    if (const auto It = State.Names.find(VD); It != State.Names.end())
      F = It->second;
  if (!F || !F->getType()->isPointerType())
    return;
  const uint8_t Before = State.of(F);
  if (!IsTrue)
    State.set(F, ObjectState::Null);
  else if (Before != ObjectState::Null)
    State.Fields[F] = Before & ~ObjectState::Null;
}

} // namespace pyrefcheck
