//===- FieldModel.cpp - Which fields own what -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "TypeModel.h"
#include "annotations/Attributes.h"
#include "contracts/Contract.h"
#include "contracts/FieldContract.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace pyrefcheck {

void Content::add(ObjectKind K) {
  switch (K) {
  case ObjectKind::Unknown:
    Unknown = true;
    break;
  case ObjectKind::Atomic:
    Atomic = true;
    break;
  case ObjectKind::Container:
    Container = true;
    break;
  case ObjectKind::Closure:
    Closure = true;
    break;
  case ObjectKind::Result:
    Result = true;
    break;
  case ObjectKind::Any:
    Any = true;
    break;
  }
}

void Content::add(const Content &O) {
  Atomic |= O.Atomic;
  Container |= O.Container;
  Closure |= O.Closure;
  Result |= O.Result;
  Any |= O.Any;
  Unknown |= O.Unknown;
  Strong |= O.Strong;
  Borrowed |= O.Borrowed;
  for (const RecordDecl *RD : O.Structs)
    if (!llvm::is_contained(Structs, RD))
      Structs.push_back(RD);
}

std::string FieldPath::text() const {
  std::string Text;
  bool Pointer = false;
  for (const FieldDecl *F : Path) {
    if (F->getName().empty())
      continue;
    if (!Text.empty())
      Text += Pointer ? "->" : ".";
    Text += F->getName();
    Pointer = F->getType()->isPointerType();
  }
  return Text;
}

const FieldFacts &FieldModel::facts(const FieldDecl *F) const {
  static const FieldFacts None;
  auto It = Facts.find(F);
  return It == Facts.end() ? None : It->second;
}

bool FieldModel::isStoredStrong(const FieldDecl *F) const {
  return isOwned(F) && (Ownership.isStated(F) || !facts(F).ReleasedByHelper);
}

bool FieldModel::isOwned(const FieldDecl *F) const {
  if (Ownership.isStated(F) && Ownership.of(F) != HeldReference::Unknown)
    return Ownership.of(F) == HeldReference::Owned;
  const FieldFacts &FF = facts(F);
  // A field that points to its own struct is assumed to link a list.
  const QualType T = F->getType();
  if (T->isPointerType() && T->getPointeeType()->getAsRecordDecl() &&
      T->getPointeeType()->getAsRecordDecl()->getDefinition() ==
          F->getParent()->getDefinition())
    return false;
  return (FF.AllStrong || isSetFromPython(F)) && !FF.AddressTaken;
}

/// Python's setter of a member releases the old object, and takes a reference
/// to the new one.
bool FieldModel::isSetFromPython(const FieldDecl *F) const {
  const ExposedField *E = Types.exposed(F);
  return E && E->Writable;
}

bool FieldModel::isOnlyBorrowed(const FieldDecl *F) const {
  if (HeldReference Is = Ownership.of(F); Is != HeldReference::Unknown)
    return Is == HeldReference::Borrowed;
  const FieldFacts &FF = facts(F);
  return !FF.AddressTaken && !FF.What.Strong && !FF.Released &&
         FF.What.Borrowed && !isSetFromPython(F) && !Ownership.storesAnywhere();
}

bool FieldModel::isNeverCounted(const FieldDecl *F) const {
  const FieldFacts &FF = facts(F);
  return !Ownership.isStated(F) && FF.What.Borrowed && !FF.What.Strong &&
         !FF.What.Unknown && !FF.What.Result && !FF.AddressTaken &&
         !isSetFromPython(F) && !Ownership.storesAnywhere();
}

/// Whether \p E is NULL or makes an object: `type->tp_alloc(type, 0)`.
static bool makesObject(const Expr *E, const ASTContext &Context,
                        SourceContracts &Contracts) {
  const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  if (!CE)
    return isNullPointer(E, Context);
  if (const FunctionDecl *Callee = CE->getDirectCallee()) {
    const Contract *C = Contracts.find(Callee);
    return C && C->has(EffectAllocates);
  }
  const auto *ME = dyn_cast<MemberExpr>(CE->getCallee()->IgnoreParenCasts());
  return ME && (nameOf(ME->getMemberDecl()) == "tp_alloc" ||
                nameOf(ME->getMemberDecl()) == "tp_new");
}

bool FieldModel::isSetLater(const FieldDecl *F) const {
  const FieldFacts &FF = facts(F);
  return FF.AddressTaken || llvm::any_of(FF.Stores, [&](const FieldStore &S) {
           if (S.What.isNothing())
             return false;
           // The initialiser of a whole object.
           if (S.At && !isa<BinaryOperator, CallExpr>(S.At))
             return false;
           const auto *BO = dyn_cast_or_null<BinaryOperator>(S.At);
           const VarDecl *Object = BO ? rootOf(BO->getLHS()) : nullptr;
           if (!Object || !Object->isLocalVarDecl())
             return true;
           llvm::ArrayRef<const Expr *> Values = Sources.of(S.In).of(Object);
           return Values.empty() ||
                  !llvm::all_of(Values, [&](const Expr *Value) {
                    return makesObject(Value, S.In->getASTContext(), Contracts);
                  });
         });
}

std::vector<FieldPath> FieldModel::fieldsOf(const RecordDecl *RD) const {
  std::vector<FieldPath> Result;
  FieldPath Prefix;
  if (RD)
    fieldsOf(RD, Prefix, Result);
  return Result;
}

void FieldModel::fieldsOf(const RecordDecl *RD, FieldPath &Prefix,
                          std::vector<FieldPath> &Into) const {
  RD = RD->getDefinition();
  // The declaration does not say which member of a union is in use.
  if (!RD || RD->isInvalidDecl() || RD->isUnion() || Prefix.Path.size() > 6 ||
      managesItself(recordName(RD)))
    return;
  // A list of such structs: the first stands for all.
  if (llvm::any_of(Prefix.Path, [&](const FieldDecl *On) {
        return On->getParent()->getDefinition() == RD;
      }))
    return;
  if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
    for (const CXXBaseSpecifier &Base : CXX->bases())
      if (const RecordDecl *BD = Base.getType()->getAsRecordDecl()) {
        llvm::SaveAndRestore Saved(Prefix.Inherited, true);
        fieldsOf(BD, Prefix, Into);
      }
  for (const FieldDecl *F : RD->fields()) {
    StringRef Name = nameOf(F);
    if (Name == "ob_type" || Name == "ob_refcnt" || Name == "_ob_next" ||
        Name == "_ob_prev")
      continue;
    QualType T = F->getType();
    while (const auto *AT =
               dyn_cast_or_null<ConstantArrayType>(T->getAsArrayTypeUnsafe()))
      T = AT->getElementType();
    const bool First = F == *RD->field_begin();
    Prefix.Path.push_back(F);
    if (TU.types().isObjectPointer(T)) {
      Into.push_back(Prefix);
    } else if (const auto *RT = T->getAs<RecordType>()) {
      // A base type's struct comes first, and begins with a header itself.
      const bool Object =
          TU.types().isObjectPointer(F->getASTContext().getPointerType(T));
      llvm::SaveAndRestore Saved(Prefix.Inherited,
                                 Prefix.Inherited || (First && Object));
      // Elsewhere, an embedded object is the end of a list or a placeholder.
      if (First || !Object)
        fieldsOf(RT->getDecl(), Prefix, Into);
    } else if (T->isPointerType() && Prefix.Behind < 2) {
      llvm::SaveAndRestore Saved(Prefix.Behind, Prefix.Behind + 1);
      if (TU.types().isPointerToObjectPointer(T))
        Into.push_back(Prefix);
      else if (const RecordDecl *Pointee =
                   T->getPointeeType()->getAsRecordDecl())
        fieldsOf(Pointee, Prefix, Into);
    }
    Prefix.Path.pop_back();
  }
}

bool FieldModel::callsParameter(const FunctionDecl *FD, unsigned Index,
                                unsigned Depth) const {
  const Stmt *Body = bodyOf(FD);
  if (!Body || Index >= FD->getNumParams() || Depth > 2 ||
      !TU.types().isObjectPointer(FD->getParamDecl(Index)->getType()))
    return false;
  const ParmVarDecl *P = FD->getParamDecl(Index);
  llvm::SmallVector<const Stmt *, 32> Work{Body};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *CE = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = CE->getDirectCallee())
        for (unsigned I = 0; I != CE->getNumArgs(); ++I)
          if (variableBehind(CE->getArg(I)) == P &&
              ((I == 0 && Contracts.roleOf(Callee) == ApiRole::Calls) ||
               callsParameter(Callee, I, Depth + 1)))
            return true;
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

FieldModel::CyclePath FieldModel::cycleThrough(const FieldDecl *F,
                                               const RecordDecl *Owner) const {
  CyclePath Result;
  llvm::SmallVector<const FieldDecl *, 4> Busy;
  follow(F, Owner, Busy, Result);
  return Result;
}

void FieldModel::follow(const FieldDecl *F, const RecordDecl *Owner,
                        llvm::SmallVectorImpl<const FieldDecl *> &Busy,
                        CyclePath &Result) const {
  if (llvm::is_contained(Busy, F) || Busy.size() > 6 || isNeverCounted(F))
    return;
  if (fieldKind(recordName(F->getParent()), F->getName()) == ObjectKind::Atomic)
    return;
  Busy.push_back(F);
  const FieldFacts &FF = facts(F);
  const ExposedField *E = Types.exposed(F);
  if (E && E->Writable) {
    Result.Possible = Cycle::Yes;
    Result.Exposed |= Busy.size() == 1;
  }
  if ((E && E->Attributes) || (FF.What.Container && (E || FF.HandedOut))) {
    Result.Possible = Cycle::Yes;
    Result.Fillable |= Busy.size() == 1;
  }
  QualType T = F->getType();
  const RecordDecl *Declared = nullptr;
  if (T->isPointerType())
    Declared = T->getPointeeType()->getAsRecordDecl();
  if (Declared && ObjectTypes::isPyObjectPointer(T))
    Declared = nullptr;
  llvm::SmallVector<const RecordDecl *, 2> Structs(FF.What.Structs.begin(),
                                                   FF.What.Structs.end());
  if (Declared) {
    Structs.clear();
    Structs.push_back(Declared);
  } else if (FF.What.isOpen() && Result.Possible != Cycle::Yes) {
    auto It = llvm::find_if(FF.Stores,
                            [](const FieldStore &S) { return S.What.Any; });
    if (It == FF.Stores.end())
      It = llvm::find_if(FF.Stores,
                         [](const FieldStore &S) { return S.What.isOpen(); });
    Result.Entry = It == FF.Stores.end() ? nullptr : &*It;
    Result.Possible = Cycle::Yes;
  }
  if (Result.Possible == Cycle::Yes)
    return;
  if (!Declared && (!FF.What.isKnown() || FF.AddressTaken ||
                    (FF.Stores.empty() && FF.What.Structs.empty())))
    Result.Possible = Cycle::Unclear;
  for (const RecordDecl *RD : Structs)
    if (followInto(RD, F, Owner, Busy, Result))
      return;
}

bool FieldModel::followInto(const RecordDecl *RD, const FieldDecl *F,
                            const RecordDecl *Owner,
                            llvm::SmallVectorImpl<const FieldDecl *> &Busy,
                            CyclePath &Result) const {
  if (Types.typesOf(RD).empty()) {
    Result.Possible = Cycle::Unclear;
    return false;
  }
  Result.Steps.push_back(
      (recordName(F->getParent()) + "." + F->getName()).str());
  Result.Fields.push_back(F);
  if (Owner && RD->getDefinition() == Owner->getDefinition()) {
    Result.Possible = Cycle::Yes;
    Result.Closed = true;
    return true;
  }
  for (const FieldPath &Next : fieldsOf(RD)) {
    const FieldFacts &NF = facts(Next.field());
    if (isOnlyBorrowed(Next.field()) || (!NF.Released && !NF.What.Strong))
      continue;
    follow(Next.field(), Owner, Busy, Result);
    if (Result.Possible == Cycle::Yes)
      return true;
  }
  Result.Steps.pop_back();
  Result.Fields.pop_back();
  return false;
}

} // namespace pyrefcheck
