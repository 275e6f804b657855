//===- SlotBodies.cpp - What slot functions do to the fields ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SlotBodies.h"
#include "contracts/ArgumentPosition.h"
#include "contracts/Contract.h"
#include "contracts/ObjectFacts.h"
#include "contracts/TypeFacts.h"
#include "source/FunctionBody.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace pyrefcheck {

bool SlotBody::has(Effect::EffectKind K) const { return first(K) != nullptr; }

bool SlotBody::has(Effect::EffectKind K, const FieldDecl *F) const {
  return llvm::any_of(
      Effects, [&](const Effect &E) { return E.Kind == K && E.Field == F; });
}

const Effect *SlotBody::first(Effect::EffectKind K) const {
  auto It =
      llvm::find_if(Effects, [&](const Effect &E) { return E.Kind == K; });
  return It == Effects.end() ? nullptr : &*It;
}

const Effect *SlotBody::first(ApiRole R) const {
  auto It = llvm::find_if(Effects, [&](const Effect &E) {
    return E.Kind == Effect::Api && E.Role == R;
  });
  return It == Effects.end() ? nullptr : &*It;
}

bool SlotBody::isOpaque() const {
  return !Function || llvm::any_of(Effects, [](const Effect &E) {
    return E.Kind == Effect::UnknownCall ||
           (E.Kind == Effect::BaseSlot && E.Which != Slot::Free);
  });
}

bool SlotBody::endsInBuiltinDealloc() const {
  bool Ends = false;
  for (const Effect &E : Effects) {
    if (E.Kind == Effect::UnknownCall)
      return false;
    if (E.Kind != Effect::BaseSlot || E.Which == Slot::Free)
      continue;
    if (E.Which != Slot::Dealloc || !E.OfBuiltin)
      return false;
    Ends = true;
  }
  return Function && Ends;
}

bool SlotBody::hidesOwnFields() const {
  return !Function || llvm::any_of(Effects, [](const Effect &E) {
    return E.Kind == Effect::UnknownCall ||
           (E.Kind == Effect::BaseSlot && E.OwnType && E.Which != Slot::Free);
  });
}

bool SlotBody::callsBase(Slot S) const {
  return llvm::any_of(Effects, [S](const Effect &E) {
    return E.Kind == Effect::BaseSlot && E.Which == S;
  });
}

namespace {

/// Walks one body in source order, and those of the helpers that it calls.
class EffectWalker {
public:
  EffectWalker(BodyReader &Reader, SlotBody &Into)
      : Reader(Reader), Into(Into) {}

  void walk(const Scope &S, const Stmt *Body) {
    llvm::SaveAndRestore SavedScope(Current, &S);
    visit(Body);
  }

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    // The effects of a call's arguments come before the call.
    for (const Stmt *Child : S->children()) {
      visit(Child);
      noteTest(S, Child);
    }
    if (const auto *BO = dyn_cast<BinaryOperator>(S)) {
      if (BO->getOpcode() == BO_Assign)
        assign(BO);
    } else if (const auto *CE = dyn_cast<CallExpr>(S)) {
      call(CE);
    } else if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declared->decls())
        if (const auto *VD = dyn_cast<VarDecl>(D))
          give(VD, VD->getInit());
    } else if (const auto *DS = dyn_cast<DoStmt>(S)) {
      macro(DS);
    } else if (const auto *DE = dyn_cast<CXXDeleteExpr>(S)) {
      unclear(Current->resolve(DE->getArgument()), S, "delete");
    }
  }

  /// Notes the fields that a condition tests.
  void noteTest(const Stmt *S, const Stmt *Child) {
    const bool IsCondition =
        isa<IfStmt, ConditionalOperator, WhileStmt, ForStmt>(S) &&
        isa_and_nonnull<Expr>(Child);
    const auto *BO = dyn_cast<BinaryOperator>(S);
    if (!IsCondition && !(BO && BO->isLogicalOp()))
      return;
    llvm::SmallVector<const Stmt *, 8> Work{Child};
    while (!Work.empty()) {
      const Stmt *Part = Work.pop_back_val();
      if (isa_and_nonnull<MemberExpr, DeclRefExpr>(Part))
        for (const FieldDecl *F : Current->resolve(cast<Expr>(Part)).Fields)
          Tested.insert(F);
      if (Part)
        Work.append(Part->child_begin(), Part->child_end());
    }
  }

  /// Before 3.8, Py_DECREF and _PyObject_GC_UNTRACK are macros that expand to
  /// `do { ... } while (0)`; the first begins with a variable for its argument.
  void macro(const DoStmt *S) {
    if (!S->getBeginLoc().isMacroID())
      return;
    const ASTContext &Context = Current->function()->getASTContext();
    StringRef Name = Lexer::getImmediateMacroName(
        S->getBeginLoc(), Context.getSourceManager(), Context.getLangOpts());
    const Contract *Ct = Reader.contracts().named(Name);
    if (Ct && Ct->does(ArgEffect::Decrements, 0)) {
      const auto *Block = dyn_cast<CompoundStmt>(S->getBody());
      const auto *First = Block && !Block->body_empty()
                              ? dyn_cast<DeclStmt>(Block->body_front())
                              : nullptr;
      if (const auto *VD = First && First->isSingleDecl()
                               ? dyn_cast<VarDecl>(First->getSingleDecl())
                               : nullptr;
          VD && VD->hasInit()) {
        const Place P = Current->resolve(VD->getInit());
        addFields(Effect::Release, P, S, Name);
        if (P.SelfType)
          add(Effect::ReleaseType, S).Callee = Name;
      }
      return;
    }
    const ApiRole Role = Ct ? Ct->Role : ApiRole::None;
    if (Role != ApiRole::Untrack && Role != ApiRole::Track)
      return;
    Effect &E = add(Effect::Api, S);
    E.Role = Role;
    E.Callee = Name;
    E.OnSelf = true;
  }

  Effect &add(Effect::EffectKind K, const Stmt *At) {
    Effect E;
    E.Kind = K;
    E.At = At;
    E.InHelper = Outermost.isValid();
    E.Loc = E.InHelper ? Outermost : At->getBeginLoc();
    Into.Effects.push_back(E);
    return Into.Effects.back();
  }

  void addFields(Effect::EffectKind K, const Place &P, const Stmt *At,
                 StringRef Callee = "") {
    const bool IsRelease = K == Effect::Release;
    for (const FieldDecl *F : IsRelease ? releasedBy(P, At) : P.Fields) {
      Effect &E = add(K, At);
      E.Field = F;
      E.Callee = Callee;
    }
  }

  void unclear(const Place &P, const Stmt *At, StringRef Callee) {
    addFields(Effect::Unclear, P, At);
    if (P.Self || P.Visit)
      add(Effect::UnknownCall, At).Callee = Callee;
  }

  /// A local variable holds what \p Value names, until it is released.
  void give(const VarDecl *VD, const Expr *Value) {
    if (VD && VD->hasLocalStorage() && Value)
      Given[VD].add(Current->resolve(Value));
  }

  /// The fields whose references \p At releases. For a variable that holds one
  /// field after another (`tmp = self->a; self->a = NULL; Py_XDECREF(tmp); tmp
  /// = self->b; ...`), only those assigned to it since the last release count.
  llvm::SmallVector<const FieldDecl *, 2> releasedBy(const Place &P,
                                                     const Stmt *At) {
    const auto *CE = dyn_cast<CallExpr>(At);
    const VarDecl *VD =
        CE && CE->getNumArgs() ? variableBehind(CE->getArg(0)) : nullptr;
    const auto It = Given.find(VD);
    if (!VD || P.Fields.size() < 2 || It == Given.end())
      return P.Fields;
    const Place Now = std::exchange(It->second, Place());
    return Now.Fields.empty() ? P.Fields : Now.Fields;
  }

  void assign(const BinaryOperator *BO) {
    const Expr *LHS = BO->getLHS()->IgnoreParenCasts();
    const auto *DRE = dyn_cast<DeclRefExpr>(LHS);
    const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
    // `*slot = self` stores it, `tp = self` names it.
    if (!(VD && VD->hasLocalStorage()) && Current->resolve(BO->getRHS()).Self)
      add(Effect::StoresSelf, BO);
    // An assignment to a variable overwrites no field.
    if (DRE)
      return give(VD, BO->getRHS());
    addFields(Effect::Overwrite, Current->resolve(LHS), BO);
    // Py_REFCNT(self) = 1, before 3.10.
    if (const auto *ME = dyn_cast<MemberExpr>(LHS);
        ME && nameOf(ME->getMemberDecl()) == "ob_refcnt")
      add(Effect::Api, BO).Role = ApiRole::SetsCount;
  }

  void call(const CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    noteFree(CE);
    if (!Callee)
      return callPointer(CE);
    if (apiCall(CE, nameOf(Callee)) || contractCall(CE, Callee))
      return;
    expand(CE, Callee);
  }

  /// `PyMem_Free(self->buffer)`, `XML_ParserFree(self->parser)`: functions with
  /// such names free memory.
  void noteFree(const CallExpr *CE) {
    const FunctionDecl *Callee = CE->getDirectCallee();
    const FieldDecl *Entry = Callee ? nullptr : fieldNamed(CE->getCallee());
    const StringRef Name = Callee ? nameOf(Callee) : nameOf(Entry);
    const FieldDecl *F =
        CE->getNumArgs() == 1 ? fieldNamed(CE->getArg(0)) : nullptr;
    // A member behind another pointer may have been taken from there before.
    const auto *ME =
        F ? dyn_cast<MemberExpr>(CE->getArg(0)->IgnoreParenCasts()) : nullptr;
    if (!ME || !Current->resolve(ME->getBase()).Self ||
        !F->getType()->isPointerType() ||
        !(Name.contains_insensitive("free") ||
          Name.contains_insensitive("destroy")))
      return;
    Effect &E = add(Effect::Free, CE);
    E.Field = F;
    E.Callee = Name;
  }

  Place argument(const CallExpr *CE, unsigned I) const {
    return I < CE->getNumArgs() ? Current->resolve(CE->getArg(I)) : Place();
  }

  /// A call through a pointer: the visitproc, or a slot of some type.
  void callPointer(const CallExpr *CE) {
    const Place Target = Current->resolve(CE->getCallee());
    if (Target.Visit) {
      const Place What = argument(CE, 0);
      addFields(Effect::Visit, What, CE);
      if (What.SelfType)
        add(Effect::VisitType, CE);
      return;
    }
    Slot Which = Slot::Other;
    for (const FieldDecl *F : Target.Fields)
      if (Slot S = slotOfMember(nameOf(F)); S != Slot::Other)
        Which = S;
    if (Which == Slot::Other)
      Which = slotGot(CE->getCallee());
    if (Which == Slot::Alloc || Which == Slot::New)
      return;
    if (Which != Slot::Other && argument(CE, 0).Self) {
      Effect &E = add(Effect::BaseSlot, CE);
      E.Which = Which;
      E.OwnType = isOwnSlot(CE->getCallee());
      E.OfBuiltin = isBuiltinSlot(CE->getCallee());
      return;
    }
    for (const Expr *A : CE->arguments())
      unclear(Current->resolve(A), CE, "");
  }

  /// `Py_TYPE(self)->tp_clear(self)`, or a call that looks the same.
  bool isOwnSlot(const Expr *Callee) const {
    Callee = Callee->IgnoreParenCasts();
    if (const auto *UO = dyn_cast<UnaryOperator>(Callee))
      Callee = UO->getSubExpr()->IgnoreParenCasts();
    const auto *ME = dyn_cast<MemberExpr>(Callee);
    return !ME || Current->resolve(ME->getBase()).SelfType;
  }

  /// `PyDict_Type.tp_dealloc`
  static bool isBuiltinSlot(const Expr *Callee) {
    const auto *ME = dyn_cast<MemberExpr>(Callee->IgnoreParenCasts());
    const VarDecl *Type = ME ? variableBehind(ME->getBase()) : nullptr;
    return Type && builtinTypeGC(nameOf(Type)) != BuiltinGC::Unknown;
  }

  /// `freefunc f = PyType_GetSlot(tp, Py_tp_free); f(self)`.
  Slot slotGot(const Expr *Callee) const {
    llvm::SmallVector<const Expr *, 4> Candidates{Callee};
    if (const VarDecl *VD = variableBehind(Callee))
      Candidates.append(Current->sources(VD).begin(),
                        Current->sources(VD).end());
    for (const Expr *E : Candidates) {
      const auto *CE = dyn_cast<CallExpr>(E->IgnoreParenCasts());
      Expr::EvalResult Number;
      if (CE && CE->getNumArgs() == 2 && CE->getDirectCallee() &&
          Reader.contracts().roleOf(CE) == ApiRole::GetSlot &&
          !CE->getArg(1)->isValueDependent() &&
          CE->getArg(1)->EvaluateAsInt(Number,
                                       Current->function()->getASTContext()))
        return slotOfNumber(Number.Val.getInt().tryExtValue().value_or(0));
    }
    return Slot::Other;
  }

  bool apiCall(const CallExpr *CE, StringRef Name) {
    const ApiRole Role = Reader.contracts().roleOf(CE);
    switch (Role) {
    case ApiRole::None:
    case ApiRole::PutItem:
    case ApiRole::GetItem:
    case ApiRole::RemoveItem:
    case ApiRole::GetAttribute:
    case ApiRole::MakeCapsule:
    case ApiRole::LendReferent:
    case ApiRole::GetHiddenDict:
      return false; // Its contract says what it does.
    case ApiRole::Harmless:
    case ApiRole::TypeOf:
    case ApiRole::GetSlot:
    case ApiRole::GetState:
      return true;
    default:
      break;
    }
    Effect &E = add(Effect::Api, CE);
    E.Role = runsPython(Role) ? ApiRole::RunsPython : Role;
    E.Callee = Name;
    E.OnSelf = argument(CE, 0).Self;
    if (runsPython(Role))
      for (const Expr *A : CE->arguments())
        if (Current->resolve(A).Self) {
          add(Effect::GivesSelf, CE).Callee = Name;
          break;
        }
    return true;
  }

  bool contractCall(const CallExpr *CE, const FunctionDecl *Callee) {
    const Contract *C = Reader.contracts().find(Callee);
    if (!C)
      return false;
    eachArgument(*C, CE->getNumArgs(), [&](const ArgContract &A, unsigned I) {
      const size_t Before = Into.Effects.size();
      applyContract(CE, argument(CE, I), A.Effect, Callee);
      noteNeeds(*C, A, Before);
    });
    if (changesException(*C)) {
      Effect &E = add(Effect::Api, CE);
      E.Role = ApiRole::RunsPython;
      E.Callee = nameOf(Callee);
    }
    if (C->Result.Kind == ResultKind::New && C->Result.Fresh)
      add(Effect::MakesObject, CE).Callee = nameOf(Callee);
    if (C->Partial)
      for (const Expr *A : CE->arguments())
        unclear(Current->resolve(A), CE, nameOf(Callee));
    return true;
  }

  /// Marks untested releases from \p Before on if \p C forbids NULL there.
  void noteNeeds(const Contract &C, const ArgContract &Released,
                 size_t Before) const {
    if (llvm::none_of(C.Args, [&](const ArgContract &A) {
          return A.Effect == ArgEffect::NotNull && A.Index == Released.Index;
        }))
      return;
    for (size_t I = Before; I != Into.Effects.size(); ++I) {
      Effect &E = Into.Effects[I];
      E.NeedsObject = E.Kind == Effect::Release && !Tested.contains(E.Field);
    }
  }

  /// A release changes no exception: the destructors that it runs restore it.
  static bool changesException(const Contract &C) {
    if (C.has(EffectSetsException) || C.has(EffectClearsException))
      return true;
    return C.has(EffectRunsPython) &&
           llvm::none_of(C.Args, [](const ArgContract &A) {
             return A.Effect == ArgEffect::Decrements ||
                    A.Effect == ArgEffect::Clears ||
                    A.Effect == ArgEffect::Replaces;
           });
  }

  void applyContract(const CallExpr *CE, const Place &P, ArgEffect Effect_,
                     const FunctionDecl *Callee) {
    switch (Effect_) {
    case ArgEffect::Decrements:
    case ArgEffect::Steals:
    case ArgEffect::Frees:
    case ArgEffect::Clears:
    case ArgEffect::Replaces:
      addFields(Effect::Release, P, CE, nameOf(Callee));
      if (Effect_ == ArgEffect::Clears || Effect_ == ArgEffect::Replaces)
        addFields(Effect::Overwrite, P, CE);
      if (P.SelfType)
        add(Effect::ReleaseType, CE).Callee = nameOf(Callee);
      if (P.Fields.empty() && Effect_ == ArgEffect::Decrements)
        add(Effect::Decrement, CE).Callee = nameOf(Callee);
      break;
    case ArgEffect::Increments:
      addFields(Effect::Increment, P, CE, nameOf(Callee));
      if (P.Fields.empty()) {
        Effect &E = add(Effect::Increment, CE);
        E.Callee = nameOf(Callee);
        E.OnSelf = P.Self;
      }
      break;
    case ArgEffect::Keeps:
      if (P.Self)
        add(Effect::GivesSelf, CE).Callee = nameOf(Callee);
      break;
    case ArgEffect::Escapes:
      unclear(P, CE, nameOf(Callee));
      break;
    case ArgEffect::Mutates: // PyDict_Clear(self)
      if (P.Self)
        add(Effect::BaseSlot, CE).Which = Slot::Clear;
      break;
    default:
      break;
    }
  }

  /// A helper in the same file, or one that cannot be seen.
  void expand(const CallExpr *CE, const FunctionDecl *Callee) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(CE);
    const Place This =
        Member ? Current->resolve(Member->getImplicitObjectArgument())
               : Place();
    llvm::SmallVector<Place, 4> Arguments;
    bool Matters = !This.empty();
    for (const Expr *A : CE->arguments()) {
      Arguments.push_back(Current->resolve(A));
      Matters |= !Arguments.back().empty();
    }
    const FunctionDecl *Def = Callee;
    const Stmt *Body = bodyOf(Def);
    if (!Body || Stack.size() >= 6 || llvm::is_contained(Stack, Def)) {
      if (!Matters)
        return;
      for (const Place &P : Arguments)
        unclear(P, CE, nameOf(Callee));
      return unclear(This, CE, nameOf(Callee));
    }
    Scope Inner(Reader.sources(), Def);
    for (auto [P, A] : llvm::zip(Def->parameters(), Arguments))
      Inner.bind(P, A);
    Inner.bindThis(This);
    Stack.push_back(Def);
    const bool First = Outermost.isInvalid();
    if (First)
      Outermost = CE->getBeginLoc();
    walk(Inner, Body);
    if (First)
      Outermost = SourceLocation();
    Stack.pop_back();
  }

  BodyReader &Reader;
  SlotBody &Into;
  const Scope *Current = nullptr;
  SourceLocation Outermost;
  /// What local variables have been assigned since their last release.
  llvm::DenseMap<const VarDecl *, Place> Given;
  /// The fields that a condition has tested so far.
  llvm::DenseSet<const FieldDecl *> Tested;
  llvm::SmallVector<const FunctionDecl *, 8> Stack;
};

} // namespace

const SlotBody &BodyReader::read(const FunctionDecl *FD) {
  const Stmt *Body = bodyOf(FD);
  std::unique_ptr<SlotBody> &Entry = Known[FD];
  if (Entry)
    return *Entry;
  Entry = std::make_unique<SlotBody>();
  SlotBody &Result = *Entry;
  if (!Body)
    return Result;
  Result.Function = FD;
  Scope S(Sources, FD);
  Place Self;
  Self.Self = true;
  if (FD->getNumParams())
    S.bind(FD->getParamDecl(0), Self);
  for (const ParmVarDecl *P : FD->parameters())
    if (P->getType()->isFunctionPointerType()) {
      Place Visit;
      Visit.Visit = true;
      S.bind(P, Visit);
    }
  EffectWalker(*this, Result).walk(S, Body);
  return Result;
}

} // namespace pyrefcheck
