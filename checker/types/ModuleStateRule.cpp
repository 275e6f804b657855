//===- ModuleStateRule.cpp - What a module's state owns ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Checks m_traverse, m_clear and m_free of one module.
class ModuleStateRule {
public:
  ModuleStateRule(TypeCheck &C, const ModuleObject &M)
      : C(C), M(M), Traverse(read(M.Traverse)), Clear(read(M.Clear)),
        Free(read(M.Free)) {}

  void check() {
    if (M.Unclear || !M.State || unseen(M.Traverse, Traverse) ||
        unseen(M.Clear, Clear) || unseen(M.Free, Free))
      return;
    checkFree();
    MistakeReport Visits(M.Traverse ? TypeMistake::StateNotVisited
                                    : TypeMistake::StateWithoutTraverse);
    MistakeReport Releases(M.Clear || M.Free ? TypeMistake::StateNotReleased
                                             : TypeMistake::StateWithoutClear);
    Visits.Function = M.Traverse;
    Releases.Function = M.Clear ? M.Clear : M.Free;
    for (const FieldPath &P : C.Fields.fieldsOf(M.State)) {
      const bool Released = mayTouch(C, Clear, Effect::Release, P) ||
                            mayTouch(C, Free, Effect::Release, P);
      if (!Released && (P.Behind || !C.Fields.isStoredStrong(P.field())))
        continue;
      if (!Released && !opaque(Clear) && !opaque(Free))
        add(Releases, P);
      if (!mayTouch(C, Traverse, Effect::Visit, P) && !opaque(Traverse) &&
          canCycle(P.field()))
        add(Visits, P);
    }
    for (MistakeReport *R : {&Visits, &Releases}) {
      R->Subject = M.Decl;
      R->Level = 1;
      if (!R->Fields.empty())
        C.report(std::move(*R));
    }
  }

private:
  /// m_free must release what m_clear releases: m_clear is only called when the
  /// collector frees the module.
  void checkFree() {
    MistakeReport R(TypeMistake::StateFreedUncleared);
    for (const FieldPath &P : C.Fields.fieldsOf(M.State))
      if (Clear.has(Effect::Release, P.field()) && !opaque(Free) &&
          !mayTouch(C, Free, Effect::Release, P))
        R.Fields.push_back(P.text());
    if (R.Fields.empty())
      return;
    R.Subject = M.Decl;
    R.Function = M.Free;
    R.Level = M.HasMethods ? 2 : 1;
    R.Detail = M.Clear->getNameAsString();
    C.report(std::move(R));
  }

  const SlotBody &read(const FunctionDecl *FD) {
    static const SlotBody None;
    return FD ? C.Bodies.read(FD) : None;
  }

  static bool unseen(const FunctionDecl *FD, const SlotBody &B) {
    return FD && !B;
  }
  static bool opaque(const SlotBody &B) { return B && B.isOpaque(); }

  /// Types, modules, functions and containers can refer to the module's own
  /// dictionary.
  bool canCycle(const FieldDecl *F) const {
    const Content &What = C.Fields.facts(F).What;
    return What.isOpen() || !What.Structs.empty();
  }

  void add(MistakeReport &R, const FieldPath &P) const {
    R.Fields.push_back(P.text());
    for (const FieldStore &S : C.Fields.facts(P.field()).Stores)
      if (S.What.Strong) {
        R.Notes.push_back(
            noteAt(S.At->getBeginLoc(),
                   storedHere(P.text(), "a reference of its own")));
        return;
      }
  }

  TypeCheck &C;
  const ModuleObject &M;
  const SlotBody &Traverse, &Clear, &Free;
};

} // namespace

void checkModuleState(TypeCheck &C, const ModuleObject &M) {
  ModuleStateRule(C, M).check();
}

} // namespace pyrefcheck
