//===- OriginPlaces.cpp - Where an object was read from ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OriginPlaces.h"
#include "ownership/RefState.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

bool isStillThere(ProgramStateRef State, ObjectKey Key) {
  const auto *Sym = dyn_cast_or_null<SymbolRegionValue>(symbolOf(Key));
  if (!Sym)
    return true;
  SVal Held = State->getSVal(Sym->getRegion());
  return Held.isUnknown() || objectOf(Held) == Key;
}

const MemRegion *originOf(ObjectKey Key) {
  const SymbolRef Sym = symbolOf(Key);
  return Sym ? Sym->getOriginRegion() : nullptr;
}

bool isOfKnownPlace(ObjectKey Key) {
  SymbolRef Sym = symbolOf(Key);
  while (const auto *SRV = dyn_cast_or_null<SymbolRegionValue>(Sym)) {
    const auto *Base =
        dyn_cast<SymbolicRegion>(SRV->getRegion()->getBaseRegion());
    if (!Base)
      return true;
    Sym = Base->getSymbol();
  }
  return false;
}

bool mayHaveOtherNames(const MemRegion *Place) {
  while (Place) {
    const auto *Base = dyn_cast<SymbolicRegion>(Place->getBaseRegion());
    SymbolRef Sym = Base ? Base->getSymbol() : nullptr;
    if (const auto *Made = dyn_cast_or_null<SymbolConjured>(Sym))
      return isa_and_nonnull<CXXOperatorCallExpr, CXXMemberCallExpr>(
          Made->getStmt());
    Place = Sym ? Sym->getOriginRegion() : nullptr;
  }
  return false;
}

bool isOfNamelessPlace(ObjectKey Key) {
  const MemRegion *Place = originOf(Key);
  return Place && mayHaveOtherNames(Place);
}

bool isArrayItem(ObjectKey Key) {
  return isa_and_nonnull<ElementRegion>(originOf(Key));
}

bool isOpaque(ObjectKey Key, const RefState &Ref) {
  const SymbolRef Sym = symbolOf(Key);
  return Ref.Arrival.Origin == RefOrigin::Memory && Sym &&
         !Sym->getOriginRegion() && Sym->getType()->isVoidPointerType();
}

} // namespace pyrefcheck
