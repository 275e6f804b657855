//===- FieldValues.h - Values stored in fields ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Distinguishes new references from borrowed ones by following an expression to
// the sources of its value: calls, local variables, parameters, helpers'
// results, other fields. It follows no paths: a value that depends on them is
// opaque.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FIELDS_FIELDVALUES_H
#define PYREFCHECK_FIELDS_FIELDVALUES_H

#include "annotations/Attributes.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"

namespace pyrefcheck {

/// What a stored value is, joined over all its sources. NULL is none of these.
struct ValueKinds {
  /// A new reference, or one that was incremented.
  bool Strong = false;
  /// Somebody else's reference.
  bool Borrowed = false;
  /// A new reference that the function also returns: one of the two places has
  /// no reference.
  bool Shared = false;
  /// A static object, such as None.
  bool Static = false;
  /// Not known.
  bool Opaque = false;
  /// New references to objects whose destruction may run any code: anything but
  /// exact text, bytes or numbers.
  bool Arbitrary = false;
  /// The fields from which it is copied.
  llvm::SmallVector<const clang::ValueDecl *, 1> Copied;

  void add(const ValueKinds &O);
  /// The same after a Py_INCREF.
  ValueKinds incremented() const;
};

/// True if \p D is a field or static variable in the user's code that can hold
/// references to objects: one, or several in an array.
bool isField(const clang::ValueDecl *D, const TranslationUnit &TU);

/// What the walk over all functions keeps until the values can be classified.
struct Observations {
  struct Store {
    const clang::ValueDecl *Field;
    /// Null if What describes the value.
    const clang::Expr *Value;
    ValueKinds What;
    const clang::FunctionDecl *In;
  };
  std::vector<Store> Stores;
  /// A value that is passed to a function whose body is in this file.
  struct Passed {
    Place What;
    const clang::VarDecl *Variable;
    const clang::ParmVarDecl *To;
    const clang::FunctionDecl *In;
  };
  std::vector<Passed> Arguments;
  /// Variables whose object gets a Py_INCREF, and those that are released,
  /// given away or returned.
  llvm::DenseSet<const clang::VarDecl *> Incremented, Released, Returned;
  llvm::DenseSet<
      std::pair<const clang::ValueDecl *, const clang::FunctionDecl *>>
      IncrementedFields;
  /// Variables that a call fills through their address.
  llvm::DenseMap<const clang::VarDecl *, ValueKinds> Filled;
};

/// Classifies stored values, after all functions have been walked.
class StoredValues {
public:
  StoredValues(const Observations &Seen, const TranslationUnit &TU,
               SourceContracts &Functions, SourceCache &Sources)
      : Seen(Seen), TU(TU), Functions(Functions), Sources(Sources) {}

  /// The kinds of \p E in the function \p In.
  ValueKinds read(const clang::Expr *E, const clang::FunctionDecl *In,
                  unsigned Depth = 0);

private:
  void readCall(const clang::CallExpr *CE, const clang::FunctionDecl *In,
                unsigned Depth, ValueKinds &Result);
  bool readResults(const clang::FunctionDecl *FD, unsigned Depth,
                   ValueKinds &Result);
  void readVariable(const clang::VarDecl *VD, const clang::FunctionDecl *In,
                    unsigned Depth, ValueKinds &Result);
  void readParameter(const clang::ParmVarDecl *P, const clang::FunctionDecl *In,
                     ValueKinds &Result) const;
  bool isEntryParameter(const clang::VarDecl *VD,
                        const clang::FunctionDecl *In) const;
  void readPlace(const clang::Expr *E, const clang::FunctionDecl *In,
                 ValueKinds &Result);

  const Observations &Seen;
  const TranslationUnit &TU;
  SourceContracts &Functions;
  SourceCache &Sources;
  /// Values can form cycles.
  llvm::SmallVector<const clang::VarDecl *, 8> Busy;
  llvm::SmallVector<const clang::FunctionDecl *, 8> BusyFunctions;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FIELDS_FIELDVALUES_H
