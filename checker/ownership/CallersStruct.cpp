//===- CallersStruct.cpp - Structs that a caller owns -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallersStruct.h"
#include "source/ObjectTypes.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/SymbolManager.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

bool isInCallersStruct(const MemRegion *Place, const ObjectTypes &Types) {
  const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
  const auto *Sym =
      Base ? dyn_cast<SymbolRegionValue>(Base->getSymbol()) : nullptr;
  if (!Sym || Types.isObjectPointer(Sym->getType()))
    return false;
  const MemRegion *From = Sym->getRegion();
  const auto *VR = dyn_cast<VarRegion>(From);
  return isa<CXXThisRegion>(From) || (VR && isa<ParmVarDecl>(VR->getDecl()));
}

SurroundingObject objectAround(const MemRegion *Place, const ObjectTypes &Types,
                               unsigned Most) {
  for (unsigned Pointers = 0; Pointers <= Most && Place; ++Pointers) {
    const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
    if (!Base)
      return {};
    const SymbolRef Sym = Base->getSymbol();
    if (Types.isObjectPointer(Sym->getType()))
      return {Base->getMemRegionManager().getSymbolicRegion(Sym), Pointers};
    Place = Sym->getOriginRegion();
  }
  return {};
}

} // namespace pyrefcheck
