//===- Attributes.h - Contracts in the source code --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A declaration can state what its function does to references:
//
//   PyObject *find(PyObject *registry)
//       __attribute__((annotate("pyrefcheck:returns-borrowed(registry)")));
//
// The words are those of a contract file (docs/annotations.md). Annotations are
// read from every declaration of a function and override its entry in the
// tables. What they do not mention follows that entry or, without one, the
// convention of the C API. An invalid annotation is a finding.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ANNOTATIONS_ATTRIBUTES_H
#define PYREFCHECK_ANNOTATIONS_ATTRIBUTES_H

#include "contracts/Contract.h"
#include "findings/Finding.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Allocator.h"

namespace clang {
class CallExpr;
class Expr;
} // namespace clang

namespace pyrefcheck {

class ActiveContracts;

/// The contracts of the functions of one translation unit: annotations first,
/// then the tables.
class SourceContracts {
public:
  explicit SourceContracts(const ActiveContracts &Tables) : Tables(Tables) {}
  SourceContracts(const SourceContracts &) = delete;
  SourceContracts &operator=(const SourceContracts &) = delete;

  /// The contract of \p FD, or null if nothing says more than its body does.
  const Contract *find(const clang::FunctionDecl *FD);

  /// The contract of the function that \p CE calls by name, or null.
  const Contract *ofCall(const clang::CallExpr *CE);

  /// The part that \p FD, or what \p CE calls by name, has in the life of an
  /// object. \p FD may be null.
  ApiRole roleOf(const clang::FunctionDecl *FD);
  ApiRole roleOf(const clang::CallExpr *CE);

  /// The contract of the API function or macro \p Name in the tables, or null.
  const Contract *named(llvm::StringRef Name) const;

  /// The names of all requested functions with neither a body here nor a
  /// contract other than an inferred one: the results depend on what other
  /// files say about these, and on nothing else in other files. Sorted.
  std::vector<std::string> askedOfOtherFiles() const;

  /// The contract of what \p Callee names: a function, or an entry of a table
  /// of function pointers; or null.
  const Contract *find(const clang::Expr *Callee,
                       const clang::ASTContext &Context);

private:
  const Contract *findInOtherFiles(const clang::FunctionDecl *FD);

  const ActiveContracts &Tables;
  llvm::BumpPtrAllocator Arena;
  llvm::StringSet<> Asked;
  /// By canonical declaration.
  llvm::DenseMap<const clang::FunctionDecl *, const Contract *> Known;
  llvm::DenseMap<const clang::Expr *, const Contract *> KnownPointers;
};

/// The invalid annotations in \p Roots (empty: in the whole translation unit,
/// outside system headers): unknown words, parameters that do not exist,
/// contradictions.
std::vector<Finding>
findAnnotationMistakes(clang::ASTContext &Context,
                       llvm::ArrayRef<clang::Decl *> Roots);

} // namespace pyrefcheck

#endif // PYREFCHECK_ANNOTATIONS_ATTRIBUTES_H
