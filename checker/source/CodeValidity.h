//===- CodeValidity.h - What the parser has understood ----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After an error, the parser continues with what it can make of the code: types
// without a layout, jumps to missing labels, expressions without a meaning.
// Clang's control flow graph and its path-sensitive engine cannot handle these,
// so a function is explored only if all its parts are valid: its signature and
// body, the layouts of the types that it uses, the variables that it names, and
// the signatures of its callees. An error in the body of a callee does not
// matter.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_CODEVALIDITY_H
#define PYREFCHECK_SOURCE_CODEVALIDITY_H

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class FunctionDecl;
class RecordDecl;
class ValueDecl;
} // namespace clang

namespace pyrefcheck {

/// Answers for one translation unit; each type and declaration is examined
/// once.
class CodeValidity {
public:
  /// Whether \p FD, which has a body, can be explored.
  bool isValid(const clang::FunctionDecl *FD);

  /// Whether \p T, or what it points to, has a layout or is merely declared.
  /// False for null and dependent types.
  bool isValid(clang::QualType T);

  /// Whether \p RD and everything that it holds by value have a layout, or \p
  /// RD is merely declared.
  bool isValid(const clang::RecordDecl *RD);

  /// Whether code that names \p D has a meaning. This depends on the type and
  /// initialiser of a variable, the signature of a function, a field's struct.
  bool isValidToName(const clang::ValueDecl *D);

private:
  enum class State : uint8_t { Busy, Valid, Invalid };

  bool readNamed(const clang::ValueDecl *D);

  llvm::DenseMap<const clang::RecordDecl *, State> Records;
  llvm::DenseMap<const clang::Type *, bool> Types;
  llvm::DenseMap<const clang::ValueDecl *, bool> Named;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_CODEVALIDITY_H
