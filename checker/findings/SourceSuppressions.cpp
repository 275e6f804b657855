//===- SourceSuppressions.cpp - Suppressions in source code -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SourceSuppressions.h"
#include "Finding.h"
#include "Rules.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Names of checks
//===----------------------------------------------------------------------===//

static std::string analyzerName(const RuleInfo &I) {
  return ("cpython." + I.AnalyzerName).str();
}

static bool matches(const llvm::GlobPattern &Glob, const RuleInfo &I) {
  return Glob.match(I.Name) || Glob.match(analyzerName(I));
}

/// Reads the elements \p Texts of the list that \p Directive has at \p Loc.
std::vector<SourceSuppressions::Name>
SourceSuppressions::readNames(llvm::ArrayRef<StringRef> Texts,
                              SourceLocation Loc, StringRef Directive) {
  std::vector<Name> Names;
  for (StringRef Text : Texts) {
    Text = Text.trim();
    llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(Text);
    if (!Glob) { // Not the name of any check.
      consumeError(Glob.takeError());
      continue;
    }
    Names.push_back({std::move(*Glob), std::nullopt});
    if (!Text.starts_with("cpython"))
      continue;
    Names.back().Index = Named.size();
    Named.push_back({Loc, (Directive + "(" + Text + ")").str(),
                     /*Used=*/false, /*Problem=*/""});
    if (llvm::none_of(allRules(), [&](const RuleInfo &I) {
          return matches(Names.back().Glob, I);
        }))
      Named.back().Problem = "matches no rule";
  }
  return Names;
}

void SourceSuppressions::spoil(llvm::ArrayRef<Name> Names, StringRef Problem) {
  for (const Name &N : Names)
    if (N.Index)
      Named[*N.Index].Problem = Problem.str();
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

/// In two parts: clang-tidy interprets these words wherever they appear.
static constexpr llvm::StringLiteral BlockBegin = "NOLINT"
                                                  "BEGIN";
static constexpr llvm::StringLiteral BlockEnd = "NOLINT"
                                                "END";

namespace {

/// One NOLINT... in the text of a file.
struct Directive {
  StringRef Word;
  unsigned Offset;
  /// The text in parentheses; "*" if there are none.
  StringRef Checks;
};

} // namespace

/// Finds the first word that begins like a directive in \p Rest, the end of \p
/// Buffer, and cuts everything up to its end off \p Rest.
static std::optional<Directive> nextDirective(StringRef Buffer,
                                              StringRef &Rest) {
  constexpr StringRef Prefix = "NOLINT";
  size_t Begin = Rest.find(Prefix);
  if (Begin == StringRef::npos)
    return std::nullopt;
  Rest = Rest.drop_front(Begin);
  Directive D;
  D.Offset = Rest.data() - Buffer.data();
  D.Word = Rest.take_while(llvm::isAlpha);
  D.Checks = "*";
  Rest = Rest.drop_front(D.Word.size());
  if (!Rest.starts_with("("))
    return D;
  size_t End = Rest.find_first_of("\n)");
  if (End == StringRef::npos || Rest[End] == '\n')
    return D;
  D.Checks = Rest.slice(1, End).trim();
  Rest = Rest.drop_front(End + 1);
  return D;
}

static unsigned lineBegin(StringRef Buffer, unsigned Offset) {
  size_t Break = Buffer.take_front(Offset).rfind('\n');
  return Break == StringRef::npos ? 0 : Break + 1;
}

static unsigned lineEnd(StringRef Buffer, unsigned Offset) {
  return std::min(Buffer.find('\n', Offset), Buffer.size());
}

void SourceSuppressions::readComments(FileID File) {
  std::optional<StringRef> Data = SM.getBufferDataOrNone(File);
  const FileEntry *Entry = SM.getFileEntryForID(File);
  if (!Data || llvm::any_of(Scopes, [&](const Scope &S) {
        return !S.IsAttribute && S.File == Entry; // Included twice.
      }))
    return;
  struct Open {
    Scope Block;
    StringRef Checks;
  };
  std::vector<Open> Blocks;
  StringRef Rest = *Data;
  while (std::optional<Directive> D = nextDirective(*Data, Rest)) {
    llvm::SmallVector<StringRef, 4> Texts;
    D->Checks.split(Texts, ',');
    // clang-tidy ignores exclusions in these lists.
    llvm::erase_if(Texts,
                   [](StringRef T) { return T.ltrim().starts_with("-"); });
    SourceLocation Loc = SM.getLocForStartOfFile(File).getLocWithOffset(
        static_cast<int>(D->Offset));
    unsigned Begin = lineBegin(*Data, D->Offset);
    unsigned End = lineEnd(*Data, D->Offset);
    if (D->Word == "NOLINTNEXTLINE") {
      Begin = std::min<size_t>(End + 1, Data->size());
      End = lineEnd(*Data, Begin);
    } else if (D->Word == BlockEnd) {
      if (!Blocks.empty() && Blocks.back().Checks == D->Checks) {
        Blocks.back().Block.End = D->Offset;
        Scopes.push_back(std::move(Blocks.back().Block));
        Blocks.pop_back();
      } else {
        spoil(readNames(Texts, Loc, D->Word),
              ("follows no " + BlockBegin).str());
      }
      continue;
    } else if (D->Word != "NOLINT" && D->Word != BlockBegin) {
      continue;
    }
    Scope S{Entry, Begin, End, readNames(Texts, Loc, D->Word), false};
    if (D->Word == BlockBegin) {
      S.Begin = D->Offset;
      Blocks.push_back({std::move(S), D->Checks});
    } else {
      Scopes.push_back(std::move(S));
    }
  }
  for (const Open &O : Blocks)
    spoil(O.Block.Names, ("no " + BlockEnd + " follows").str());
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

/// Finds the attributes and the code that they apply to.
class SuppressAttrWalker : public RecursiveASTVisitor<SuppressAttrWalker> {
public:
  explicit SuppressAttrWalker(SourceSuppressions &Found) : Found(Found) {}

  bool VisitDecl(Decl *D) {
    for (const auto *A : D->specific_attrs<SuppressAttr>())
      Found.addAttribute(*A, D->getSourceRange());
    return true;
  }

  bool VisitAttributedStmt(AttributedStmt *S) {
    for (const Attr *A : S->getAttrs())
      if (const auto *Suppress = dyn_cast<SuppressAttr>(A))
        Found.addAttribute(*Suppress, S->getSourceRange());
    return true;
  }

private:
  SourceSuppressions &Found;
};

void SourceSuppressions::addAttribute(const SuppressAttr &A,
                                      SourceRange Range) {
  if (A.isGSL()) // It names rules of the C++ Core Guidelines.
    return;
  auto [File, Begin] =
      SM.getDecomposedLoc(SM.getExpansionLoc(Range.getBegin()));
  auto [EndFile, End] =
      SM.getDecomposedLoc(SM.getExpansionRange(Range.getEnd()).getEnd());
  if (File != EndFile)
    return;
  std::vector<StringRef> Texts(A.diagnosticIdentifiers_begin(),
                               A.diagnosticIdentifiers_end());
  if (Texts.empty())
    Texts.push_back("*");
  Scopes.push_back(
      {SM.getFileEntryForID(File), Begin, End + 1,
       readNames(Texts, SM.getExpansionLoc(A.getLocation()), "clang::suppress"),
       true});
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

SourceSuppressions::SourceSuppressions(ASTContext &Context, Preprocessor &PP,
                                       llvm::ArrayRef<Decl *> Declarations,
                                       bool Comments)
    : SM(Context.getSourceManager()) {
  // A file without the word has no such attribute.
  const IdentifierTable &Words = PP.getIdentifierTable();
  if (Words.find("suppress") != Words.end()) {
    SuppressAttrWalker Walker(*this);
    for (Decl *D : Declarations)
      Walker.TraverseDecl(D);
  }
  if (!Comments)
    return;
  for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &E = SM.getLocalSLocEntry(I);
    if (E.isFile() && !SrcMgr::isSystem(E.getFile().getFileCharacteristic()))
      readComments(
          SM.getFileID(SourceLocation::getFromRawEncoding(E.getOffset())));
  }
}

bool SourceSuppressions::suppress(Rule R, SourceLocation Loc,
                                  bool AttributesOnly) {
  if (Loc.isInvalid())
    return false;
  auto [FID, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Loc));
  const FileEntry *File = SM.getFileEntryForID(FID);
  bool Any = false;
  for (const Scope &S : Scopes) {
    if (S.File != File || Offset < S.Begin || Offset > S.End ||
        (AttributesOnly && !S.IsAttribute))
      continue;
    for (const Name &N : S.Names) {
      if (!matches(N.Glob, ruleInfo(R)))
        continue;
      Any = true;
      if (N.Index)
        Named[*N.Index].Used = true;
    }
  }
  return Any;
}

void SourceSuppressions::mark(llvm::MutableArrayRef<Finding> Findings) {
  if (Scopes.empty())
    return;
  for (Finding &F : Findings) {
    F.Suppressed |= suppress(F.ID, F.Loc, /*AttributesOnly=*/false);
    // An attribute on the call that made a reference applies to its leaks.
    F.Suppressed |= suppress(F.ID, F.Cause, /*AttributesOnly=*/true);
  }
}

void SourceSuppressions::spare(const Decl *Function) {
  if (Named.empty())
    return;
  SourceLocation Begin = SM.getExpansionLoc(Function->getBeginLoc());
  SourceLocation End = SM.getExpansionRange(Function->getEndLoc()).getEnd();
  // A comment may follow the brace that ends the function.
  auto [File, Offset] = SM.getDecomposedLoc(End);
  if (std::optional<StringRef> Data = SM.getBufferDataOrNone(File))
    End = SM.getLocForStartOfFile(File).getLocWithOffset(
        static_cast<int>(lineEnd(*Data, Offset)));
  for (SourceSuppression &S : Named)
    S.Used |= SM.isPointWithin(S.Loc, Begin, End);
}

} // namespace pyrefcheck
