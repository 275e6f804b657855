//===- NullNotes.cpp - Where a pointer became NULL --------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NullNotes.h"
#include "SourceNames.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

bool NullPointer::isNullIn(ProgramStateRef State) const {
  if (Value)
    return State->getConstraintManager()
        .isNull(State, Value)
        .isConstrainedTrue();
  return Variable && State->getSVal(Variable).isZeroConstant();
}

/// The last NULL that \p R held on the path to \p N: the engine forgets
/// variables that are not read any more.
static SVal lastNull(const MemRegion *R, const ExplodedNode *N) {
  static constexpr unsigned Near = 40;
  for (unsigned I = 0; N && I != Near; ++I, N = N->getFirstPred()) {
    const SVal Held = N->getState()->getSVal(R);
    const SymbolRef Sym = Held.getAsLocSymbol();
    if (Held.isZeroConstant() ||
        (Sym && NullPointer{Sym, nullptr}.isNullIn(N->getState())))
      return Held;
  }
  return UndefinedVal();
}

NullPointer nullPointer(const Expr *Named, SVal V, const ExplodedNode *N) {
  if (const SymbolRef Sym = V.getAsLocSymbol())
    return {Sym, nullptr};
  const auto *DRE =
      Named ? dyn_cast<DeclRefExpr>(Named->IgnoreParenCasts()) : nullptr;
  const auto *VD = DRE ? dyn_cast<VarDecl>(DRE->getDecl()) : nullptr;
  if (!VD || VD->getType()->isReferenceType())
    return {};
  const MemRegion *R =
      N->getState()->getLValue(VD, N->getLocationContext()).getAsRegion();
  if (!R)
    return {};
  // The engine reads a symbol that is known to be 0 as the number.
  const SVal Held = lastNull(R, N);
  if (const SymbolRef Sym = Held.getAsLocSymbol())
    return {Sym, nullptr};
  return Held.isZeroConstant() ? NullPointer{nullptr, R} : NullPointer();
}

namespace {

class NullNotes : public BugReporterVisitor {
public:
  NullNotes(const NullPointer &Pointer, std::string Name)
      : Pointer(Pointer), Name(std::move(Name)) {}

  void Profile(llvm::FoldingSetNodeID &ID) const override {
    static int Tag;
    ID.AddPointer(&Tag);
    ID.AddPointer(Pointer.Value);
    ID.AddPointer(Pointer.Variable);
  }

  PathDiagnosticPieceRef VisitNode(const ExplodedNode *N,
                                   BugReporterContext &BRC,
                                   PathSensitiveBugReport &) override {
    const ExplodedNode *Before = N->getFirstPred();
    if (!Before || !Pointer.isNullIn(N->getState()) ||
        Pointer.isNullIn(Before->getState()))
      return nullptr;
    const Stmt *S = N->getStmtForDiagnostics();
    if (!S)
      return nullptr;
    const PathDiagnosticLocation L = PathDiagnosticLocation::createBegin(
        S, BRC.getSourceManager(), N->getLocationContext());
    if (!L.isValid() || !L.asLocation().isValid())
      return nullptr;
    return std::make_shared<PathDiagnosticEventPiece>(
        L, describe(N, S, Speaker(BRC.getASTContext())), true);
  }

private:
  /// ", which 'f' returns,": where the pointer comes from.
  std::string from(const Speaker &Speak) const {
    const auto *Made = dyn_cast_or_null<SymbolConjured>(Pointer.Value);
    const std::string Callee = Made ? Speak.callee(Made->getStmt()) : "";
    return Callee.empty() ? "" : ", which " + quoted(Callee) + " returns,";
  }

  std::string describe(const ExplodedNode *N, const Stmt *S,
                       const Speaker &Speak) const {
    const std::string Q = Name.empty() ? "the pointer" : quoted(Name);
    if (N->getLocationAs<BlockEdge>())
      return "assuming that " + Q + from(Speak) + " is NULL";
    const std::string Callee = quoted(Speak.callee(S));
    if (Callee == "''")
      return Q + " becomes NULL here";
    if (!Pointer.Value)
      return Callee + " leaves NULL in " + Q;
    const auto *Made = dyn_cast<SymbolConjured>(Pointer.Value);
    return Made && Made->getStmt() == S
               ? Callee + " returns NULL"
               : "what " + Callee + " answers shows that " + Q + " is NULL";
  }

  const NullPointer Pointer;
  const std::string Name;
};

} // namespace

std::unique_ptr<BugReporterVisitor> makeNullNotes(const NullPointer &Pointer,
                                                  std::string Name) {
  return std::make_unique<NullNotes>(Pointer, std::move(Name));
}

} // namespace pyrefcheck
