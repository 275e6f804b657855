//===- FixApplier.cpp - Applying fixes to files -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixApplier.h"
#include "contracts/RegularFile.h"
#include "program/Complaint.h"
#include "program/FileOutput.h"
#include "report/JoinedFixes.h"
#include "report/PathNames.h"
#include "report/ReportedFinding.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace clang::tooling;
using namespace llvm;

namespace pyrefcheck {

namespace {

/// One file that is being changed.
struct ChangedFile {
  /// The text on the disk.
  std::string Text;
  /// The edits so far, in no particular order.
  std::vector<const ReportedEdit *> Edits;
};

bool isSame(const ReportedEdit &A, const ReportedEdit &B) {
  return A.Length != 0 && A.Offset == B.Offset && A.Length == B.Length &&
         A.Replacement == B.Replacement;
}

/// The files that are being changed, by name.
class Workspace {
public:
  /// Accepts the edits of \p Fix, all or none.
  /// \returns why not, or "".
  std::string add(const ReportedFix &Fix);
  /// Writes the files; false after a complaint.
  bool write(std::vector<std::string> &Written) const;

private:
  std::string whyNot(const ReportedEdit &E);

  std::map<std::string, ChangedFile> Files;
  std::vector<const ReportedFix *> Taken;
};

} // namespace

std::string Workspace::whyNot(const ReportedEdit &E) {
  auto [It, IsNew] = Files.try_emplace(E.Begin.File);
  ChangedFile &File = It->second;
  if (IsNew) {
    auto Buffer = readRegularFile(E.Begin.File);
    if (!Buffer) {
      Files.erase(It);
      return "cannot read '" + E.Begin.File +
             "': " + Buffer.getError().message();
    }
    File.Text = (*Buffer)->getBuffer().str();
  }
  const size_t LineBegin = E.Offset - (E.Begin.Column - 1);
  StringRef Line =
      StringRef(File.Text).drop_front(std::min(LineBegin, File.Text.size()));
  if (!Line.starts_with(E.Begin.SourceLine) ||
      E.Offset + E.Length > File.Text.size())
    return "the file has changed since it was analysed";
  for (const ReportedEdit *Other : File.Edits)
    if (inConflict(E, *Other) && !isSame(E, *Other))
      return "another fix changes the same place; run again";
  return "";
}

std::string Workspace::add(const ReportedFix &Fix) {
  // Two findings with the same cause have the same fix.
  if (any_of(Taken, [&](const ReportedFix *K) { return isSameFix(Fix, *K); }))
    return "";
  for (const ReportedEdit &E : Fix.Edits)
    if (std::string Reason = whyNot(E); !Reason.empty())
      return Reason;
  for (const ReportedEdit &E : Fix.Edits) {
    std::vector<const ReportedEdit *> &Known = Files[E.Begin.File].Edits;
    if (none_of(Known, [&](const ReportedEdit *K) { return isSame(E, *K); }))
      Known.push_back(&E);
  }
  Taken.push_back(&Fix);
  return "";
}

/// Writes all of \p Text to \p Name, or nothing: the user's file survives a
/// full disk. False after a complaint.
static bool rewrite(StringRef Name, StringRef Text) {
  Error Failed = writeFile(Name, Text);
  if (!Failed)
    return true;
  complain() << "cannot write '" << Name << "': " << toString(std::move(Failed))
             << '\n';
  return false;
}

bool Workspace::write(std::vector<std::string> &Written) const {
  for (const auto &[Name, File] : Files) {
    if (File.Edits.empty())
      continue;
    Replacements All;
    for (const ReportedEdit *E : File.Edits)
      if (Error Conflict = All.add(
              Replacement(Name, E->Offset, E->Length, E->Replacement))) {
        complain() << Name << ": " << toString(std::move(Conflict)) << '\n';
        return false;
      }
    Expected<std::string> Changed = applyAllReplacements(File.Text, All);
    if (!Changed) {
      complain() << Name << ": " << toString(Changed.takeError()) << '\n';
      return false;
    }
    if (!rewrite(Name, *Changed))
      return false;
    Written.push_back(Name);
  }
  return true;
}

/// Adds the fix of \p F to \p Files or, if its references have no common one,
/// the fixes of the references.
/// \returns why not all of it is fixed, or "".
static std::string addFixes(const ReportedFinding &F, Workspace &Files) {
  if (!F.Fixes.empty())
    return Files.add(F.Fixes.front());
  std::string Problem;
  for (const ReportedFinding &R : F.References) {
    const std::string Reason = R.Fixes.empty()
                                   ? "one of its references has no fix"
                                   : Files.add(R.Fixes.front());
    if (Problem.empty())
      Problem = Reason;
  }
  return Problem;
}

static bool hasFix(const ReportedFinding &F) {
  return !F.Fixes.empty() || any_of(F.References, hasFix);
}

bool applyFixes(ArrayRef<ReportedFinding> Findings, FixSummary &Summary) {
  Workspace Files;
  Summary.Findings = Findings.size();
  for (const ReportedFinding &F : Findings) {
    if (!hasFix(F)) {
      ++Summary.Without;
      Summary.Left.push_back(&F);
      continue;
    }
    std::string Reason = addFixes(F, Files);
    if (Reason.empty()) {
      ++Summary.Applied;
      continue;
    }
    Summary.Left.push_back(&F);
    Summary.Refused.push_back({F.Where, std::move(Reason)});
  }
  if (Files.write(Summary.ChangedFiles))
    return true;
  Summary.Applied = 0;
  return false;
}

void FixSummary::write(raw_ostream &OS, const PathNames &Names) const {
  OS << "pyrefcheck: " << Applied << " of " << Findings << " finding"
     << (Findings == 1 ? "" : "s") << " fixed";
  if (Without)
    OS << ", " << Without << " without a fix";
  OS << '\n';
  for (const std::string &File : ChangedFiles)
    OS << "  " << Names.display(File) << ": changed\n";
  for (const Refusal &R : Refused)
    OS << "  " << Names.display(R.Where.File) << ':' << R.Where.Line << ':'
       << R.Where.Column << ": not fixed: " << R.Reason << '\n';
}

} // namespace pyrefcheck
