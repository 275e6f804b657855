//===- Messages.cpp - The words of findings ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Messages.h"
#include "MacroDefects.h"
#include "NullNotes.h"
#include "OwnershipNotes.h"
#include "SourceNames.h"
#include "findings/Finding.h"
#include "findings/Merging.h"
#include "findings/Rules.h"
#include "ownership/RefState.h"
#include "ownership/Transfer.h"
#include "source/NamesInScope.h"
#include "source/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/Basic/SourceManager.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"
#include "llvm/ADT/Twine.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

namespace {

/// True for the temporary variables of macros such as Py_CLEAR.
bool isMacroTemporary(const Expr *E) {
  const auto *DRE = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return DRE && DRE->getDecl()->getLocation().isMacroID();
}

/// The words of one finding.
class Composer {
public:
  /// \param Names the names in the function; null if no message is needed.
  Composer(const MisuseReport &R, const ASTContext &Context,
           const NamesInScope *Names = nullptr)
      : R(R), Speak(Context), Names(Names), Object(objectName()),
        Origin(Speak.callee(R.Ref.Arrival.Site)), Here(Speak.callee(R.At)) {}

  std::string message() const;

  /// The parts of the message about a lost reference of a variable; empty for
  /// other misuses.
  LostReference lost() const {
    const bool AtExit = R.What == Misuse::LeakAtExit;
    if (R.Own || (!AtExit && R.What != Misuse::LeakByOverwrite))
      return {};
    if (AtExit && R.Ref.Last.Event == RefEvent::Left)
      return {quoted(Object),
              reference(),
              "is lost if " + unfound(),
              "are lost if " + unfound(),
              release(),
              "after the call, and pass it with \"O\""};
    if (AtExit)
      return {quoted(Object),
              reference(),
              R.IsAtUse ? "is never released" : "is not released on this path",
              "are not released on the paths that leave here",
              release(),
              whenToRelease()};
    return {quoted(Object),
            reference(),
            "is lost when the variable is overwritten",
            "are lost when the variable is overwritten",
            release(),
            "first"};
  }

  /// What stays the same when lines move.
  std::string fingerprint() const {
    if (R.Own)
      return R.Own->Message;
    return (llvm::Twine(static_cast<unsigned>(R.What)) + ":" + Object + ":" +
            Origin + ":" + Here)
        .str();
  }

  /// What distinguishes \p R besides its rule and its place.
  std::string aspect() const {
    if (R.Own)
      return R.Own->Message;
    return (llvm::Twine(static_cast<unsigned>(R.What)) + ":" + Object).str();
  }

private:
  /// What a call did that left its argument to the caller.
  std::string unfound() const {
    return quoted(Speak.callee(R.Ref.Last.At)) + " finds no such method";
  }

  /// When a reference that is lost at the end of a path must be released.
  std::string whenToRelease() const {
    const auto *VR = dyn_cast_or_null<VarRegion>(R.Ref.Last.Variable);
    if (R.IsAtUse)
      return "after this, its last use";
    if (R.Ref.Last.Event == RefEvent::Refused)
      return "where " + quoted(Speak.callee(R.Ref.Last.At)) + " fails";
    if (Names && VR && VR->getDecl()->hasLocalStorage() &&
        VR->getDecl()->getName() == Object &&
        !Names->contain(VR->getDecl(), R.At))
      return "before the end of its block";
    return "before leaving";
  }

  std::string objectName() const {
    std::string Name = R.Named ? Speak.text(R.Named) : "";
    const bool Temporary = R.Named && isMacroTemporary(R.Named);
    const bool Nameless =
        R.Named && (isa<CallExpr>(R.Named->IgnoreParenCasts()) || Temporary);
    if (Name.empty() || Nameless) {
      if (std::string Variable = variableName(R.Ref); !Variable.empty())
        return Variable;
      if (const auto *VR = dyn_cast_or_null<VarRegion>(R.Key))
        return globalName(VR->getDecl()->getNameAsString());
      if (R.Key && globalAround(R.Key))
        if (std::string Place = placeName(R.Key); !Place.empty())
          return "&" + Place;
      if (Temporary)
        if (std::string Given = Speak.text(givenToMacro(R.Named));
            !Given.empty())
          return globalName(Given);
      if (std::string Use = Speak.macroUse(R.Named); !Use.empty())
        return Use;
      if (SymbolRef Sym = R.Key ? symbolOf(R.Key) : nullptr)
        if (const MemRegion *Origin = Sym->getOriginRegion())
          if (std::string D = nameByOrigin(Origin, Name); !D.empty())
            return D;
    }
    if (Name.empty())
      if (const auto *Made = dyn_cast_or_null<SymbolConjured>(
              R.Key ? symbolOf(R.Key) : nullptr))
        Name = nameOfCall(dyn_cast_or_null<CallExpr>(Made->getStmt()));
    if (Name.empty())
      return "the object";
    return globalName(Name);
  }

  /// \p Call, or its C API macro, as written; "" in the body of another macro.
  std::string nameOfCall(const CallExpr *Call) const {
    const std::string Use = Speak.macroUse(Call);
    return !Use.empty() || !Call || Call->getBeginLoc().isInvalid() ||
                   Speak.isOfMacroBody(Call)
               ? Use
               : Speak.text(Call);
  }

  /// The name of the place \p Origin, which may be reached through the result
  /// of a call.
  /// \param Name the name of the object at the misuse, or "".
  std::string nameByOrigin(const MemRegion *Origin,
                           const std::string &Name) const {
    std::string Place = placeName(Origin);
    const MemRegion *R = Origin;
    SymbolRef Root = nullptr;
    while (const auto *Base =
               R ? dyn_cast<SymbolicRegion>(R->getBaseRegion()) : nullptr) {
      Root = Base->getSymbol();
      R = Root->getOriginRegion();
    }
    const auto *Made = dyn_cast_or_null<SymbolConjured>(Root);
    const auto *Call =
        Made ? dyn_cast_or_null<CallExpr>(Made->getStmt()) : nullptr;
    if (!Call || Place.empty())
      return Place;
    if (!Name.empty())
      return Name;
    std::string Text = nameOfCall(Call);
    if (Text.empty())
      return Place;
    // `call->place` is wrong if the call returns another struct.
    const QualType To = Call->getType()->getPointeeType();
    return To.isNull() || !To->isRecordType() || !isRootOf(To, Origin)
               ? Text
               : Text + "->" + Place;
  }

  /// Whether the way to \p Place begins with a field of the struct \p T.
  static bool isRootOf(QualType T, const MemRegion *Place) {
    const RecordDecl *Outermost = nullptr;
    while (Place) {
      if (const auto *FR = dyn_cast<FieldRegion>(Place))
        Outermost = FR->getDecl()->getParent();
      const auto *Sub = dyn_cast<SubRegion>(Place);
      const auto *Base = dyn_cast<SymbolicRegion>(Place);
      Place = Base  ? Base->getSymbol()->getOriginRegion()
              : Sub ? Sub->getSuperRegion()
                    : nullptr;
    }
    return Outermost && T->getAsRecordDecl()->getCanonicalDecl() ==
                            Outermost->getCanonicalDecl();
  }

  /// "the new reference returned by 'F'", or another origin.
  std::string reference() const {
    if (R.Ref.Resource == RefResource::Buffer)
      return "the buffer filled by " + quoted(Origin);
    if (R.Ref.Resource == RefResource::Memory)
      return "the memory allocated by " + quoted(Origin);
    if (R.Ref.Arrival.Origin == RefOrigin::New && Transfer::parameter(R.Key))
      return "the reference taken over from the caller";
    if (R.Ref.Arrival.Origin == RefOrigin::New && !Origin.empty() &&
        !R.Ref.Account.Added)
      return "the new reference returned by " + quoted(Origin);
    if (R.Ref.Arrival.Origin == RefOrigin::Memory &&
        R.Ref.Account.TakenFromMemory && !R.Ref.Account.Added)
      return "the reference that the field owned";
    if (R.Ref.Account.Added)
      return "the reference added by " +
             quoted(Speak.callee(R.Ref.Account.Added));
    if (!Origin.empty())
      return "the reference added by " + quoted(Origin);
    return "the strong reference";
  }

  std::string release() const {
    if (R.Ref.Resource == RefResource::Buffer)
      return "PyBuffer_Release(&" + Object + ")";
    if (R.Ref.Resource == RefResource::Memory)
      return "PyMem_Free(" + Object + ")";
    return "Py_DECREF(" + Object + ")";
  }

  /// The container into which the call at fault puts an item.
  std::string containerOfItem() const {
    const auto *CE = dyn_cast_or_null<CallExpr>(R.At);
    return CE && CE->getNumArgs() ? Speak.text(CE->getArg(0)) : "";
  }

  bool storesNull() const {
    const auto *BO = dyn_cast_or_null<BinaryOperator>(R.At);
    return BO && BO->getRHS()->isNullPointerConstant(
                     R.Function->getASTContext(),
                     Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull;
  }

  /// Why the place needs a strong reference.
  const char *keeps() const {
    return R.Ref.Unpaid.Lent ? ", which outlives the call"
                             : ", which owns what it holds";
  }

  /// Where a reference was stored.
  std::string place() const {
    std::string Name =
        R.Ref.Unpaid.Place ? placeName(R.Ref.Unpaid.Place) : "memory";
    return Name.empty() ? "memory" : Name;
  }

  const MisuseReport &R;
  Speaker Speak;
  const NamesInScope *Names;
  std::string Object, Origin, Here;
};

std::string Composer::message() const {
  if (R.Own)
    return R.Own->Message;
  const std::string Q = quoted(Object);
  const bool AtCall = !Here.empty();
  const std::string By = AtCall ? quoted(Here) : "this statement";
  switch (R.What) {
  case Misuse::None:
    break;
  case Misuse::LeakAtExit:
  case Misuse::LeakByOverwrite:
    return lost().message();
  case Misuse::LeakOfTemporary:
    if (R.Ref.Last.Event == RefEvent::Left)
      return "leak of the new reference returned by " + quoted(Origin) +
             ": it is lost if " + unfound() +
             "; store it in a variable, pass that with \"O\", and call "
             "Py_XDECREF on it";
    return "leak of the new reference returned by " + quoted(Origin) +
           ": nothing keeps it to release it; store it in a variable and call "
           "Py_XDECREF on it";
  case Misuse::LeakByFree:
    return "leak of " + Q + ": " + reference() +
           " is lost when the memory that holds it is freed; call " +
           release() + " first";
  case Misuse::LeakOfField:
    return "leak of " + Q +
           ": what it held is not released when it is overwritten" +
           (R.IsAgain ? ", as by a second call for the same object" : "") +
           "; use " + (storesNull() ? "Py_CLEAR" : "Py_XSETREF");
  case Misuse::LeakOfItem:
    return "leak of " + Q + ": " + By + " replaces it in " +
           quoted(containerOfItem()) +
           " without releasing it; use a call that "
           "does, such as PyTuple_SetItem";
  case Misuse::LeakByReturn:
    return "leak of " + Q + ": " + reference() +
           " is returned to callers that take it for borrowed; return what "
           "something else keeps alive, or declare the result of " +
           quoted(R.Function->getNameAsString()) + " as new";
  case Misuse::ReleaseOfBorrowed:
    if (R.Ref.Arrival.Origin == RefOrigin::Memory)
      return By + " releases " + Q +
             ", which the place that it was read from still owns; use Py_CLEAR "
             "there, or take a strong reference first";
    return By + " releases " + Q + ", which is a borrowed reference" +
           (R.Ref.Arrival.Origin == RefOrigin::Parameter ? " (an argument)"
            : R.Ref.Arrival.Origin == RefOrigin::Borrowed && !Origin.empty()
                ? " (from " + quoted(Origin) + ")"
                : "") +
           "; remove the release or take a strong reference first";
  case Misuse::ReleaseOfReleased:
    return By + " releases " + Q +
           " again, whose last reference held here has been released; remove "
           "one of the releases, or clear the variable at the first "
           "(Py_CLEAR)";
  case Misuse::ReleaseOfGivenAway:
    // The destructor of the containing object releases the field again.
    if (isa_and_nonnull<FieldRegion>(R.Ref.Unpaid.Place) && R.Named &&
        isa<MemberExpr>(R.Named->IgnoreParenCasts()))
      return By + " releases " + Q +
             " and leaves the field pointing to the object, which it owns; use "
             "Py_CLEAR(" +
             Object + ")";
    return By + " releases " + Q +
           ", whose reference has been given away; remove the release or take "
           "a second reference with Py_INCREF before giving it away";
  case Misuse::StealOfBorrowed:
    return By + " steals a reference to " + Q +
           ", which is only borrowed here; give it Py_NewRef(" + Object +
           ") or call Py_INCREF(" + Object + ") first";
  case Misuse::StealOfGivenAway:
    if (const VarDecl *Keeper =
            R.Ref.Unpaid.Place ? globalAround(R.Ref.Unpaid.Place) : nullptr)
      return By + " steals the reference that " + quoted(Keeper->getName()) +
             " keeps; call Py_INCREF(" + Object + ") first";
    return By + " steals a reference to " + Q +
           ", which has been given away already; call Py_INCREF(" + Object +
           ") first";
  case Misuse::UseOfReleased:
    return Q + " is used after its last reference held here was released; "
               "release it after the last use";
  case Misuse::UseOfOrphan:
    if (isMemory(R.Key))
      return Q + " is used after the object that it points into was "
                 "released; use it before, or copy what it points to";
    return Q + " is used after its owner was released; it was only borrowed: "
               "take a strong reference with Py_INCREF before releasing the "
               "owner";
  case Misuse::UseOfFreed:
    return Q + " is used after its memory was freed";
  case Misuse::ReleaseOfField:
    return Q + (Transfer::isItem(R.Ref)
                    ? " still is in its container while its destructor runs; "
                      "put the new item there first, and release this one then"
                    : " still points to the object while its destructor runs; "
                      "store its new value before the release (Py_XSETREF, "
                      "Py_CLEAR)");
  case Misuse::UseOfInvalidated:
    return Q + " is used after " + quoted(Speak.callee(R.Ref.Last.At)) +
           ", during which its owner can drop it: it was only borrowed; take "
           "a strong reference with Py_INCREF before";
  case Misuse::UseDuringCall:
    if (Transfer::isItem(R.Ref) || R.Ref.Arrival.Origin == RefOrigin::Memory)
      return Q + " is given to " + By +
             ", during which its owner can drop it: it is only borrowed; take "
             "a strong reference with Py_INCREF before";
    return Q + " is given to " + By +
           ", during which the last reference to it can go: a weak reference "
           "keeps nothing alive; take a strong reference with Py_INCREF before";
  case Misuse::UseAcrossCode:
    return Q + " is given to " + By +
           ", which runs code that can make its owner drop it and uses it "
           "again: it is only borrowed; take a strong reference with Py_INCREF "
           "before";
  case Misuse::FreeOfLive:
    return By + " frees " + Q +
           " without regard to its reference count; use Py_DECREF";
  case Misuse::StoreOfBorrowed:
    if (AtCall)
      return By + " stores a borrowed reference in " + Q + keeps() +
             "; call Py_INCREF(" + Object + ") afterwards";
    return "a borrowed reference to " + Q + " is stored in " + quoted(place()) +
           keeps() + "; store Py_NewRef(" + Object + ")";
  case Misuse::ReturnOfBorrowed:
    return "a borrowed reference to " + Q +
           " is returned where a new one is expected; return Py_NewRef(" +
           Object + ")";
  case Misuse::CountOfNoObject:
    return By + " changes the reference count of " + Q +
           ", which is text and no Python object; name the object that it "
           "belongs to";
  case Misuse::UncheckedResult:
    return Q + " may be NULL here: " + quoted(Origin) +
           (R.Ref.Last.Event == RefEvent::ReceivedBorrowed ||
                    R.Ref.Last.Event == RefEvent::ReceivedNew
                ? " can leave it so, and "
                : " can return it, and ") +
           (AtCall ? By + " dereferences it" : "it is dereferenced") +
           " without a test";
  case Misuse::UncheckedOutput:
    return Q +
           (R.Ref.Arrival.Unset ? " may not be set here: "
                                : " may be NULL here: ") +
           quoted(Origin) + " can fail, which is not tested, and " +
           (R.Ref.Arrival.Unset
                ? (AtCall ? By + " uses it" : "it is used")
                : (AtCall ? By + " dereferences it" : "it is dereferenced"));
  case Misuse::NullOnDeletion:
    return Q + " is NULL where the attribute or item is deleted, but " +
           (AtCall ? By + " dereferences it" : "it is dereferenced") +
           " without a test";
  case Misuse::NullArgument:
    if (AtCall && R.Named &&
        isNullPointer(R.Named, R.Function->getASTContext()))
      return "NULL is given to " + By + ", which dereferences it";
    return Q + " is NULL here, but " +
           (AtCall ? By + " dereferences it" : "it is dereferenced");
  }
  llvm_unreachable("no misuse, no words");
}

/// A report at the place where the reference is lost, not where the engine
/// noticed it.
class ReportAt : public PathSensitiveBugReport {
public:
  /// Reports with the same \p Class are equivalent; \p Description identifies
  /// the one for \p N.
  ReportAt(const BugType &Type, StringRef Class, StringRef Description,
           const ExplodedNode *N, PathDiagnosticLocation Unique,
           const Decl *UniqueDecl, PathDiagnosticLocation At)
      : PathSensitiveBugReport(Type, Class, Description, N, Unique, UniqueDecl),
        At(At) {}

  PathDiagnosticLocation getLocation() const override {
    return At.isValid() ? At : PathSensitiveBugReport::getLocation();
  }

  /// The engine looks for [[clang::suppress]] here and finds none.
  /// SourceSuppressions gets all findings, because it must know which
  /// suppressions are needed.
  const Decl *getDeclWithIssue() const override {
    return getErrorNode()
        ->getLocationContext()
        ->getDecl()
        ->getASTContext()
        .getExternCContextDecl();
  }

private:
  PathDiagnosticLocation At;
};

/// The event by which a call causes \p M, or None.
RefEvent eventOf(Misuse M) {
  switch (M) {
  case Misuse::ReleaseOfBorrowed:
  case Misuse::ReleaseOfReleased:
  case Misuse::ReleaseOfGivenAway:
    return RefEvent::Decremented;
  case Misuse::StealOfBorrowed:
  case Misuse::StealOfGivenAway:
    return RefEvent::Stolen;
  default:
    return RefEvent::None;
  }
}

} // namespace

Messages::Messages() : Type(CheckerNameRef(), "misuse", "references") {}

/// The place at which \p R is reported.
static PathDiagnosticLocation placeOf(const MisuseReport &R,
                                      const LocationContext *LC) {
  const SourceManager &SM = R.Function->getASTContext().getSourceManager();
  // One call may store several references.
  const bool ByCall = R.What == Misuse::StoreOfBorrowed && R.Named &&
                      isa_and_nonnull<CallExpr>(R.At);
  if (ByCall)
    return PathDiagnosticLocation::createBegin(R.Named, SM, LC);
  return R.At ? PathDiagnosticLocation::createBegin(R.At, SM, LC)
              : PathDiagnosticLocation::createDeclEnd(LC, SM);
}

/// The expression that made the reference that \p R loses; null if \p R loses
/// none, or one that originates outside the function.
static const Expr *sourceOf(const MisuseReport &R) {
  if (ruleOf(R) != Rule::RefcountLeak)
    return nullptr;
  return R.Ref.Account.Added ? R.Ref.Account.Added : R.Ref.Arrival.Site;
}

/// The parameter whose reference \p R loses, or null.
static const ParmVarDecl *lostParameterOf(const MisuseReport &R) {
  return ruleOf(R) == Rule::RefcountLeak ? Transfer::parameter(R.Key) : nullptr;
}

/// The out-parameter argument of the call \p Source that received the reference
/// that \p R loses; \p Source itself if that is its result.
static const Expr *outputOf(const MisuseReport &R, const Expr *Source) {
  const auto *Call = dyn_cast<CallExpr>(Source->IgnoreParenCasts());
  const auto *Made =
      dyn_cast_or_null<SymbolConjured>(R.Key ? symbolOf(R.Key) : nullptr);
  const auto *Arg = dyn_cast_or_null<Expr>(Made ? Made->getStmt() : nullptr);
  return Call && Arg && !R.Ref.Arrival.Assumed &&
                 llvm::is_contained(Call->arguments(), Arg)
             ? Arg
             : Source;
}

/// The place at which \p R is counted. A leak counts once per origin of the
/// reference, wherever it is lost; one call may make several (PyErr_Fetch).
static PathDiagnosticLocation causeOf(const MisuseReport &R,
                                      const LocationContext *LC) {
  const SourceManager &SM = R.Function->getASTContext().getSourceManager();
  if (const Expr *Source = sourceOf(R))
    return PathDiagnosticLocation::createBegin(outputOf(R, Source), SM, LC);
  if (const ParmVarDecl *P = lostParameterOf(R))
    return PathDiagnosticLocation::createBegin(P, SM);
  return placeOf(R, LC);
}

Messages::Defect Messages::defectOf(const MisuseReport &R,
                                    const ExplodedNode *N) {
  return {ruleOf(R), causeOf(R, N->getLocationContext()).asLocation(),
          Composer(R, R.Function->getASTContext()).fingerprint()};
}

Finding Messages::makeFinding(const MisuseReport &R, const ExplodedNode *N,
                              const NamesInScope &Names) {
  const ASTContext &Context = R.Function->getASTContext();
  const Composer Words(R, Context, &Names);
  Finding F;
  F.ID = ruleOf(R);
  F.Level = R.Level;
  F.Message = Words.message();
  F.Fingerprint = Words.fingerprint();
  // One argument may receive several references, in fields.
  const Expr *Made = sourceOf(R);
  if (const auto *Field = dyn_cast_or_null<FieldRegion>(R.Ref.Last.Variable);
      Field && Made && outputOf(R, Made) != Made)
    F.Aspect = Field->getDecl()->getName().str();
  F.Function = R.Function->getQualifiedNameAsString();
  F.Holder = R.Function;
  F.Cause = causeOf(R, N->getLocationContext()).asLocation();
  const Stmt *Source = F.ID == Rule::RefcountLeak ? sourceOf(R) : R.At;
  F.CauseText = Speaker(Context).tokens(Source);
  // A temporary is lost by the expression around it, which does not keep it.
  const Stmt *Loser =
      R.What == Misuse::LeakOfTemporary && R.At
          ? N->getLocationContext()->getParentMap().getParentIgnoreParenCasts(
                R.At)
          : R.At;
  F.InMacro = macroDefect(Source, Loser, Context);
  F.Lost = Words.lost();
  return F;
}

std::unique_ptr<BugReport> Messages::makeReport(const MisuseReport &R,
                                                const ExplodedNode *N,
                                                const CalleeDeeds &Deeds,
                                                size_t Defect,
                                                size_t Index) const {
  const LocationContext *LC = N->getLocationContext();
  const SourceManager &SM = R.Function->getASTContext().getSourceManager();
  PathDiagnosticLocation At = placeOf(R, LC);
  // At the use of a macro. Inside the macro, clang would suppress the report if
  // the macro's text looks like a source of false ones (as in sys/queue.h).
  if (At.isValid())
    At = {SM.getExpansionLoc(At.asLocation()), SM};
  auto Report = std::make_unique<ReportAt>(Type, std::to_string(Defect),
                                           std::to_string(Index), N,
                                           causeOf(R, LC), R.Function, At);
  if (R.Null)
    Report->addVisitor(makeNullNotes(
        R.Null, Speaker(R.Function->getASTContext()).text(R.Named)));
  if (R.Key) {
    Report->addVisitor(makeOwnershipNotes(R.Key, Deeds, R.At, eventOf(R.What),
                                          R.Ref.Last.Variable,
                                          ruleOf(R) == Rule::NullResult));
    if (SymbolRef Sym = symbolOf(R.Key))
      Report->markInteresting(Sym);
  }
  return Report;
}

size_t Messages::indexOf(const PathDiagnostic &PD) {
  size_t Index = 0;
  [[maybe_unused]] const bool Failed =
      PD.getVerboseDescription().getAsInteger(10, Index);
  assert(!Failed && "not a report of ours");
  return Index;
}

} // namespace pyrefcheck
