//===- FieldModel.h - Which fields own what ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects what all functions in the file store into the fields of structs, and
// determines whether a field owns it: a declaration alone shows neither.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_FIELDMODEL_H
#define PYREFCHECK_TYPES_FIELDMODEL_H

#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "fields/FieldOwnership.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"

namespace pyrefcheck {

/// What an expression's value can be, merged from all its sources.
struct Content {
  bool Atomic = false;
  bool Container = false;
  bool Closure = false;
  /// What a Python callable returned.
  bool Result = false;
  /// Anything that Python code can pass.
  bool Any = false;
  /// Not known.
  bool Unknown = false;
  /// A new reference, or one with its own Py_INCREF.
  bool Strong = false;
  /// A borrowed reference.
  bool Borrowed = false;
  /// Objects of these structs.
  llvm::SmallVector<const clang::RecordDecl *, 1> Structs;

  void add(ObjectKind K);
  void add(const Content &O);
  /// Narrows it to \p K, which a test shows.
  void narrow(ObjectKind K);
  /// It can come to refer to arbitrary objects.
  bool isOpen() const { return Any || Container || Closure; }
  /// NULL, or a static object.
  bool isNothing() const {
    return !isOpen() && !Unknown && !Result && !Strong && !Borrowed &&
           Structs.empty();
  }
  /// The kinds of all its values are known.
  bool isKnown() const { return !Unknown && !Result; }
};

/// One place where a field gets a value.
struct FieldStore {
  const clang::Stmt *At = nullptr;
  const clang::Expr *Value = nullptr;
  const clang::FunctionDecl *In = nullptr;
  Content What;
};

/// Everything that the file does to a field.
struct FieldFacts {
  std::vector<FieldStore> Stores;
  Content What;
  /// Only strong references, NULL and static objects are stored.
  bool AllStrong = false;
  /// Some function releases the reference in it or gives it away.
  bool Released = false;
  /// A helper does so.
  bool ReleasedByHelper = false;
  /// The constructor of a C++ owner takes the reference in it.
  bool TakenByOwner = false;
  /// Its address goes to code that may store anything there.
  bool AddressTaken = false;
  /// The object in it is called.
  bool Called = false;
  /// A function that the interpreter calls returns the object in it.
  bool HandedOut = false;
};

/// A struct member that can hold a reference, at any depth of nesting by value,
/// or in a block of memory that a member points to.
struct FieldPath {
  llvm::SmallVector<const clang::FieldDecl *, 2> Path;
  /// It is in the struct of the base type.
  bool Inherited = false;
  /// The number of pointers on the way: a `PyObject **`, or a pointer to a
  /// struct. Only releases show whether the instance owns what is there.
  unsigned Behind = 0;

  const clang::FieldDecl *field() const { return Path.back(); }
  /// The path as written after `self->`.
  std::string text() const;
};

/// The facts about all fields of a translation unit.
class FieldModel {
public:
  FieldModel(const TranslationUnit &TU, const FieldOwnership &Ownership,
             const TypeModel &Types, SourceContracts &Contracts,
             SourceCache &Sources);

  const FieldFacts &facts(const clang::FieldDecl *F) const;
  /// The members of \p RD that can hold a reference, and those of the structs
  /// that it points to.
  std::vector<FieldPath> fieldsOf(const clang::RecordDecl *RD) const;
  /// What the value of \p E in \p In can be.
  Content classify(const clang::Expr *E, const clang::FunctionDecl *In) const;
  /// Whether the field owns what it holds, as far as its stores show.
  bool isOwned(const clang::FieldDecl *F) const;
  /// The same, and this is stated or no helper releases the reference.
  bool isStoredStrong(const clang::FieldDecl *F) const;
  bool isOnlyBorrowed(const clang::FieldDecl *F) const;
  /// Whether no store that can be seen adds a reference to what the field gets.
  /// If some function releases it all the same, that is a bug, but no cycle.
  bool isNeverCounted(const clang::FieldDecl *F) const;
  /// Whether Python code can set it through a PyMemberDef.
  bool isSetFromPython(const clang::FieldDecl *F) const;
  /// Whether the field may be set after other code has seen the object: before
  /// that, it can only hold older objects.
  bool isSetLater(const clang::FieldDecl *F) const;

  /// How a cycle through a field can come about.
  enum class Cycle : uint8_t { No, Unclear, Yes };
  struct CyclePath {
    Cycle Possible = Cycle::No;
    /// The fields from one of this file's types to the next, if these alone
    /// form the cycle.
    std::vector<std::string> Steps;
    /// These fields themselves.
    std::vector<const clang::FieldDecl *> Fields;
    /// The store that lets in an arbitrary object, a container or a closure.
    const FieldStore *Entry = nullptr;
    bool Exposed = false;
    /// It holds a container or `__dict__` that Python code can fill.
    bool Fillable = false;
    /// Types of this file alone lead back to the owner's struct.
    bool Closed = false;
  };
  /// Whether the object in \p F can lead back to an object of \p Owner.
  CyclePath cycleThrough(const clang::FieldDecl *F,
                         const clang::RecordDecl *Owner) const;
  /// Whether the helper's parameter \p Index is called.
  bool callsParameter(const clang::FunctionDecl *FD, unsigned Index,
                      unsigned Depth = 0) const;

private:
  friend class FieldCollector;
  friend class ContentReader;

  void fieldsOf(const clang::RecordDecl *RD, FieldPath &Prefix,
                std::vector<FieldPath> &Into) const;
  void follow(const clang::FieldDecl *F, const clang::RecordDecl *Owner,
              llvm::SmallVectorImpl<const clang::FieldDecl *> &Busy,
              CyclePath &Result) const;
  /// Follows the fields of \p RD, whose objects \p F may hold. \returns whether
  /// there is a cycle.
  bool followInto(const clang::RecordDecl *RD, const clang::FieldDecl *F,
                  const clang::RecordDecl *Owner,
                  llvm::SmallVectorImpl<const clang::FieldDecl *> &Busy,
                  CyclePath &Result) const;

  const TranslationUnit &TU;
  const FieldOwnership &Ownership;
  const TypeModel &Types;
  SourceContracts &Contracts;
  SourceCache &Sources;
  llvm::DenseMap<const clang::FieldDecl *, FieldFacts> Facts;
  /// The calls of the file's functions, which show what parameters can be.
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::vector<std::pair<const clang::CallExpr *,
                                       const clang::FunctionDecl *>>>
      Calls;
  /// Variables whose type their function tests, and for which kind.
  llvm::DenseMap<const clang::ValueDecl *, ObjectKind> Checked;
  /// The same for fields, per function.
  llvm::DenseMap<
      std::pair<const clang::ValueDecl *, const clang::FunctionDecl *>,
      ObjectKind>
      CheckedFields;
  /// Fields whose object gets a Py_INCREF in the function.
  llvm::DenseSet<
      std::pair<const clang::FieldDecl *, const clang::FunctionDecl *>>
      IncrefedFields;
  /// Variables that get a Py_INCREF in their function.
  llvm::DenseSet<const clang::ValueDecl *> Increfed;
  /// Variables that get a Py_DECREF in their function.
  llvm::DenseSet<const clang::ValueDecl *> Decrefed;
  /// Variables that a call fills through their address.
  llvm::DenseMap<const clang::ValueDecl *, Content> Filled;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_FIELDMODEL_H
