//===- Mutant.h - One bug that can be planted -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_MUTANT_H
#define PYREFCHECK_TOOLS_MUTATE_MUTANT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// A way to plant a bug.
enum class MutantOperator : uint8_t {
#define OPERATOR(ID, NAME, SENTENCE) ID,
#include "Operators.def"
};

/// The name of \p Op, and a sentence that describes the bug.
llvm::StringRef operatorName(MutantOperator Op);
llvm::StringRef operatorSentence(MutantOperator Op);

/// A part of the main file, as offsets.
struct TextRange {
  unsigned Begin = 0, End = 0;

  bool contains(const TextRange &Other) const {
    return Begin <= Other.Begin && Other.End <= End;
  }
};

/// New text for a part of the main file.
struct TextChange {
  TextRange Where;
  std::string Text;
};

/// One planted bug.
struct Mutant {
  MutantOperator Op;
  /// Qualified, as findings name it.
  std::string Function;
  unsigned Line;
  /// In the order of the text; they do not overlap.
  std::vector<TextChange> Changes;
  /// 12 hexadecimal digits, computed from the names of file, function and
  /// operator, the changed text, and the number of equal mutants before it: it
  /// stays the same when lines move.
  std::string Id;
};

/// Collects the mutants of one file.
class MutantList {
public:
  MutantList(llvm::StringRef File, llvm::StringRef Text)
      : File(File), Text(Text) {}

  void add(MutantOperator Op, llvm::StringRef Function,
           std::vector<TextChange> Changes);

  llvm::ArrayRef<Mutant> all() const { return Mutants; }
  /// The mutant with the id \p Id, or null.
  const Mutant *find(llvm::StringRef Id) const;

  /// The file's whole text with the bug in it.
  std::string apply(const Mutant &M) const;
  /// The text before and after, in one line.
  std::string describe(const Mutant &M) const;

private:
  llvm::StringRef File, Text;
  std::vector<Mutant> Mutants;
  llvm::StringMap<unsigned> Alike;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_MUTANT_H
