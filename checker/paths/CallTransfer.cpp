//===- CallTransfer.cpp - What calls do to ownership ------------ -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Calls: which of contract, summary and convention governs them, what is passed
// to them, and what an unknown callee may do.
//
//===----------------------------------------------------------------------===//

#include "ReferenceChecker.h"
#include "ownership/CallArguments.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

const Contract *ReferenceChecker::contractOf(const CallEvent &Call) const {
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return Context.Functions.find(FD);
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  return CE ? Context.Functions.find(CE->getCallee(),
                                     Current->function()->getASTContext())
            : nullptr;
}

/// The member through which a function is called (`tp_free` of
/// `tp->tp_free(self)`); empty for other calls.
static StringRef calledMember(const CallEvent &Call) {
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  const Expr *Callee = CE ? CE->getCallee()->IgnoreParenImpCasts() : nullptr;
  if (const auto *UO = dyn_cast_or_null<UnaryOperator>(Callee);
      UO && UO->getOpcode() == UO_Deref)
    Callee = UO->getSubExpr()->IgnoreParenImpCasts();
  const auto *ME = dyn_cast_or_null<MemberExpr>(Callee);
  return ME && ME->getMemberDecl()->getDeclName().isIdentifier()
             ? ME->getMemberDecl()->getName()
             : StringRef();
}

/// `Py_TYPE(x)->tp_iternext(x)`: a slot keeps the interpreter's convention; of
/// other pointers to functions nothing is known.
static bool isSlot(StringRef Name) {
  return Name.starts_with("tp_") || Name.starts_with("nb_") ||
         Name.starts_with("sq_") || Name.starts_with("mp_") ||
         Name.starts_with("am_");
}

void ReferenceChecker::checkPreCall(const CallEvent &Call,
                                    CheckerContext &C) const {
  if (!Current)
    return;
  ProgramStateRef State = C.getState();
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (FD && isa<SimpleFunctionCall>(Call) &&
      Call.getNumArgs() < FD->getNumParams()) {
    // Only without a prototype; the engine itself cannot follow such a call.
    C.generateSink(State, C.getPredecessor());
    return;
  }
  const Contract *Ct = contractOf(Call);
  const FunctionSummary *Known = Ct ? nullptr : summaryOf(Call);
  bool Reported = false;
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    bool OwnReport = Known && Known->changesCount(I);
    bool NotNull = false;
    if (Ct)
      for (const ArgContract &A : Ct->Args) {
        const unsigned At = positionOf(Call, *Ct, A.Index);
        if (At != I && !(A.AndRest && I > At))
          continue;
        NotNull |= A.Effect == ArgEffect::NotNull;
        OwnReport |= A.Effect == ArgEffect::Increments ||
                     A.Effect == ArgEffect::Decrements ||
                     A.Effect == ArgEffect::Steals ||
                     A.Effect == ArgEffect::Frees;
      }
    if (NotNull) {
      SVal V = Call.getArgSVal(I);
      State = reportNull(V, Call.getOriginExpr(), argExpr(Call, I), State, C);
      if (!State)
        return;
    }
    ObjectKey Key = OwnReport ? nullptr : argObject(Call, I);
    if (!Key)
      continue;
    Step Used = Current->use(State, Key, Call.getOriginExpr());
    State = Used.State;
    if (Used.What == Misuse::None && Ct && Ct->has(EffectCallsObjects)) {
      Used = Current->lendToCall(State, Key);
      Reported |= Used.What != Misuse::None;
    }
    if (Used.What == Misuse::None && Ct && isPrintedLater(Call, *Ct, I)) {
      Used = Current->lendForLater(State, Key, Call.getOriginExpr());
      State = Used.State;
    }
    if (Used.What != Misuse::None)
      report(Used, Key, Call.getOriginExpr(), argExpr(Call, I), C);
  }
  if (!Ct || Ct->Partial)
    State = escapeToUnknown(Call, State, C);
  // Behind a report of something that changes no state the path goes on too.
  static const SimpleProgramPointTag Lent("pyrefcheck", "Lent");
  if (State != C.getState() || Reported)
    C.addTransition(State, Reported ? &Lent : nullptr);
}

/// The type of the parameter that the argument \p I of \p Call goes to, also
/// through a pointer to a function; null for those of an ellipsis.
static QualType parameterType(const CallEvent &Call, unsigned I) {
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    return I < FD->getNumParams() ? FD->getParamDecl(I)->getType() : QualType();
  const auto *CE = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  QualType T = CE ? CE->getCallee()->getType() : QualType();
  if (!T.isNull() && T->isPointerType())
    T = T->getPointeeType();
  const auto *Type = T.isNull() ? nullptr : T->getAs<FunctionProtoType>();
  return Type && I < Type->getNumParams() ? Type->getParamType(I) : QualType();
}

/// What a partial contract does not say of an object is left to the convention:
/// the argument is borrowed.
static bool saysWhatBecomesOf(unsigned I, const CallEvent &Call,
                              const Contract &Ct, const ObjectTypes &Types) {
  const QualType T = parameterType(Call, I);
  if (T.isNull())
    return Ct.hasEffectOn(I) || Ct.Format != FormatKind::None;
  return Ct.hasEffectOn(I) || Types.isObjectPointer(T);
}

/// `return f(x);` where the result may be the only object that \p Call gets.
/// The interpreter's own functions keep to their convention.
static bool mayReturnArgument(const CallEvent &Call, const ObjectTypes &Types,
                              CheckerContext &C) {
  unsigned Objects = 0;
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I)
    if (const Expr *Arg = Call.getArgExpr(I))
      Objects += Types.isObjectPointer(Arg->IgnoreParenImpCasts()->getType());
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  StringRef Name = FD && FD->getIdentifier() ? FD->getName() : "";
  if (Objects != 1 || Name.starts_with("Py") || Name.starts_with("_Py") ||
      !ObjectTypes::isPyObjectPointer(Call.getResultType()))
    return false;
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  const Stmt *S = Call.getOriginExpr();
  do
    S = Parents.getParent(S);
  while (isa_and_nonnull<ParenExpr, CastExpr, FullExpr>(S));
  return isa_and_nonnull<ReturnStmt>(S);
}

/// An unknown function borrows its `PyObject *` arguments; of what it gets by
/// other means nothing is known afterwards.
ProgramStateRef ReferenceChecker::escapeToUnknown(const CallEvent &Call,
                                                  ProgramStateRef State,
                                                  CheckerContext &C) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const bool IsMember = !isa<SimpleFunctionCall>(Call);
  const Contract *Ct = contractOf(Call);
  const FunctionSummary *Known = Ct ? nullptr : summaryOf(Call);
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    const MemRegion *R = Call.getArgSVal(I).getAsRegion();
    if (!R || (Ct && saysWhatBecomesOf(I, Call, *Ct, Context.TU.types())))
      continue;
    if (ObjectKey Key = argObject(Call, I)) {
      const RefState *RS = recorded(State, Key);
      const bool Owned = RS && RS->Count > 0;
      const bool IsParameter = Current->parameter(Key) != nullptr;
      // No summary tells what becomes of what a body finds in a va_list.
      const bool InEllipsis = FD && I >= FD->getNumParams();
      QualType T = FD && I < FD->getNumParams() ? FD->getParamDecl(I)->getType()
                                                : QualType();
      if (!Owned && !Known && !T.isNull() && T->isVoidPointerType() &&
          !T->getPointeeType().isConstQualified())
        // User data of some callback: a Py_INCREF is for that.
        State = Current->lend(State, Key);
      if ((!Owned && !IsParameter) || (Known && !InEllipsis))
        continue;
      if (RS && RS->Resource == RefResource::Memory && !T.isNull() &&
          T->isPointerType() && T->getPointeeType().isConstQualified())
        continue; // `const char *`: read, not taken.
      // A temporary that nobody else can release is meant for the callee.
      const bool Temporary = Owned && !RS->Named &&
                             RS->Origin == RefOrigin::New &&
                             RS->Resource == RefResource::Object;
      // A body that was too much to follow may do anything.
      const bool Opaque = FD && FD->hasBody();
      const bool AsObject =
          !Temporary && !Opaque && !IsMember &&
          (T.isNull() ? FD == nullptr : Context.TU.types().isObjectPointer(T));
      if (!AsObject)
        State = Opaque || IsMember
                    ? Current->untrack(State, Key)
                    : Current->loseSight(State, Key, Call.getOriginExpr());
      else if (Owned && mayReturnArgument(Call, Context.TU.types(), C))
        State = Current->passThrough(State, Key);
      continue;
    }
    const MemRegion *Base = R->getBaseRegion();
    if (!isLocalMemory(Base))
      continue;
    const ProgramStateRef Before = State;
    for (ObjectKey Key : watched(Before)) {
      const RefState &RS = *recorded(Before, Key);
      const auto *Initial = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
      const bool Inside =
          (RS.Variable && RS.Variable->getBaseRegion() == Base) ||
          (Initial && Initial->getRegion() == Base);
      if ((Inside || Key == Base) && RS.Count > 0)
        State = Current->untrack(State, Key);
    }
  }
  return State;
}

/// The fields that the body names of what a pointer of type \p T points to; of
/// a `PyObject *`, those of the one struct that it can be cast to there.
static llvm::SmallVector<const FieldDecl *, 8>
fieldsBehind(QualType T, const BodyFacts &Body, const ASTContext &AST) {
  llvm::SmallVector<const FieldDecl *, 8> Result;
  const RecordDecl *Struct =
      T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
  if (!Struct)
    return Result;
  const bool Generic = ObjectTypes::isPyObjectPointer(T);
  const RecordDecl *Only = nullptr;
  for (const FieldDecl *F : Body.Fields) {
    const RecordDecl *Parent = F->getParent();
    if (Parent->getCanonicalDecl() == Struct->getCanonicalDecl()) {
      Result.push_back(F);
    } else if (Generic) {
      if (Only && Only != Parent)
        return {};
      Only = Parent;
      Result.push_back(F);
    }
  }
  return Result;
}

bool ReferenceChecker::evalKnownBody(const CallEvent &Call, const CallExpr *CE,
                                     CheckerContext &C) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!FD || !isa<SimpleFunctionCall>(Call) || !Context.Writes.sees(FD) ||
      Call.getNumArgs() < FD->getNumParams() ||
      FD->getReturnType()->isReferenceType() ||
      // In C++ an object is made where the result goes.
      (Call.getResultType()->isRecordType() && C.getLangOpts().CPlusPlus))
    return false;
  // Python code may call any method of the object. What a destructor does is
  // hardly ever that.
  const FunctionSummary *Known = summaryOf(Call);
  if (Known ? Known->CallsPython
            : llvm::any_of(FD->parameters(), [&](const ParmVarDecl *P) {
                return Context.TU.types().isObjectPointer(P->getType());
              }))
    return false;
  const WrittenFields &Writes = Context.Writes.of(FD);
  if (Writes.Anything)
    return false;
  ASTContext &AST = C.getASTContext();
  SValBuilder &SVB = C.getSValBuilder();
  MemRegionManager &Regions = SVB.getRegionManager();
  const ProgramStateRef Before = C.getState();
  llvm::SmallVector<std::pair<Loc, SVal>, 8> Kept;
  for (unsigned I = 0, N = Call.getNumArgs(); I != N; ++I) {
    const MemRegion *R = Call.getArgSVal(I).getAsRegion();
    const auto *Object =
        dyn_cast_or_null<SymbolicRegion>(R ? R->StripCasts() : R);
    if (R && !Object && isa<SymbolicRegion>(R->getBaseRegion()))
      return false; // The address of a field: not by its name is it written.
    if (!Object)
      continue;
    for (const FieldDecl *F :
         fieldsBehind(Object->getSymbol()->getType(), Body, AST)) {
      if (Writes.mayWrite(F) || !F->getType()->isScalarType())
        continue;
      // The engine names fields by way of a cast of the pointer.
      const SubRegion *Home =
          Regions.getElementRegion(AST.getRecordType(F->getParent()),
                                   SVB.makeZeroArrayIndex(), Object, AST);
      const Loc Place = SVB.makeLoc(Regions.getFieldRegion(F, Home));
      Kept.push_back({Place, Before->getSVal(Place, F->getType())});
    }
  }
  if (Kept.empty())
    return false;
  const LocationContext *LC = C.getLocationContext();
  ProgramStateRef State = Call.invalidateRegions(C.blockCount(), Before);
  for (const auto &[Place, Value] : Kept)
    if (!Value.isUnknownOrUndef())
      State = State->bindLoc(Place, Value, LC);
  if (!Call.getResultType()->isVoidType())
    State = State->BindExpr(CE, LC,
                            SVB.conjureSymbolVal(nullptr, CE, LC,
                                                 Call.getResultType(),
                                                 C.blockCount()));
  C.addTransition(State);
  return true;
}

void ReferenceChecker::checkPostCall(const CallEvent &Call,
                                     CheckerContext &C) const {
  if (!Current || contractOf(Call))
    return;
  ProgramStateRef State = C.getState();
  StringRef Member = calledMember(Call);
  if (Member == "tp_dealloc" && Call.getNumArgs() == 1) {
    // What a destructor has been called on is gone, whatever its count.
    if (ObjectKey Key = argObject(Call, 0); Key && recorded(State, Key))
      C.addTransition(Current->untrack(State, Key));
    return;
  }
  if (Member == "tp_free" && Call.getNumArgs() == 1) {
    if (ObjectKey Key = argObject(Call, 0))
      C.addTransition(apply(Current->free(State, Key, Call.getOriginExpr()),
                            Key, Call.getOriginExpr(), argExpr(Call, 0), C));
    return;
  }
  if (const FunctionSummary *Known = summaryOf(Call)) {
    // `get_state(module)`: an accessor of this file.
    QualType T = Call.getResultType();
    if (T->isPointerType() && T->getPointeeType()->isRecordType() &&
        Call.getNumArgs() <= 1 && Known->isHarmless() &&
        !Context.TU.types().isObjectPointer(T)) {
      C.addTransition(State->BindExpr(
          Call.getOriginExpr(), C.getLocationContext(), sameAsBefore(Call, C)));
      return;
    }
    if (applySummary(Call, *Known, C))
      return;
  }
  const Expr *E = Call.getOriginExpr();
  // Recursion, or a body that was too much: the convention may not hold.
  if (const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
      FD && FD->hasBody())
    return;
  if (!E || !isa<SimpleFunctionCall>(Call) ||
      !ObjectTypes::isPyObjectPointer(Call.getResultType()) ||
      (!Call.getDecl() && !isSlot(Member)))
    return;
  ObjectKey Key = objectOf(Call.getReturnValue());
  if (!Key || recorded(State, Key) ||
      !isa_and_nonnull<SymbolConjured>(symbolOf(Key)))
    return;
  C.addTransition(record(State, Key, RefState::makeNew(E, /*Assumed=*/true)));
}

} // namespace pyrefcheck
