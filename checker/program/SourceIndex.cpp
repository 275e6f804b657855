//===- SourceIndex.cpp - The names in the text of a file ------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SourceIndex.h"
#include "contracts/ContractSet.h"
#include "contracts/FieldContract.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>
#include <utility>

using namespace clang;

namespace pyrefcheck {

static NameKey keyOfIdentifier(llvm::StringRef Name) {
  return llvm::xxh3_64bits(Name);
}

NameKey keyOfName(llvm::StringRef Name) {
  if (isFieldName(Name))
    Name = Name.rsplit('.').second;
  if (const size_t Colon = Name.rfind(':'); Colon != llvm::StringRef::npos)
    Name = Name.drop_front(Colon + 1);
  if (!Name.starts_with("_Z"))
    return keyOfIdentifier(Name);
  // The demangler's result points into its input.
  const std::string Mangled = Name.str();
  llvm::ItaniumPartialDemangler Demangler;
  if (Demangler.partialDemangle(Mangled.c_str()))
    return keyOfIdentifier(Name);
  size_t Size = 0;
  char *Base = Demangler.getFunctionBaseName(nullptr, &Size);
  const NameKey Key = keyOfIdentifier(Base ? llvm::StringRef(Base) : Name);
  std::free(Base);
  return Key;
}

bool SourceIndex::mentions(NameKey Name) const {
  return llvm::binary_search(Mentioned, Name);
}

namespace {

/// Scans the tokens of a file and finds the names before the braces of
/// functions.
class Indexer {
public:
  explicit Indexer(SourceIndex &Index) : Index(Index) {}

  void add(const Token &Tok);

private:
  void addDirective(llvm::StringRef Name);
  void addIdentifier(llvm::StringRef Name);
  void openBrace();
  void closeBrace();
  void endDeclaration();

  SourceIndex &Index;
  tok::TokenKind Previous = tok::unknown;
  /// Whether in a preprocessor directive, and whether its name has been seen.
  bool InDirective = false, DirectiveNamed = false;
  /// In the current declaration: the identifier before its last parentheses,
  /// and the last identifier outside them.
  llvm::StringRef Declared, Last;
  bool IsStatic = false, IsScope = false, IsMacro = false;
  unsigned Words = 0, Parentheses = 0;
  /// Open braces of scopes such as namespaces, and open braces inside them.
  unsigned Scopes = 0, Braces = 0;
  /// For each open #if, Braces where its alternatives begin.
  llvm::SmallVector<unsigned, 8> Alternatives;
};

} // namespace

void Indexer::addDirective(llvm::StringRef Name) {
  if (std::exchange(DirectiveNamed, true))
    return;
  if (Name.starts_with("if"))
    Alternatives.push_back(Braces);
  else if (Name.starts_with("el") && !Alternatives.empty())
    Braces = Alternatives.back();
  else if (Name == "endif" && !Alternatives.empty())
    Alternatives.pop_back();
}

void Indexer::addIdentifier(llvm::StringRef Name) {
  Index.Mentioned.push_back(keyOfIdentifier(Name));
  if (InDirective)
    return addDirective(Name);
  if (Braces != 0)
    return;
  if (Parentheses != 0) {
    // DEFINE(name): a macro may define its argument.
    if (IsMacro && !findBuiltinContract(Name))
      Index.Defined.push_back(keyOfIdentifier(Name));
    return;
  }
  ++Words;
  IsStatic |= Name == "static";
  IsScope |= Name == "namespace";
  // Members are assumed to be private to their class.
  Last = Previous == tok::coloncolon || Name == "__attribute__" ? "" : Name;
}

void Indexer::openBrace() {
  if (Braces == 0 && IsScope)
    ++Scopes;
  else if (Braces++ == 0 && !Declared.empty() && !IsStatic &&
           !findBuiltinContract(Declared))
    Index.Defined.push_back(keyOfIdentifier(Declared));
  endDeclaration();
}

void Indexer::closeBrace() {
  if (Braces != 0)
    --Braces;
  else if (Scopes != 0)
    --Scopes;
  endDeclaration();
}

void Indexer::endDeclaration() {
  Declared = Last = "";
  IsStatic = IsScope = IsMacro = false;
  Words = Parentheses = 0;
}

void Indexer::add(const Token &Tok) {
  ++Index.Size;
  if (Tok.isAtStartOfLine()) {
    InDirective = Tok.is(tok::hash);
    DirectiveNamed = false;
  }
  if (Tok.is(tok::raw_identifier))
    addIdentifier(Tok.getRawIdentifier());
  else if (!InDirective && Tok.is(tok::l_brace))
    openBrace();
  else if (!InDirective && Tok.is(tok::r_brace))
    closeBrace();
  else if (!InDirective && Braces == 0) {
    if (Tok.is(tok::semi))
      endDeclaration();
    else if (Tok.is(tok::l_paren) && Parentheses++ == 0 && !Last.empty()) {
      Declared = Last;
      IsMacro = Words == 1;
    } else if (Tok.is(tok::r_paren) && Parentheses != 0) {
      --Parentheses;
      if (Parentheses == 0)
        Words = 0; // What follows a macro may be another declaration.
    } else if (Tok.is(tok::string_literal)) // extern "C"
      IsScope |= Parentheses == 0;
  }
  Previous = Tok.getKind();
}

/// Sorts \p Names and removes duplicates.
static void makeSet(std::vector<NameKey> &Names) {
  llvm::sort(Names);
  Names.erase(llvm::unique(Names), Names.end());
  Names.shrink_to_fit();
}

SourceIndex indexSource(llvm::StringRef Text) {
  SourceIndex Index;
  LangOptions Options;
  Options.LineComment = true;
  Options.CPlusPlus = Options.CPlusPlus11 = true;
  // Ends with a zero, as the lexer requires.
  const std::string Copy = Text.str();
  Lexer Lex(SourceLocation(), Options, Copy.c_str(), Copy.c_str(),
            Copy.c_str() + Copy.size());
  Indexer Reader(Index);
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok))
    Reader.add(Tok);
  makeSet(Index.Mentioned);
  makeSet(Index.Defined);
  return Index;
}

} // namespace pyrefcheck
