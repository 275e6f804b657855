//===- HoldingCalls.h - Which calls make one object own another -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call can make one of its arguments, or its result, own another argument:
// the contract says so, or the body of a function of the file shows it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_HOLDINGCALLS_H
#define PYREFCHECK_TYPES_HOLDINGCALLS_H

#include "annotations/Attributes.h"
#include "source/FunctionBody.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace pyrefcheck {

/// One object that owns another after a call.
struct Holding {
  /// The argument that is owned.
  const clang::Expr *Value = nullptr;
  /// The argument that owns it; null if the result does.
  const clang::Expr *Owner = nullptr;
  /// The field of the owner that a function of the file puts it into, or into
  /// whose object; null if the value goes into the owner itself.
  const clang::FieldDecl *Field = nullptr;
};

/// Determines which calls make one object own another. Lives until the analysis
/// of a translation unit ends.
class HoldingCalls {
public:
  /// \param Functions the file's functions, which outlive this.
  HoldingCalls(SourceContracts &Contracts, SourceCache &Sources,
               llvm::ArrayRef<FunctionBody> Functions);

  llvm::SmallVector<Holding, 2> of(const clang::CallExpr *CE);
  /// Whether \p Body takes a strong reference to \p Object, as Py_INCREF does.
  bool isIncremented(const FunctionBody &Body,
                     const clang::VarDecl *Object) const;
  /// Whether a call after \p Put in \p Body, such as PyDict_Clear, takes things
  /// out of a container for which \p IsContainer holds.
  bool
  isEmptiedAfter(const clang::CallExpr *Put, const FunctionBody &Body,
                 llvm::function_ref<bool(const clang::Expr *)> IsContainer);
  SourceContracts &contracts() const { return Contracts; }

private:
  /// The same for a function's parameters, by index.
  struct Parameters {
    unsigned Value;
    /// None: the result.
    std::optional<unsigned> Owner;
    const clang::FieldDecl *Field;
  };
  using List = llvm::SmallVector<Parameters, 1>;

  const List &shownBy(const clang::FunctionDecl *FD);
  List readBody(const FunctionBody &Body);
  void readStores(const FunctionBody &Body, List &Into) const;

  SourceContracts &Contracts;
  SourceCache &Sources;
  llvm::DenseMap<const clang::FunctionDecl *, const FunctionBody *> Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<List>> Known;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_HOLDINGCALLS_H
