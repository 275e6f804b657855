//===- FieldContent.cpp - What a stored value can be ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows an expression to the sources of its value: API calls, local
// variables, parameters and their callers, helpers' results, other fields.
//
//===----------------------------------------------------------------------===//

#include "FieldModel.h"
#include "TypeModel.h"
#include "contracts/Contract.h"
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "source/Places.h"
#include "source/TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyrefcheck {

/// Reads one expression. Remembers what it is reading, because sources can form
/// cycles.
class ContentReader {
public:
  explicit ContentReader(const FieldModel &Model) : Model(Model) {}

  Content read(const Expr *E, const FunctionDecl *In, unsigned Depth) {
    Content Result;
    if (Depth > 8) {
      Result.Unknown = true;
      return Result;
    }
    noteStruct(E, Result);
    E = E->IgnoreParenCasts();
    noteStruct(E, Result);
    if (E->isNullPointerConstant(In->getASTContext(),
                                 Expr::NPC_ValueDependentIsNotNull) !=
        Expr::NPCK_NotNull)
      return Content();
    if (const auto *CE = dyn_cast<CallExpr>(E))
      readCall(CE, In, Depth, Result);
    else if (const auto *DRE = dyn_cast<DeclRefExpr>(E))
      readVariable(DRE->getDecl(), In, Depth, Result);
    else if (const auto *UO = dyn_cast<UnaryOperator>(E);
             UO && UO->getOpcode() == UO_AddrOf)
      readGlobal(variableBehind(UO->getSubExpr()), Result);
    else if (const auto *CO = dyn_cast<AbstractConditionalOperator>(E)) {
      Result.add(read(CO->getTrueExpr(), In, Depth + 1));
      Result.add(read(CO->getFalseExpr(), In, Depth + 1));
    } else if (const auto *BO = dyn_cast<BinaryOperator>(E);
               BO &&
               (BO->getOpcode() == BO_Comma || BO->getOpcode() == BO_Assign))
      Result.add(read(BO->getRHS(), In, Depth + 1));
    else
      readPlace(E, In, Result);
    return Result;
  }

private:
  /// The struct that a cast shows: `(FooObject *)x`, also of tp_alloc's result.
  void noteStruct(const Expr *E, Content &Result) const {
    if (!Model.TU.types().isObjectPointer(E->getType()) ||
        ObjectTypes::isPyObjectPointer(E->getType()))
      return;
    const RecordDecl *RD = E->getType()->getPointeeType()->getAsRecordDecl();
    if (RD && !llvm::is_contained(Result.Structs, RD))
      Result.Structs.push_back(RD);
  }

  void readCall(const CallExpr *CE, const FunctionDecl *In, unsigned Depth,
                Content &Result) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    if (!Callee) {
      Result.Unknown = Result.Structs.empty();
      Result.Strong |= !Result.Structs.empty(); // tp_alloc
      return;
    }
    if (const Contract *C = Model.Contracts.find(Callee)) {
      if (C->Result.Kind == ResultKind::NewReferenceToArgument ||
          C->Result.Kind == ResultKind::Argument) {
        Content Of = readArgument(CE, C->Result.Owner, In, Depth);
        if (C->Result.Kind == ResultKind::NewReferenceToArgument) {
          Of.Strong = true;
          Of.Borrowed = false;
        }
        return Result.add(Of);
      }
      Result.Strong |= C->Result.Kind == ResultKind::New;
      Result.Borrowed |= C->Result.Kind == ResultKind::Borrowed;
      if (Result.Structs.empty())
        Result.add(kindOf(CE, *C, In, Depth));
      return;
    }
    if (!readResults(Callee, Depth, Result))
      Result.Unknown |= Result.Structs.empty();
  }

  /// The kind of the result: a closure that cannot lead back is atomic.
  ObjectKind kindOf(const CallExpr *CE, const Contract &C,
                    const FunctionDecl *In, unsigned Depth) {
    const ObjectKind K = resultKind(C);
    if (K == ObjectKind::Container && isTupleOfText(CE, C))
      return ObjectKind::Atomic;
    // A list can get other items later.
    const bool IsTuple = C.Result.Type == "PyTuple_Type";
    if (K != ObjectKind::Closure && !IsTuple)
      return K;
    bool Some = K == ObjectKind::Closure;
    for (unsigned I = 0; I != CE->getNumArgs(); ++I) {
      if (!C.putsIntoResult(I))
        continue;
      const Content Owned = read(CE->getArg(I), In, Depth + 1);
      if (!Owned.isKnown() || Owned.isOpen() || !Owned.Structs.empty())
        return K;
      Some = true;
    }
    return Some ? ObjectKind::Atomic : K;
  }

  /// `Py_BuildValue("(si)", ...)`: a tuple of text, bytes and numbers, which no
  /// code can change.
  static bool isTupleOfText(const CallExpr *CE, const Contract &C) {
    if (C.Format != FormatKind::BuildValue || C.FormatArg >= CE->getNumArgs())
      return false;
    const std::optional<StringRef> Units =
        literalText(CE->getArg(C.FormatArg)->IgnoreParenCasts());
    return Units && Units->find_first_not_of("()szuiIlLkKnpfdcCbBhHy#, :\t") ==
                        StringRef::npos;
  }

  Content readArgument(const CallExpr *CE, ArgIndex I, const FunctionDecl *In,
                       unsigned Depth) {
    if (I < CE->getNumArgs())
      return read(CE->getArg(I), In, Depth + 1);
    Content Unknown;
    Unknown.Unknown = true;
    return Unknown;
  }

  /// Adds what \p FD returns. \returns false if its body cannot be read.
  bool readResults(const FunctionDecl *FD, unsigned Depth, Content &Result) {
    if (!bodyOf(FD) || llvm::is_contained(BusyFunctions, FD))
      return false;
    BusyFunctions.push_back(FD);
    for (const Expr *Returned : Model.Sources.results(FD))
      Result.add(read(Returned, FD, Depth + 2));
    BusyFunctions.pop_back();
    return true;
  }

  /// Static objects are neither strong nor borrowed references.
  static void readGlobal(const VarDecl *VD, Content &Result) {
    StringRef Name = nameOf(VD);
    if (Name == "_Py_NoneStruct" || Name == "_Py_TrueStruct" ||
        Name == "_Py_FalseStruct" || Name == "_Py_EllipsisObject" ||
        Name == "_Py_NotImplementedStruct" || Name.ends_with("_Type"))
      Result.Atomic = true;
    else
      Result.Unknown = true;
  }

  void readVariable(const ValueDecl *D, const FunctionDecl *In, unsigned Depth,
                    Content &Result) {
    const auto *VD = dyn_cast<VarDecl>(D);
    if (!VD) {
      Result.Unknown = true;
      return;
    }
    if (!VD->hasLocalStorage())
      return readGlobal(VD, Result);
    if (llvm::is_contained(Busy, VD))
      return;
    Busy.push_back(VD);
    bool Known = false;
    if (auto It = Model.Filled.find(VD); It != Model.Filled.end()) {
      Result.add(It->second);
      Known = true;
    }
    for (const Expr *Source : Model.Sources.of(In).of(VD)) {
      Result.add(read(Source, In, Depth + 1));
      Known = true;
    }
    if (const auto *P = dyn_cast<ParmVarDecl>(VD))
      readParameter(P, In, Depth, Result);
    else if (!Known)
      Result.Unknown = true;
    Busy.pop_back();
    // Released again in the same function: who owns it depends on the path.
    if (Model.Decrefed.contains(VD) && !Model.Increfed.contains(VD))
      Result.Strong = false;
    if (Model.Increfed.contains(VD)) {
      Result.Strong = true;
      Result.Borrowed = false;
    }
    if (auto It = Model.Checked.find(VD); It != Model.Checked.end())
      Result.narrow(It->second);
  }

  /// Applies a test of the field's type in the function \p In, if there is one.
  void narrow(const FieldDecl *F, const FunctionDecl *In,
              Content &Result) const {
    auto It = Model.CheckedFields.find({F, In});
    if (It != Model.CheckedFields.end())
      Result.narrow(It->second);
  }

  void readParameter(const ParmVarDecl *P, const FunctionDecl *In,
                     unsigned Depth, Content &Result) {
    const FunctionRole Role = Model.TU.role(In);
    if (Role == FunctionRole::EntryPoint ||
        Role == FunctionRole::Reinitializer) {
      Result.Borrowed = true;
      if (!ObjectTypes::isPyObjectPointer(P->getType()))
        return;
      const auto Instances = P->getFunctionScopeIndex() == 0
                                 ? Model.Types.instancesFor(In)
                                 : llvm::SmallVector<const RecordDecl *, 2>();
      Result.Any = Instances.empty();
      for (const RecordDecl *RD : Instances)
        if (!llvm::is_contained(Result.Structs, RD))
          Result.Structs.push_back(RD);
      return;
    }
    const unsigned Index = P->getFunctionScopeIndex();
    auto It = Model.Calls.find(In);
    if (It == Model.Calls.end() || It->second.empty() ||
        In->getStorageClass() != SC_Static ||
        llvm::is_contained(BusyFunctions, In)) {
      Result.Unknown |= Result.Structs.empty();
      return;
    }
    BusyFunctions.push_back(In);
    // The function of the parameter decides who owns the reference, unless no
    // caller has one to give.
    bool AllBorrowed = true;
    for (auto [CE, Caller] : It->second) {
      if (Index >= CE->getNumArgs()) {
        Result.Unknown = true;
        AllBorrowed = false;
        continue;
      }
      Content Given = read(CE->getArg(Index), Caller, Depth + 2);
      AllBorrowed &= Given.Borrowed && !Given.Strong;
      Given.Borrowed = Given.Strong = false;
      Result.add(Given);
    }
    Result.Borrowed |= AllBorrowed;
    BusyFunctions.pop_back();
  }

  /// Whether \p E is an expanded PyTuple_GET_ITEM or PyList_GET_ITEM.
  static bool isItem(const Expr *E) {
    const auto *ASE = dyn_cast<ArraySubscriptExpr>(E);
    const auto *ME =
        ASE ? dyn_cast<MemberExpr>(ASE->getBase()->IgnoreParenImpCasts())
            : nullptr;
    const auto *F = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    return F && nameOf(F) == "ob_item" &&
           (recordName(F->getParent()) == "PyTupleObject" ||
            recordName(F->getParent()) == "PyListObject");
  }

  /// Reads what is stored in the field or element \p E.
  void readPlace(const Expr *E, const FunctionDecl *In, Content &Result) {
    if (isItem(E)) {
      Result.Any = Result.Borrowed = true;
      return;
    }
    const Place P = Scope(Model.Sources, In).resolve(E);
    if (P.Fields.empty() || isa<ArraySubscriptExpr>(E)) {
      Result.Unknown = true;
      return;
    }
    for (const FieldDecl *F : P.Fields) {
      if (llvm::is_contained(BusyFields, F))
        continue;
      // `Py_INCREF(info.name); self->name = info.name;`
      const bool Incremented = Model.IncrefedFields.contains({F, In});
      Result.Strong |= Incremented;
      auto It = Model.Facts.find(F);
      if (It == Model.Facts.end() || It->second.Stores.empty() ||
          It->second.AddressTaken) {
        Content What;
        What.Unknown = true;
        narrow(F, In, What);
        Result.add(What);
        continue;
      }
      BusyFields.push_back(F);
      for (const FieldStore &S : It->second.Stores) {
        Content What =
            S.Value && BusyFields.size() < 4 ? read(S.Value, S.In, 4) : S.What;
        What.Borrowed = !Incremented && (What.Strong || What.Borrowed);
        What.Strong = false;
        narrow(F, S.In, What);
        narrow(F, In, What);
        Result.add(What);
      }
      BusyFields.pop_back();
    }
  }

  const FieldModel &Model;
  llvm::SmallVector<const VarDecl *, 8> Busy;
  llvm::SmallVector<const FunctionDecl *, 8> BusyFunctions;
  llvm::SmallVector<const FieldDecl *, 4> BusyFields;
};

void Content::narrow(ObjectKind K) {
  Any = Container = Unknown = Result = false;
  add(K);
}

Content FieldModel::classify(const Expr *E, const FunctionDecl *In) const {
  return ContentReader(*this).read(E, In, 0);
}

} // namespace pyrefcheck
