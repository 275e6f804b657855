//===- TranslationUnit.h - What a file's functions are for ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One walk over a translation unit before any path is followed: which functions
// touch Python objects, which of them the interpreter calls (and so must keep
// the convention "arguments borrowed, result new"), and who calls whom.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_TRANSLATIONUNIT_H
#define PYREFCHECK_SOURCE_TRANSLATIONUNIT_H

#include "CodeValidity.h"
#include "ObjectTypes.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace clang {
class ASTContext;
class CallExpr;
class SourceManager;
} // namespace clang

namespace pyrefcheck {

/// Who calls a function, insofar as its duties depend on it.
enum class FunctionRole : uint8_t {
  /// An ordinary function: it may steal arguments or return borrowed
  /// references, as its callers know.
  Helper,
  /// Called by the interpreter through a method table, a slot or as
  /// PyInit_*: arguments are borrowed, an object result is new.
  EntryPoint,
  /// An entry point that can be called again on the same object: tp_init, or
  /// the setter of an attribute. What it overwrites in `self` was owned.
  Reinitializer,
  /// The function that an Argument Clinic entry point calls: its result is new;
  /// it may release what a converter made for it.
  Implementation,
  /// tp_dealloc, tp_finalize, tp_clear or a free function: takes `self` apart.
  Destructor,
};

/// The files that are not the user's: system headers, and Python's own, which
/// most builds find through -I.
class ForeignFiles {
public:
  explicit ForeignFiles(const clang::SourceManager &SM);
  bool contains(clang::SourceLocation Loc) const;

private:
  bool isForeign(clang::FileID File) const;

  const clang::SourceManager &SM;
  std::string PythonHeaders;
  mutable llvm::DenseMap<clang::FileID, bool> Known;
};

/// The results of one walk over the declarations.
class TranslationUnit {
public:
  /// Walks over \p Roots or, if empty, all declarations in the user's files.
  TranslationUnit(clang::ASTContext &Context,
                  llvm::ArrayRef<clang::Decl *> Roots);

  /// The functions with a body that touch Python objects, callees before their
  /// callers where there is no recursion.
  llvm::ArrayRef<const clang::FunctionDecl *> functions() const {
    return Functions;
  }
  /// The functions with invalid parts, see CodeValidity.
  llvm::ArrayRef<const clang::FunctionDecl *> broken() const { return Broken; }
  /// Whether \p FD, which may be null, is one of them.
  bool isBroken(const clang::FunctionDecl *FD) const {
    return FD && AllBroken.contains(FD->getCanonicalDecl());
  }
  CodeValidity &validity() const { return Validity; }

  /// The top-level declarations that were walked over.
  llvm::ArrayRef<clang::Decl *> declarations() const { return Declarations; }

  FunctionRole role(const clang::FunctionDecl *FD) const;
  /// The parameter of \p FD that is NULL when the interpreter calls it to
  /// delete an attribute or an item; null if there is none (manual:
  /// PyGetSetDef, PyTypeObject.tp_setattro, PyMappingMethods.mp_ass_subscript).
  const clang::ParmVarDecl *nullOnDeletion(const clang::FunctionDecl *FD) const;
  /// The parameters of \p FD that are never NULL, a bit per position. None
  /// unless only the interpreter calls it, through the tables that contain it.
  unsigned neverNull(const clang::FunctionDecl *FD) const {
    FD = FD->getCanonicalDecl();
    return Called.contains(FD) ? 0 : NeverNull.lookup(FD);
  }
  /// Whether \p FD, which may be null, destroys its argument whatever its
  /// reference count: it is the tp_dealloc or tp_free of a type.
  bool deallocates(const clang::FunctionDecl *FD) const {
    return FD && Deallocators.contains(FD->getCanonicalDecl());
  }
  /// Whether \p FD is the tp_dealloc of static types alone. These never go, and
  /// whoever calls it for a heap type that is derived from one holds that
  /// (subtype_dealloc in Objects/typeobject.c).
  bool deallocatesStatic(const clang::FunctionDecl *FD) const {
    return deallocates(FD) &&
           !HeapDeallocators.contains(FD->getCanonicalDecl());
  }
  /// Whether a destructor, such as tp_dealloc, names \p VD: the object that it
  /// holds may remove itself.
  bool isNamedAtEnd(const clang::VarDecl *VD) const;
  /// Whether only \p FD uses the static variable \p VD, and sets it before any
  /// read: nothing reads the value that it has when \p FD returns.
  bool isForgotten(const clang::VarDecl *VD,
                   const clang::FunctionDecl *FD) const;
  /// A static variable that one function fills.
  struct FilledStatic {
    const clang::VarDecl *Variable;
    /// No other function sets it to NULL either.
    bool IsOnlyWriter;
  };
  /// The static pointers that \p FD fills, and no other function: without a
  /// second call of \p FD, nobody gives them another value than NULL. None in
  /// C++.
  llvm::ArrayRef<FilledStatic>
  staticsFilledBy(const clang::FunctionDecl *FD) const {
    auto It = FilledBy.find(FD->getCanonicalDecl());
    return It == FilledBy.end() ? llvm::ArrayRef<FilledStatic>()
                                : llvm::ArrayRef<FilledStatic>(It->second);
  }
  /// Whether \p FD can be called again on the same object: it is a
  /// Reinitializer, or the body that Argument Clinic calls for one.
  bool reinitializes(const clang::FunctionDecl *FD) const;
  /// The functions that \p FD calls by name, as canonical declarations.
  llvm::ArrayRef<const clang::FunctionDecl *>
  callees(const clang::FunctionDecl *FD) const {
    auto It = Callees.find(FD->getCanonicalDecl());
    return It == Callees.end()
               ? llvm::ArrayRef<const clang::FunctionDecl *>()
               : llvm::ArrayRef<const clang::FunctionDecl *>(It->second);
  }
  /// A call by name, and the function that contains it.
  struct Call {
    const clang::FunctionDecl *Caller;
    const clang::CallExpr *Written;
  };
  /// The calls of \p FD.
  llvm::ArrayRef<Call> calls(const clang::FunctionDecl *FD) const {
    auto It = Calls.find(FD->getCanonicalDecl());
    return It == Calls.end() ? llvm::ArrayRef<Call>()
                             : llvm::ArrayRef<Call>(It->second);
  }
  const ObjectTypes &types() const { return Types; }
  /// Whether \p Loc is in a file that is not the user's.
  bool isForeign(clang::SourceLocation Loc) const {
    return Foreign.contains(Loc);
  }

private:
  friend class TranslationUnitWalker;

  bool hasMethodShape(const clang::FunctionDecl *FD) const;
  void orderBottomUp();

  ObjectTypes Types;
  ForeignFiles Foreign;
  mutable CodeValidity Validity;
  std::vector<clang::Decl *> Declarations;
  std::vector<const clang::FunctionDecl *> Functions;
  std::vector<const clang::FunctionDecl *> Broken;
  llvm::DenseSet<const clang::FunctionDecl *> AllBroken;
  llvm::DenseMap<const clang::FunctionDecl *, FunctionRole> Roles;
  /// The callees of functions that can be called again on the same object.
  llvm::DenseSet<const clang::FunctionDecl *> CalledAgain;
  llvm::DenseSet<const clang::FunctionDecl *> Deallocators;
  /// Those in a PyType_Slot.
  llvm::DenseSet<const clang::FunctionDecl *> HeapDeallocators;
  /// The only function that uses a static variable; null if several do.
  llvm::DenseMap<const clang::VarDecl *, const clang::FunctionDecl *> OnlyUsers;
  /// See staticsFilledBy().
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<FilledStatic, 1>>
      FilledBy;
  /// The number of the parameter that gets the value to set.
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Setters;
  /// See neverNull().
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> NeverNull;
  llvm::DenseSet<const clang::FunctionDecl *> Called;
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const clang::FunctionDecl *, 4>>
      Callees;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Call, 2>> Calls;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_TRANSLATIONUNIT_H
