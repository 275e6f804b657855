//===- Fingerprints.cpp - Who is who in two runs ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fingerprints.h"
#include "core/FileNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <array>

using llvm::StringRef;

namespace pyrefcheck {

void assignFingerprints(llvm::MutableArrayRef<ReportedFinding> Findings,
                        StringRef SourceRoot) {
  llvm::StringMap<unsigned> Ordinals;
  for (ReportedFinding &F : Findings) {
    // A name outside the source root would depend on the machine.
    StringRef File = relativeBelow(F.Where.File, SourceRoot)
                         .value_or(llvm::sys::path::filename(F.Where.File));
    std::string Identity = llvm::join(
        std::array<StringRef, 4>{ruleInfo(F.ID).Name, File, F.Function, F.Kind},
        StringRef("\0", 1));
    unsigned Ordinal = Ordinals[Identity]++;
    Identity += '\0' + std::to_string(Ordinal);
    std::array<uint8_t, 32> Hash = llvm::SHA256::hash(llvm::ArrayRef(
        reinterpret_cast<const uint8_t *>(Identity.data()), Identity.size()));
    F.Fingerprint =
        llvm::toHex(llvm::ArrayRef(Hash).take_front(16), /*LowerCase=*/true);
  }
}

} // namespace pyrefcheck
