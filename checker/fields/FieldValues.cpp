//===- FieldValues.cpp - Values stored in fields --------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldValues.h"
#include "contracts/Contract.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

/// The type of one reference in a field of type \p T.
static QualType elementOf(QualType T) {
  while (const auto *AT = T->getAsArrayTypeUnsafe())
    T = AT->getElementType();
  return T;
}

bool isField(const ValueDecl *D, const TranslationUnit &TU) {
  const QualType T = elementOf(D->getType());
  if (!TU.types().isObjectPointer(T) && !TU.types().isPointerToObjectPointer(T))
    return false;
  if (const auto *VD = dyn_cast<VarDecl>(D); VD && !VD->hasGlobalStorage())
    return false;
  // Neither the interpreter's own fields nor the header of an object.
  return !TU.isForeign(D->getLocation()) && nameOf(D) != "ob_type";
}

void ValueKinds::add(const ValueKinds &O) {
  Strong |= O.Strong;
  Borrowed |= O.Borrowed;
  Shared |= O.Shared;
  Static |= O.Static;
  Opaque |= O.Opaque;
  Arbitrary |= O.Arbitrary;
  for (const ValueDecl *D : O.Copied)
    if (!llvm::is_contained(Copied, D))
      Copied.push_back(D);
}

ValueKinds ValueKinds::incremented() const {
  ValueKinds Result;
  Result.Strong = true;
  Result.Arbitrary = Arbitrary || Borrowed || Opaque || !Copied.empty() ||
                     !(Strong || Shared || Static);
  return Result;
}

static bool isLocal(const ValueDecl *D) {
  const auto *VD = dyn_cast<VarDecl>(D);
  return VD && VD->hasLocalStorage();
}

ValueKinds StoredValues::read(const Expr *E, const FunctionDecl *In,
                              unsigned Depth) {
  ValueKinds Result;
  E = E->IgnoreParenCasts();
  if (Depth > 6) {
    Result.Opaque = true;
  } else if (E->isNullPointerConstant(In->getASTContext(),
                                      Expr::NPC_ValueDependentIsNotNull) !=
                 Expr::NPCK_NotNull ||
             isa<CXXDefaultInitExpr, ImplicitValueInitExpr, IntegerLiteral>(
                 E)) {
    return Result; // Not an object, even where a small number stands for one.
  } else if (const auto *CE = dyn_cast<CallExpr>(E)) {
    readCall(CE, In, Depth, Result);
  } else if (const auto *DRE = dyn_cast<DeclRefExpr>(E);
             DRE && isLocal(DRE->getDecl())) {
    readVariable(cast<VarDecl>(DRE->getDecl()), In, Depth, Result);
  } else if (const auto *CO = dyn_cast<AbstractConditionalOperator>(E)) {
    Result.add(read(CO->getTrueExpr(), In, Depth + 1));
    Result.add(read(CO->getFalseExpr(), In, Depth + 1));
  } else if (const auto *BO = dyn_cast<BinaryOperator>(E);
             BO &&
             (BO->getOpcode() == BO_Comma || BO->getOpcode() == BO_Assign)) {
    Result = read(BO->getRHS(), In, Depth + 1);
  } else if (const auto *IL = dyn_cast<InitListExpr>(E)) {
    for (const Expr *Init : IL->inits())
      Result.add(read(Init, In, Depth + 1));
  } else {
    readPlace(E, In, Result);
  }
  return Result;
}

void StoredValues::readCall(const CallExpr *CE, const FunctionDecl *In,
                            unsigned Depth, ValueKinds &Result) {
  const FunctionDecl *Callee = CE->getDirectCallee();
  const Contract *C =
      Callee ? Functions.find(Callee)
             : Functions.find(CE->getCallee(), In->getASTContext());
  // `type->tp_alloc(type, 0)`, `type->tp_new(...)`.
  const auto *Entry =
      Callee ? nullptr
             : dyn_cast<MemberExpr>(CE->getCallee()->IgnoreParenCasts());
  const auto *Field =
      Entry ? dyn_cast<FieldDecl>(Entry->getMemberDecl()) : nullptr;
  if (!C && Field && nameOf(Field->getParent()) == "_typeobject") {
    Result.Strong = Result.Arbitrary = true;
    return;
  }
  if (!C) {
    if (!Callee || !readResults(Callee, Depth, Result))
      Result.Opaque = true;
    return;
  }
  switch (C->Result.Kind) {
  case ResultKind::NewReferenceToArgument:
    if (C->Result.Owner < CE->getNumArgs())
      Result = read(CE->getArg(C->Result.Owner), In, Depth + 1).incremented();
    else
      Result.Strong = Result.Arbitrary = true;
    return;
  case ResultKind::New:
    Result.Strong = true;
    Result.Arbitrary = resultKind(*C) != ObjectKind::Atomic || mayCallOther(*C);
    return;
  case ResultKind::Borrowed:
    Result.Borrowed = true;
    return;
  case ResultKind::Argument:
    if (C->Result.Owner < CE->getNumArgs()) {
      Result = read(CE->getArg(C->Result.Owner), In, Depth + 1);
      return;
    }
    break;
  case ResultKind::NotAReference:
    break;
  }
  Result.Opaque = true;
}

/// Reads the results of a function of this file.
bool StoredValues::readResults(const FunctionDecl *FD, unsigned Depth,
                               ValueKinds &Result) {
  if (!bodyOf(FD) || llvm::is_contained(BusyFunctions, FD))
    return false;
  if (TU.role(FD) == FunctionRole::EntryPoint) {
    Result.Strong = Result.Arbitrary = true;
    return true;
  }
  BusyFunctions.push_back(FD);
  for (const Expr *Returned : Sources.results(FD)) {
    ValueKinds Of = read(Returned, FD, Depth + 2);
    // The returned value itself is not a second place.
    Of.Strong |= Of.Shared;
    Of.Shared = false;
    Result.add(Of);
  }
  BusyFunctions.pop_back();
  return true;
}

void StoredValues::readVariable(const VarDecl *VD, const FunctionDecl *In,
                                unsigned Depth, ValueKinds &Result) {
  if (llvm::is_contained(Busy, VD))
    return;
  Busy.push_back(VD);
  bool Known = false;
  if (auto It = Seen.Filled.find(VD); It != Seen.Filled.end()) {
    Result.add(It->second);
    Known = true;
  }
  for (const Expr *Source : Sources.of(In).of(VD)) {
    Result.add(read(Source, In, Depth + 1));
    Known = true;
  }
  Busy.pop_back();
  if (const auto *P = dyn_cast<ParmVarDecl>(VD))
    readParameter(P, In, Result);
  else if (!Known)
    Result.Opaque = true;
  if (Seen.Incremented.contains(VD)) {
    Result = Result.incremented();
  } else if (Result.Strong && Seen.Returned.contains(VD)) {
    Result.Strong = false;
    Result.Shared = true;
  } else if (Seen.Released.contains(VD)) {
    // Who owns it depends on the path.
    Result = ValueKinds();
    Result.Opaque = true;
  }
}

void StoredValues::readParameter(const ParmVarDecl *P, const FunctionDecl *In,
                                 ValueKinds &Result) const {
  switch (TU.role(In)) {
  case FunctionRole::EntryPoint:
  case FunctionRole::Reinitializer:
  case FunctionRole::Destructor:
    Result.Borrowed = true;
    return;
  case FunctionRole::Helper:
  case FunctionRole::Implementation:
    break;
  }
  // A helper may steal its arguments, but not if its callers only have borrowed
  // references.
  bool AllBorrowed = In->getStorageClass() == SC_Static;
  bool Any = false;
  for (const Observations::Passed &A : Seen.Arguments)
    if (A.To == P) {
      Any = true;
      AllBorrowed &= A.Variable && isEntryParameter(A.Variable, A.In);
    }
  if (Any && AllBorrowed)
    Result.Borrowed = true;
  else
    Result.Opaque = true;
}

bool StoredValues::isEntryParameter(const VarDecl *VD,
                                    const FunctionDecl *In) const {
  const FunctionRole Role = TU.role(In);
  return isa<ParmVarDecl>(VD) && !Seen.Incremented.contains(VD) &&
         Sources.of(In).of(VD).empty() &&
         (Role == FunctionRole::EntryPoint ||
          Role == FunctionRole::Reinitializer);
}

/// Another field, or a static object.
void StoredValues::readPlace(const Expr *E, const FunctionDecl *In,
                             ValueKinds &Result) {
  if (isa<CXXThisExpr>(E)) {
    Result.Borrowed = true;
    return;
  }
  const Place P = Scope(Sources, In).resolve(E);
  auto Copy = [&](const ValueDecl *D) {
    // `Py_INCREF(info.name); self->name = info.name;`
    if (Seen.IncrementedFields.contains({D, In}))
      Result.Strong = Result.Arbitrary = true;
    else
      Result.Copied.push_back(D);
  };
  for (const FieldDecl *F : P.Fields)
    Copy(cast<ValueDecl>(F->getCanonicalDecl()));
  for (const VarDecl *VD : P.Globals)
    if (isField(VD, TU))
      Copy(VD->getCanonicalDecl());
    else
      Result.Static |= VD->getType()->isRecordType();
  if (P.Fields.empty() && P.Globals.empty())
    Result.Opaque = true;
}

} // namespace pyrefcheck
