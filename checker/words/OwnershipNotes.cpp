//===- OwnershipNotes.cpp - The notes of a path -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OwnershipNotes.h"
#include "AssumptionTags.h"
#include "SourceNames.h"
#include "findings/Finding.h"
#include "ownership/RefState.h"
#include "summaries/CalleeDeeds.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// A note about a call, with what the callee does. The tag identifies it: the
/// engine's pieces offer nothing else.
class CalleePiece : public PathDiagnosticEventPiece {
public:
  CalleePiece(const PathDiagnosticLocation &At, StringRef Text,
              CalleePlace Where)
      : PathDiagnosticEventPiece(At, Text, true), Where(std::move(Where)) {
    setTag(Tag);
  }

  static constexpr char Tag[] = "pyrefcheck.callee";
  const CalleePlace Where;
};

/// The words for \p Deed at the call.
std::string callerSide(const CalleeDeed &Deed, RefEvent Event) {
  const std::string Who = quoted(Deed.Function);
  const std::string What = Deed.Parameter.empty()
                               ? "its argument"
                               : "its argument " + quoted(Deed.Parameter);
  const std::string Owner =
      Deed.Owner.empty() ? "a borrowed reference"
                         : "a reference borrowed from " + quoted(Deed.Owner);
  switch (Event) {
  case RefEvent::Decremented:
  case RefEvent::Consumed:
    return Who + " releases " + What;
  case RefEvent::Released:
    return Who + " releases " + What + ", the last reference known to be held";
  case RefEvent::Stolen:
    return Who + " takes over " + What;
  case RefEvent::Incremented:
    return Who + " adds a strong reference to " + What;
  case RefEvent::Kept:
    return Who + " keeps a reference of its own to " + What;
  case RefEvent::Stored:
    return Who + " stores " + What + " without a reference of its own";
  case RefEvent::ReturnedNew:
    return Who + " returns a new reference";
  case RefEvent::ReturnedBorrowed:
    return Who + " returns " + Owner;
  case RefEvent::ReceivedNew:
    return Who + " stores a new reference here";
  case RefEvent::ReceivedBorrowed:
    return Who + " stores " + Owner + " here";
  default:
    return "";
  }
}

/// The words at the place where the callee does it.
std::string calleeSide(const CalleeDeed &Deed, RefEvent Event) {
  const std::string What =
      Deed.Parameter.empty() ? "the argument" : quoted(Deed.Parameter);
  switch (Event) {
  case RefEvent::Decremented:
  case RefEvent::Consumed:
  case RefEvent::Released:
    return What + " is released here";
  case RefEvent::Stolen:
    return What + " is given away here";
  case RefEvent::Incremented:
    return "a reference to " + What + " is added here";
  case RefEvent::Kept:
    return "a reference to " + What + " is kept here";
  case RefEvent::Stored:
    return What + " is stored here";
  case RefEvent::ReturnedBorrowed:
  case RefEvent::ReceivedBorrowed:
    return "the borrowed reference comes from here";
  default:
    return "the new reference comes from here";
  }
}

/// Makes a note at each node that changes one object.
class OwnershipNotes : public BugReporterVisitor {
public:
  /// \param At the statement at fault, which does \p AtEnd to the object.
  /// \param Variable the one that the message names, or null.
  /// \param IsNull true if the finding is that the object may be NULL.
  OwnershipNotes(ObjectKey Key, const CalleeDeeds &Deeds, const Stmt *At,
                 RefEvent AtEnd, const MemRegion *Variable, bool IsNull)
      : Key(Key), Deeds(Deeds), At(At), AtEnd(AtEnd), Variable(Variable),
        IsNull(IsNull) {}

  void Profile(llvm::FoldingSetNodeID &ID) const override {
    static int Tag;
    ID.AddPointer(&Tag);
    ID.AddPointer(Key);
  }

  PathDiagnosticPieceRef VisitNode(const ExplodedNode *N,
                                   BugReporterContext &BRC,
                                   PathSensitiveBugReport &) override;

private:
  std::string describe(const RefState &Now, ProgramStateRef State,
                       const Speaker &Speak) const;
  std::string ownerOf(const RefState &RS, ProgramStateRef State) const;
  PathDiagnosticPieceRef noteChange(const ExplodedNode *N,
                                    const ExplodedNode &Before,
                                    const BugReporterContext &BRC) const;
  PathDiagnosticPieceRef noteCallee(const Stmt *S, RefEvent Event,
                                    StringRef Rest, const ExplodedNode *N,
                                    const BugReporterContext &BRC) const;

  PathDiagnosticPieceRef noteName(const ExplodedNode *N,
                                  const ExplodedNode &Before,
                                  const BugReporterContext &BRC) const;

  static PathDiagnosticPieceRef noteFailure(const ExplodedNode *N,
                                            const BugReporterContext &BRC);
  static PathDiagnosticPieceRef noteComparison(const ExplodedNode *N,
                                               const BugReporterContext &BRC);

  ObjectKey Key;
  const CalleeDeeds &Deeds;
  const Stmt *At;
  RefEvent AtEnd;
  const MemRegion *Variable;
  bool IsNull;
};

constexpr char AssumptionTag[] = "pyrefcheck.assumption";

/// A note at \p S; null if \p S has no valid location.
PathDiagnosticPieceRef makeNote(const Stmt *S, const llvm::Twine &Text,
                                const ExplodedNode *N,
                                const BugReporterContext &BRC) {
  const PathDiagnosticLocation L = PathDiagnosticLocation::createBegin(
      S, BRC.getSourceManager(), N->getLocationContext());
  if (!L.isValid() || !L.asLocation().isValid())
    return nullptr;
  return std::make_shared<PathDiagnosticEventPiece>(L, Text.str(), true);
}

/// The same for a note about what selects the path.
PathDiagnosticPieceRef makeAssumption(const Stmt *S, const llvm::Twine &Text,
                                      const ExplodedNode *N,
                                      const BugReporterContext &BRC) {
  PathDiagnosticPieceRef Note = makeNote(S, Text, N, BRC);
  if (Note)
    Note->setTag(AssumptionTag);
  return Note;
}

PathDiagnosticPieceRef
OwnershipNotes::noteFailure(const ExplodedNode *N,
                            const BugReporterContext &BRC) {
  const Stmt *S = N->getStmtForDiagnostics();
  const std::string Callee = Speaker(BRC.getASTContext()).callee(S);
  if (Callee.empty())
    return nullptr;
  return makeAssumption(S, "Assuming " + quoted(Callee) + " fails", N, BRC);
}

/// `x == Py_None`.
PathDiagnosticPieceRef
OwnershipNotes::noteComparison(const ExplodedNode *N,
                               const BugReporterContext &BRC) {
  const bool IsSame = N->getLocation().getTag() == isGlobal(true);
  if (!IsSame && N->getLocation().getTag() != isGlobal(false))
    return nullptr;
  const auto *BO = dyn_cast_or_null<BinaryOperator>(N->getStmtForDiagnostics());
  if (!BO)
    return nullptr;
  const Speaker Speak(BRC.getASTContext());
  const std::string Left = globalName(Speak.text(BO->getLHS()));
  const std::string Right = globalName(Speak.text(BO->getRHS()));
  if (Left.empty() || Right.empty())
    return nullptr;
  return makeAssumption(BO,
                        "Assuming " + quoted(Left) +
                            (IsSame ? " is equal to " : " is not equal to ") +
                            quoted(Right),
                        N, BRC);
}

/// A note where the object gets the name that the message uses for it.
PathDiagnosticPieceRef
OwnershipNotes::noteName(const ExplodedNode *N, const ExplodedNode &Before,
                         const BugReporterContext &BRC) const {
  const RefState *Now = recorded(N->getState(), Key);
  const RefState *Then = recorded(Before.getState(), Key);
  const auto *VR = dyn_cast_or_null<VarRegion>(Variable);
  if (!VR || VR->getDecl()->getLocation().isMacroID() || !Now || !Then ||
      !Then->Last.Variable || Then->Last.Variable == Variable ||
      Now->Last.Variable != Variable)
    return nullptr;
  const Stmt *S = N->getStmtForDiagnostics();
  return S ? makeNote(S,
                      quoted(placeName(Variable)) +
                          " now refers to the same object",
                      N, BRC)
           : nullptr;
}

PathDiagnosticPieceRef
OwnershipNotes::noteCallee(const Stmt *S, RefEvent Event, StringRef Rest,
                           const ExplodedNode *N,
                           const BugReporterContext &BRC) const {
  std::optional<CalleeDeed> Deed = Deeds.find(S, Event, Key, N);
  if (!Deed)
    return nullptr;
  PathDiagnosticLocation L = PathDiagnosticLocation::createBegin(
      S, BRC.getSourceManager(), N->getLocationContext());
  if (!L.isValid() || !L.asLocation().isValid())
    return nullptr;
  Deed->Where.Message = Deed->Where.Elsewhere.empty()
                            ? calleeSide(*Deed, Event)
                            : quoted(Deed->Function) + " is defined here";
  Deed->Where.Rest = Rest.str();
  return std::make_shared<CalleePiece>(L, callerSide(*Deed, Event),
                                       std::move(Deed->Where));
}

std::string OwnershipNotes::ownerOf(const RefState &RS,
                                    ProgramStateRef State) const {
  if (!RS.Keeper.Owner)
    return "";
  if (const RefState *Owner = recorded(State, RS.Keeper.Owner))
    if (std::string Name = variableName(*Owner); !Name.empty())
      return Name;
  if (SymbolRef Sym = symbolOf(RS.Keeper.Owner))
    if (const MemRegion *R = Sym->getOriginRegion())
      return placeName(R);
  return "";
}

std::string held(const RefState &Now) {
  return Now.Account.Held > 0
             ? "; references held here: " + std::to_string(Now.Account.Held)
             : std::string();
}

bool isMemoryType(QualType T) {
  return T->isPointerType() && !T->getPointeeType()->isRecordType();
}

/// Whether the call \p At returns no object but memory of one.
bool isMemory(const Stmt *At) {
  const auto *E = dyn_cast_or_null<Expr>(At);
  return E && isMemoryType(E->getType());
}

/// What becomes of a borrowed object, or of memory, without its owner.
const char *orphaned(const RefState &Now) {
  return isMemory(Now.Arrival.Site)
             ? " releases the owner; what the pointer points to may be gone"
             : " releases the owner; the borrowed reference may be dangling";
}

/// How the object came to the function.
/// \param OrNull the text to add if it may be NULL.
std::string describeArrival(const RefState &Now, const std::string &Owner,
                            const Speaker &Speak, const char *OrNull) {
  const std::string From = quoted(Speak.callee(Now.Arrival.Site));
  const std::string OwnedBy =
      Owner.empty() ? "" : ", owned by " + quoted(Owner);
  switch (Now.Last.Event) {
  case RefEvent::ReturnedNew:
    return From + " returns a new reference" + OrNull +
           (Now.Arrival.Assumed ? " (assumed: it has no contract)" : "");
  case RefEvent::ReturnedBorrowed:
    if (isMemory(Now.Arrival.Site))
      return From + " returns a pointer into " +
             (Owner.empty() ? "the object" : quoted(Owner)) + OrNull;
    return From + " returns a borrowed reference" + OwnedBy + OrNull;
  case RefEvent::ReceivedNew:
    return From +
           (Now.Resource == RefResource::Object
                ? " stores a new reference here"
                : " stores what must be released here") +
           OrNull;
  default:
    return From + " stores a borrowed reference here" + OwnedBy + OrNull;
  }
}

bool isArrival(RefEvent Event) {
  return Event == RefEvent::ReturnedNew ||
         Event == RefEvent::ReturnedBorrowed ||
         Event == RefEvent::ReceivedNew || Event == RefEvent::ReceivedBorrowed;
}

std::string OwnershipNotes::describe(const RefState &Now, ProgramStateRef State,
                                     const Speaker &Speak) const {
  const std::string By = quoted(Speak.callee(Now.Last.At));
  const std::string Owner = ownerOf(Now, State);
  const std::string Held = held(Now);
  // NULL is neither kept nor released.
  if (IsNull && !isArrival(Now.Last.Event))
    return "";
  switch (Now.Last.Event) {
  case RefEvent::None:
  case RefEvent::Returned:
    return "";
  case RefEvent::ReturnedNew:
  case RefEvent::ReturnedBorrowed:
  case RefEvent::ReceivedNew:
  case RefEvent::ReceivedBorrowed:
    return describeArrival(Now, Owner, Speak, IsNull ? ", or NULL" : "");
  case RefEvent::Incremented:
    return By + " adds a strong reference" + Held;
  case RefEvent::Decremented:
    return By + " releases a strong reference" + Held;
  case RefEvent::Released:
    return By + " releases the last reference known to be held";
  case RefEvent::OwnerReleased:
    return By + orphaned(Now);
  case RefEvent::Invalidated:
    return By + " can make " + (Owner.empty() ? "its owner" : quoted(Owner)) +
           " drop the object, which is only borrowed";
  case RefEvent::Freed:
    return By + " frees the object's memory";
  case RefEvent::Stolen:
    return By + " steals the reference" + Held;
  case RefEvent::Refused:
    return "Assuming " + By +
           " fails: it takes the reference only if it succeeds";
  case RefEvent::Left:
    return "Assuming " + By +
           " finds no such method: it takes the reference only if it does";
  case RefEvent::Stored:
    return "the reference is stored in memory that outlives this function" +
           Held;
  case RefEvent::Lent:
    return "the object is stored where no reference to it is owned" + Held;
  case RefEvent::Kept:
    return Owner.empty() ? "the call keeps a reference of its own"
                         : quoted(Owner) + " now holds a reference of its own";
  case RefEvent::TakenFromMemory:
    return "the place that held the reference is overwritten";
  case RefEvent::Overwritten:
    return "the variable is overwritten";
  case RefEvent::Consumed:
    return By + " consumes the caller's reference";
  case RefEvent::MemoryFreed:
    return By + " frees the memory that holds the reference";
  case RefEvent::GivenBack:
    return By + " gives it back";
  }
  llvm_unreachable("covered switch");
}

PathDiagnosticPieceRef OwnershipNotes::VisitNode(const ExplodedNode *N,
                                                 BugReporterContext &BRC,
                                                 PathSensitiveBugReport &BR) {
  const ExplodedNode *Pred = N->getFirstPred();
  if (!Pred)
    return nullptr;
  // The path is a copy of the graph: its position identifies its last node.
  const ExplodedNode *End = N->getFirstSucc();
  if (AtEnd != RefEvent::None && End && End->succ_empty())
    if (PathDiagnosticPieceRef Note = noteCallee(At, AtEnd, "", End, BRC))
      return Note;
  // A change of the object says more than the choice of the path.
  if (PathDiagnosticPieceRef Note = noteChange(N, *Pred, BRC))
    return Note;
  if (PathDiagnosticPieceRef Note = noteName(N, *Pred, BRC))
    return Note;
  return N->getLocation().getTag() == callFails() ? noteFailure(N, BRC)
                                                  : noteComparison(N, BRC);
}

PathDiagnosticPieceRef
OwnershipNotes::noteChange(const ExplodedNode *N, const ExplodedNode &Before,
                           const BugReporterContext &BRC) const {
  const RefState *Now = recorded(N->getState(), Key);
  const RefState *Then = recorded(Before.getState(), Key);
  if (!Now || !Now->isTracked())
    return nullptr;
  if (Then && Then->Last.Event == Now->Last.Event &&
      Then->Last.At == Now->Last.At &&
      Then->Account.Held == Now->Account.Held && Then->Life == Now->Life)
    return nullptr;
  const Speaker Speak(BRC.getASTContext());
  std::string Text = describe(*Now, N->getState(), Speak);
  const Stmt *S = Now->Last.Event == RefEvent::ReturnedNew ||
                          Now->Last.Event == RefEvent::ReturnedBorrowed ||
                          Now->Last.Event == RefEvent::ReceivedNew ||
                          Now->Last.Event == RefEvent::ReceivedBorrowed
                      ? Now->Arrival.Site
                      : Now->Last.At;
  if (!S)
    S = N->getStmtForDiagnostics();
  if (Text.empty() || !S)
    return nullptr;
  const bool Counts = Now->Last.Event == RefEvent::Decremented ||
                      Now->Last.Event == RefEvent::Incremented ||
                      Now->Last.Event == RefEvent::Stolen;
  if (PathDiagnosticPieceRef Note =
          noteCallee(S, Now->Last.Event, Counts ? held(*Now) : "", N, BRC))
    return Note;
  const bool IsAssumption =
      Now->Last.Event == RefEvent::Refused || Now->Last.Event == RefEvent::Left;
  return IsAssumption ? makeAssumption(S, Text, N, BRC)
                      : makeNote(S, Text, N, BRC);
}

} // namespace

bool isMemory(ObjectKey Key) {
  const SymbolRef Sym = Key ? symbolOf(Key) : nullptr;
  return Sym && isMemoryType(Sym->getType());
}

std::unique_ptr<BugReporterVisitor>
makeOwnershipNotes(ObjectKey Key, const CalleeDeeds &Deeds, const Stmt *At,
                   RefEvent AtEnd, const MemRegion *Named, bool IsNull) {
  return std::make_unique<OwnershipNotes>(Key, Deeds, At, AtEnd, Named, IsNull);
}

bool isAssumption(const PathDiagnosticPiece &P) {
  return P.getTag() == AssumptionTag ||
         P.getTag() == ConditionBRVisitor::getTag();
}

const CalleePlace *calleeOf(const PathDiagnosticPiece &P) {
  return P.getTag() == CalleePiece::Tag
             ? &static_cast<const CalleePiece &>(P).Where
             : nullptr;
}

void spellOutCallees(Finding &F, const SourceManager &SM) {
  std::vector<PathNote> Path;
  for (PathNote &N : F.Path) {
    std::optional<CalleePlace> Callee = std::exchange(N.Callee, std::nullopt);
    if (!Callee) {
      Path.push_back(std::move(N));
      continue;
    }
    const PresumedLoc Loc = SM.getPresumedLoc(Callee->Loc);
    const std::string Place =
        Loc.isValid()
            ? Loc.getFilename() + (":" + std::to_string(Loc.getLine()))
            : Callee->Elsewhere;
    if (!Place.empty())
      N.Message += (" (" + llvm::sys::path::filename(Place) + ")").str();
    N.Message += Callee->Rest;
    Path.push_back(std::move(N));
    if (!Place.empty())
      Path.push_back({Callee->Loc, CharSourceRange(), Callee->Message,
                      std::nullopt, Callee->Elsewhere});
  }
  F.Path = std::move(Path);
}

} // namespace pyrefcheck
