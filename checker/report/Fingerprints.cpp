//===- Fingerprints.cpp - The identity of findings across runs --*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fingerprints.h"
#include "ReportedFinding.h"
#include "findings/FileNames.h"
#include "findings/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <array>
#include <map>
#include <tuple>

using llvm::StringRef;

namespace pyrefcheck {

/// Joins texts unambiguously.
static std::string join(std::initializer_list<StringRef> Parts) {
  return llvm::join(Parts, StringRef("\0", 1));
}

/// The fingerprint of finding number \p Ordinal among those with one identity.
static std::string hash(std::string Identity, unsigned Ordinal) {
  Identity += '\0' + std::to_string(Ordinal);
  std::array<uint8_t, 32> Hash = llvm::SHA256::hash(llvm::ArrayRef(
      reinterpret_cast<const uint8_t *>(Identity.data()), Identity.size()));
  return llvm::toHex(llvm::ArrayRef(Hash).take_front(16), /*LowerCase=*/true);
}

/// The name of the file of \p F, the same on all machines.
static StringRef fileOf(const ReportedFinding &F, StringRef SourceRoot) {
  return relativeBelow(F.Where.File, SourceRoot)
      .value_or(llvm::sys::path::filename(F.Where.File));
}

/// Version 1, which distinguishes leaks by the beginning of their messages.
static void
assignEarlierFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                          StringRef SourceRoot) {
  llvm::StringMap<unsigned> Ordinals;
  llvm::StringSet<> Known;
  // Version 1 keeps all findings of a header that are in different functions.
  auto IsNew = [&](StringRef Kind, StringRef File, unsigned Line,
                   unsigned Column, StringRef Rest) {
    return Known
        .insert(join(
            {Kind, File, std::to_string(Line), std::to_string(Column), Rest}))
        .second;
  };
  for (ReportedFinding &F : Findings) {
    const ReportedCause &C = F.Cause;
    const StringRef Rule = ruleInfo(F.ID).Name;
    const bool IsNewCause =
        C.File.empty() ||
        IsNew("cause", C.File, C.Line, C.Column,
              join({Rule, F.Function, std::to_string(C.SpelledLine),
                    std::to_string(C.SpelledColumn)}));
    if (!IsNewCause ||
        !IsNew("subject", F.Where.File, F.Where.Line, F.Where.Column,
               join({F.Function, StringRef(F.Message).split(':').first})))
      continue;
    const std::string Identity =
        join({Rule, fileOf(F, SourceRoot), F.Function, F.EarlierKind});
    F.EarlierFingerprint = hash(Identity, Ordinals[Identity]++);
  }
}

void assignFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                        StringRef SourceRoot) {
  assignEarlierFingerprints(Findings, SourceRoot);
  std::map<std::string, std::vector<ReportedFinding *>> Equal;
  for (ReportedFinding &F : Findings)
    Equal[join({FingerprintVersion, ruleInfo(F.ID).Name, fileOf(F, SourceRoot),
                F.Function, F.Aspect, F.Cause.Text})]
        .push_back(&F);
  for (auto &[Identity, Same] : Equal) {
    // Equal places keep the order of the findings, which is that of their
    // addresses.
    llvm::sort(Same, [](const ReportedFinding *A, const ReportedFinding *B) {
      return std::tie(A->Cause.File, A->Cause.Line, A->Cause.Column, A) <
             std::tie(B->Cause.File, B->Cause.Line, B->Cause.Column, B);
    });
    unsigned Ordinal = 0;
    for (ReportedFinding *F : Same)
      F->Fingerprint = hash(Identity, Ordinal++);
  }
}

std::string fingerprintOfFile(StringRef Check, StringRef Name) {
  return hash(join({FingerprintVersion, Check, Name}), 0);
}

} // namespace pyrefcheck
