//===- ShapeOfCall.cpp - Reading the shape of a call ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ShapeOfCall.h"
#include "CallInProgress.h"
#include "KnownTypes.h"
#include "PathContext.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/NumberRange.h"
#include "source/Places.h"
#include "summaries/CallOutcomes.h"
#include "summaries/CallShape.h"
#include "summaries/Summary.h"
#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

/// The text that \p R always holds, if it is constant.
static std::optional<StringRef> constantText(const MemRegion *R) {
  if (const auto *Literal = dyn_cast<StringRegion>(R))
    return literalText(Literal->getStringLiteral());
  const auto *Variable = dyn_cast<VarRegion>(R);
  const VarDecl *VD = Variable ? Variable->getDecl() : nullptr;
  if (!VD || !VD->getType()->isArrayType() ||
      !VD->getType().isConstant(VD->getASTContext()))
    return std::nullopt;
  return literalText(VD->getAnyInitializer());
}

std::optional<StringRef> formatText(const CallInProgress &Call) {
  const Expr *Arg = Call.argument(Call.Ct->FormatArg);
  if (!Arg || literalText(Arg))
    return literalText(Arg);
  // A variable, an array or a choice: its value on this path.
  const MemRegion *R = Call.value(Call.Ct->FormatArg).getAsRegion();
  uint64_t Skipped = 0;
  if (const auto *Element = dyn_cast_or_null<ElementRegion>(R)) {
    const auto Index = Element->getIndex().getAs<nonloc::ConcreteInt>();
    if (!Index || !Element->getElementType()->isCharType() ||
        Index->getValue().isNegative())
      return std::nullopt;
    Skipped = Index->getValue().getLimitedValue();
    R = Element->getSuperRegion();
  }
  const auto Text = R ? constantText(R) : std::nullopt;
  if (!Text || Skipped > Text->size())
    return std::nullopt;
  return Text->drop_front(Skipped);
}

static CallShape::ResultType kindOf(QualType T) {
  if (T->isVoidType())
    return CallShape::Void;
  if (T->isPointerType())
    return CallShape::Pointer;
  return T->isIntegralOrEnumerationType() && !T->isBooleanType()
             ? CallShape::Integer
             : CallShape::Other;
}

static bool isTypePointer(QualType T) {
  const auto *RT =
      T->isPointerType() ? T->getPointeeType()->getAs<RecordType>() : nullptr;
  return RT && RT->getDecl()->getName() == "_typeobject";
}

bool isResultUsed(const Expr *Call, const CheckerContext &C) {
  const ParentMap &Parents = C.getCurrentAnalysisDeclContext()->getParentMap();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(Call));
  // The value of `({ ...; f(x); })` is what f returns.
  return Parents.isConsumedExpr(const_cast<Expr *>(Call)) ||
         (Block && Block->body_back() == Call &&
          isa_and_nonnull<StmtExpr>(Parents.getParent(Block)));
}

/// The position of the first integer argument, a size.
static unsigned sizeGiven(const CallInProgress &Call) {
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    if (const Expr *Arg = Call.argument(I);
        Arg && Arg->getType()->isIntegerType())
      return I;
  return NoArgument;
}

/// The number passed for the parameter `min`, if it is known.
static std::optional<int64_t> minimumGiven(const CallInProgress &Call) {
  const unsigned At =
      llvm::find(Call.Ct->Params, "min") - Call.Ct->Params.begin();
  if (At >= Call.Ct->Params.size() || At >= Call.size())
    return std::nullopt;
  const auto Count = Call.value(At).getAs<nonloc::ConcreteInt>();
  if (!Count)
    return std::nullopt;
  return Count->getValue().tryExtValue();
}

/// True for a constant, or a choice of two: a variable may have other values
/// than on this path, as those of loops do.
static bool isWritten(const Expr *E, const ASTContext &Context) {
  if (E->isEvaluatable(Context))
    return true;
  const auto *Choice = dyn_cast<ConditionalOperator>(E->IgnoreParenCasts());
  return Choice && isWritten(Choice->getTrueExpr(), Context) &&
         isWritten(Choice->getFalseExpr(), Context);
}

/// Whether what the path knows of \p V, which is no number of a loop's turn,
/// keeps it from \p Low to \p High.
static bool isKeptWithin(SVal V, int64_t Low, int64_t High,
                         const CallInProgress &Call) {
  if (!isa_and_nonnull<SymbolData>(V.getAsSymbol()))
    return false;
  SValBuilder &SVB = Call.C.getSValBuilder();
  const llvm::APSInt *Least = SVB.getMinValue(Call.C.getState(), V);
  const llvm::APSInt *Most = SVB.getMaxValue(Call.C.getState(), V);
  return Least && Most && *Least >= Low && *Most <= High;
}

/// Whether the call gets a number with which its result is never NULL.
static bool isSure(const CallInProgress &Call) {
  const ContractResult &R = Call.Ct->Result;
  const Expr *Given =
      R.SureArg < Call.size() ? Call.argument(R.SureArg) : nullptr;
  if (!Given)
    return false;
  if (isAlwaysWithin(Given, R.SureLow, R.SureHigh, Call.C.getASTContext()) ||
      isKeptWithin(Call.value(R.SureArg), R.SureLow, R.SureHigh, Call))
    return true;
  if (!isWritten(Given, Call.C.getASTContext()))
    return false;
  const auto Number = Call.value(R.SureArg).getAs<nonloc::ConcreteInt>();
  const std::optional<int64_t> Value =
      Number ? Number->getValue().tryExtValue() : std::nullopt;
  return Value && *Value >= R.SureLow && *Value <= R.SureHigh;
}

/// What the output of a converter that stored \p P, and what others of its
/// paths store according to \p Before, have in common.
static ConverterOutput joinConverted(const ConverterOutput &Before,
                                     const ParameterOutcome &P, bool IsFirst) {
  ConverterOutput Made;
  // The caller tests a target that the converter may leave as it was.
  Made.MayBeNull = Before.MayBeNull || !P.OutNotNull || P.OutMayStay;
  Made.MayStay = Before.MayStay || P.OutMayStay;
  if (P.Out == SummaryRef::Null) {
    Made.What = Before.What;
    Made.IsOfInput = Before.IsOfInput;
    return Made;
  }
  const bool IsBorrowed =
      P.Out == SummaryRef::Borrowed || P.Out == SummaryRef::Argument;
  if (IsBorrowed)
    Made.What = ConverterOutput::Borrowed;
  else if (P.Out == SummaryRef::New || P.Out == SummaryRef::NewShared ||
           P.Out == SummaryRef::NewReferenceToArgument)
    Made.What = ConverterOutput::New;
  if (!IsFirst && Made.What != Before.What)
    Made.What = ConverterOutput::Unknown;
  Made.IsOfInput =
      IsBorrowed && P.OutOwner == 0 && (IsFirst || Before.IsOfInput);
  return Made;
}

/// What the converter \p Known, a function of the file, stores if it succeeds.
static ConverterOutput convertedBy(const FunctionSummary &Known) {
  /// What a converter returns that is to be called again, with NULL, to release
  /// what it has made.
  constexpr int64_t CleansUp = 0x20000;
  ConverterOutput Made;
  bool IsFirst = true, IsLeftBehind = true;
  for (const SummaryOutcome &O : Known.Outcomes) {
    if (O.Parameters.size() != 2)
      return {};
    // Called without an object, it cleans up.
    if (O.Parameters[0].IsNull) {
      IsLeftBehind = false;
      continue;
    }
    if (O.Returns == ReturnClass::Zero)
      continue;
    const ParameterOutcome &P = O.Parameters[1];
    Made = joinConverted(Made, P, IsFirst);
    if (P.Out != SummaryRef::Null) {
      if (Made.What == ConverterOutput::Unknown)
        return {};
      IsFirst = false;
    }
    IsLeftBehind &= O.Value && *O.Value != CleansUp;
  }
  Made.IsLeftBehind = IsLeftBehind && Made.What == ConverterOutput::New;
  return Made;
}

/// What the converter that \p Named names stores whenever it succeeds:
/// PyUnicode_FSConverter, or a function of the file.
static ConverterOutput convertedBy(const Expr *Named,
                                   const PathContext &Context) {
  ConverterOutput Made;
  if (const Contract *Ct = Context.Run.Functions.find(
          Named, Context.function()->getASTContext())) {
    if (Ct->does(ArgEffect::OutNew, 1))
      Made.What = ConverterOutput::New;
    return Made;
  }
  const auto *Converter = dyn_cast_or_null<FunctionDecl>(
      Named->IgnoreParenCasts()->getReferencedDeclOfCallee());
  const FunctionSummary *Known =
      Converter ? Context.Run.Summaries.find(Converter) : nullptr;
  return Known ? convertedBy(*Known) : Made;
}

/// True for the address of a struct: a converter fills its members.
static bool isStructAddress(const Expr *Target) {
  const QualType T =
      Target ? Target->IgnoreParenCasts()->getType() : QualType();
  return !T.isNull() && T->isPointerType() &&
         T->getPointeeType()->isRecordType();
}

/// PyModule_AddObject steals its argument only if it succeeds.
static bool stealsIfItSucceeds(const Contract &Ct) {
  return Ct.Result.Fails != FailsWith::Nothing &&
         llvm::any_of(Ct.Args, [](const ArgContract &A) {
           return A.Effect == ArgEffect::Steals && A.When == Outcome::Success;
         });
}

/// Whether the object whose method \p Call calls is of a built-in type that has
/// the method.
static bool isMethodThere(const CallInProgress &Call,
                          const PathContext &Context) {
  if (Call.Ct->Format != FormatKind::CallMethod || Call.Ct->FormatArg == 0)
    return false;
  const Expr *Name = Call.argument(Call.Ct->FormatArg - 1);
  const std::optional<StringRef> Text = Name ? literalText(Name) : std::nullopt;
  const KnownType T = typeOf(Call.object(0), Call.C.getState(), Context);
  return Text && !T.MaySubclass && hasMethod(T.Name, *Text);
}

CallShape shapeOf(const CallInProgress &Call, PathContext &Context,
                  bool IsAsked) {
  const QualType T = Call.Event.getResultType();
  CallShape Shape;
  Shape.Arguments = Call.size();
  Shape.Result = kindOf(T);
  Shape.ReturnsType = isTypePointer(T);
  Shape.IsAsked = IsAsked;
  Shape.IsCertain = isCertain(Call, Context);
  Shape.IsMethodThere = isMethodThere(Call, Context);
  Shape.Python = Context.Run.Python;
  if (Shape.Result == CallShape::Integer)
    Shape.IsResultUsed = isResultUsed(Call.at(), Call.C);
  Shape.ReadsParameter = Context.Current.isStrict() && !Context.Body.AsksSize &&
                         Call.size() && Call.object(0) &&
                         Transfer::parameter(Call.object(0));
  if (!Shape.IsResultUsed && stealsIfItSucceeds(*Call.Ct))
    Shape.IsDoubted = Context.doubts(Call.at());
  if (Call.Ct->has(EffectStaticIfEmpty) || Call.Ct->has(EffectSized)) {
    Shape.Size = sizeGiven(Call);
    Shape.IsSizeZero =
        Shape.Size != NoArgument && Call.value(Shape.Size).isZeroConstant();
  }
  Shape.IsSure = isSure(Call);
  Shape.Minimum = minimumGiven(Call);
  if (Call.Ct->Format != FormatKind::None)
    Shape.Format = formatText(Call);
  Shape.IsPointer = [&Call](unsigned I) {
    return Call.value(I).getAs<Loc>().has_value();
  };
  Shape.Converts = [&Call, &Context](unsigned I) {
    return isStructAddress(Call.argument(I + 1))
               ? ConverterOutput()
               : convertedBy(Call.argument(I), Context);
  };
  return Shape;
}

} // namespace pyrefcheck
