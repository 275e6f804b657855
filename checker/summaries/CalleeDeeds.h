//===- CalleeDeeds.h - What a called function did ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts for the notes of a path: which called function did something to an
// object, where it did so, and under which name it got the object. They come
// from the function's summary or, if it is defined in another file, from the
// contract that was inferred there.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SUMMARIES_CALLEEDEEDS_H
#define PYREFCHECK_SUMMARIES_CALLEEDEEDS_H

#include "Summary.h"
#include "annotations/Attributes.h"
#include "findings/Finding.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"

namespace pyrefcheck {

/// What a called function did to one object.
struct CalleeDeed {
  std::string Function;
  /// The callee's name for the object; empty if it is not an argument.
  std::string Parameter;
  /// The callee's name for the owner of what it lends; or empty.
  std::string Owner;
  /// Without its message.
  CalleePlace Where;
};

class CalleeDeeds {
public:
  CalleeDeeds(const SummarySet &Summaries, SourceContracts &Contracts)
      : Summaries(Summaries), Contracts(Contracts) {}

  /// What the callee of \p Call did to \p Key that caused \p Event. \returns
  /// nothing if the callee has a contract that was not inferred.
  /// \param N a node of the path at which the call's operands are still known.
  std::optional<CalleeDeed> find(const clang::Stmt *Call, RefEvent Event,
                                 ObjectKey Key,
                                 const clang::ento::ExplodedNode *N) const;

private:
  const SummarySet &Summaries;
  SourceContracts &Contracts;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLEEDEEDS_H
