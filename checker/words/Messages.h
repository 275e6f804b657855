//===- Messages.h - The words of findings -----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns a misuse into a report: its message, its place, and the path notes that
// explain each change of ownership.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_MESSAGES_H
#define PYREFCHECK_WORDS_MESSAGES_H

#include "NullNotes.h"
#include "findings/Finding.h"
#include "ownership/Transfer.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include <memory>
#include <string>
#include <tuple>

namespace pyrefcheck {

class CalleeDeeds;
class NamesInScope;

/// The report of a separate path rule, in its own words.
struct RuleWords {
  Rule ID;
  /// See Finding::Message.
  std::string Message;
};

/// Everything that the message of one finding depends on.
struct MisuseReport {
  Misuse What = Misuse::None;
  ObjectKey Key = nullptr;
  /// The state of the object before the misuse.
  RefState Ref;
  /// The statement at fault; null: the function's closing brace.
  const clang::Stmt *At = nullptr;
  /// The expression that named the object there, if any.
  const clang::Expr *Named = nullptr;
  const clang::FunctionDecl *Function = nullptr;
  /// See Finding::Level.
  unsigned Level = 0;
  /// LeakOfField: the leak requires an earlier call, of tp_init or a setter,
  /// that filled the field.
  bool IsAgain = false;
  /// The path leaves the function with a failure.
  bool Fails = false;
  /// LeakAtExit: At is the last use of the object, which is lost wherever the
  /// path ends after it.
  bool IsAtUse = false;
  /// NullArgument: what is NULL.
  NullPointer Null = {};
  /// Set if another rule reports it and it is no misuse; What is None then.
  std::shared_ptr<const RuleWords> Own = nullptr;
};

/// A misuse and the node at which one path shows it.
struct Sighting {
  MisuseReport Report;
  const clang::ento::ExplodedNode *Node;
};

/// The rule that a misuse belongs to.
Rule ruleOf(Misuse M);
/// The rule that reports \p R.
Rule ruleOf(const MisuseReport &R);

/// Makes reports. Lives as long as the analysis of a translation unit.
class Messages {
public:
  Messages();

  /// The finding of \p R, without its path and its fixes.
  /// \param Names the names in scope in its function.
  static Finding makeFinding(const MisuseReport &R,
                             const clang::ento::ExplodedNode *N,
                             const NamesInScope &Names);

  /// Makes a report for which the engine finds a path to \p N. Of the reports
  /// with one \p Defect, the engine keeps the one with the shortest path; \p
  /// Index identifies it.
  /// \param Deeds what the callees on the path did; must outlive the report.
  std::unique_ptr<clang::ento::BugReport>
  makeReport(const MisuseReport &R, const clang::ento::ExplodedNode *N,
             const CalleeDeeds &Deeds, size_t Defect, size_t Index) const;
  /// The index of the report whose path is \p PD.
  static size_t indexOf(const clang::ento::PathDiagnostic &PD);

  /// What the reports of one defect have in common on all paths: the rule, the
  /// place at which it is counted, and its fingerprint.
  using Defect = std::tuple<Rule, clang::SourceLocation, std::string>;
  static Defect defectOf(const MisuseReport &R,
                         const clang::ento::ExplodedNode *N);

private:
  /// The engine distinguishes reports only by their index: it knows nothing
  /// about rules, levels and messages.
  clang::ento::BugType Type;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_MESSAGES_H
