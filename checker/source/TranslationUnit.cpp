//===- TranslationUnit.cpp - What a file's functions are for ----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TranslationUnit.h"
#include "LinkName.h"
#include "ObjectTypes.h"
#include "Places.h"
#include "contracts/TypeFacts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace pyrefcheck {

/// The role that a struct's member gives to a function stored in it.
static FunctionRole roleOfMember(StringRef Member) {
  return llvm::StringSwitch<FunctionRole>(Member)
      .Cases("tp_init", "set", FunctionRole::Reinitializer)
      .Cases("tp_dealloc", "tp_clear", "tp_finalize", "tp_del", "tp_free",
             FunctionRole::Destructor)
      .Cases("m_clear", "m_free", FunctionRole::Destructor)
      .Default(FunctionRole::EntryPoint);
}

/// The position of the parameter for the value, in a function that sets an
/// attribute or an item and deletes it if the value is NULL.
static std::optional<unsigned> valueOfMember(StringRef Member) {
  return llvm::StringSwitch<std::optional<unsigned>>(Member)
      .Case("set", 1)
      .Cases("tp_setattr", "tp_setattro", "tp_descr_set", 2)
      .Cases("mp_ass_subscript", "sq_ass_item", 2)
      .Default(std::nullopt);
}

static const FunctionDecl *referencedFunction(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *UO = dyn_cast<UnaryOperator>(E);
      UO && UO->getOpcode() == UO_AddrOf)
    E = UO->getSubExpr()->IgnoreParenCasts();
  if (const auto *DRE = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<FunctionDecl>(DRE->getDecl());
  return nullptr;
}

/// The struct's tag or, as several tables have none, its typedef.
static StringRef tableName(const RecordDecl *RD) {
  if (const TypedefNameDecl *TD = RD->getTypedefNameForAnonDecl())
    return TD->getName();
  return RD->getName();
}

/// True for structs in which the interpreter looks for functions to call.
static bool isInterpreterTable(const RecordDecl *RD) {
  return llvm::StringSwitch<bool>(tableName(RD))
      .Cases("PyMethodDef", "PyGetSetDef", "PyModuleDef", "_typeobject",
             "PyType_Slot", "PyModuleDef_Slot", "PyModuleDef_Base", true)
      .Case("_inittab", true)
      .Cases("PyNumberMethods", "PySequenceMethods", "PyMappingMethods",
             "PyAsyncMethods", "PyBufferProcs", true)
      // Before 3.8 and in older code these are tagged differently.
      .Cases("getsetlist", "methodlist", "wrapperbase", "PyTypeObject", true)
      .Default(false);
}

/// True for the types of functions that the C API takes as callbacks, and calls
/// with arguments that it continues to own.
static bool isCallbackType(QualType T) {
  const auto *TT = T->getAs<TypedefType>();
  return TT && llvm::StringSwitch<bool>(TT->getDecl()->getName())
                   .Cases("PyCapsule_Destructor", "Py_tracefunc", true)
                   .Cases("Py_AuditHookFunction", "vectorcallfunc", true)
                   .Default(false);
}

/// `int f(PyObject *, void *)`, as the format unit `O&` calls it.
static bool isConverter(const FunctionDecl *FD) {
  return FD->getNumParams() == 2 && FD->getReturnType()->isIntegerType() &&
         ObjectTypes::isPyObjectPointer(FD->getParamDecl(0)->getType()) &&
         FD->getParamDecl(1)->getType()->isPointerType();
}

static bool parsesArguments(const FunctionDecl *FD) {
  if (!FD->getDeclName().isIdentifier())
    return false;
  StringRef Name = FD->getName();
  Name.consume_front("_");
  return Name.starts_with("PyArg_") && FD->isVariadic();
}

/// Whether \p S, or a part of it, names \p VD.
static bool names(const Stmt *S, const VarDecl *VD) {
  llvm::SmallVector<const Stmt *, 16> Work{S};
  while (!Work.empty()) {
    const Stmt *Next = Work.pop_back_val();
    if (!Next)
      continue;
    const auto *Ref = dyn_cast<DeclRefExpr>(Next);
    if (Ref && Ref->getDecl()->getCanonicalDecl() == VD->getCanonicalDecl())
      return true;
    Work.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

/// Whether \p S, which names \p VD, always sets it before it reads it.
static bool setsFirst(const Stmt *S, const VarDecl *VD) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    return names(If->getCond(), VD) && setsFirst(If->getCond(), VD);
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return false;
  E = E->IgnoreParenCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E))
    return Not->getOpcode() == UO_LNot && setsFirst(Not->getSubExpr(), VD);
  // `PyArg_ParseTuple(args, "O", &variable)`
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return llvm::any_of(Call->arguments(), [VD](const Expr *Arg) {
      const auto *Address = dyn_cast<UnaryOperator>(Arg->IgnoreParenCasts());
      return Address && Address->getOpcode() == UO_AddrOf && names(Address, VD);
    });
  const auto *BO = dyn_cast<BinaryOperator>(E);
  if (!BO)
    return false;
  if (BO->getOpcode() == BO_Assign)
    return isa<DeclRefExpr>(BO->getLHS()->IgnoreParens()) &&
           names(BO->getLHS(), VD) && !names(BO->getRHS(), VD);
  // The right side may not be evaluated, or may be evaluated first.
  return names(BO->getLHS(), VD) &&
         (BO->isLogicalOp() || !names(BO->getRHS(), VD)) &&
         setsFirst(BO->getLHS(), VD);
}

bool TranslationUnit::isNamedAtEnd(const VarDecl *VD) const {
  return llvm::any_of(functions(), [&](const FunctionDecl *FD) {
    return role(FD) == FunctionRole::Destructor && names(bodyOf(FD), VD);
  });
}

bool TranslationUnit::isForgotten(const VarDecl *VD,
                                  const FunctionDecl *FD) const {
  // The walk misses what C++ evaluates outside bodies: default arguments.
  const auto *Body = FD && !FD->getASTContext().getLangOpts().CPlusPlus &&
                             OnlyUsers.lookup(VD->getCanonicalDecl()) == FD
                         ? dyn_cast_or_null<CompoundStmt>(FD->getBody())
                         : nullptr;
  if (!Body)
    return false;
  for (const Stmt *S : Body->body()) {
    // The declaration of a local one.
    const auto *Declared = dyn_cast<DeclStmt>(S);
    if (Declared && llvm::is_contained(Declared->decls(), VD))
      continue;
    if (names(S, VD))
      return setsFirst(S, VD);
  }
  return false;
}

class TranslationUnitWalker
    : public RecursiveASTVisitor<TranslationUnitWalker> {
public:
  TranslationUnitWalker(TranslationUnit &TU, ASTContext &Context)
      : TU(TU), Context(Context) {}

  bool shouldVisitImplicitCode() const { return false; }
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseFunctionDecl(FunctionDecl *FD) { return traverse(FD); }
  bool TraverseCXXMethodDecl(CXXMethodDecl *FD) { return traverse(FD); }
  bool TraverseCXXConstructorDecl(CXXConstructorDecl *FD) {
    return traverse(FD);
  }
  bool TraverseCXXDestructorDecl(CXXDestructorDecl *FD) { return traverse(FD); }

  bool VisitExpr(Expr *E) {
    if (Current && !Touches && TU.Types.isObjectPointer(E->getType()))
      Touches = true;
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    const auto *VD = dyn_cast<VarDecl>(Ref->getDecl());
    if (!VD || !VD->hasGlobalStorage() || VD->isExternallyVisible())
      return true;
    const auto [User, IsFirst] =
        TU.OnlyUsers.try_emplace(VD->getCanonicalDecl(), Current);
    if (!IsFirst && User->second != Current)
      User->second = nullptr;
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) {
    if (!VD->hasInit() || !VD->hasGlobalStorage())
      return true;
    if (isa<InitListExpr>(VD->getInit()->IgnoreParenImpCasts()))
      visitTable(listBehind(VD->getInit()));
    return true;
  }

  /// `.slots = (PyType_Slot[]){...}`
  bool VisitCompoundLiteralExpr(CompoundLiteralExpr *Literal) {
    if (const InitListExpr *List = listBehind(Literal))
      visitTable(List);
    return true;
  }

  bool VisitCallExpr(CallExpr *CE) {
    if (const FunctionDecl *Callee = CE->getDirectCallee()) {
      visitCallbacks(CE, Callee);
      const FunctionDecl *Def = Callee->getDefinition();
      if (Def && Current) {
        TU.Called.insert(Def->getCanonicalDecl());
        TU.Callees[Current->getCanonicalDecl()].push_back(
            Def->getCanonicalDecl());
        TU.Calls[Def->getCanonicalDecl()].push_back({Current, CE});
      }
    }
    return true;
  }

  /// Code that has the address of a variable may fill it. Py_CLEAR takes it
  /// since 3.12.
  bool VisitUnaryOperator(UnaryOperator *UO) {
    if (UO->getOpcode() != UO_AddrOf && !UO->isIncrementDecrementOp())
      return true;
    const bool Clears = isInClear(UO->getOperatorLoc(), Context);
    noteWrite(UO->getSubExpr(), Clears, /*IsKnown=*/Clears);
    return true;
  }

  /// Slots assigned in the init function: `FooType.tp_new = foo_new;`.
  bool VisitBinaryOperator(BinaryOperator *BO) {
    if (BO->isAssignmentOp())
      noteWrite(BO->getLHS(), isNullPointer(BO->getRHS(), Context),
                /*IsKnown=*/true);
    if (BO->getOpcode() != BO_Assign)
      return true;
    const auto *ME = dyn_cast<MemberExpr>(BO->getLHS()->IgnoreParens());
    const auto *Field = ME ? dyn_cast<FieldDecl>(ME->getMemberDecl()) : nullptr;
    if (!Field || !Field->getDeclName().isIdentifier())
      return true;
    const bool Table = isInterpreterTable(Field->getParent());
    // An object's own `vectorcall`.
    if (Table || isCallbackType(Field->getType()))
      if (const FunctionDecl *FD = referencedFunction(BO->getRHS())) {
        setRole(FD, Table ? roleOfMember(Field->getName())
                          : FunctionRole::EntryPoint);
        if (Table)
          noteMember(FD, Field->getName());
      }
    return true;
  }

  /// Sums up which function alone fills each static variable.
  void finish() {
    for (const auto &[VD, By] : Writers)
      if (const FunctionDecl *Filler = By.Filler.only())
        TU.FilledBy[Filler->getCanonicalDecl()].push_back(
            {VD, /*IsOnlyWriter=*/By.Writer.only() != nullptr});
  }

private:
  /// The functions that do something, as far as there is only one.
  class OnlyFunction {
  public:
    /// \param FD null for code outside of functions, or any code.
    void add(const FunctionDecl *FD) {
      Several |= !FD || (First && First != FD);
      First = FD;
    }
    const FunctionDecl *only() const { return Several ? nullptr : First; }

  private:
    const FunctionDecl *First = nullptr;
    bool Several = false;
  };

  /// Who writes one static variable, and who gives it another value than NULL.
  struct StaticWriters {
    OnlyFunction Writer, Filler;
  };

  /// Notes that \p Place gets a value, which is NULL if \p IsNull; unless it
  /// \p IsKnown, others may get at it as well.
  void noteWrite(const Expr *Place, bool IsNull, bool IsKnown) {
    const auto *DRE = dyn_cast<DeclRefExpr>(Place->IgnoreParenCasts());
    const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
    if (!VD || !VD->hasGlobalStorage() || VD->isExternallyVisible() ||
        !VD->getType()->isPointerType() || Context.getLangOpts().CPlusPlus)
      return;
    StaticWriters &By = Writers[VD->getCanonicalDecl()];
    By.Writer.add(IsKnown ? Current : nullptr);
    if (!IsNull)
      By.Filler.add(IsKnown ? Current : nullptr);
  }

  bool traverse(FunctionDecl *FD) {
    if (!FD->doesThisDeclarationHaveABody() || FD->isDependentContext())
      return true;
    llvm::SaveAndRestore<const FunctionDecl *> SavedCurrent(Current, FD);
    llvm::SaveAndRestore SavedTouches(Touches, false);
    TraverseStmt(FD->getBody());
    for (const ParmVarDecl *P : FD->parameters())
      Touches |= TU.Types.isObjectPointer(P->getType());
    if (isModuleInit(FD))
      setRole(FD, FunctionRole::EntryPoint);
    if (!TU.Validity.isValid(FD)) {
      TU.Broken.push_back(FD);
      TU.AllBroken.insert(FD->getCanonicalDecl());
    } else if (Touches) {
      TU.Functions.push_back(FD);
    }
    return true;
  }

  /// `PyCapsule_New(p, name, destructor)`, `PyArg_ParseTuple(args, "O&",
  /// converter, &x)`.
  void visitCallbacks(const CallExpr *CE, const FunctionDecl *Callee) {
    const bool Parses = parsesArguments(Callee);
    for (unsigned I = 0, N = CE->getNumArgs(); I != N; ++I) {
      const bool Callback =
          I < Callee->getNumParams()
              ? isCallbackType(Callee->getParamDecl(I)->getType())
              : Parses;
      const FunctionDecl *FD =
          Callback ? referencedFunction(CE->getArg(I)) : nullptr;
      if (!FD || (I >= Callee->getNumParams() && !isConverter(FD)))
        continue;
      setRole(FD, FunctionRole::EntryPoint);
      // The results of a converter must be known before its caller is explored.
      if (I >= Callee->getNumParams() && Current)
        TU.Callees[Current->getCanonicalDecl()].push_back(
            FD->getCanonicalDecl());
    }
  }

  void visitTable(const InitListExpr *ILE) {
    const auto *RT = ILE->getType()->getAs<RecordType>();
    const RecordDecl *RD = RT ? RT->getDecl() : nullptr;
    const bool Table = RD && isInterpreterTable(RD);
    RecordDecl::field_iterator Field, End;
    if (RD) {
      Field = RD->field_begin();
      End = RD->field_end();
    }
    for (const Expr *Init : ILE->inits()) {
      const FieldDecl *FD = nullptr;
      if (RD && Field != End)
        FD = *Field++;
      if (!Init)
        continue;
      if (const auto *Nested =
              dyn_cast<InitListExpr>(Init->IgnoreParenImpCasts())) {
        visitTable(Nested);
        continue;
      }
      const FunctionDecl *Fn = Table ? referencedFunction(Init) : nullptr;
      if (!Fn || !FD)
        continue;
      const StringRef Member =
          tableName(RD) == "PyType_Slot" ? slotMember(ILE) : FD->getName();
      setRole(Fn, roleOfMember(Member));
      noteMember(Fn, Member, ILE);
      if (Member == "tp_dealloc" && Member != FD->getName())
        TU.HeapDeallocators.insert(Fn->getCanonicalDecl());
    }
  }

  /// The member that the PyType_Slot \p ILE stands for; empty if not known.
  StringRef slotMember(const InitListExpr *ILE) const {
    Expr::EvalResult Value;
    if (ILE->getNumInits() && ILE->getInit(0) &&
        !ILE->getInit(0)->isValueDependent() &&
        ILE->getInit(0)->EvaluateAsInt(Value, Context))
      return memberOfSlot(Value.Val.getInt().tryExtValue().value_or(0));
    return "";
  }

  /// The flags in the PyMethodDef \p Table; if not known, those of a static
  /// method without arguments.
  uint64_t flagsOfMethod(const InitListExpr *Table) const {
    constexpr uint64_t Static = 0x20;
    constexpr unsigned Flags = 2;
    Expr::EvalResult Value;
    return Table && Table->getNumInits() > Flags && Table->getInit(Flags) &&
                   !Table->getInit(Flags)->isValueDependent() &&
                   Table->getInit(Flags)->EvaluateAsInt(Value, Context)
               ? Value.Val.getInt().tryZExtValue().value_or(Static)
               : Static;
  }

  /// Records that an interpreter's table contains \p FD as \p Member.
  /// \param Table the initializer, if there is one.
  void noteMember(const FunctionDecl *FD, StringRef Member,
                  const InitListExpr *Table = nullptr) {
    const unsigned NeverNull = Member == "ml_meth"
                                   ? methodNeverNull(flagsOfMethod(Table))
                                   : memberNeverNull(Member);
    auto [Known, IsNew] =
        TU.NeverNull.try_emplace(FD->getCanonicalDecl(), NeverNull);
    if (!IsNew)
      Known->second &= NeverNull;
    if (const std::optional<unsigned> Position = valueOfMember(Member))
      TU.Setters.try_emplace(FD->getCanonicalDecl(), *Position);
    if (Member == "tp_dealloc" || Member == "tp_free")
      TU.Deallocators.insert(FD->getCanonicalDecl());
  }

  void setRole(const FunctionDecl *FD, FunctionRole R) {
    // A function in several places has the most demanding of their roles.
    FunctionRole &Known =
        TU.Roles.try_emplace(FD->getCanonicalDecl(), R).first->second;
    if (Known == FunctionRole::EntryPoint)
      Known = R;
  }

  TranslationUnit &TU;
  ASTContext &Context;
  llvm::MapVector<const VarDecl *, StaticWriters> Writers;
  const FunctionDecl *Current = nullptr;
  bool Touches = false;
};

ForeignFiles::ForeignFiles(const SourceManager &SM) : SM(SM) {
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It)
    if (llvm::sys::path::filename(It->first.getName()) == "Python.h")
      PythonHeaders = llvm::sys::path::parent_path(It->first.getName());
}

bool ForeignFiles::contains(SourceLocation Loc) const {
  FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  auto [It, Inserted] = Known.try_emplace(File, false);
  if (Inserted)
    It->second = isForeign(File);
  return It->second;
}

bool ForeignFiles::isForeign(FileID File) const {
  if (SM.isInSystemHeader(SM.getLocForStartOfFile(File)))
    return true;
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  StringRef Name = Entry ? Entry->getName() : StringRef();
  return !PythonHeaders.empty() && Name.consume_front(PythonHeaders) &&
         !Name.empty() && llvm::sys::path::is_separator(Name.front());
}

TranslationUnit::TranslationUnit(ASTContext &Context, ArrayRef<Decl *> Roots)
    : Foreign(Context.getSourceManager()) {
  TranslationUnitWalker Walker(*this, Context);
  if (Roots.empty()) {
    for (Decl *D : Context.getTranslationUnitDecl()->decls())
      if (!D->isImplicit() && !Foreign.contains(D->getLocation()))
        Declarations.push_back(D);
  } else {
    Declarations.assign(Roots.begin(), Roots.end());
  }
  for (Decl *D : Declarations)
    Walker.TraverseDecl(D);
  Walker.finish();
  for (const auto &[FD, Role] : Roles)
    if (Role == FunctionRole::Reinitializer)
      for (const FunctionDecl *Callee : callees(FD))
        CalledAgain.insert(Callee);
  orderBottomUp();
}

FunctionRole TranslationUnit::role(const FunctionDecl *FD) const {
  auto It = Roles.find(FD->getCanonicalDecl());
  if (It != Roles.end())
    return It->second;
  if (hasMethodShape(FD))
    return FunctionRole::EntryPoint;
  // Argument Clinic's bodies keep the convention of the method they implement.
  if (FD->getDeclName().isIdentifier() && FD->getName().ends_with("_impl") &&
      FD->getStorageClass() == SC_Static)
    return FunctionRole::Implementation;
  return FunctionRole::Helper;
}

bool TranslationUnit::reinitializes(const FunctionDecl *FD) const {
  const FunctionRole R = role(FD);
  return R == FunctionRole::Reinitializer ||
         (R == FunctionRole::Implementation &&
          CalledAgain.contains(FD->getCanonicalDecl()));
}

const ParmVarDecl *
TranslationUnit::nullOnDeletion(const FunctionDecl *FD) const {
  auto It = Setters.find(FD->getCanonicalDecl());
  return It != Setters.end() && It->second < FD->getNumParams()
             ? FD->getParamDecl(It->second)
             : nullptr;
}

/// `PyObject *f(SelfType *self, PyObject *args[, PyObject *kwargs])`, not
/// called by this file: a method whose table is elsewhere.
bool TranslationUnit::hasMethodShape(const FunctionDecl *FD) const {
  if (!ObjectTypes::isPyObjectPointer(FD->getReturnType()) ||
      isa<CXXMethodDecl>(FD) || Called.contains(FD->getCanonicalDecl()))
    return false;
  const unsigned N = FD->getNumParams();
  if (N < 2 || N > 3)
    return false;
  for (unsigned I = 1; I != N; ++I)
    if (!ObjectTypes::isPyObjectPointer(FD->getParamDecl(I)->getType()))
      return false;
  if (!Types.isObjectPointer(FD->getParamDecl(0)->getType()))
    return false;
  StringRef First = FD->getParamDecl(0)->getName();
  StringRef Second = FD->getParamDecl(1)->getName();
  return First.empty() || First.contains("self") || First.contains("mod") ||
         First == "m" || First == "cls" || First == "type" ||
         Second.starts_with("arg");
}

void TranslationUnit::orderBottomUp() {
  llvm::DenseMap<const FunctionDecl *, const FunctionDecl *> Wanted;
  for (const FunctionDecl *FD : Functions)
    Wanted[FD->getCanonicalDecl()] = FD;
  std::vector<const FunctionDecl *> Ordered;
  Ordered.reserve(Functions.size());
  llvm::DenseSet<const FunctionDecl *> Seen;
  // Depth first with an explicit stack: generated code nests deeply.
  for (const FunctionDecl *Root : Functions) {
    llvm::SmallVector<std::pair<const FunctionDecl *, unsigned>, 16> Stack;
    if (Seen.insert(Root->getCanonicalDecl()).second)
      Stack.push_back({Root->getCanonicalDecl(), 0});
    while (!Stack.empty()) {
      auto [FD, Next] = Stack.back();
      auto It = Callees.find(FD);
      if (It != Callees.end() && Next < It->second.size()) {
        Stack.back().second++;
        const FunctionDecl *Callee = It->second[Next];
        if (Seen.insert(Callee).second)
          Stack.push_back({Callee, 0});
        continue;
      }
      if (const FunctionDecl *Def = Wanted.lookup(FD))
        Ordered.push_back(Def);
      Stack.pop_back();
    }
  }
  Functions = std::move(Ordered);
}

} // namespace pyrefcheck
