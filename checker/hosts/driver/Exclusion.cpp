//===- Exclusion.cpp - Files that are left out ----------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Exclusion.h"
#include "findings/FileNames.h"
#include "program/Complaint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;

namespace pyrefcheck {

/// The most alternatives to which {a,b} may expand in one pattern.
static constexpr size_t MaxAlternatives = 1024;

bool Exclusion::add(StringRef Glob, StringRef Directory, StringRef Source) {
  const std::string Pattern = Glob.rtrim('/').str();
  Expected<GlobPattern> Compiled =
      GlobPattern::create(Pattern, MaxAlternatives);
  if (Compiled && !Pattern.empty()) {
    Patterns.push_back({Pattern, Directory.str()});
    return true;
  }
  complain() << Source << ": '" << Glob << "' is no pattern: "
             << (Compiled ? "it is empty" : toString(Compiled.takeError()))
             << '\n';
  return false;
}

bool Exclusion::excludes(StringRef File) const {
  return !Kept.contains(File) && any_of(Patterns, [&](const Pattern &P) {
    const StringRef Name = relativeBelow(File, P.Directory).value_or(File);
    const GlobPattern Glob = // It refers to its text.
        cantFail(GlobPattern::create(P.Glob, MaxAlternatives));
    for (size_t End = Name.find('/', 1); End != StringRef::npos;
         End = Name.find('/', End + 1))
      if (Glob.match(Name.take_front(End)))
        return true;
    return Glob.match(Name);
  });
}

} // namespace pyrefcheck
