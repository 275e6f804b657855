//===- PathNames.h - File names as they are shown ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_PATHNAMES_H
#define PYREFCHECK_REPORT_PATHNAMES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace pyrefcheck {

/// Shows absolute file names in the form in which the user gave them, or else
/// relative to the working directory if they are below it.
class PathNames {
public:
  explicit PathNames(llvm::StringRef WorkingDirectory)
      : WorkingDirectory(WorkingDirectory) {}

  void addGiven(llvm::StringRef Absolute, llvm::StringRef Given) {
    GivenNames.try_emplace(Absolute, Given);
  }

  /// \returns the name of \p Absolute to show, passed through cleanText().
  std::string display(llvm::StringRef Absolute) const;

private:
  std::string WorkingDirectory;
  llvm::StringMap<std::string> GivenNames;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_PATHNAMES_H
