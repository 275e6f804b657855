//===- Summary.cpp - What a function of the file does --------- -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Summary.h"
#include "BodyFacts.h"
#include "OutputOutcomes.h"
#include "contracts/Contract.h"
#include "ownership/CallArguments.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h"

using namespace clang;
using namespace clang::ento;

/// What the return statement returned: the SummaryRef; the owner in the second
/// byte; whether the object is fresh, and whether it is assumed to be new, in
/// the third.
REGISTER_TRAIT_WITH_PROGRAMSTATE(ReturnedReference, unsigned)

namespace pyrefcheck {

SummaryPlace placeIn(const FunctionDecl *FD, const Stmt *S) {
  return S ? placeIn(FD, S->getBeginLoc()) : std::nullopt;
}

SummaryPlace placeIn(const FunctionDecl *FD, SourceLocation Loc) {
  const FunctionDecl *Definition = FD->getDefinition();
  if (!Definition || Loc.isInvalid())
    return std::nullopt;
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  const auto Begin =
      SM.getDecomposedExpansionLoc(Definition->getSourceRange().getBegin());
  const auto Here = SM.getDecomposedExpansionLoc(Loc);
  if (Begin.first != Here.first || Here.second < Begin.second)
    return std::nullopt;
  return Here.second - Begin.second;
}

SourceLocation locate(const FunctionDecl *FD, SummaryPlace Place) {
  const FunctionDecl *Definition = FD->getDefinition();
  if (!Definition || !Place)
    return SourceLocation();
  const SourceManager &SM = FD->getASTContext().getSourceManager();
  return SM.getExpansionLoc(Definition->getSourceRange().getBegin())
      .getLocWithOffset(*Place);
}

bool SummaryOutcome::isHarmless() const {
  for (const ParameterOutcome &P : Parameters)
    if (P.Delta || P.Unknown || P.Out != SummaryRef::Nothing)
      return false;
  for (const ParameterOutcome &Field : Fields)
    if (Field.Out != SummaryRef::Nothing)
      return false;
  return Result == SummaryRef::Nothing;
}

bool SummaryOutcome::differsInReturn(const SummaryOutcome &O) const {
  if (Returns == ReturnClass::Any || O.Returns == ReturnClass::Any)
    return false;
  return Returns != O.Returns || (Value && O.Value && Value != O.Value);
}

void FunctionSummary::add(SummaryOutcome O) {
  for (SummaryOutcome &Known : Outcomes)
    if (Known.Returns == O.Returns && Known.Value == O.Value &&
        Known.CertainlyNotNull == O.CertainlyNotNull && Known.sameEffects(O)) {
      Known.Assumed |= O.Assumed;
      Known.Static &= O.Static;
      Known.SetsException &= O.SetsException;
      Known.Unchecked |= O.Unchecked;
      Known.FromMemory |= O.FromMemory;
      Known.Droppable &= O.Droppable;
      for (auto [Mine, Other] :
           llvm::zip_equal(Known.Parameters, O.Parameters)) {
        Mine.OutFresh &= Other.OutFresh;
        if (Mine.OutNumber != Other.OutNumber)
          Mine.OutNumber.reset();
        if (Mine.IsFlag) {
          Mine.IsNull &= Other.IsNull;
          Mine.IsNotNull &= Other.IsNotNull;
        }
      }
      for (auto [Mine, Other] : llvm::zip_equal(Known.Fields, O.Fields))
        Mine.OutFresh &= Other.OutFresh;
      return;
    }
  Outcomes.push_back(std::move(O));
}

bool isFailure(ReturnClass Class) {
  return Class == ReturnClass::Null || Class == ReturnClass::Negative;
}

bool FunctionSummary::returnsNew() const {
  return llvm::any_of(Outcomes, [](const SummaryOutcome &O) {
    return !O.Static &&
           (O.Result == SummaryRef::New || O.Result == SummaryRef::NewShared ||
            O.Result == SummaryRef::NewReferenceToArgument);
  });
}

bool FunctionSummary::passesThrough(const SummaryOutcome &O) const {
  return O.Result == SummaryRef::Argument && O.Owner < O.Parameters.size() &&
         llvm::any_of(
             Outcomes,
             [&](const SummaryOutcome &Other) {
               return Other.Parameters[O.Owner].Delta < 0;
             });
}

void FunctionSummary::give(llvm::StringRef Type, bool MaySubclass) {
  if (!GivesObjects)
    GivenType = Type.str();
  else if (GivenType != Type)
    GivenType.clear();
  GivesObjects = true;
  GivesSubclass |= MaySubclass;
}

bool FunctionSummary::changesCount(unsigned Index) const {
  return llvm::any_of(Outcomes, [&](const SummaryOutcome &O) {
    return Index < O.Parameters.size() && O.Parameters[Index].Delta != 0;
  });
}

bool FunctionSummary::needsObject(unsigned Index) const {
  const bool IsCast = llvm::all_of(Outcomes, [&](const SummaryOutcome &O) {
    return O.Result == SummaryRef::Argument && O.Owner == Index;
  });
  return !IsCast && (Dereferenced & ~Tested & bitOf(Index)) &&
         llvm::all_of(Outcomes, [&](const SummaryOutcome &O) {
           return Index < O.Parameters.size() &&
                  O.Parameters[Index].IsNotNull && !O.Parameters[Index].IsFlag;
         });
}

const FunctionSummary *SummarySet::find(const FunctionDecl *FD) const {
  auto It = Summaries.find(FD->getCanonicalDecl());
  return It != Summaries.end() && It->second.Complete ? &It->second : nullptr;
}

/// True for an object that was read from an array of pointers.
static bool isArrayItem(ObjectKey Key) {
  const auto *Sym = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
  if (!Sym)
    return false;
  if (const auto *SR = dyn_cast<SymbolicRegion>(Sym->getRegion()))
    return isa<SymbolRegionValue>(SR->getSymbol());
  return isa<ElementRegion>(Sym->getRegion());
}

/// True if something that existed before the call keeps \p RS alive, too.
static bool isKeptByOthers(ProgramStateRef State, const RefState &RS) {
  if (RS.Keeper.Anchored || !RS.Keeper.Owner)
    return RS.Keeper.Anchored;
  const RefState *Owner = recorded(State, RS.Keeper.Owner);
  return !Owner || Owner->Arrival.Origin != RefOrigin::New ||
         Owner->Keeper.Anchored || Owner->Account.Stored > 0;
}

ProgramStateRef recordReturn(ProgramStateRef State, ObjectKey Key,
                             const RefState &Before,
                             const StackFrameContext *Frame) {
  const auto *FD = cast<FunctionDecl>(Frame->getDecl());
  SummaryRef Ref = SummaryRef::Unknown;
  bool IsItself = false;
  ArgIndex Owner = originParameter(Key, FD, IsItself);
  // An item of an array may have been moved out of it. The contracts of
  // PyTuple_GET_ITEM and similar functions say that it was not.
  const bool IsItem =
      Before.Account.Held == 0 &&
      (Before.Arrival.Origin == RefOrigin::Memory && Before.Arrival.Site
           ? !Before.Account.HandedOver
           : isArrayItem(Key) && Before.Arrival.Origin != RefOrigin::Borrowed &&
                 !Before.Account.TakenFromMemory);
  // A summary says nothing useful to callers about a released object.
  if (Before.isAlive()) {
    if (IsItem)
      Ref = SummaryRef::Item;
    else if (Before.Account.Held > 0 || Before.Account.TakenFromMemory)
      Ref = Owner != NoArg && IsItself ? SummaryRef::NewReferenceToArgument
            : (Before.Arrival.Origin == RefOrigin::New &&
               !isKeptByOthers(State, Before)) ||
                    Before.Account.TakenFromMemory
                ? SummaryRef::New
                : SummaryRef::NewShared;
    else if (Owner != NoArg && IsItself)
      Ref = SummaryRef::Argument;
    else
      Ref = SummaryRef::Borrowed;
    if (Ref == SummaryRef::Borrowed && Owner == NoArg && Before.Keeper.Owner) {
      Owner = originParameter(Before.Keeper.Owner, FD, IsItself);
    }
    if (Ref == SummaryRef::New || Ref == SummaryRef::NewShared)
      Owner = NoArg;
  }
  return State->set<ReturnedReference>(
      static_cast<unsigned>(Ref) | unsigned(Owner) << 8 |
      unsigned(Before.Arrival.Fresh && !Before.Keeper.Shown &&
               !Before.Keeper.Owner)
          << 16 |
      unsigned(Before.Arrival.Assumed) << 17 |
      unsigned(Ref == SummaryRef::Borrowed && Before.Keeper.Droppable &&
               !Before.Keeper.Anchored &&
               Before.Arrival.Origin == RefOrigin::Borrowed)
          << 18);
}

/// Whether \p V is 0 or 1: the value of a comparison.
static bool isComparison(SVal V) {
  SymbolRef Sym = V.getAsSymbol();
  while (const auto *Cast = dyn_cast_or_null<SymbolCast>(Sym))
    Sym = Cast->getOperand();
  const auto *Both = dyn_cast_or_null<BinarySymExpr>(Sym);
  return Both && BinaryOperator::isComparisonOp(Both->getOpcode());
}

/// The sign that an integer result certainly has.
static ReturnClass classOfInteger(ProgramStateRef State, SVal V,
                                  CheckerContext &C) {
  SValBuilder &SVB = C.getSValBuilder();
  auto D = asCondition(V);
  if (!D || D->isUnknown())
    return ReturnClass::Any;
  auto [NonZero, Zero] = State->assume(*D);
  if (!NonZero)
    return ReturnClass::Zero;
  if (Zero)
    return ReturnClass::Any;
  if (isComparison(V))
    return ReturnClass::Positive;
  QualType T = V.getType(C.getASTContext());
  if (T.isNull() || !T->isIntegralOrEnumerationType())
    return ReturnClass::Any;
  SVal Less = SVB.evalBinOp(State, BO_LT, V, SVB.makeZeroVal(T),
                            SVB.getConditionType());
  auto L = Less.getAs<DefinedOrUnknownSVal>();
  if (!L || L->isUnknown())
    return ReturnClass::Any;
  auto [Negative, Positive] = State->assume(*L);
  if (Negative && Positive)
    return ReturnClass::Any;
  return Negative ? ReturnClass::Negative : ReturnClass::Positive;
}

static ReturnClass classOfResult(const ReturnStmt *RS, CheckerContext &C) {
  const Expr *E = RS ? RS->getRetValue() : nullptr;
  if (!E)
    return ReturnClass::Any;
  ProgramStateRef State = C.getState();
  SVal V = C.getSVal(E);
  if (E->getType()->isPointerType()) {
    ConditionTruthVal Null = State->isNull(V);
    if (Null.isConstrainedTrue())
      return ReturnClass::Null;
    // An untested result counts as a success, although it may be a failure.
    return ReturnClass::NonNull;
  }
  if (E->getType()->isIntegralOrEnumerationType())
    return classOfInteger(State, V, C);
  return ReturnClass::Any;
}

/// Adds what became of a parameter that is an object.
static void addObjectOutcome(ParameterOutcome &Out, SVal Initial,
                             const Transfer &T, ProgramStateRef State) {
  ObjectKey Key = objectOf(Initial);
  const RefState *RS = Key ? recorded(State, Key) : nullptr;
  if (!RS)
    return;
  if (!RS->isTracked()) {
    Out.Unknown = true;
    return;
  }
  Out.Delta =
      RS->Account.Held -
      (RS->Account.HandedOver || (RS->Unpaid.Steal && !RS->Unpaid.Place) ? 1
                                                                         : 0);
  Out.Kept = RS->Keeper.Anchored || RS->Keeper.Owner;
  Out.Where =
      placeIn(T.function(), RS->Last.At ? RS->Last.At : RS->Arrival.Site);
  Out.Owing = RS->Account.Debt > RS->Account.Held || RS->Unpaid.Place;
  Out.Unknown = Out.Owing;
}

bool isNumberOutput(QualType T) {
  const QualType To = T->isPointerType() ? T->getPointeeType() : QualType();
  return !To.isNull() && To->isIntegralOrEnumerationType() &&
         !To->isAnyCharacterType() && !To.isConstQualified();
}

/// The number of type \p T that \p Place holds, if it is known.
static std::optional<int64_t> numberAt(SVal Place, QualType T,
                                       ProgramStateRef State) {
  const auto L = Place.getAs<Loc>();
  const auto Number =
      L ? State->getSVal(*L, T).getAs<nonloc::ConcreteInt>() : std::nullopt;
  return Number ? Number->getValue().tryExtValue() : std::nullopt;
}

static ParameterOutcome outcomeOfParameter(const ParmVarDecl *P,
                                           const Transfer &T,
                                           const BodyFacts &Body,
                                           const ObjectTypes &Types,
                                           CheckerContext &C, bool &Assumed) {
  ParameterOutcome Out;
  ProgramStateRef State = C.getState();
  QualType Type = P->getType();
  const bool IsObject = Types.isObjectPointer(Type);
  Out.IsFlag = Body.Flags.contains(P);
  const bool IsNumber = isNumberOutput(Type);
  if (!IsObject && !Types.isPointerToObjectPointer(Type) &&
      !Type->isVoidPointerType() && !Out.IsFlag && !IsNumber)
    return Out;
  const VarRegion *Home = State->getRegion(P, C.getStackFrame());
  SVal Initial = C.getSValBuilder().getRegionValueSymbolVal(Home);
  if (IsNumber) {
    Out.OutNumber = numberAt(Initial, Type->getPointeeType(), State);
    return Out;
  }
  const ConditionTruthVal Null = State->isNull(Initial);
  Out.IsNull = Null.isConstrainedTrue();
  Out.IsNotNull = Null.isConstrainedFalse();
  const bool IsUntyped = Type->isVoidPointerType();
  if (Out.IsFlag && !IsUntyped)
    return Out;
  // User data may be an object, or the place to store one.
  if (IsObject || IsUntyped)
    addObjectOutcome(Out, Initial, T, State);
  const auto Target = Initial.getAs<Loc>();
  if (!IsObject && Target && !Type->getPointeeType().isConstQualified()) {
    Out.OutIsUntyped = IsUntyped;
    addOutputOutcome(Out, *Target, IsUntyped ? Type : Type->getPointeeType(), T,
                     State, Assumed);
  }
  return Out;
}

SummaryOutcome outcomeOfPath(const ReturnStmt *RS, const Transfer &T,
                             const BodyFacts &Body, const ObjectTypes &Types,
                             llvm::ArrayRef<OutputField> Outputs,
                             CheckerContext &C) {
  SummaryOutcome O;
  O.Returns = classOfResult(RS, C);
  if (const Expr *E = RS ? RS->getRetValue() : nullptr) {
    SVal V = C.getSVal(E);
    if (const auto Int = V.getAs<nonloc::ConcreteInt>();
        Int && Int->getValue().isRepresentableByInt64())
      O.Value = Int->getValue().getExtValue();
    else if (O.Returns == ReturnClass::Positive && isComparison(V))
      O.Value = 1;
    const MemRegion *R = V.getAsRegion();
    O.CertainlyNotNull = E->getType()->isPointerType() &&
                         (C.getState()->isNull(V).isConstrainedFalse() ||
                          (R && !R->getSymbolicBase()));
  }
  if (O.Returns == ReturnClass::NonNull &&
      Types.isObjectPointer(T.function()->getReturnType())) {
    const unsigned Returned = C.getState()->get<ReturnedReference>();
    O.Result = static_cast<SummaryRef>(Returned & 0xff);
    if (O.Result == SummaryRef::Nothing)
      O.Result = SummaryRef::Unknown;
    else
      O.Owner = Returned >> 8 & 0xff;
    O.Fresh = Returned >> 16 & 1;
    O.Assumed = Returned >> 17 & 1;
    O.Droppable = Returned >> 18 & 1;
    ObjectKey Key = objectOf(C.getSVal(RS->getRetValue()));
    const RefState *Ref = Key ? recorded(C.getState(), Key) : nullptr;
    const SymbolRef Sym = Key ? symbolOf(Key) : nullptr;
    O.FromMemory = Sym && Sym->getOriginRegion() && !Transfer::parameter(Key);
    O.Unchecked = Ref && Ref->Arrival.Unchecked && !Ref->Arrival.Assumed;
    O.Where = placeIn(T.function(), Ref && Ref->Arrival.Site ? Ref->Arrival.Site
                                                             : cast<Stmt>(RS));
    const auto *Global = dyn_cast_or_null<VarRegion>(Key);
    O.Static = Key && globalAround(Key);
    if (Global && O.Result == SummaryRef::Borrowed &&
        Global->getDecl()->getDeclName().isIdentifier())
      O.Global = Global->getDecl()->getName().str();
  }
  for (const ParmVarDecl *P : T.function()->parameters())
    O.Parameters.push_back(outcomeOfParameter(P, T, Body, Types, C, O.Assumed));
  for (const OutputField &Output : Outputs)
    O.Fields.push_back(outcomeOfField(Output, T, C, O.Assumed));
  return O;
}

} // namespace pyrefcheck
