//===- FieldModel.h - Which fields own what ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects from all functions in the file what they store into the fields of
// structs, and whether the field owns it: a declaration alone says neither.
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

/// What an expression's value can be, joined over all its sources.
struct Content {
  bool Atomic = false;
  bool Container = false;
  bool Closure = false;
  /// What a Python callable returned.
  bool Result = false;
  /// Whatever Python code passes in.
  bool Any = false;
  /// Not known.
  bool Unknown = false;
  /// A new reference, or one that got its Py_INCREF.
  bool Strong = false;
  /// A reference that belongs to somebody else.
  bool Borrowed = false;
  /// Objects of these structs.
  llvm::SmallVector<const clang::RecordDecl *, 1> Structs;

  void add(ObjectKind K);
  void add(const Content &O);
  /// A test shows what it is.
  void narrow(ObjectKind K);
  /// It can come to refer to arbitrary objects.
  bool isOpen() const { return Any || Container || Closure; }
  /// NULL, or a static object.
  bool isNothing() const {
    return !isOpen() && !Unknown && !Result && !Strong && !Borrowed &&
           Structs.empty();
  }
  /// Something is known about it, or it is NULL.
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
  /// Only NULL and references of its own are stored.
  bool AllStrong = false;
  /// The field's own reference is given up somewhere.
  bool Released = false;
  /// The same, by a function that is not a slot and stores nothing new there.
  bool ReleasedByHelper = false;
  /// The constructor of a C++ owner takes what it holds.
  bool TakenByOwner = false;
  /// Its address goes where it cannot be seen what is stored.
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
  /// The pointers on the way: a `PyObject **`, or a member of a struct that is
  /// pointed to. Only the releases show who owns that memory.
  unsigned Behind = 0;

  const clang::FieldDecl *field() const { return Path.back(); }
  /// As it is written after `self->`.
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
  /// The same, if only the slots give the reference up.
  bool isStoredStrong(const clang::FieldDecl *F) const;
  bool isOnlyBorrowed(const clang::FieldDecl *F) const;
  /// Whether Python code can set it through a PyMemberDef.
  bool isSetFromPython(const clang::FieldDecl *F) const;
  /// Whether the field may be set after others have seen the object; before
  /// that, it can only hold what is older than the object.
  bool isSetLater(const clang::FieldDecl *F) const;

  /// How a cycle through a field can come about.
  enum class Cycle : uint8_t { No, Unclear, Yes };
  struct CyclePath {
    Cycle Possible = Cycle::No;
    /// The fields from one of this file's types to the next, if the cycle
    /// consists of them alone.
    std::vector<std::string> Steps;
    /// These fields themselves.
    std::vector<const clang::FieldDecl *> Fields;
    /// The stores that let arbitrary objects in.
    const FieldStore *Entry = nullptr;
    bool Exposed = false;
    /// It holds a container that Python code gets hold of.
    bool Fillable = false;
    /// All types on the way lack GC support.
    bool Closed = false;
  };
  /// Whether what \p F holds can lead back to an object of \p Owner.
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
  /// The same for the objects of \p RD that \p F may hold. \returns whether a
  /// cycle was found.
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
  /// Where functions of the file are called: what their parameters can be.
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::vector<std::pair<const clang::CallExpr *,
                                       const clang::FunctionDecl *>>>
      Calls;
  /// Variables that their function tests for a type, and which.
  llvm::DenseMap<const clang::ValueDecl *, ObjectKind> Checked;
  /// The same for fields, in one function.
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
