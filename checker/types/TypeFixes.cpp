//===- TypeFixes.cpp - Fixes for mistakes in types --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeFixes.h"
#include "FieldModel.h"
#include "SlotBodies.h"
#include "TypeCheck.h"
#include "TypeMessages.h"
#include "TypeModel.h"
#include "contracts/TypeFacts.h"
#include "findings/Finding.h"
#include "fixes/SourceEdits.h"
#include "source/ObjectTypes.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;
using llvm::formatv;
using llvm::StringRef;

namespace pyrefcheck {

namespace {

/// Changes one slot function.
class SlotEditor {
public:
  SlotEditor(TypeCheck &C, const FunctionDecl *FD)
      : C(C), FD(FD), Context(FD->getASTContext()), Parents(FD->getBody()),
        Text(*FD, Parents, C.Generated),
        Body(dyn_cast<CompoundStmt>(FD->getBody())) {}

  /// Whether there is a body to change.
  explicit operator bool() const { return Body && FD->getNumParams(); }

  /// How \p FD names the instance as a `Layout *`.
  std::string self(const RecordDecl *Layout) const {
    if (pointsTo(FD->getParamDecl(0)->getType(), Layout))
      return object();
    if (const VarDecl *VD = leadingVariable([&](const VarDecl *VD) {
          return pointsTo(VD->getType(), Layout) && isSelf(VD->getInit());
        }))
      return VD->getNameAsString();
    return formatv(
        "(({0} *){1})",
        Context.getRecordType(Layout).getAsString(Context.getPrintingPolicy()),
        object());
  }
  /// The first parameter's name.
  std::string object() const { return FD->getParamDecl(0)->getNameAsString(); }
  /// The same, cast to PyObject * if necessary.
  std::string castObject() const {
    return ObjectTypes::isPyObjectPointer(FD->getParamDecl(0)->getType())
               ? object()
               : "(PyObject *)" + object();
  }
  /// The variable that holds the module's state, if its declaration comes
  /// first.
  std::string variableOf(const RecordDecl *State) const {
    const VarDecl *Found = leadingVariable(
        [&](const VarDecl *VD) { return pointsTo(VD->getType(), State); });
    return Found ? Found->getNameAsString() : "";
  }
  /// The variable that holds the type, if its declaration comes first.
  std::string typeVariable() const {
    const Scope Here = scope();
    const VarDecl *Found = leadingVariable([&](const VarDecl *VD) {
      return Here.resolve(VD->getInit()).SelfType;
    });
    return Found ? Found->getNameAsString() : "";
  }

  /// After the declarations at the top.
  bool insertFirst(llvm::ArrayRef<std::string> Lines, Edits &Out) const {
    for (const Stmt *S : Body->body())
      if (!isa<DeclStmt>(S))
        return Text.insertBefore(S, Lines, Out);
    return Text.insertAtEnd(FD, Lines, Out);
  }
  /// Before the first statement.
  bool insertTop(llvm::ArrayRef<std::string> Lines, Edits &Out) const {
    return !Body->body_empty() &&
           Text.insertBefore(Body->body_front(), Lines, Out);
  }
  /// Before the only return, if that is the last statement; else first.
  bool insertLast(llvm::ArrayRef<std::string> Lines, Edits &Out) const {
    if (Body->body_empty())
      return false;
    const auto *Last = dyn_cast<ReturnStmt>(Body->body_back());
    if (!Last || countReturns(Body) != 1)
      return insertFirst(Lines, Out);
    return Text.insertBefore(Last, Lines, Out);
  }
  /// Before or after the statement of the body that \p At is part of.
  bool insertBefore(const Stmt *At, llvm::ArrayRef<std::string> Lines,
                    Edits &Out) const {
    const Stmt *S = topStatement(At);
    return S && Text.insertBefore(S, Lines, Out);
  }
  bool insertBehind(const Stmt *At, llvm::ArrayRef<std::string> Lines,
                    Edits &Out) const {
    const Stmt *S = topStatement(At);
    return S && Text.insertAfter(S, Lines, Out);
  }
  /// Removes that statement if it is only a call of one of \p Names.
  bool removeCall(const Stmt *At, llvm::ArrayRef<StringRef> Names,
                  Edits &Out) const {
    const Stmt *S = topStatement(At);
    return S && isCallOf(S, Names) && Text.remove(S, Out);
  }
  /// Replaces that statement if it is only such a call.
  bool replaceCall(const Stmt *At, llvm::ArrayRef<StringRef> Names,
                   StringRef By, Edits &Out) const {
    const Stmt *S = topStatement(At);
    return S && isCallOf(S, Names) && Text.replace(S, By, Out);
  }
  /// The text between the parentheses of that call.
  StringRef argument(const Stmt *At) const {
    const Stmt *S = topStatement(At);
    const StringRef All = S ? Text.text(S) : StringRef();
    return All.split('(').second.rsplit(')').first;
  }

private:
  /// The first variable for which \p Is holds, among those declared with a
  /// value at the top.
  const VarDecl *
  leadingVariable(llvm::function_ref<bool(const VarDecl *)> Is) const {
    for (const Stmt *S : Body->body()) {
      const auto *DS = dyn_cast<DeclStmt>(S);
      if (!DS)
        break;
      for (const Decl *D : DS->decls())
        if (const auto *VD = dyn_cast<VarDecl>(D);
            VD && VD->hasInit() && Is(VD))
          return VD;
    }
    return nullptr;
  }

  Scope scope() const {
    Scope S(C.Bodies.sources(), FD);
    Place Self;
    Self.Self = true;
    S.bind(FD->getParamDecl(0), Self);
    return S;
  }
  bool isSelf(const Expr *E) const { return scope().resolve(E).Self; }

  static bool pointsTo(QualType T, const RecordDecl *RD) {
    const RecordDecl *Pointee =
        T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
    return Pointee && RD && Pointee->getDefinition() == RD->getDefinition();
  }

  /// The number of returns in the source, without those in macros (Py_VISIT).
  static unsigned countReturns(const Stmt *S) {
    if (!S)
      return 0;
    unsigned Count = isa<ReturnStmt>(S) && S->getBeginLoc().isFileID();
    for (const Stmt *Child : S->children())
      Count += countReturns(Child);
    return Count;
  }

  const Stmt *topStatement(const Stmt *S) const {
    while (S) {
      const Stmt *Parent = Parents.getParent(S);
      if (Parent == Body)
        return S;
      S = Parent;
    }
    return nullptr;
  }

  bool isCallOf(const Stmt *S, llvm::ArrayRef<StringRef> Names) const {
    const StringRef All = Text.text(S);
    const StringRef Name =
        All.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    return llvm::is_contained(Names, Name) &&
           All.drop_front(Name.size()).ltrim().starts_with("(") &&
           All.ends_with(")");
  }

  TypeCheck &C;
  const FunctionDecl *FD;
  ASTContext &Context;
  mutable ParentMap Parents;
  SourceEdits Text;
  const CompoundStmt *Body;
};

/// Makes the fix for one mistake.
class TypeFixMaker {
public:
  TypeFixMaker(TypeCheck &C, const MistakeReport &R)
      : C(C), R(R), T(C.Types.find(R.Subject)) {}

  bool make(Fix &F) {
    const std::string Names = llvm::join(R.Fields, "', '");
    switch (R.What) {
    case TypeMistake::TraverseMisses:
      F.Title = "visit '" + Names + "'";
      return addFields("Py_VISIT", F.Edits);
    case TypeMistake::TraverseMissesType:
      F.Title = "visit the type";
      return visitType(F.Edits);
    case TypeMistake::ClearMisses:
      F.Title = "clear '" + Names + "'";
      return addFields("Py_CLEAR", F.Edits);
    case TypeMistake::StateNotVisited:
      F.Title = "visit '" + Names + "'";
      return addState("Py_VISIT", F.Edits);
    case TypeMistake::StateNotReleased:
      F.Title = "clear '" + Names + "'";
      return addState("Py_CLEAR", F.Edits);
    case TypeMistake::ClearLeavesPointer:
      F.Title = "use Py_CLEAR";
      return useClear(F.Edits);
    case TypeMistake::TraverseVisitsBorrowed:
    case TypeMistake::TraverseVisitsWeakList:
      F.Title = "do not visit '" + Names + "'";
      return R.Fields.size() == 1 && removeCall({"Py_VISIT"}, F.Edits);
    case TypeMistake::DeallocMisses:
      F.Title = "release '" + Names + "'";
      return releaseFields(F.Edits);
    case TypeMistake::DeallocMissesType:
      F.Title = "release the type";
      return releaseType(F.Edits);
    case TypeMistake::DeallocReleasesStaticType:
      F.Title = "do not release the type";
      return removeCall({"Py_DECREF", "Py_XDECREF"}, F.Edits);
    case TypeMistake::NoUntrack:
      F.Title = "untrack the object first";
      return untrack(F.Edits);
    case TypeMistake::LateUntrack:
      F.Title = "untrack the object first";
      return moveUntrack(F.Edits);
    case TypeMistake::NoClearWeakRefs:
      F.Title = "clear the weak references";
      return clearWeakRefs(F.Edits);
    case TypeMistake::WrongFree:
    case TypeMistake::FreeIgnoresSubclass:
      F.Title = "free the object with tp_free";
      return useTypesFree(F.Edits);
    case TypeMistake::TraverseWithoutGC:
      F.Title = "add Py_TPFLAGS_HAVE_GC";
      return addFlag(F.Edits);
    default:
      return false;
    }
  }

private:
  SlotEditor editor() const {
    const FunctionDecl *FD = R.Function;
    bodyOf(FD);
    return SlotEditor(C, FD);
  }

  bool removeCall(llvm::ArrayRef<StringRef> Names, Edits &Out) const {
    const SlotEditor E = editor();
    return E && E.removeCall(R.At, Names, Out);
  }

  /// Whether \p Name is in the struct itself, and neither an array nor in one.
  bool isPlain(const RecordDecl *RD, StringRef Name) const {
    return llvm::any_of(C.Fields.fieldsOf(RD), [&](const FieldPath &P) {
      return P.text() == Name && !P.Behind &&
             llvm::none_of(P.Path, [](const FieldDecl *F) {
               return F->getType()->isArrayType();
             });
    });
  }

  bool lines(StringRef Macro, const RecordDecl *RD, StringRef Self,
             llvm::SmallVectorImpl<std::string> &Lines) const {
    for (const std::string &Field : R.Fields) {
      if (!isPlain(RD, Field))
        return false;
      Lines.push_back(formatv("{0}({1}->{2});", Macro, Self, Field));
    }
    return true;
  }

  /// Py_VISIT uses the parameters' names `visit` and `arg`.
  bool canVisit() const {
    return R.Function->getNumParams() == 3 &&
           nameOf(R.Function->getParamDecl(1)) == "visit" &&
           nameOf(R.Function->getParamDecl(2)) == "arg";
  }

  bool addFields(StringRef Macro, Edits &Out) const {
    if (!T || !T->Layout || !R.Function || (Macro == "Py_VISIT" && !canVisit()))
      return false;
    const SlotEditor E = editor();
    llvm::SmallVector<std::string, 4> Lines;
    return E && lines(Macro, T->Layout, E.self(T->Layout), Lines) &&
           E.insertLast(Lines, Out);
  }

  bool visitType(Edits &Out) const {
    const SlotEditor E = editor();
    return E && canVisit() &&
           E.insertFirst({"Py_VISIT(Py_TYPE(" + E.object() + "));"}, Out);
  }

  bool addState(StringRef Macro, Edits &Out) const {
    const ModuleObject *M = nullptr;
    for (const ModuleObject &Each : C.Types.modules())
      if (Each.Decl == R.Subject)
        M = &Each;
    if (!M || !R.Function || (Macro == "Py_VISIT" && !canVisit()))
      return false;
    const SlotEditor E = editor();
    const std::string State = E ? E.variableOf(M->State) : "";
    llvm::SmallVector<std::string, 4> Lines;
    return !State.empty() && lines(Macro, M->State, State, Lines) &&
           E.insertLast(Lines, Out);
  }

  bool useClear(Edits &Out) const {
    const SlotEditor E = editor();
    if (!E || R.Fields.size() != 1)
      return false;
    const StringRef What = E.argument(R.At);
    return What.ends_with("->" + R.Fields.front()) &&
           E.replaceCall(R.At, {"Py_DECREF", "Py_XDECREF"},
                         formatv("Py_CLEAR({0})", What).str(), Out);
  }

  /// The only call that frees the memory, in tp_dealloc itself, or null.
  const Effect *freeing() const {
    const SlotBody &B = C.Bodies.read(R.Function);
    const Effect *Last = nullptr;
    for (const Effect &E : B.Effects) {
      const bool Frees =
          (E.Kind == Effect::Api && E.OnSelf &&
           (E.Role == ApiRole::FreeObject || E.Role == ApiRole::FreeGCObject ||
            E.Role == ApiRole::FreeMemory)) ||
          (E.Kind == Effect::BaseSlot &&
           (E.Which == Slot::Free || E.Which == Slot::Dealloc));
      if (!Frees)
        continue;
      if (Last || E.InHelper)
        return nullptr;
      Last = &E;
    }
    return Last;
  }

  bool releaseFields(Edits &Out) const {
    const Effect *Free = T && T->Layout ? freeing() : nullptr;
    const SlotEditor E = editor();
    llvm::SmallVector<std::string, 4> Lines;
    return Free && E &&
           lines("Py_XDECREF", T->Layout, E.self(T->Layout), Lines) &&
           E.insertBefore(Free->At, Lines, Out);
  }

  bool releaseType(Edits &Out) const {
    const Effect *Free = freeing();
    const SlotEditor E = editor();
    if (!Free || !E)
      return false;
    std::string Type = E.typeVariable();
    if (Type.empty()) {
      Type = "type";
      if (!E.insertTop(
              {formatv("PyTypeObject *type = Py_TYPE({0});", E.object())}, Out))
        return false;
    }
    return E.insertBehind(Free->At, {"Py_DECREF(" + Type + ");"}, Out);
  }

  bool untrack(Edits &Out) const {
    const SlotEditor E = editor();
    return E &&
           E.insertFirst({"PyObject_GC_UnTrack(" + E.object() + ");"}, Out);
  }

  bool moveUntrack(Edits &Out) const {
    const SlotEditor E = editor();
    const Effect *Late = C.Bodies.read(R.Function).first(ApiRole::Untrack);
    return E && Late && !Late->InHelper &&
           E.removeCall(Late->At, {"PyObject_GC_UnTrack"}, Out) && untrack(Out);
  }

  bool clearWeakRefs(Edits &Out) const {
    if (!T || !T->WeakList || !T->Layout)
      return false;
    const SlotEditor E = editor();
    if (!E)
      return false;
    const std::string Lines[] = {
        formatv("if ({0}->{1} != NULL)", E.self(T->Layout),
                T->WeakList->getName()),
        formatv("  PyObject_ClearWeakRefs({0});", E.castObject())};
    const Effect *Untrack = C.Bodies.read(R.Function).first(ApiRole::Untrack);
    return Untrack && !Untrack->InHelper
               ? E.insertBehind(Untrack->At, Lines, Out)
               : E.insertFirst(Lines, Out);
  }

  bool useTypesFree(Edits &Out) const {
    const SlotEditor E = editor();
    return E && E.replaceCall(R.At,
                              {"PyObject_Free", "PyObject_FREE", "PyObject_Del",
                               "PyObject_DEL", "PyObject_GC_Del", "PyMem_Free",
                               "PyMem_FREE", "PyMem_Del", "PyMem_DEL", "free"},
                              formatv("Py_TYPE({0})->tp_free({1})", E.object(),
                                      E.castObject())
                                  .str(),
                              Out);
  }

  /// Adds the flag if only it is missing: tp_dealloc already handles instances
  /// like those of a type under garbage collection.
  bool addFlag(Edits &Out) const {
    if (!T || !T->FlagsExpr || !T->has(Slot::Traverse) ||
        T->FlagsExpr->getEndLoc().isInvalid())
      return false;
    const SlotBody &Dealloc = C.body(*T, Slot::Dealloc);
    if (!Dealloc || !Dealloc.first(ApiRole::Untrack) ||
        Dealloc.first(ApiRole::FreeObject) ||
        Dealloc.first(ApiRole::FreeMemory))
      return false;
    const ASTContext &Context = T->Decl->getASTContext();
    const SourceManager &SM = Context.getSourceManager();
    const CharSourceRange Written = Lexer::makeFileCharRange(
        CharSourceRange::getTokenRange(T->FlagsExpr->getSourceRange()), SM,
        Context.getLangOpts());
    const SourceLocation Behind = Written.getEnd();
    if (Behind.isInvalid() || SM.isInSystemHeader(Behind))
      return false;
    Out.push_back(FixItHint::CreateInsertion(Behind, " | Py_TPFLAGS_HAVE_GC"));
    return true;
  }

  TypeCheck &C;
  const MistakeReport &R;
  const TypeObject *T;
};

} // namespace

std::vector<Fix> fixesFor(TypeCheck &C, const MistakeReport &R) {
  Fix F;
  if (!TypeFixMaker(C, R).make(F))
    return {};
  const Decl *Known = R.Function;
  if (!Known)
    Known = R.Subject;
  if (Known)
    keepLineEnds(F.Edits, Known->getASTContext().getSourceManager());
  return {std::move(F)};
}

} // namespace pyrefcheck
