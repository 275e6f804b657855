//===- RecentResults.cpp - Results of repeated calls ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RecentResults.h"
#include "CallInProgress.h"
#include "contracts/Contract.h"
#include "contracts/ObjectFacts.h"
#include "ownership/RefState.h"
#include "summaries/CallOutcomes.h"
#include "summaries/FieldWrites.h"
#include "summaries/LookingFunctions.h"
#include "summaries/Summary.h"
#include <map>

using namespace clang;
using namespace clang::ento;

REGISTER_MAP_WITH_PROGRAMSTATE(RecentAnswers,
                               const pyrefcheck::RecentQuestion *, SVal)

namespace pyrefcheck {

void RecentQuestion::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddPointer(Callee);
  for (const void *Identity : Given)
    ID.AddPointer(Identity);
}

/// Adds what distinguishes \p Argument. \returns false if nothing does.
bool RecentResults::add(RecentQuestion &Q, SVal Argument, ASTContext &AST) {
  if (const auto Number = Argument.getAs<nonloc::ConcreteInt>()) {
    Q.Given.push_back(&Number->getValue());
    return true;
  }
  if (const MemRegion *R = Argument.getAsRegion()) {
    R = R->StripCasts();
    if (const auto *Text = dyn_cast<StringRegion>(R);
        Text && Text->getStringLiteral()->getCharByteWidth() == 1) {
      Q.Given.push_back(&AST.Idents.get(Text->getStringLiteral()->getString()));
      return true;
    }
    if (ObjectKey Key = objectOf(Argument))
      R = Key;
    Q.Given.push_back(R);
    Q.Regions.push_back(R);
    if (const auto *SR = dyn_cast<SymbolicRegion>(R->getBaseRegion()))
      Q.Symbols.push_back(SR->getSymbol());
    return true;
  }
  const SymbolRef Sym = Argument.getAsSymbol();
  if (!Sym)
    return false;
  Q.Given.push_back(Sym);
  Q.Symbols.push_back(Sym);
  return true;
}

/// What distinguishes one call of a function from others, as it is written.
static llvm::FoldingSetNodeID textOf(const CallExpr *CE, ASTContext &AST) {
  llvm::FoldingSetNodeID ID;
  for (const Expr *Arg : CE->arguments())
    Arg->IgnoreParenCasts()->Profile(ID, AST, /*Canonical=*/true);
  return ID;
}

unsigned RecentResults::timesAsked(const FunctionDecl *FD) {
  const LookingFunctions &Looking = Context.Run.Looking;
  if (!Asked) {
    Asked.emplace();
    for (const auto &[Callee, Calls] : Context.Body.Calls)
      if (const ReadPlaces *Of = Looking.of(Callee)) {
        (*Asked)[Callee] += Calls.size();
        for (const FunctionDecl *Called : Of->Called)
          (*Asked)[Called] += Calls.size();
      }
  }
  return Asked->lookup(FD->getCanonicalDecl());
}

bool RecentResults::isAskedAgain(const CallInProgress &Call) {
  const FunctionDecl *FD = Call.callee()->getCanonicalDecl();
  const auto Calls = Context.Body.Calls.find(FD);
  if (Calls == Context.Body.Calls.end())
    return false;
  if (!Call.Ct && timesAsked(FD) > Calls->second.size())
    return true;
  if (Calls->second.size() < 2)
    return false;
  const auto [It, IsNew] = Again.try_emplace(FD);
  if (IsNew) {
    std::map<llvm::FoldingSetNodeID, const Expr *> First;
    for (const CallExpr *CE : Calls->second) {
      const auto [Same, IsFirst] =
          First.try_emplace(textOf(CE, Call.C.getASTContext()), CE);
      if (!IsFirst)
        It->second.insert({CE, Same->second});
    }
  }
  return It->second.contains(Call.at());
}

bool RecentResults::hasContract(const FunctionDecl *FD) const {
  return Context.Run.Functions.find(FD) != nullptr;
}

const RecentQuestion *RecentResults::questionOf(const CallInProgress &Call) {
  const FunctionDecl *FD = Call.callee();
  if (!FD || !Call.size() || !isa<SimpleFunctionCall>(Call.Event) ||
      !(Expecting.contains(FD->getCanonicalDecl()) || isAskedAgain(Call)))
    return nullptr;
  llvm::SmallVector<SVal, 3> Given;
  for (unsigned I = 0, N = Call.size(); I != N; ++I)
    Given.push_back(Call.value(I));
  return question(FD, Given, Call);
}

const RecentQuestion *RecentResults::question(const FunctionDecl *FD,
                                              ArrayRef<SVal> Given,
                                              const CallInProgress &Of) {
  RecentQuestion Q;
  Q.Callee = FD->getCanonicalDecl();
  Q.Result = FD->getReturnType();
  bool SaysAll = false;
  if (const Contract *Ct = Context.Run.Functions.find(FD)) {
    if (Ct->Result.Kind != ResultKind::Borrowed || !onlyReads(*Ct))
      return nullptr;
    Q.FromMutable = Ct->has(EffectFromMutable);
    SaysAll = !Ct->Partial;
  }
  if (!SaysAll) {
    Q.Reads = Context.Run.Looking.of(FD);
    if (!Q.Reads)
      return nullptr;
  }
  if (!llvm::all_of(Given,
                    [&](SVal V) { return add(Q, V, Of.C.getASTContext()); }))
    return nullptr;
  llvm::FoldingSetNodeID ID;
  Q.Profile(ID);
  void *Where = nullptr;
  if (const RecentQuestion *Before = Known.FindNodeOrInsertPos(ID, Where))
    return Before;
  RecentQuestion &New = Questions.emplace_back(std::move(Q));
  Known.InsertNode(&New, Where);
  Tags.insert(&New);
  return &New;
}

SVal RecentResults::answer(const RecentQuestion &Q, ProgramStateRef State,
                           const CallInProgress &Of) const {
  if (const SVal *Before = State->get<RecentAnswers>(&Q))
    return *Before;
  return Of.C.getSValBuilder().conjureSymbolVal(
      &Q, Of.at(), Of.C.getLocationContext(), Q.Result, Of.C.blockCount());
}

/// Whether \p Ct says that the call puts its third argument into the first,
/// under the key that is the second.
static bool putsUnderKey(const Contract &Ct) {
  return Ct.Params.size() == 3 && Ct.Role == ApiRole::PutItem &&
         llvm::any_of(Ct.Args, [](const ArgContract &A) {
           return A.Index == 2 && A.Effect == ArgEffect::Keeps && A.Into == 0;
         });
}

/// Whether \p Ct says that the call looks for a key, and may find nothing.
static bool looksForKey(const Contract &Ct) {
  return Ct.Params.size() == 2 && Ct.Role == ApiRole::GetItem &&
         Ct.Result.Kind == ResultKind::Borrowed && Ct.Result.Owner == 0 &&
         (Ct.Result.Null == NullWhen::Absent ||
          Ct.Result.Null == NullWhen::OnErrorOrAbsent);
}

ProgramStateRef RecentResults::expectItem(const CallInProgress &Call,
                                          ProgramStateRef State) {
  if (Call.size() != 3 || !putsUnderKey(*Call.Ct))
    return State;
  for (const auto &[FD, Calls] : Context.Body.Calls) {
    const Contract *Ct = Context.Run.Functions.find(FD);
    const RecentQuestion *Q =
        Ct && looksForKey(*Ct)
            ? question(FD, {Call.value(0), Call.value(1)}, Call)
            : nullptr;
    if (!Q)
      continue;
    const SVal Answer = answer(*Q, State, Call);
    ProgramStateRef Found = assume(State, Answer, {ReturnedValue::NotNull},
                                   Call.C.getSValBuilder());
    if (!Found)
      continue;
    Expecting.insert(FD);
    State = remember(Found, *Q, Answer);
  }
  return State;
}

const RecentQuestion *RecentResults::questionBehind(SVal V) const {
  const auto *Made = dyn_cast_or_null<SymbolConjured>(V.getAsSymbol());
  return Made && Tags.contains(Made->getTag())
             ? static_cast<const RecentQuestion *>(Made->getTag())
             : nullptr;
}

ProgramStateRef RecentResults::remember(ProgramStateRef State,
                                        const RecentQuestion &Q,
                                        SVal Answer) const {
  // A tree of a few hundred answers.
  static constexpr unsigned Most = 8;
  return Answer.isUnknownOrUndef() ||
                 State->get<RecentAnswers>().getHeight() > Most
             ? State
             : State->set<RecentAnswers>(&Q, Answer);
}

/// The struct type of \p R, as its pointer says; or null.
static const RecordDecl *structAt(const MemRegion *R) {
  const auto *SR = dyn_cast<SymbolicRegion>(R);
  return SR ? SR->getSymbol()->getType()->getPointeeType()->getAsRecordDecl()
            : nullptr;
}

/// Whether a change of \p R may change the answer to \p Q.
static bool concerns(const MemRegion *R, const RecentQuestion &Q,
                     bool IsStore) {
  const MemRegion *Base = R->getBaseRegion();
  const bool IsArgument =
      llvm::any_of(Q.Regions, [&](const MemRegion *Argument) {
        return Argument->getBaseRegion() == Base;
      });
  const auto *Global = dyn_cast<VarRegion>(Base);
  if (!Q.Reads || isLocalMemory(Base) || (Global && !IsStore))
    return IsArgument;
  if (Global)
    return IsArgument ||
           Q.Reads->Globals.contains(Global->getDecl()->getCanonicalDecl());
  const auto *Field = dyn_cast<FieldRegion>(R);
  if (!IsStore) {
    const RecordDecl *RD = structAt(Base);
    return IsArgument || (RD && Q.Reads->readsFieldOf(RD));
  }
  if (!Field)
    return true;
  return Q.Reads->Fields.contains(Field->getDecl()) ||
         (IsArgument && Q.Reads->Fields.empty());
}

/// Whether the body of the callee of \p Call shows that it writes nothing that
/// \p Q reads.
bool RecentResults::keepsAll(const CallEvent &Call,
                             const RecentQuestion &Q) const {
  const auto *FD = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!FD || !Q.Reads || !Context.Run.Writes.sees(FD))
    return false;
  const FunctionSummary *Known = Context.summaryOf(Call);
  const WrittenFields &Writes = Context.Run.Writes.of(FD);
  return Known && !Known->CallsPython && !Writes.Anything &&
         llvm::none_of(Q.Reads->Fields,
                       [&](const FieldDecl *F) { return Writes.mayWrite(F); });
}

/// Forgets the answers to the questions that \p Is selects.
template <typename Predicate>
static ProgramStateRef forgetIf(ProgramStateRef State, Predicate Is) {
  const auto Before = State->get<RecentAnswers>();
  for (const auto &[Q, Answer] : Before)
    if (Is(*Q))
      State = State->remove<RecentAnswers>(Q);
  return State;
}

ProgramStateRef RecentResults::write(ProgramStateRef State,
                                     ArrayRef<const MemRegion *> Regions,
                                     const CallEvent *Call) const {
  return forgetIf(State, [&](const RecentQuestion &Q) {
    return llvm::any_of(Regions,
                        [&](const MemRegion *R) {
                          return concerns(R, Q, /*IsStore=*/!Call);
                        }) &&
           !(Call && keepsAll(*Call, Q));
  });
}

ProgramStateRef RecentResults::mutate(ProgramStateRef State,
                                      ObjectKey Key) const {
  return forgetIf(State, [&](const RecentQuestion &Q) {
    return (!Q.Reads || Q.Reads->LooksIntoContainer) &&
           llvm::is_contained(Q.Regions, Key);
  });
}

ProgramStateRef RecentResults::runCode(ProgramStateRef State) const {
  return forgetIf(State, [](const RecentQuestion &Q) {
    return Q.FromMutable || (Q.Reads && Q.Reads->FromMutable);
  });
}

void RecentResults::markLive(ProgramStateRef State,
                             SymbolReaper &Reaper) const {
  for (const auto &[Q, Answer] : State->get<RecentAnswers>())
    if (SymbolRef Sym = Answer.getAsSymbol())
      Reaper.markLive(Sym);
}

ProgramStateRef RecentResults::bury(ProgramStateRef State,
                                    SymbolReaper &Reaper) const {
  return forgetIf(State, [&](const RecentQuestion &Q) {
    return llvm::any_of(Q.Symbols,
                        [&](SymbolRef Sym) { return !Reaper.isLive(Sym); });
  });
}

} // namespace pyrefcheck
