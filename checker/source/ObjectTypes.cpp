//===- ObjectTypes.cpp - Which C types are Python objects -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ObjectTypes.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace pyrefcheck {

bool ObjectTypes::isPyObjectPointer(QualType T) {
  if (T.isNull() || !T->isPointerType())
    return false;
  const auto *RT = T->getPointeeType()->getAs<RecordType>();
  return RT && RT->getDecl()->getName() == "_object";
}

bool ObjectTypes::isObjectPointer(QualType T) const {
  if (T.isNull() || !T->isPointerType())
    return false;
  const auto *RT = T->getPointeeType()->getAs<RecordType>();
  return RT && isObjectRecord(RT->getDecl());
}

bool ObjectTypes::isPointerToObjectPointer(QualType T) const {
  return !T.isNull() && (T->isPointerType() || T->isLValueReferenceType()) &&
         isObjectPointer(T->getPointeeType());
}

bool ObjectTypes::isObjectRecord(const RecordDecl *RD) const {
  RD = RD->getDefinition() ? RD->getDefinition() : RD;
  auto [It, Inserted] = Known.try_emplace(RD, false);
  if (!Inserted)
    return It->second;
  bool Result = false;
  StringRef Name = RD->getName();
  if (Name == "_object" || Name == "_typeobject") {
    Result = true;
  } else if (!RD->isCompleteDefinition()) {
    // Opaque since 3.11 or always: code and frame objects, modules, ...
    Result = (Name == "_frame") ||
             (Name.starts_with("Py") && Name.ends_with("Object"));
  } else if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD);
             CXX && CXX->getNumBases()) {
    const auto *Base = CXX->bases_begin()->getType()->getAs<RecordType>();
    Result = Base && isObjectRecord(Base->getDecl());
  } else if (RD->isStruct() && !RD->field_empty()) {
    const FieldDecl *First = *RD->field_begin();
    // Python 2: each struct repeats the members of the header.
    Result = First->getName() == "ob_refcnt" || First->getName() == "_ob_next";
    if (const auto *RT = First->getType()->getAs<RecordType>(); !Result && RT)
      Result = isObjectRecord(RT->getDecl());
  }
  // The recursion may have moved the entry.
  Known[RD] = Result;
  return Result;
}

} // namespace pyrefcheck
