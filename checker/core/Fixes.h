//===- Fixes.h - What would make a finding go away --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decides which change of the source is right for a misuse, on all paths that
// come by the changed place, and makes it. Where that cannot be told there is
// no fix. How text is changed is SourceEdits' business, what the paths know is
// PathFacts'.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CORE_FIXES_H
#define PYREFCHECK_CORE_FIXES_H

#include "Finding.h"
#include "FixVocabulary.h"
#include "Messages.h"
#include "PathFacts.h"
#include "SourceEdits.h"

namespace clang {
class AnalysisDeclContext;
} // namespace clang

namespace pyrefcheck {

/// Makes the fixes of one function, which has been explored completely.
class FixMaker {
public:
  FixMaker(const Transfer &Owner, const FixVocabulary &Words,
           const clang::ento::ExplodedGraph &Graph,
           clang::AnalysisDeclContext &Function);

  /// The fixes of one finding.
  /// \param Seen all places where it shows; they have rule and cause in common.
  std::vector<Fix> make(llvm::ArrayRef<Sighting> Seen) const;

private:
  /// Each adds to \p F what makes the misuse go away; false if it
  /// cannot.
  bool addEdits(const Sighting &S, Fix &F) const;
  bool returnNewReference(const Sighting &S, Fix &F) const;

  /// The value of \p E after \p N; Unknown if it is not a variable or a field.
  clang::ento::SVal valueOf(const clang::Expr *E,
                            const clang::ento::ExplodedNode *N) const;
  /// What an expression gives on a path.
  struct Known {
    clang::ento::ProgramStateRef State;
    clang::ento::SVal Value;
  };
  using KnownValues = llvm::SmallVector<Known, 8>;
  /// What \p E gives on the paths that come to \p S.
  KnownValues valuesBefore(const clang::Stmt *S, const clang::Expr *E) const;
  /// Whether \p Holds of the object on all paths on which there is one, and
  /// there is one on some; \p MayBeNull tells whether there may be none.
  static bool onAllPaths(
      const KnownValues &Values, bool &MayBeNull,
      llvm::function_ref<bool(clang::ento::ProgramStateRef, ObjectKey)> Holds);
  /// `Py_NewRef(e)` for the expression \p E where a \p Wanted is expected.
  std::string newReference(const clang::Expr *E, clang::QualType Wanted,
                           bool MayBeNull) const;
  const Transfer &Owner;
  const FixVocabulary &Words;
  PathFacts Paths;
  SourceEdits Text;
  const clang::FunctionDecl *Function;
  clang::ASTContext &Context;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CORE_FIXES_H
