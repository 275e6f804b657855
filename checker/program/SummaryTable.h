//===- SummaryTable.h - What was inferred in many files ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Merges what was inferred about the functions and fields of several files, by
// name, and reads and writes it as a contract file.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_SUMMARYTABLE_H
#define PYREFCHECK_PROGRAM_SUMMARYTABLE_H

#include "contracts/FieldContract.h"
#include "contracts/InferredContract.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

/// Summaries of functions that call each other across files may never settle.
/// The summary of a name may change this often; after that, nothing is known
/// about the name.
inline constexpr unsigned MaxSummaryChanges = 8;
inline constexpr llvm::StringLiteral DoesNotSettle =
    "it depends on itself across files";

class SummaryTable {
public:
  /// Adds one entry. What several files show about a field is merged.
  /// \param Source the file that defines the function, for messages.
  void add(const InferredContract &Inferred, llvm::StringRef Source);
  /// Adds everything in a file with text(), or in any contract file.
  llvm::Error addFile(llvm::StringRef Path);

  /// Adds the entries of \p Others whose names are \p Wanted and not here yet.
  void addSome(const SummaryTable &Others,
               llvm::function_ref<bool(llvm::StringRef Name)> Wanted);
  /// Adds the entries of \p Stronger, in place of those for the same names.
  void replace(const SummaryTable &Stronger);
  bool contains(llvm::StringRef Name) const {
    return Functions.find(Name) != Functions.end();
  }
  /// Hides what is known about \p Name from all callers.
  void giveUp(llvm::StringRef Name, llvm::StringRef Reason);

  /// Warns of each name that has two different definitions: the linker decides
  /// which one callers get.
  void warnOfConflicts(llvm::raw_ostream &OS) const;
  /// A contract file, sorted by name. It includes names about which nothing is
  /// known, so that entries of other files for them are not used after a merge.
  std::string text() const;
  /// Only what callers that ask for \p Names see. \p WithUnusable: also names
  /// about which nothing is known.
  std::string textFor(llvm::ArrayRef<std::string> Names,
                      bool WithUnusable = false) const;
  /// Identifies what callers see of \p Name; 0 if that is nothing. For a field,
  /// it is the index of one of fieldAnswers().
  uint64_t answer(llvm::StringRef Name) const;
  /// Calls \p Changed with each name here for which \p Old has another answer.
  void
  forEachChange(const SummaryTable &Old,
                llvm::function_ref<void(llvm::StringRef Name)> Changed) const;

  /// What is known about one name.
  struct Function {
    InferredContract Inferred;
    std::string Source;
    /// The source of a different definition, if there is one.
    std::string OtherSource;
    /// For a field: what the files show.
    std::vector<HeldReference> Shown;

    bool isUsable() const {
      return OtherSource.empty() && !Inferred.Entry.empty();
    }
  };
  /// Writes or reads the table; see Archive.h.
  template <class Archive>
  friend void visitMembers(Archive &A, SummaryTable &Table) {
    A(Table.Functions);
  }

private:
  std::map<std::string, Function, std::less<>> Functions;
};

/// Adds the summary files \p Files to \p Table, and warns of conflicts among
/// them; false after a complaint.
bool readSummaries(llvm::ArrayRef<std::string> Files, SummaryTable &Table);

/// Merges the summary files \p Inputs into \p Output, which is left alone if it
/// is up to date. Complains on standard error. \returns the exit status.
/// \param AskedFile lists the only names to take, one per line; empty: all.
/// \param SourceFile mentions the only names to take; empty: all.
int mergeSummaries(llvm::StringRef Output, llvm::ArrayRef<std::string> Inputs,
                   llvm::StringRef AskedFile, llvm::StringRef SourceFile);

/// Reads the names in \p Path, which --asked-out wrote; nothing after a
/// complaint.
std::optional<std::vector<std::string>> readAsked(llvm::StringRef Path);

/// Writes \p Text to \p Path unless the file already has that text, so that a
/// build continues only after a change; false after a complaint.
bool writeIfChanged(llvm::StringRef Path, llvm::StringRef Text);

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_SUMMARYTABLE_H
