//===- CallArguments.h - Arguments as contracts number them -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The arguments of a call, as its contract numbers them.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_OWNERSHIP_CALLARGUMENTS_H
#define PYREFCHECK_OWNERSHIP_CALLARGUMENTS_H

#include "RefState.h"
#include "contracts/ArgumentPosition.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include <optional>

namespace pyrefcheck {

/// The position in \p Call of the argument that the contract numbers \p Index.
inline unsigned positionOf(const clang::ento::CallEvent &Call,
                           const Contract &Ct, unsigned Index) {
  return positionOf(Ct, Call.getNumArgs(), Index);
}

inline const clang::Expr *argExpr(const clang::ento::CallEvent &Call,
                                  unsigned I) {
  return I < Call.getNumArgs() ? Call.getArgExpr(I) : nullptr;
}

inline ObjectKey argObject(const clang::ento::CallEvent &Call, unsigned I) {
  return I < Call.getNumArgs() ? objectOf(Call.getArgSVal(I)) : nullptr;
}

/// \p V if it can be tested for zero; the value of a struct cannot. A call has
/// such a value if a declaration differs from that of the API.
inline std::optional<clang::ento::DefinedOrUnknownSVal>
asCondition(clang::ento::SVal V) {
  if (V.getAs<clang::ento::nonloc::CompoundVal>() ||
      V.getAs<clang::ento::nonloc::LazyCompoundVal>())
    return std::nullopt;
  return V.getAs<clang::ento::DefinedOrUnknownSVal>();
}

/// The type of the pointer that is stored through the out-parameter \p Arg.
inline clang::QualType pointeeOf(const clang::Expr *Arg,
                                 const clang::ASTContext &Context) {
  clang::QualType T = Arg->IgnoreParenCasts()->getType();
  // A variable that is passed by reference (C++).
  if (Arg->isGLValue() && T->isPointerType())
    return T;
  if (T->isPointerType() && T->getPointeeType()->isPointerType())
    return T->getPointeeType();
  return Context.VoidPtrTy;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_OWNERSHIP_CALLARGUMENTS_H
