//===- Construction.h - Objects while a function makes them -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows an object from the call that makes it along the function's control
// flow: which fields are set, which have been released, and whether the
// collector knows the object. Ways that meet are joined.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TYPES_CONSTRUCTION_H
#define PYREFCHECK_TYPES_CONSTRUCTION_H

#include "TypeCheck.h"
#include "source/FunctionBody.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallVector.h"
#include <map>

namespace pyrefcheck {

/// What is known of an object at one point. A field, and the object itself, can
/// be in several conditions, one per way that leads there.
struct ObjectState {
  enum Condition : uint8_t {
    /// It holds what the allocator has left there.
    Garbage = 1,
    Null = 2,
    Set = 4,
    /// The reference in it, or the memory, has been released, and it has not
    /// been set again.
    Released = 8,
  };
  enum Tracking : uint8_t {
    Untracked = 1,
    Tracked = 2,
    /// A function that cannot be read may have tracked it, or the reverse.
    Unseen = 4,
  };

  /// Some way has made the object and not released it.
  bool Exists = false;
  /// The condition of the fields that have none of their own.
  uint8_t Others = 0;
  std::map<const clang::FieldDecl *, uint8_t> Fields;
  /// The calls that released a field.
  std::map<const clang::FieldDecl *, const clang::CallExpr *> ReleasedBy;
  uint8_t Collector = 0;
  /// Local variables that hold the same as a field, on every way.
  std::map<const clang::VarDecl *, const clang::FieldDecl *> Names;

  uint8_t of(const clang::FieldDecl *F) const;
  void set(const clang::FieldDecl *F, uint8_t Condition);
  /// Nothing is known of any field.
  void forget();
  void join(const ObjectState &O);
  bool operator==(const ObjectState &O) const;
};

/// What makes an object.
enum class Allocator : uint8_t {
  /// PyObject_New: its fields hold garbage.
  Plain,
  /// PyObject_GC_New: the same, and the collector does not know it.
  Collected,
  /// tp_alloc: its fields are zero, and it is tracked.
  Slot,
  Unknown,
};
Allocator allocatorOf(const clang::CallExpr *Maker, SourceContracts &Contracts);

/// The life of one object in the function that makes it.
class Construction {
public:
  /// \param Object a variable, and \p Maker the call that gives it its value.
  Construction(TypeCheck &C, const FunctionBody &Body,
               const clang::VarDecl *Object, const clang::CallExpr *Maker);

  using Visitor =
      llvm::function_ref<void(const clang::Stmt *S, const ObjectState &Before,
                              const clang::CFGBlock *Block)>;
  /// Calls \p Visit for each call and return statement that is reached with the
  /// object.
  void visit(Visitor Visit);
  /// The state at the end of \p Block.
  const ObjectState &after(const clang::CFGBlock *Block) const;

  /// Whether \p CE releases the object, so that tp_dealloc may run.
  bool releasesObject(const clang::CallExpr *CE) const;
  bool isObject(const clang::Expr *E) const { return Body.isSame(E, Object); }

private:
  void run();
  void apply(const clang::Stmt *S, ObjectState &State) const;
  void applyCall(const clang::CallExpr *CE, ObjectState &State) const;
  void applyRelease(const clang::CallExpr *CE, const clang::Expr *What,
                    bool Clears, ObjectState &State) const;
  void assign(const clang::Expr *To, const clang::Expr *Value,
              ObjectState &State) const;
  void begin(ObjectState &State) const;
  /// The field of the object that \p E names, or null.
  const clang::FieldDecl *fieldOf(const clang::Expr *E) const;
  /// Takes the branch of \p Condition on which it is \p IsTrue.
  void assume(const clang::Expr *Condition, bool IsTrue,
              ObjectState &State) const;
  bool frees(const clang::CallExpr *CE) const;
  bool isPartOf(const clang::Expr *A) const;

  TypeCheck &C;
  const FunctionBody &Body;
  const clang::VarDecl *Object;
  const clang::CallExpr *Maker;
  /// Null where clang cannot build it.
  const clang::CFG *Graph;
  const Allocator By;
  /// By block number.
  std::vector<ObjectState> In, Out;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TYPES_CONSTRUCTION_H
