//===- FieldAnnotation.cpp - Annotations on fields and variables ----------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnnotationReader.h"
#include "AttributeSpellings.h"
#include "contracts/FieldContract.h"
#include "source/ObjectTypes.h"

using namespace clang;

namespace pyrefcheck {

/// Whether \p D can hold references to objects beyond a call.
static bool canHoldReferences(const ValueDecl *D) {
  if (const auto *VD = dyn_cast<VarDecl>(D); VD && !VD->hasGlobalStorage())
    return false;
  QualType T = D->getType();
  while (const auto *AT = T->getAsArrayTypeUnsafe())
    T = AT->getElementType();
  const ObjectTypes Types;
  return Types.isObjectPointer(T) || Types.isPointerToObjectPointer(T);
}

std::optional<HeldReference> readFieldAnnotation(const ValueDecl *Field,
                                                 AnnotationMistakes &Mistakes) {
  std::optional<HeldReference> Result;
  const Decl *D = Field->getMostRecentDecl();
  for (const auto *A : D->specific_attrs<AnnotateAttr>()) {
    if (!isAnnotation(A))
      continue;
    auto Wrong = [&](const llvm::Twine &Reason, bool InText) {
      Mistakes.push_back({A, describeMistake(A, Reason), InText});
    };
    llvm::StringRef Word = A->getAnnotation();
    std::optional<HeldReference> Is;
    if (Word.consume_front(AnnotationPrefix))
      Is = heldReferenceOf(Word.trim());
    if (!canHoldReferences(Field))
      Wrong("'" + Field->getName() +
                "' is no place that outlives a call and holds a reference: "
                "expected it on a function, on one of its parameters, or on a "
                "field or static variable that points to an object",
            /*InText=*/false);
    else if (!Is)
      Wrong("unknown word '" + Word.trim() +
                "' for a field or variable; expected owned, borrowed or "
                "unknown",
            /*InText=*/true);
    else if (Result && *Result != *Is)
      Wrong("'" + wordOf(*Is) + "' contradicts '" + wordOf(*Result) + "'",
            /*InText=*/false);
    else
      Result = Is;
  }
  return Result;
}

} // namespace pyrefcheck
