//===- ExpressionMutants.cpp - Strong references and borrowed ones --------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionMutants.h"
#include "Mutant.h"
#include "ReferenceCalls.h"
#include "WrittenCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace llvm;

namespace pyrefcheck {

namespace {

/// Two functions that return a borrowed and a strong reference to one object.
struct Twins {
  StringRef Borrowed, Strong;
  /// The strong one returns the object through its last argument.
  bool HasOutput;
};

class ExpressionMutants {
public:
  explicit ExpressionMutants(const FunctionScope &Scope)
      : Scope(Scope), Code(Scope.Code) {}

  void read(const Stmt *S);

private:
  void dropNewReference(const Expr *E, const ReferenceCall &Call);
  void exchange(const Invocation &Written);
  bool isMacro(StringRef Name) const;
  bool isFunction(StringRef Name) const;
  bool isDeclared(StringRef Name) const {
    return isMacro(Name) || isFunction(Name);
  }
  std::string arguments(const Invocation &Written, bool Cast = false) const;
  void toStrong(const Invocation &Written, const Twins &T);
  void toBorrowed(const Invocation &Written, const Twins &T);

  const FunctionScope &Scope;
  const WrittenCode &Code;
  /// Where the invocations read so far begin: the outermost part of a macro's
  /// expansion stands for all of it.
  DenseSet<unsigned> Seen;
};

} // namespace

static constexpr Twins AllTwins[] = {
#define TWIN(BORROWED, STRONG) {BORROWED, STRONG, false},
#define TWIN_OUT(BORROWED, STRONG) {BORROWED, STRONG, true},
#include "Names.def"
};

bool ExpressionMutants::isMacro(StringRef Name) const {
  const auto It = Code.context().Idents.find(Name);
  return It != Code.context().Idents.end() && It->second->hasMacroDefinition();
}

bool ExpressionMutants::isFunction(StringRef Name) const {
  const ASTContext &Context = Code.context();
  const auto It = Context.Idents.find(Name);
  return It != Context.Idents.end() &&
         !Context.getTranslationUnitDecl()->lookup(It->second).empty();
}

std::string ExpressionMutants::arguments(const Invocation &Written,
                                         bool Cast) const {
  std::string Result;
  for (TextRange Arg : Written.Args) {
    const StringRef Text = Code.text(Arg);
    if (!Result.empty())
      Result += ", ";
    Result += Result.empty() && Cast ? ("(PyObject *)(" + Text + ")").str()
                                     : Text.str();
  }
  return Result;
}

void ExpressionMutants::toStrong(const Invocation &Written, const Twins &T) {
  // A twin that is only a macro casts its argument itself.
  const std::string Args = arguments(Written, !isFunction(T.Borrowed));
  const std::string Text = T.HasOutput
                               ? ("({ PyObject *got_ = NULL; (void)" +
                                  T.Strong + "(" + Args + ", &got_); got_; })")
                                     .str()
                               : (T.Strong + "(" + Args + ")").str();
  Scope.add(MutantOperator::StrongForBorrowed, {{Written.Range, Text}});
}

void ExpressionMutants::toBorrowed(const Invocation &Written, const Twins &T) {
  if (!T.HasOutput) {
    Scope.add(
        MutantOperator::BorrowedForStrong,
        {{Written.Range, (T.Borrowed + "(" + arguments(Written) + ")").str()}});
    return;
  }
  if (Written.Args.size() < 2)
    return;
  Invocation Shorter = Written;
  const StringRef Output = Code.text(Shorter.Args.pop_back_val());
  Scope.add(MutantOperator::BorrowedForStrong,
            {{Written.Range, ("((*(" + Output + ") = " + T.Borrowed + "(" +
                              arguments(Shorter) + ")) != NULL)")
                                 .str()}});
}

void ExpressionMutants::exchange(const Invocation &Written) {
  for (const Twins &T : AllTwins)
    if (Written.Name == T.Borrowed && isDeclared(T.Strong)) {
      toStrong(Written, T);
      break;
    }
  for (const Twins &T : AllTwins)
    if (Written.Name == T.Strong && isDeclared(T.Borrowed)) {
      toBorrowed(Written, T);
      break;
    }
}

void ExpressionMutants::dropNewReference(const Expr *E,
                                         const ReferenceCall &Call) {
  const TextRange Arg = Call.Written.Args.front();
  if (!isImmortal(Code, E, Arg, Scope.Function->getBody()))
    Scope.add(
        MutantOperator::NewRefDropped,
        {{Call.Written.Range, "((PyObject *)(" + Code.text(Arg).str() + "))"}});
}

/// The part of \p S that is stored to, or whose address is taken.
static const Expr *place(const Stmt *S) {
  if (const auto *Store = dyn_cast<BinaryOperator>(S))
    return Store->isAssignmentOp() ? Store->getLHS() : nullptr;
  if (const auto *Address = dyn_cast<UnaryOperator>(S))
    return Address->getOpcode() == UO_AddrOf ? Address->getSubExpr() : nullptr;
  return nullptr;
}

void ExpressionMutants::read(const Stmt *S) {
  if (const auto *E = dyn_cast<Expr>(S)) {
    const ReferenceCall Call = referenceCall(Code, E);
    if (!Call.Written.Name.empty() &&
        Seen.insert(Call.Written.Range.Begin).second) {
      if (Call.Role == ReferenceRole::NewRef)
        dropNewReference(E, Call);
      else
        exchange(Call.Written);
    }
  }
  for (const Stmt *Child : S->children()) {
    if (!Child)
      continue;
    if (Child == place(S))
      if (std::optional<TextRange> Range = Code.rangeOf(Child))
        Seen.insert(Range->Begin);
    read(Child);
  }
}

void addExpressionMutants(const FunctionScope &Scope) {
  ExpressionMutants(Scope).read(Scope.Function->getBody());
}

} // namespace pyrefcheck
