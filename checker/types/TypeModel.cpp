//===- TypeModel.cpp - The types and modules that a file defines *- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"

using namespace clang;

namespace pyrefcheck {

const SlotValue *TypeObject::slot(Slot S) const {
  auto It = Values.find(S);
  return It == Values.end() ? nullptr : &It->second;
}

const FunctionDecl *TypeObject::function(Slot S) const {
  const SlotValue *V = slot(S);
  return V && !V->Unclear ? V->Function : nullptr;
}

StringRef recordName(const RecordDecl *RD) {
  if (const TypedefNameDecl *TD = RD->getTypedefNameForAnonDecl())
    return TD->getName();
  return RD->getName();
}

void TypeModel::index() {
  for (size_t I = 0; I != Types.size(); ++I) {
    ByVariable.try_emplace(Types[I].Decl->getCanonicalDecl(), I);
    if (Types[I].Layout)
      ByLayout[Types[I].Layout].push_back(I);
    for (const FunctionDecl *FD : Types[I].Methods)
      Methods[FD->getCanonicalDecl()].push_back(I);
  }
}

const TypeObject *TypeModel::find(const VarDecl *VD) const {
  if (!VD)
    return nullptr;
  const auto It = ByVariable.find(VD->getCanonicalDecl());
  return It == ByVariable.end() ? nullptr : &Types[It->second];
}

const TypeObject *TypeModel::typeBehind(const Expr *E) const {
  if (const TypeObject *T = find(variableBehind(E)))
    return T;
  return find(Heap.specBehind(E));
}

llvm::SmallVector<const TypeObject *, 2>
TypeModel::typesOf(const RecordDecl *RD) const {
  llvm::SmallVector<const TypeObject *, 2> Found;
  const auto It = ByLayout.find(RD ? RD->getDefinition() : nullptr);
  if (It != ByLayout.end())
    for (const size_t I : It->second)
      Found.push_back(&Types[I]);
  return Found;
}

llvm::SmallVector<const RecordDecl *, 2>
TypeModel::instancesFor(const FunctionDecl *FD) const {
  llvm::SmallVector<const RecordDecl *, 2> Found;
  const auto It = Methods.find(FD->getCanonicalDecl());
  if (It == Methods.end())
    return Found;
  for (const size_t I : It->second) {
    const TypeObject &T = Types[I];
    if (!T.Layout || T.FlagsUnclear || T.flag(FlagBaseType))
      return {};
    Found.push_back(T.Layout);
  }
  return Found;
}

const ExposedField *TypeModel::exposed(const FieldDecl *F) const {
  auto It = Exposed.find(F);
  return It == Exposed.end() ? nullptr : &It->second;
}

BuiltinGC TypeModel::supportsGC(const TypeObject &T) const {
  if (T.FlagsUnclear)
    return BuiltinGC::Unknown;
  if (T.flag(FlagHaveGC))
    return BuiltinGC::Yes;
  // The flag is inherited only together with tp_traverse and tp_clear
  // (typeobject.c, inherit_special).
  if (T.has(Slot::Traverse) || T.has(Slot::Clear))
    return BuiltinGC::No;
  if (T.BaseUnclear)
    return BuiltinGC::Unknown;
  if (!T.Base)
    return BuiltinGC::No;
  if (const TypeObject *Base = find(T.Base))
    return Base == &T ? BuiltinGC::Unknown : supportsGC(*Base);
  return builtinTypeGC(nameOf(T.Base));
}

} // namespace pyrefcheck
