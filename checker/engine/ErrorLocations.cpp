//===- ErrorLocations.cpp - Functions that contain errors -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ErrorLocations.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

bool ErrorLocations::areIn(const Decl *Function,
                           const SourceManager &SM) const {
  if (!Function || Locations.empty())
    return false;
  SourceLocation Begin = SM.getExpansionLoc(Function->getBeginLoc());
  SourceLocation End = SM.getExpansionRange(Function->getEndLoc()).getEnd();
  return llvm::any_of(Locations, [&](SourceLocation Error) {
    return SM.isPointWithin(SM.getExpansionLoc(Error), Begin, End);
  });
}

} // namespace pyrefcheck
