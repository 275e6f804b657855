//===- FixVocabulary.h - What fixes may use in their code -------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIXES_FIXVOCABULARY_H
#define PYREFCHECK_FIXES_FIXVOCABULARY_H

#include "GeneratedCode.h"
#include "contracts/Contract.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class ASTContext;
class Expr;
} // namespace clang

namespace pyrefcheck {

class SourceContracts;

/// What the headers and the style of a translation unit let fixes use.
class FixVocabulary {
public:
  /// \param Target the Python version that the user requested, or 0.
  FixVocabulary(clang::ASTContext &Context, SourceContracts &Functions,
                PyVersion Target);

  /// True if the function or macro \p Name is declared.
  bool has(llvm::StringRef Name) const;
  /// True if Py_NewRef may be used: the headers declare it, and the file does
  /// not seem to support Python before 3.10, which lacks it.
  bool prefersNewRef() const { return NewRef; }
  /// `(PyObject *)` if an expression of type \p T needs it where a PyObject *
  /// is expected; "" if not.
  std::string castToObject(clang::QualType T) const;
  /// The same for the conversion from PyObject * to \p T.
  std::string castFromObject(clang::QualType T) const;
  /// `NULL` or `nullptr`, as the file writes it.
  std::string null() const;
  /// The contract of the function that \p Call calls by name, or null.
  const Contract *contractOf(const clang::Expr *Call) const;
  /// True if a call under \p Ct fails cleanly when argument \p Index is NULL.
  static bool acceptsNull(const Contract &Ct, unsigned Index);
  /// The text of the main file.
  llvm::StringRef file() const;
  const GeneratedCode &generated() const { return Generated; }

private:
  clang::ASTContext &Context;
  SourceContracts &Functions;
  GeneratedCode Generated;
  bool NewRef;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIXES_FIXVOCABULARY_H
