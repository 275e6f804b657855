//===- FunctionCache.cpp - Results that survive an edit ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionCache.h"
#include "EngineOptions.h"
#include "fields/FieldOwnership.h"
#include "findings/Finding.h"
#include "source/CalleeNames.h"
#include "source/TranslationUnit.h"
#include "summaries/Summary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace pyrefcheck {

namespace {

/// Begin and end of a function's body in the main file.
using BodyExtent = std::pair<unsigned, unsigned>;

/// The functions that are explored, as canonical declarations.
using ExploredFunctions = llvm::DenseSet<const FunctionDecl *>;

/// Finds the bodies on which other code depends only through the results of
/// their exploration. The tokens of all other bodies are part of the key.
void collectBodies(const Decl *D, const SourceManager &SM,
                   const ExploredFunctions &Explored,
                   std::vector<BodyExtent> &Bodies) {
  const auto *FD = dyn_cast<FunctionDecl>(D);
  if (!FD) {
    if (const auto *DC = dyn_cast<DeclContext>(D))
      for (const Decl *Inner : DC->decls())
        collectBodies(Inner, SM, Explored, Bodies);
    return;
  }
  // The type or the value of the others may come from their bodies.
  if (!FD->doesThisDeclarationHaveABody() || FD->isConstexpr() ||
      !Explored.contains(FD->getCanonicalDecl()) ||
      FD->getDeclaredReturnType()->getContainedDeducedType())
    return;
  SourceLocation Begin = FD->getBody()->getBeginLoc();
  SourceLocation End = FD->getBody()->getEndLoc();
  if (Begin.isFileID() && End.isFileID() && SM.isWrittenInMainFile(Begin))
    Bodies.push_back({SM.getFileOffset(Begin), SM.getFileOffset(End)});
}

/// Writes the tokens of the main file outside of \p Bodies, and the
/// preprocessor directives inside, which also apply after them.
void writeTokensOutside(llvm::ArrayRef<BodyExtent> Bodies,
                        const ASTContext &Context, llvm::raw_ostream &Out) {
  const SourceManager &SM = Context.getSourceManager();
  FileID Main = SM.getMainFileID();
  Lexer Lex(Main, SM.getBufferOrFake(Main), SM, Context.getLangOpts());
  bool InDirective = false;
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok)) {
    unsigned Offset = SM.getFileOffset(Tok.getLocation());
    while (!Bodies.empty() && Bodies.front().second < Offset)
      Bodies = Bodies.drop_front();
    if (Tok.isAtStartOfLine())
      InDirective = Tok.is(tok::hash);
    bool InBody = !Bodies.empty() && Bodies.front().first <= Offset;
    if (!InBody || InDirective)
      Out << llvm::StringRef(SM.getCharacterData(Tok.getLocation()),
                             Tok.getLength())
          << '\0';
  }
}

/// A hash of the state of the headers: the precompiled preamble that an editor
/// keeps, and the other files that were read.
uint64_t hashHeaders(const Preprocessor &PP, const SourceManager &SM) {
  uint64_t Hash = 0;
  const std::string &Preamble = PP.getPreprocessorOpts().ImplicitPCHInclude;
  if (!Preamble.empty())
    if (auto Buffer = SM.getFileManager().getBufferForFile(Preamble))
      Hash = llvm::xxh3_64bits((*Buffer)->getBuffer());
  OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
  for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
    if (Main && It->first == *Main)
      continue;
    std::string State = llvm::join_items(
        ' ', It->first.getName(), std::to_string(It->first.getSize()),
        std::to_string(It->first.getModificationTime()));
    Hash += llvm::xxh3_64bits(State); // A sum: the order is arbitrary.
  }
  return Hash;
}

} // namespace

CacheSession::CacheSession(FunctionCache &Cache, ASTContext &Context,
                           Preprocessor &PP, const EngineOptions &Options,
                           const TranslationUnit &TU,
                           const FieldOwnership &Fields)
    : Cache(Cache), Context(Context), TU(TU), Fields(Fields) {
  const SourceManager &SM = Context.getSourceManager();
  ExploredFunctions Explored;
  for (const FunctionDecl *FD : TU.functions())
    Explored.insert(FD->getCanonicalDecl());
  std::vector<BodyExtent> Bodies;
  for (const Decl *D : Context.getTraversalScope())
    collectBodies(D, SM, Explored, Bodies);
  llvm::sort(Bodies);

  llvm::SmallString<0> Text;
  llvm::raw_svector_ostream Out(Text);
  Out << Cache.Salt << '\0' << Options.Python << ' ' << Options.MaxNodes << ' '
      << Options.MaxLoop << '\0' << PP.getPredefines() << '\0'
      << hashHeaders(PP, SM) << '\0';
  writeTokensOutside(Bodies, Context, Out);
  Surroundings = llvm::xxh3_64bits(Text);
  ++Cache.Session;
}

CacheSession::~CacheSession() {
  for (auto It = Cache.Entries.begin(); It != Cache.Entries.end();)
    if (Cache.Session - It->second.LastUsed > FunctionCache::MaxAge)
      It = Cache.Entries.erase(It);
    else
      ++It;
}

std::optional<CacheSession::Extent>
CacheSession::extentOf(const Decl *D) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getExpansionLoc(D->getBeginLoc());
  SourceLocation End = SM.getExpansionRange(D->getEndLoc()).getEnd();
  if (!SM.isWrittenInMainFile(Begin) || !SM.isWrittenInMainFile(End))
    return std::nullopt;
  End = Lexer::getLocForEndOfToken(End, 0, SM, Context.getLangOpts());
  return Extent{SM.getFileOffset(Begin), SM.getFileOffset(End)};
}

void CacheSession::writeCallees(const FunctionDecl *FD,
                                llvm::raw_ostream &Out) const {
  const SourceManager &SM = Context.getSourceManager();
  llvm::SmallPtrSet<const FunctionDecl *, 8> Met;
  llvm::SmallVector<const FunctionDecl *, 8> Pending = {FD};
  while (!Pending.empty()) {
    for (const FunctionDecl *Callee : TU.callees(Pending.pop_back_val())) {
      if (auto Known = Keys.find(Callee); Known != Keys.end()) {
        Out << Known->second << ' ';
        continue;
      }
      // In recursion, its text takes the place of its key.
      const FunctionDecl *Definition = Callee->getDefinition();
      if (!Definition || !Met.insert(Callee).second)
        continue;
      if (std::optional<Extent> Where = extentOf(Definition))
        Out << SM.getBufferData(SM.getMainFileID())
                   .slice(Where->Begin, Where->End)
            << '\0';
      Pending.push_back(Callee);
    }
  }
}

const FunctionRecord *CacheSession::find(const FunctionDecl *FD) {
  std::optional<Extent> Where = extentOf(FD);
  if (!Where)
    return nullptr;
  const SourceManager &SM = Context.getSourceManager();
  llvm::SmallString<0> Text;
  llvm::raw_svector_ostream Out(Text);
  Out << Surroundings << ' ' << static_cast<unsigned>(TU.role(FD)) << '\0'
      << SM.getBufferData(SM.getMainFileID()).slice(Where->Begin, Where->End)
      << '\0';
  Out << Fields.describeUses(FD) << '\0';
  for (const auto &[VD, IsOnlyWriter] : TU.staticsFilledBy(FD))
    Out << VD->getName() << ' ' << IsOnlyWriter << '\0';
  writeCallees(FD, Out);
  uint64_t Key = llvm::xxh3_64bits(Text);
  Keys[FD->getCanonicalDecl()] = Key;

  auto It = Cache.Entries.find(Key);
  if (It == Cache.Entries.end())
    return nullptr;
  It->second.LastUsed = Cache.Session;
  return &It->second.Record;
}

void CacheSession::restore(const FunctionRecord &Record, const FunctionDecl *FD,
                           std::vector<Finding> &Findings,
                           ForeignFunctions &Foreign) const {
  for (const std::string &Name : Record.BelievedNew)
    if (const FunctionDecl *Function = findByName(Name))
      Foreign.Believed.insert({Function->getCanonicalDecl(), 0});
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Start = SM.getLocForStartOfFile(SM.getMainFileID())
                             .getLocWithOffset(extentOf(FD)->Begin);
  auto UnpackRange = [&](const FunctionRecord::Range &R) {
    if (!R.Valid)
      return CharSourceRange();
    return CharSourceRange(
        {Start.getLocWithOffset(R.Begin), Start.getLocWithOffset(R.End)},
        R.IsToken);
  };
  for (const FunctionRecord::Item &Item : Record.Findings) {
    Finding F;
    F.ID = Item.ID;
    F.Level = Item.Level;
    F.Loc = Start.getLocWithOffset(Item.Loc);
    F.Cause = Start.getLocWithOffset(Item.Cause);
    F.Range = UnpackRange(Item.Where);
    F.Message = Item.Message;
    F.Function = Item.Function;
    F.Fingerprint = Item.Fingerprint;
    F.CauseText = Item.CauseText;
    F.Aspect = Item.Aspect;
    F.Holder = FD;
    for (const FunctionRecord::Note &N : Item.Path)
      F.Path.push_back({Start.getLocWithOffset(N.Loc), UnpackRange(N.Where),
                        N.Message, unpackCallee(N.Called)});
    for (const FunctionRecord::FixItem &Known : Item.Fixes) {
      Fix &Added = F.Fixes.emplace_back(Fix{Known.Title, {}});
      for (const FunctionRecord::Edit &E : Known.Edits)
        Added.Edits.push_back(
            FixItHint::CreateReplacement(UnpackRange(E.Removed), E.Inserted));
    }
    if (!Item.AssumedNew.empty())
      if (const FunctionDecl *Function = findByName(Item.AssumedNew))
        Foreign.AssumedLeaks[F.Cause] = {Function->getCanonicalDecl(), 0};
    Findings.push_back(std::move(F));
  }
}

/// The name by which findByName() finds the function; empty if it cannot.
static std::string globalName(const FunctionDecl *FD) {
  if (!FD)
    return "";
  bool IsGlobal = FD->getDeclContext()->getRedeclContext()->isTranslationUnit();
  return IsGlobal && FD->getIdentifier() ? FD->getName().str() : "";
}

const FunctionDecl *CacheSession::findByName(llvm::StringRef Name) const {
  for (const NamedDecl *ND :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name)))
    if (const auto *FD = dyn_cast<FunctionDecl>(ND))
      return FD->getCanonicalDecl();
  return nullptr;
}

std::optional<unsigned> CacheSession::offset(SourceLocation Loc,
                                             Extent Function) const {
  const SourceManager &SM = Context.getSourceManager();
  Loc = SM.getExpansionLoc(Loc);
  if (Loc.isInvalid() || !SM.isWrittenInMainFile(Loc))
    return std::nullopt;
  unsigned Offset = SM.getFileOffset(Loc);
  if (Offset < Function.Begin || Offset > Function.End)
    return std::nullopt;
  return Offset - Function.Begin;
}

FunctionRecord::Range CacheSession::packRange(CharSourceRange Range,
                                              Extent Function) const {
  if (Range.isInvalid())
    return {};
  const SourceManager &SM = Context.getSourceManager();
  std::optional<unsigned> Begin = offset(Range.getBegin(), Function);
  std::optional<unsigned> End =
      offset(SM.getExpansionRange(Range.getEnd()).getEnd(), Function);
  if (!Begin || !End)
    return {};
  return {*Begin, *End, /*Valid=*/true, Range.isTokenRange()};
}

bool CacheSession::packFix(const Fix &F, Extent Function,
                           FunctionRecord::Item &Item) const {
  FunctionRecord::FixItem &Packed = Item.Fixes.emplace_back();
  Packed.Title = F.Title;
  for (const FixItHint &Hint : F.Edits) {
    FunctionRecord::Range Removed = packRange(Hint.RemoveRange, Function);
    if (!Removed.Valid)
      return false;
    Packed.Edits.push_back({Removed, Hint.CodeToInsert});
  }
  return true;
}

bool CacheSession::packCallee(const PathNote &N,
                              FunctionRecord::Note &Note) const {
  if (!N.Callee)
    return true;
  const CalleePlace &P = *N.Callee;
  FunctionRecord::Callee Called{"", P.Elsewhere, P.Message, P.Rest, {}};
  if (P.Function) {
    Called.Function = globalName(P.Function);
    Called.Where = placeIn(P.Function, P.Loc);
    if (Called.Function.empty() || !Called.Where)
      return false;
  }
  Note.Called = std::move(Called);
  return true;
}

std::optional<CalleePlace> CacheSession::unpackCallee(
    const std::optional<FunctionRecord::Callee> &Called) const {
  if (!Called)
    return std::nullopt;
  CalleePlace P{nullptr, {}, Called->Elsewhere, Called->Message, Called->Rest};
  if (const FunctionDecl *FD =
          Called->Where ? findByName(Called->Function) : nullptr) {
    P.Function = FD->getDefinition();
    P.Loc = locate(FD, Called->Where);
  }
  return P;
}

std::optional<FunctionRecord::Item>
CacheSession::pack(const Finding &F, Extent Function,
                   const ForeignFunctions &Foreign) const {
  std::optional<unsigned> Loc = offset(F.Loc, Function);
  std::optional<unsigned> Cause = offset(F.Cause, Function);
  if (!Loc || !Cause)
    return std::nullopt;
  FunctionRecord::Item Item{F.ID,
                            F.Level,
                            *Loc,
                            *Cause,
                            packRange(F.Range, Function),
                            F.Message,
                            F.Function,
                            F.Fingerprint,
                            F.CauseText,
                            F.Aspect,
                            {},
                            {},
                            {}};
  if (const WrittenCallee Assumed = Foreign.AssumedLeaks.lookup(F.Cause);
      Assumed.first) {
    Item.AssumedNew = globalName(dyn_cast<FunctionDecl>(Assumed.first));
    if (Item.AssumedNew.empty())
      return std::nullopt;
  }
  for (const PathNote &N : F.Path) {
    std::optional<unsigned> NoteLoc = offset(N.Loc, Function);
    if (!NoteLoc)
      return std::nullopt;
    Item.Path.push_back(
        {*NoteLoc, packRange(N.Range, Function), N.Message, std::nullopt});
    if (!packCallee(N, Item.Path.back()))
      return std::nullopt;
  }
  for (const Fix &Known : F.Fixes)
    if (!packFix(Known, Function, Item))
      return std::nullopt;
  return Item;
}

void CacheSession::record(const FunctionDecl *FD,
                          llvm::ArrayRef<Finding> Findings,
                          const FunctionSummary &Summary,
                          const BelievedNew &Believed,
                          const ForeignFunctions &Foreign, bool Complete) {
  auto Key = Keys.find(FD->getCanonicalDecl());
  if (Key == Keys.end())
    return;
  Extent Where = *extentOf(FD);
  FunctionRecord Record;
  Record.Summary = Summary;
  Record.Complete = Complete;
  for (const auto &[Callee, Element] : Believed) {
    Record.BelievedNew.push_back(globalName(dyn_cast<FunctionDecl>(Callee)));
    if (Record.BelievedNew.back().empty())
      return;
  }
  for (const Finding &F : Findings) {
    if (F.Holder != FD)
      continue;
    std::optional<FunctionRecord::Item> Item = pack(F, Where, Foreign);
    if (!Item)
      return; // A place outside the function: it is explored again each time.
    Record.Findings.push_back(std::move(*Item));
  }
  Cache.Entries[Key->second] = {std::move(Record), Cache.Session};
}

} // namespace pyrefcheck
