//===- SummaryOutputs.cpp - What a function stores for its callers -*- C++
//-*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SummaryOutputs.h"
#include "OutputOutcomes.h"
#include "Summary.h"
#include "contracts/Contract.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/ObjectTypes.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// One output in the outcomes of a function.
struct OutputIn {
  llvm::SmallVector<ParameterOutcome, 4> SummaryOutcome::*List;
  unsigned Index;
  /// Something else that the function writes may say whether it is there.
  bool IsBesideNumber;

  bool operator==(const OutputIn &O) const {
    return List == O.List && Index == O.Index;
  }

  ParameterOutcome &of(SummaryOutcome &O) const { return (O.*List)[Index]; }
  const ParameterOutcome &of(const SummaryOutcome &O) const {
    return (O.*List)[Index];
  }
};

} // namespace

ArgIndex originParameter(ObjectKey Key, const FunctionDecl *FD,
                         bool &IsItself) {
  SymbolRef Sym = Key ? symbolOf(Key) : nullptr;
  IsItself = true;
  while (Sym) {
    const MemRegion *R = Sym->getOriginRegion();
    if (!R)
      return NoArg;
    if (const auto *VR = dyn_cast<VarRegion>(R)) {
      const auto *P = dyn_cast<ParmVarDecl>(VR->getDecl());
      if (!P || !isa<SymbolRegionValue>(Sym) ||
          P->getFunctionScopeIndex() >= FD->getNumParams())
        return NoArg;
      return P->getFunctionScopeIndex();
    }
    const auto *Base = dyn_cast<SymbolicRegion>(R->getBaseRegion());
    Sym = Base ? Base->getSymbol() : nullptr;
    IsItself = false;
  }
  return NoArg;
}

/// True if the value of some argument shows callers which of the two it was.
static bool differsInArguments(const SummaryOutcome &A,
                               const SummaryOutcome &B) {
  return llvm::any_of(llvm::zip(A.Parameters, B.Parameters), [](auto Both) {
    const auto &[Mine, Other] = Both;
    return (Mine.IsNull && Other.IsNotNull) || (Mine.IsNotNull && Other.IsNull);
  });
}

/// True for a reference that the caller has to release.
static bool isStrong(SummaryRef Ref) {
  return Ref == SummaryRef::New || Ref == SummaryRef::NewShared ||
         Ref == SummaryRef::NewReferenceToArgument;
}

/// What an out-parameter holds after the outcomes \p Alike, which callers
/// cannot tell apart: a reference that is new on each, or borrowed on each, if
/// it is there. A test of the variable shows whether it is.
static std::optional<ParameterOutcome>
commonOutput(llvm::ArrayRef<const SummaryOutcome *> Alike, const OutputIn &At) {
  ParameterOutcome All;
  All.OutNotNull = All.OutFresh = true;
  bool IsFirst = true, HasNull = false;
  for (const SummaryOutcome *O : Alike) {
    // Callers see a failure in the result, even if the outcomes do not show it.
    if (isFailure(O->Returns))
      return std::nullopt;
    const ParameterOutcome &P = At.of(*O);
    All.OutNotNull &= P.OutNotNull;
    All.OutMayStay |= P.Out == SummaryRef::Nothing || P.OutMayStay;
    if (P.Out == SummaryRef::Null || P.Out == SummaryRef::Nothing) {
      // An untested result may be the NULL of a failure.
      if (O->Returns == ReturnClass::NonNull && !O->CertainlyNotNull)
        return std::nullopt;
      HasNull = true;
      continue;
    }
    // The argument's reference may have gone out of sight.
    if (P.Out == SummaryRef::NewReferenceToArgument &&
        O->Parameters[P.OutOwner].Delta < 0)
      return std::nullopt;
    // A caller may own what it passes.
    const SummaryRef Out =
        P.Out == SummaryRef::NewReferenceToArgument ? SummaryRef::NewShared
        : P.Out == SummaryRef::Argument && P.OutIsUntyped ? SummaryRef::Borrowed
                                                          : P.Out;
    if (!isStrong(Out) && Out != SummaryRef::Borrowed)
      return std::nullopt;
    All.OutFresh &= P.OutFresh;
    if (!IsFirst && isStrong(All.Out) != isStrong(Out))
      return std::nullopt;
    if (IsFirst || Out == SummaryRef::NewShared)
      All.Out = Out;
    if (!isStrong(Out))
      All.OutOwner = IsFirst || All.OutOwner == P.OutOwner ? P.OutOwner : NoArg;
    IsFirst = false;
  }
  if (IsFirst || (All.OutMayStay && !isStrong(All.Out)) ||
      (HasNull && At.IsBesideNumber))
    return std::nullopt;
  return All;
}

/// NULL in untyped memory is one in the place of an object if another path
/// stores an object there.
static void settleUntyped(llvm::MutableArrayRef<SummaryOutcome> All,
                          const OutputIn &At) {
  const bool HasObject = llvm::any_of(All, [&](const SummaryOutcome &O) {
    const SummaryRef Out = At.of(O).Out;
    return Out != SummaryRef::Nothing && Out != SummaryRef::Null;
  });
  for (SummaryOutcome &O : All)
    if (ParameterOutcome &P = At.of(O);
        !HasObject && P.OutIsUntyped && P.Out == SummaryRef::Null)
      P.Out = SummaryRef::Nothing;
}

/// The outcomes that look the same to callers as \p One, itself among them;
/// none if the output holds the same after all of them.
static llvm::SmallVector<const SummaryOutcome *, 4>
alikeBut(const SummaryOutcome &One, llvm::ArrayRef<SummaryOutcome> All,
         const OutputIn &At) {
  llvm::SmallVector<const SummaryOutcome *, 4> Alike;
  bool Differs = false;
  for (const SummaryOutcome &O : All)
    if (!O.differsInReturn(One) && !differsInArguments(O, One)) {
      Alike.push_back(&O);
      Differs |= At.of(O).Out != At.of(One).Out;
    }
  if (!Differs)
    Alike.clear();
  return Alike;
}

/// Whether \p Other may say whether the output \p At is there, as one of two
/// that are never there together does.
static bool isInsteadOf(const OutputIn &Other, const OutputIn &At,
                        llvm::ArrayRef<const SummaryOutcome *> Alike) {
  const auto Has = [](const SummaryOutcome *O, const OutputIn &Out) {
    return Out.of(*O).Out != SummaryRef::Null &&
           Out.of(*O).Out != SummaryRef::Nothing;
  };
  return !(Other == At) &&
         llvm::any_of(Alike, [&](const auto *O) { return Has(O, Other); }) &&
         llvm::none_of(
             Alike, [&](const auto *O) { return Has(O, At) && Has(O, Other); });
}

/// Whether a number that the function returns through a parameter may say what
/// another one holds: it differs between the outcomes \p Alike.
static bool differInNumber(llvm::ArrayRef<const SummaryOutcome *> Alike) {
  return llvm::any_of(Alike, [&](const SummaryOutcome *O) {
    return llvm::any_of(
        llvm::zip_equal(O->Parameters, Alike.front()->Parameters),
        [](auto Both) {
          return std::get<0>(Both).OutNumber != std::get<1>(Both).OutNumber;
        });
  });
}

namespace {

/// What callers know of an output after an outcome that looks the same to them
/// as others.
struct SettledOutput {
  OutputIn At;
  SummaryOutcome *After;
  /// Nothing if it is unknown.
  std::optional<ParameterOutcome> Held;
};

} // namespace

static void tellCallers(const SettledOutput &Settled) {
  ParameterOutcome &P = Settled.At.of(*Settled.After);
  if (Settled.Held) {
    P.Out = Settled.Held->Out;
    P.OutOwner = Settled.Held->OutOwner;
    P.OutNotNull = Settled.Held->OutNotNull;
    P.OutFresh = Settled.Held->OutFresh;
    P.OutMayStay = Settled.Held->OutMayStay;
  } else if (P.Out != SummaryRef::Nothing) {
    // The argument's reference may have gone out of sight.
    if (P.Out == SummaryRef::NewReferenceToArgument &&
        Settled.After->Parameters[P.OutOwner].Delta < 0)
      Settled.After->Parameters[P.OutOwner].Unknown = true;
    P.Out = SummaryRef::Unknown;
  }
}

void FunctionSummary::settleOutputs() {
  if (Outcomes.empty())
    return;
  llvm::SmallVector<OutputIn, 8> All;
  for (unsigned I = 0, N = Outcomes.front().Parameters.size(); I != N; ++I)
    All.push_back({&SummaryOutcome::Parameters, I, false});
  for (unsigned I = 0, N = Outcomes.front().Fields.size(); I != N; ++I)
    All.push_back({&SummaryOutcome::Fields, I, Outputs[I].IsBesideNumber});
  std::vector<SettledOutput> Settled;
  for (const OutputIn &At : All) {
    settleUntyped(Outcomes, At);
    for (SummaryOutcome &O : Outcomes) {
      const auto Alike = alikeBut(O, Outcomes, At);
      if (Alike.empty())
        continue;
      OutputIn Where = At;
      Where.IsBesideNumber |= differInNumber(Alike) ||
                              llvm::any_of(All, [&](const OutputIn &Other) {
                                return isInsteadOf(Other, At, Alike);
                              });
      Settled.push_back({At, &O, commonOutput(Alike, Where)});
    }
  }
  llvm::for_each(Settled, tellCallers);
}

/// True if \p Key is what \p Place held before the call.
static bool isFromBefore(ObjectKey Key, Loc Place) {
  const auto *SRV = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
  return SRV && SRV->getRegion()->getBaseRegion() ==
                    Place.getAsRegion()->getBaseRegion();
}

/// True if \p Key was read from a place that now holds something else: it was
/// moved, and its reference with it.
static bool wasMoved(ObjectKey Key, ProgramStateRef State) {
  const auto *SRV = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
  return SRV && objectOf(State->getSVal(SRV->getRegion())) != Key;
}

void addOutputOutcome(ParameterOutcome &Out, Loc Target, QualType Type,
                      const Transfer &T, ProgramStateRef State, bool &Assumed) {
  const bool IsUntyped = Out.OutIsUntyped;
  const SVal Held = State->getSVal(Target, Type);
  // What untyped memory holds need not be an object.
  const SummaryRef Otherwise =
      IsUntyped ? SummaryRef::Nothing : SummaryRef::Unknown;
  if (State->isNull(Held).isConstrainedTrue()) {
    Out.Out = IsUntyped && !Held.isZeroConstant() ? SummaryRef::Nothing
                                                  : SummaryRef::Null;
    return;
  }
  ObjectKey Key = objectOf(Held);
  if (!Key || isFromBefore(Key, Target))
    return;
  // Only an object that a store on this path has put there is known.
  const RefState *RS = recorded(State, Key);
  bool IsItself = false;
  Out.OutOwner = originParameter(Key, T.function(), IsItself);
  if (!RS || !RS->isTracked() || !RS->Account.Stored ||
      (!IsItself && wasMoved(Key, State))) {
    Out.Out = Otherwise;
    Out.OutOwner = NoArg;
    return;
  }
  // `*out = x; Py_INCREF(x);` pays in arrears.
  const bool Owned = RS->Account.Debt <= RS->Account.Held;
  Out.Where =
      placeIn(T.function(), RS->Last.At ? RS->Last.At : RS->Arrival.Site);
  Assumed |= RS->Arrival.Assumed;
  Out.OutNotNull = State->isNull(Held).isConstrainedFalse();
  Out.OutFresh = RS->Arrival.Fresh && !RS->Keeper.Shown;
  if (Out.OutOwner != NoArg && IsItself)
    Out.Out = Owned ? SummaryRef::NewReferenceToArgument : SummaryRef::Argument;
  else
    Out.Out = Owned ? SummaryRef::New : SummaryRef::Borrowed;
  if (Owned && !IsItself)
    Out.OutOwner = NoArg;
}

/// The struct, not an object, that a parameter of type \p T points or refers
/// to; null if there is none, or if its end may release what it holds (C++).
static const RecordDecl *pointedStruct(QualType T, const ObjectTypes &Types) {
  if ((!T->isPointerType() && !T->isLValueReferenceType()) ||
      Types.isObjectPointer(T) || T->getPointeeType().isConstQualified())
    return nullptr;
  const RecordDecl *RD = T->getPointeeType()->getAsRecordDecl();
  RD = RD ? RD->getDefinition() : nullptr;
  if (!RD || RD->isUnion())
    return nullptr;
  const auto *Class = dyn_cast<CXXRecordDecl>(RD);
  const bool IsPlain =
      !Class || (Class->hasTrivialDestructor() && !Class->getNumBases());
  return IsPlain ? RD : nullptr;
}

bool isOutput(QualType T, const ObjectTypes &Types) {
  if (Types.isPointerToObjectPointer(T))
    return true;
  const RecordDecl *Struct = pointedStruct(T, Types);
  return Struct && llvm::any_of(Struct->fields(), [&](const FieldDecl *F) {
           return Types.isObjectPointer(F->getType());
         });
}

OutputFields outputFields(const FunctionDecl *FD, const ObjectTypes &Types,
                          llvm::function_ref<bool(const FieldDecl *)> IsWritten,
                          llvm::function_ref<bool(unsigned)> MayKeep) {
  OutputFields All;
  for (const ParmVarDecl *P : FD->parameters()) {
    const RecordDecl *Struct = pointedStruct(P->getType(), Types);
    if (!Struct)
      continue;
    const unsigned I = P->getFunctionScopeIndex();
    const bool HasNumber =
        llvm::any_of(Struct->fields(), [&](const FieldDecl *F) {
          return F->getType()->isIntegralOrEnumerationType() && IsWritten(F);
        });
    OutputFields Own;
    for (const FieldDecl *F : Struct->fields())
      if (Types.isObjectPointer(F->getType()) && IsWritten(F))
        Own.push_back({I, F->getFieldIndex(), HasNumber});
    // A larger struct holds a state, not results.
    constexpr size_t MostFields = 16;
    if (!Own.empty() && Own.size() <= MostFields && !MayKeep(I))
      All.append(Own);
  }
  return All;
}

const FieldDecl *declarationOf(const FunctionDecl *FD, unsigned Parameter,
                               unsigned Field) {
  if (!FD || Parameter >= FD->getNumParams())
    return nullptr;
  const QualType To = FD->getParamDecl(Parameter)->getType()->getPointeeType();
  const RecordDecl *RD = To.isNull() ? nullptr : To->getAsRecordDecl();
  RD = RD ? RD->getDefinition() : nullptr;
  if (!RD)
    return nullptr;
  const auto It = llvm::find_if(RD->fields(), [Field](const FieldDecl *F) {
    return F->getFieldIndex() == Field;
  });
  return It != RD->field_end() ? *It : nullptr;
}

ParameterOutcome outcomeOfField(const OutputField &Output, const Transfer &T,
                                CheckerContext &C, bool &Assumed) {
  ParameterOutcome Out;
  const FunctionDecl *FD = T.function();
  const FieldDecl *F = declarationOf(FD, Output.Parameter, Output.Field);
  const ProgramStateRef &State = C.getState();
  const VarRegion *Home =
      State->getRegion(FD->getParamDecl(Output.Parameter), C.getStackFrame());
  const SVal Struct = C.getSValBuilder().getRegionValueSymbolVal(Home);
  const auto Target =
      F ? State->getLValue(F, Struct).getAs<Loc>() : std::nullopt;
  if (Target)
    addOutputOutcome(Out, *Target, F->getType(), T, State, Assumed);
  return Out;
}

} // namespace pyrefcheck
