//===- ShapeCheck.cpp - Contracts against declarations --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ShapeCheck.h"
#include "HeaderApi.h"
#include "contracts/Contract.h"
#include "contracts/ContractWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

/// Compares one contract with one declaration.
class ShapeChecker {
public:
  ShapeChecker(const Contract &C, const ApiDeclaration &D, PyVersion V)
      : C(C), D(D), V(V) {}

  std::vector<std::string> run() {
    checkArity();
    // A macro has no types.
    if (D.IsMacro)
      return std::move(Problems);
    checkResult();
    for (const ArgContract &A : C.Args)
      checkArgument(A);
    checkOutParameters();
    checkFormat();
    if (D.NeverReturns && !C.has(EffectNoReturn))
      add("it never returns, which the entry does not say");
    // Not all functions that never return are declared so.
    if (!D.NeverReturns && C.has(EffectNoReturn) && D.Result != TypeShape::Void)
      add("the entry says that it never returns, the declaration that it "
          "returns " +
          describe(D.Result));
    if (D.IsDeprecated && (!C.Deprecated || C.Deprecated > V))
      add("it is deprecated, which the entry does not say of this version");
    return std::move(Problems);
  }

private:
  void add(const Twine &Problem) { Problems.push_back(Problem.str()); }

  /// Debug builds pass a file and a line before the object.
  bool isDebugShape() const {
    return C.Params.size() == 1 && D.Params.size() == 3 && !D.IsVariadic &&
           D.Params.back() == TypeShape::Object;
  }

  /// The shape of argument number \p I, or Other if it is not known.
  TypeShape param(unsigned I) const {
    if (isDebugShape())
      I += 2;
    return I < D.Params.size() ? D.Params[I] : TypeShape::Other;
  }

  std::string name(unsigned I) const {
    return I < C.Params.size() ? ("'" + C.Params[I] + "'").str()
                               : "argument " + std::to_string(I + 1);
  }

  void checkArity();
  void checkResult();
  void checkFails();
  void checkArgument(const ArgContract &A);
  void checkOutParameters();
  void checkFormat();

  const Contract &C;
  const ApiDeclaration &D;
  const PyVersion V;
  std::vector<std::string> Problems;
};

} // namespace

void ShapeChecker::checkArity() {
  // An entry for functions with several shapes omits them.
  if (C.Params.empty()) {
    for (const ArgContract &A : C.Args)
      if (A.Index >= D.Params.size() && !D.IsVariadic)
        add("it has no argument " + Twine(A.Index + 1));
    return;
  }
  if (isDebugShape())
    return;
  if (C.Params.size() != D.Params.size())
    add("it takes " + Twine(D.Params.size()) +
        (D.Params.size() == 1 ? " argument" : " arguments") +
        (D.IsVariadic ? " before the variable ones" : "") +
        ", the entry names " + Twine(C.Params.size()));
}

void ShapeChecker::checkResult() {
  const ContractResult &R = C.Result;
  const bool IsObject = D.Result == TypeShape::Object;
  switch (R.Kind) {
  case ResultKind::NotAReference:
    if (IsObject)
      add("it returns an object, the entry says that it is none");
    break;
  case ResultKind::New:
  case ResultKind::Borrowed:
    // Text and data are memory of the argument that owns them.
    if (!IsObject && !(R.Kind == ResultKind::Borrowed && R.Owner != NoArg &&
                       isPointer(D.Result)))
      add("the entry says that it returns a reference, the declaration " +
          describe(D.Result));
    break;
  case ResultKind::Argument:
  case ResultKind::NewReferenceToArgument:
    if (!isPointer(D.Result))
      add("the entry says that it returns an argument, the declaration " +
          describe(D.Result));
    break;
  }
  if (R.Null != NullWhen::OnError && R.Null != NullWhen::Never &&
      !isPointer(D.Result))
    add("the entry says when the result is NULL, the declaration that it is " +
        describe(D.Result));
  if (R.Owner != NoArg && R.Owner < D.Params.size() &&
      !isPointer(param(R.Owner)))
    add("the result belongs to " + name(R.Owner) + ", which is " +
        describe(param(R.Owner)));
  checkFails();
}

void ShapeChecker::checkFails() {
  switch (C.Result.Fails) {
  case FailsWith::Nothing:
    return;
  case FailsWith::MinusOne:
  case FailsWith::Negative:
    if (D.Result == TypeShape::SignedInteger)
      return;
    break;
  case FailsWith::AmbiguousMinusOne:
  case FailsWith::Zero:
    if (D.Result == TypeShape::SignedInteger ||
        D.Result == TypeShape::Arithmetic)
      return;
    break;
  }
  add("the entry says which number means failure, the declaration that the "
      "result is " +
      describe(D.Result));
}

/// Whether an argument of this shape can have the effect.
static bool fits(ArgEffect Effect, TypeShape Shape) {
  switch (Effect) {
  case ArgEffect::Steals:
  case ArgEffect::Keeps:
    // The kept objects may be an array's items.
    return Shape == TypeShape::Object || Shape == TypeShape::ObjectArray;
  case ArgEffect::Increments:
  case ArgEffect::Decrements:
    return Shape == TypeShape::Object;
  case ArgEffect::Frees:
    return Shape == TypeShape::Object || Shape == TypeShape::Pointer;
  case ArgEffect::OutNew:
  case ArgEffect::OutBorrowed:
  case ArgEffect::OutNull:
  case ArgEffect::Replaces:
  case ArgEffect::Clears:
    // Converters for "O&" write their result through a void *.
    return Shape == TypeShape::ObjectSlot || Shape == TypeShape::Pointer;
  case ArgEffect::FillsBuffer:
  case ArgEffect::ReleasesBuffer:
    return Shape == TypeShape::Buffer;
  case ArgEffect::OutMemory:
    return Shape == TypeShape::PointerSlot;
  case ArgEffect::FreesMemory:
  case ArgEffect::Escapes:
  case ArgEffect::NotNull:
  case ArgEffect::FailsIfNull:
  case ArgEffect::UsedAfterCode:
    return isPointer(Shape);
  case ArgEffect::Mutates:
    return Shape == TypeShape::Object || Shape == TypeShape::Pointer;
  }
  return false;
}

void ShapeChecker::checkArgument(const ArgContract &A) {
  TypeShape Shape = param(A.Index);
  // Variable arguments, and va_list, have no type here.
  if (A.Index >= D.Params.size() || Shape == TypeShape::Other)
    return;
  if (!fits(A.Effect, Shape)) {
    StringRef Word;
    for (const ContractWord<ArgEffect> &W : ArgEffectWords)
      if (W.Value == A.Effect)
        Word = W.Word;
    add("'" + Word + "' is said of " + name(A.Index) + ", which is " +
        describe(Shape));
  }
  if (A.Into != NoArg && A.Into < D.Params.size() && !isPointer(param(A.Into)))
    add(name(A.Index) + " goes into " + name(A.Into) + ", which is " +
        describe(param(A.Into)));
}

void ShapeChecker::checkOutParameters() {
  if (isDebugShape())
    return;
  for (unsigned I = 0; I != D.Params.size(); ++I)
    if (D.Params[I] == TypeShape::ObjectSlot &&
        none_of(C.Args, [&](const ArgContract &A) {
          return A.Index == I || (A.AndRest && I > A.Index);
        }))
      add(name(I) + " is " + describe(D.Params[I]) +
          ", of which the entry says nothing");
}

void ShapeChecker::checkFormat() {
  if (C.Format != FormatKind::None) {
    if (param(C.FormatArg) != TypeShape::String)
      add("the format " + name(C.FormatArg) + " is " +
          describe(param(C.FormatArg)));
    if (!D.IsVariadic)
      add("the entry has a format, but there are no variable arguments");
    return;
  }
  if (D.IsVariadic && !D.Params.empty() && D.Params.back() == TypeShape::String)
    add("variable arguments follow a string, but the entry has no format");
}

std::vector<std::string> contradictions(const Contract &C,
                                        const ApiDeclaration &D, PyVersion V) {
  return ShapeChecker(C, D, V).run();
}

} // namespace pyrefcheck
