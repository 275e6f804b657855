//===- NearestWord.h - Which word was probably meant ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_NEARESTWORD_H
#define PYREFCHECK_CONTRACTS_NEARESTWORD_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace pyrefcheck {

/// Finds the known word that an unknown one was probably meant to be.
class NearestWord {
public:
  explicit NearestWord(llvm::StringRef Given)
      : Given(Given), Best(Given.size() / 3 + 1) {}

  void consider(const llvm::Twine &Candidate) {
    std::string Word = Candidate.str();
    const unsigned Distance =
        llvm::StringRef(Given).edit_distance(Word, true, Best);
    if (Distance >= Best)
      return;
    Best = Distance;
    Nearest = Word;
  }

  /// Empty if nothing is near.
  llvm::StringRef word() const { return Nearest; }

  /// "; did you mean 'WORD'?", or nothing.
  std::string question() const {
    return Nearest.empty() ? "" : "; did you mean '" + Nearest + "'?";
  }

private:
  std::string Given, Nearest;
  /// The distance of Nearest, or that from which on words are unrelated.
  unsigned Best;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_NEARESTWORD_H
