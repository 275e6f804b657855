//===- HelperFailures.cpp - What a helper leaves when it fails --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HelperFailures.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/FailureTests.h"
#include "source/TranslationUnit.h"
#include "summaries/Summary.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// True if \p P gives the caller a new reference.
static bool handsOut(const ParameterOutcome &P) {
  return P.Out == SummaryRef::New || P.Out == SummaryRef::NewShared ||
         P.Out == SummaryRef::NewReferenceToArgument;
}

/// True if \p P gives the caller a new reference that is not NULL.
static bool handsOutObject(const ParameterOutcome &P) {
  return handsOut(P) &&
         (P.OutNotNull || P.Out == SummaryRef::NewReferenceToArgument);
}

/// True if a path that did \p P to an object may have forgotten it.
static bool mayForget(const ParameterOutcome &P) {
  return P.Out == SummaryRef::Nothing && P.Delta == 0 && !P.Kept &&
         !P.Unknown && !P.IsNull;
}

/// The expression that \p At names a stored object by: `*out` of `*out = x` and
/// of `Py_INCREF(*out)`.
static const Expr *storedAs(const Stmt *At) {
  if (const auto *BO = dyn_cast_or_null<BinaryOperator>(At))
    return BO->isAssignmentOp() ? BO->getLHS() : nullptr;
  const auto *CE = dyn_cast_or_null<CallExpr>(At);
  return CE && CE->getNumArgs() ? CE->getArg(CE->getNumArgs() - 1) : nullptr;
}

/// Whether an outcome that returns \p Class may be a failure. Zero is one if
/// the function has positive results and no negative ones.
static bool mayFail(ReturnClass Class) {
  return isFailure(Class) || Class == ReturnClass::Zero;
}

void HelperFailures::end(const SummaryOutcome &Path, const ReturnStmt *RS,
                         llvm::function_ref<const ExplodedNode *()> End,
                         CheckerContext &C) {
  if (!RS || Context.Current.isStrict() || Context.Current.ownContract() ||
      Context.Current.role() == FunctionRole::Destructor ||
      !mayFail(Path.Returns))
    return;
  const FunctionDecl *FD = Context.function();
  for (unsigned I = 0; I != Path.Parameters.size(); ++I) {
    const ParmVarDecl *P = FD->getParamDecl(I);
    const ParameterOutcome &Left = Path.Parameters[I];
    const bool IsObject = Context.types().isObjectPointer(P->getType());
    if (!(IsObject ? mayForget(Left) : handsOutObject(Left)) ||
        !Seen.insert({RS, I}).second)
      continue;
    const VarRegion *Home = C.getState()->getRegion(P, C.getStackFrame());
    const SVal Initial = C.getSValBuilder().getRegionValueSymbolVal(Home);
    const auto Target = Initial.getAs<Loc>();
    ObjectKey Key = IsObject ? objectOf(Initial)
                    : Target ? objectOf(C.getState()->getSVal(
                                   *Target, P->getType()->getPointeeType()))
                             : nullptr;
    if (!Key)
      continue;
    RefState Ref = Context.Current.lookup(C.getState(), Key);
    const Expr *Named = nullptr;
    if (IsObject) {
      // The caller has given it away.
      Ref.Arrival.Origin = RefOrigin::New;
      Ref.Last.Variable = Home;
    } else {
      Named = storedAs(Ref.Last.At);
    }
    Failures.push_back(
        {Path, I, {Misuse::LeakAtExit, Key, Ref, RS, Named, FD}, End()});
  }
}

/// True if callers cannot tell \p Other from \p Path.
static bool looksLike(const SummaryOutcome &Other, const SummaryOutcome &Path) {
  return !Other.differsInReturn(Path) &&
         llvm::none_of(llvm::zip(Other.Parameters, Path.Parameters),
                       [](auto Both) {
                         const auto &[Mine, Its] = Both;
                         return (Mine.IsNull && Its.IsNotNull) ||
                                (Mine.IsNotNull && Its.IsNull);
                       });
}

/// True if paths that return \p Class have failed, given all outcomes \p All.
static bool hasFailed(ReturnClass Class, const FunctionSummary &All) {
  if (Class != ReturnClass::Zero)
    return isFailure(Class);
  const auto Returns = [&](ReturnClass Other) {
    return llvm::any_of(All.Outcomes, [Other](const SummaryOutcome &O) {
      return O.Returns == Other;
    });
  };
  return Returns(ReturnClass::Positive) && !Returns(ReturnClass::Negative) &&
         !Returns(ReturnClass::Any);
}

/// Whether the successes take the argument over, and so does a failure that
/// looks the same to callers.
bool HelperFailures::forgetsArgument(const Failure &F) const {
  const FunctionSummary &All = Context.Summary;
  bool TakenOnSuccess = false, TakenOnFailure = false;
  for (const SummaryOutcome &O : All.Outcomes) {
    const ParameterOutcome &P = O.Parameters[F.Index];
    const bool Taken = P.Delta < 0 && !P.Unknown;
    if (hasFailed(O.Returns, All))
      TakenOnFailure |= Taken && looksLike(O, F.Path);
    else if (Taken)
      TakenOnSuccess = true;
    else if (!P.IsNull)
      return false;
  }
  return TakenOnSuccess && TakenOnFailure;
}

/// Whether a success hands it out, too, and no caller reads it after a failure.
bool HelperFailures::leavesOutput(const Failure &F) const {
  const FunctionSummary &All = Context.Summary;
  const FailureValue Fails = F.Path.Returns == ReturnClass::Negative
                                 ? FailureValue::Negative
                                 : FailureValue::Zero;
  return llvm::any_of(All.Outcomes,
                      [&](const SummaryOutcome &O) {
                        return !hasFailed(O.Returns, All) &&
                               handsOut(O.Parameters[F.Index]);
                      }) &&
         isForgottenOnFailure(Context.function(), F.Index, Fails,
                              Context.Run.TU);
}

/// A bug that is reported here must not be reported again in callers.
void HelperFailures::settle(const Failure &F) {
  for (SummaryOutcome &O : Context.Summary.Outcomes) {
    ParameterOutcome &P = O.Parameters[F.Index];
    if (!hasFailed(O.Returns, Context.Summary) || !looksLike(O, F.Path))
      continue;
    if (P.Out != SummaryRef::Nothing)
      P.Out = SummaryRef::Unknown;
    else if (mayForget(P))
      P.Delta = -1;
  }
}

void HelperFailures::judge() {
  llvm::SmallVector<const Failure *, 4> Found;
  for (const Failure &F : Failures)
    if (hasFailed(F.Path.Returns, Context.Summary) &&
        (F.Path.Parameters[F.Index].Out == SummaryRef::Nothing
             ? forgetsArgument(F)
             : leavesOutput(F)))
      Found.push_back(&F);
  for (const Failure *F : Found) {
    Context.Found.add(F->Report, F->Node);
    settle(*F);
  }
}

} // namespace pyrefcheck
