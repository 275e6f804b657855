//===- Finding.h - One defect and the path that leads there -----*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_FINDINGS_FINDING_H
#define PYREFCHECK_FINDINGS_FINDING_H

#include "Merging.h"
#include "Rules.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Decl;
class FunctionDecl;
} // namespace clang

namespace pyrefcheck {

/// What a function called on a path does, and where.
struct CalleePlace {
  /// The function of this translation unit whose definition contains Loc; null
  /// if the function is known from another file.
  const clang::FunctionDecl *Function = nullptr;
  clang::SourceLocation Loc;
  /// Without Function: `FILE:LINE`, as the contract has it.
  std::string Elsewhere;
  /// "'item' is released here".
  std::string Message;
  /// The rest of the note about the call, after the place.
  std::string Rest = "";
};

/// One step of the path that leads to a finding.
struct PathNote {
  /// Where it is, in the file that a reader sees (where a macro is expanded).
  /// Invalid if it is Elsewhere, outside this translation unit.
  clang::SourceLocation Loc;
  clang::CharSourceRange Range;
  std::string Message;
  /// For a call: a separate note about the callee follows.
  std::optional<CalleePlace> Callee = std::nullopt;
  /// `FILE:LINE`; empty if Loc is valid.
  std::string Elsewhere = "";
};

/// A change to the source that makes a finding go away: all edits or none.
struct Fix {
  /// What it does, as shown in an editor's menu: "release 'x'".
  std::string Title;
  /// In files, never in macros' bodies or system headers; none overlaps
  /// another.
  llvm::SmallVector<clang::FixItHint, 2> Edits;
};

/// One defect. Locations belong to the SourceManager of the analysed AST.
struct Finding {
  Rule ID;
  /// Above its rule's level if the evidence is weaker than the rule's best.
  unsigned Level = 0;
  /// Where the code goes wrong; a file location, never inside a macro's body.
  clang::SourceLocation Loc;
  clang::CharSourceRange Range;
  /// Variable, call, what is wrong, what would make it right. No trailing dot.
  std::string Message;
  /// The name of the function that contains it, qualified in C++.
  std::string Function;
  /// That function, or null.
  const clang::Decl *Holder = nullptr;
  /// From the origin of the reference to the defect, in path order.
  std::vector<PathNote> Path;
  /// The alternatives, the best one first; empty if none is known to be right.
  std::vector<Fix> Fixes;
  /// The content of version 1 fingerprints: the kind, variable and calls of the
  /// defect. This text must not change.
  std::string Fingerprint;
  /// Rule, cause and aspect are the identity of a defect: two findings with the
  /// same three are one, wherever and however they show.
  ///
  /// The cause is the defect's origin: for a leak, where the reference was
  /// made; else where the code goes wrong. Invalid: at Loc.
  clang::SourceLocation Cause;
  /// The code at Cause, as Speaker::tokens() returns it. Fingerprints use it in
  /// place of the location.
  std::string CauseText = "";
  /// What is wrong there, independent of line numbers and wording. Empty for a
  /// leak: a reference is lost once, whatever loses it.
  std::string Aspect = "";
  /// For findings on paths. Like Lost, it is not in the function cache: only
  /// reports read it.
  MacroDefect InMacro = {};
  /// For the lost reference of a variable; else empty.
  LostReference Lost = {};
  /// The source or a suppression file suppresses it.
  bool Suppressed = false;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_FINDINGS_FINDING_H
