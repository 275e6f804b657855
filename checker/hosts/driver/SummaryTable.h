//===- SummaryTable.h - What was inferred in many files ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Merges what was inferred of the functions of several files, by name, and
// reads and writes it as a contract file.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_SUMMARYTABLE_H
#define PYREFCHECK_HOSTS_DRIVER_SUMMARYTABLE_H

#include "core/SummaryContract.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace pyrefcheck {

class SummaryTable {
public:
  /// \param Source the file that defines the function, for messages.
  void add(const InferredContract &Inferred, llvm::StringRef Source);
  /// Adds all of a file that write() wrote, or of any contract file.
  llvm::Error addFile(llvm::StringRef Path);

  /// Warns of each name that has two different definitions: what callers would
  /// get depends on the linker.
  void warnOfConflicts(llvm::raw_ostream &OS) const;
  /// Sorted by name; what has no entry is named in a comment.
  std::string text() const;
  bool hasEntry(llvm::StringRef Name) const;
  bool empty() const { return Functions.empty(); }

private:
  struct Function {
    InferredContract Inferred;
    std::string Source;
    /// The source of a different definition, if there is one.
    std::string OtherSource;

    bool isUsable() const {
      return OtherSource.empty() && !Inferred.Entry.empty();
    }
  };
  std::map<std::string, Function, std::less<>> Functions;
};

/// Merges the summary files \p Inputs into \p Output, which is left alone if it
/// is what it should be. Complains on standard error. \returns the exit status.
int mergeSummaries(llvm::StringRef Output, llvm::ArrayRef<std::string> Inputs);

/// Writes \p Text to \p Path unless that is what stands there already, so that
/// a build goes on only after a change; false after a complaint.
bool writeIfChanged(llvm::StringRef Path, llvm::StringRef Text);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_SUMMARYTABLE_H
