//===- CalleeDeeds.h - What a called function did ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts for the notes of a path: which function that the path calls did
// something to an object, under which name it knew the object, and where it did
// it. By the function's summary or, if it is defined in another file, by the
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
  /// The callee's name for the object; empty if it is no argument.
  std::string Parameter;
  /// The callee's name for the owner of what it lends; or empty.
  std::string Owner;
  /// Without its words.
  CalleePlace Where;
};

class CalleeDeeds {
public:
  CalleeDeeds(const SummarySet &Summaries, SourceContracts &Contracts)
      : Summaries(Summaries), Contracts(Contracts) {}

  /// What the function that \p Call calls did to \p Key that \p Event says of
  /// it. \returns nothing for functions whose contract was not inferred.
  /// \param N a node of the path in which the call's operands are still known.
  std::optional<CalleeDeed> find(const clang::Stmt *Call, RefEvent Event,
                                 ObjectKey Key,
                                 const clang::ento::ExplodedNode *N) const;

private:
  const SummarySet &Summaries;
  SourceContracts &Contracts;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SUMMARIES_CALLEEDEEDS_H
