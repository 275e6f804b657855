//===- LibraryUse.cpp - Which libraries a file uses -----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LibraryUse.h"
#include "contracts/Contract.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pyrefcheck {

/// Whether \p Path names \p Header in some directory.
static bool endsWith(llvm::StringRef Path, llvm::StringRef Header) {
  return Path.consume_back(Header) &&
         (Path.empty() || llvm::sys::path::is_separator(Path.back()));
}

/// The names in the #include directives of the main file.
static std::vector<std::string> includedNames(const Preprocessor &PP) {
  const SourceManager &SM = PP.getSourceManager();
  FileID Main = SM.getMainFileID();
  Lexer Lex(Main, SM.getBufferOrFake(Main), SM, PP.getLangOpts());
  std::vector<std::string> Names;
  Token Tok;
  bool AtEnd = Lex.LexFromRawLexer(Tok);
  while (!AtEnd) {
    const bool IsDirective = Tok.is(tok::hash) && Tok.isAtStartOfLine();
    AtEnd = Lex.LexFromRawLexer(Tok);
    if (!IsDirective || !Tok.is(tok::raw_identifier) ||
        Tok.getRawIdentifier() != "include")
      continue;
    llvm::StringRef Rest(SM.getCharacterData(Tok.getEndLoc()));
    Rest = Rest.take_until([](char C) { return C == '\n'; }).ltrim();
    if (Rest.consume_front("<"))
      Names.push_back(Rest.take_until([](char C) { return C == '>'; }).str());
    else if (Rest.consume_front("\""))
      Names.push_back(Rest.take_until([](char C) { return C == '"'; }).str());
  }
  return Names;
}

LibraryUse::LibraryUse(Preprocessor &PP)
    : PP(PP),
      HasPreamble(!PP.getPreprocessorOpts().ImplicitPCHInclude.empty()) {
  if (HasPreamble)
    Included = includedNames(PP);
}

/// Whether \p Header was read while the translation unit was parsed.
bool LibraryUse::wasRead(llvm::StringRef Header) const {
  const SourceManager &SM = PP.getSourceManager();
  return llvm::any_of(
      llvm::make_range(SM.fileinfo_begin(), SM.fileinfo_end()),
      [&](const auto &File) { return endsWith(File.first.getName(), Header); });
}

/// Whether an #include of \p Name in the main file would find a header of the
/// precompiled preamble.
bool LibraryUse::isInPreamble(llvm::StringRef Name) const {
  const SourceManager &SM = PP.getSourceManager();
  OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
  llvm::SmallVector<std::pair<OptionalFileEntryRef, DirectoryEntryRef>, 1>
      Includers;
  if (Main)
    Includers.push_back({*Main, Main->getDir()});
  ConstSearchDirIterator CurDir = nullptr;
  OptionalFileEntryRef Found = PP.getHeaderSearchInfo().LookupFile(
      Name, SourceLocation(), /*isAngled=*/false, /*FromDir=*/nullptr, &CurDir,
      Includers, /*SearchPath=*/nullptr, /*RelativePath=*/nullptr,
      /*RequestingModule=*/nullptr, /*SuggestedModule=*/nullptr,
      /*IsMapped=*/nullptr, /*IsFrameworkFound=*/nullptr);
  return Found && PP.alreadyIncluded(*Found);
}

bool LibraryUse::operator()(const Library &L) const {
  for (llvm::StringRef Macro : L.Macros)
    if (PP.getIdentifierInfo(Macro)->hadMacroDefinition())
      return true;
  for (llvm::StringRef Header : L.Headers) {
    if (wasRead(Header))
      return true;
    if (!HasPreamble)
      continue;
    if (isInPreamble(Header))
      return true;
    for (llvm::StringRef Name : Included)
      if (endsWith(Name, Header) && isInPreamble(Name))
        return true;
  }
  return false;
}

} // namespace pyrefcheck
