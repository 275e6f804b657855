//===- FunctionCache.h - Results that survive an edit -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An editor parses a file again after each keystroke, and nearly all of its
// functions are unchanged. The cache keeps the results of their exploration
// under a key of everything that these depend on:
//
// - the function's own text, and its role,
// - the keys of the functions of the file that it calls (their summaries),
// - the conclusions about the fields that it uses,
// - the tokens of the file outside of function bodies, its headers, the command
//   line, and the settings.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ENGINE_FUNCTIONCACHE_H
#define PYREFCHECK_ENGINE_FUNCTIONCACHE_H

#include "findings/Finding.h"
#include "source/CalleeNames.h"
#include "summaries/Summary.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class Preprocessor;
} // namespace clang

namespace pyrefcheck {

struct EngineOptions;
class FieldOwnership;
class TranslationUnit;

/// What the functions of this file show about functions of other files.
struct ForeignFunctions {
  /// Functions whose result some caller treats as new.
  BelievedNew Believed;
  /// For leaks that assume this: the function, by the place of the call.
  llvm::DenseMap<clang::SourceLocation, WrittenCallee> AssumedLeaks;
};

/// The results of exploring one function. They have no pointer into an AST: a
/// place is an offset into the function's text.
struct FunctionRecord {
  struct Range {
    unsigned Begin = 0, End = 0;
    bool Valid = false, IsToken = false;
  };
  /// What a callee does. The place is an offset into the callee's text, or in
  /// another file.
  struct Callee {
    std::string Function, Elsewhere, Message, Rest;
    SummaryPlace Where;
  };
  struct Note {
    unsigned Loc;
    Range Where;
    std::string Message;
    std::optional<Callee> Called;
  };
  struct Edit {
    Range Removed;
    std::string Inserted;
  };
  struct FixItem {
    std::string Title;
    std::vector<Edit> Edits;
  };
  struct Item {
    Rule ID;
    unsigned Level, Loc, Cause;
    Range Where;
    std::string Message, Function, Fingerprint, CauseText, Aspect;
    std::vector<Note> Path;
    std::vector<FixItem> Fixes;
    /// The function of another file whose result the finding assumes to be new;
    /// empty if there is none.
    std::string AssumedNew;
  };

  std::vector<Item> Findings;
  FunctionSummary Summary;
  /// Functions of other files whose result this one treats as new.
  std::vector<std::string> BelievedNew;
  /// The exploration ended within its budget.
  bool Complete = false;
};

/// The records of one file, for one thread at a time.
class FunctionCache {
public:
  /// \param Salt stands for what else the results depend on: the contents of
  /// the user's contract files.
  explicit FunctionCache(llvm::StringRef Salt = "") : Salt(Salt) {}

private:
  friend class CacheSession;
  struct Entry {
    FunctionRecord Record;
    /// The session that used it last.
    unsigned LastUsed;
  };
  /// For how many sessions an unused record is kept: while a brace or a
  /// parenthesis is missing, half of the functions seem to be gone.
  static constexpr unsigned MaxAge = 30;

  std::string Salt;
  unsigned Session = 0;
  std::unordered_map<uint64_t, Entry> Entries;
};

/// One analysis of the file of a cache.
class CacheSession {
public:
  CacheSession(FunctionCache &Cache, clang::ASTContext &Context,
               clang::Preprocessor &PP, const EngineOptions &Options,
               const TranslationUnit &TU, const FieldOwnership &Fields);
  ~CacheSession();

  /// The record of \p FD, or null. Callees must be looked up before their
  /// callers.
  const FunctionRecord *find(const clang::FunctionDecl *FD);

  /// Appends the findings of \p Record at their present places, and adds its
  /// facts about functions of other files.
  void restore(const FunctionRecord &Record, const clang::FunctionDecl *FD,
               std::vector<Finding> &Findings, ForeignFunctions &Foreign) const;

  /// Keeps the results of exploring \p FD: those of \p Findings that are in it,
  /// and the functions that it \p Believed to return new references.
  void record(const clang::FunctionDecl *FD, llvm::ArrayRef<Finding> Findings,
              const FunctionSummary &Summary, const BelievedNew &Believed,
              const ForeignFunctions &Foreign, bool Complete);

private:
  /// The part of the main file that contains a function.
  struct Extent {
    unsigned Begin, End;
  };

  std::optional<Extent> extentOf(const clang::Decl *D) const;
  /// Writes everything about its callees that the exploration of \p FD may use.
  void writeCallees(const clang::FunctionDecl *FD,
                    llvm::raw_ostream &Out) const;
  /// False if the place cannot be found again.
  bool packCallee(const PathNote &N, FunctionRecord::Note &Note) const;
  std::optional<CalleePlace>
  unpackCallee(const std::optional<FunctionRecord::Callee> &Called) const;
  std::optional<FunctionRecord::Item>
  pack(const Finding &F, Extent Function,
       const ForeignFunctions &Foreign) const;
  const clang::FunctionDecl *findByName(llvm::StringRef Name) const;
  std::optional<unsigned> offset(clang::SourceLocation Loc,
                                 Extent Function) const;
  /// Appends \p F to \p Item; false if it reaches beyond the function.
  bool packFix(const Fix &F, Extent Function, FunctionRecord::Item &Item) const;
  FunctionRecord::Range packRange(clang::CharSourceRange Range,
                                  Extent Function) const;

  FunctionCache &Cache;
  clang::ASTContext &Context;
  const TranslationUnit &TU;
  const FieldOwnership &Fields;
  uint64_t Surroundings;
  /// Of the functions that were looked up so far.
  llvm::DenseMap<const clang::FunctionDecl *, uint64_t> Keys;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ENGINE_FUNCTIONCACHE_H
