//===- Mutant.cpp - One bug that can be planted ---------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutant.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pyrefcheck {

StringRef operatorName(MutantOperator Op) {
  static constexpr StringRef Names[] = {
#define OPERATOR(ID, NAME, SENTENCE) NAME,
#include "Operators.def"
  };
  return Names[static_cast<unsigned>(Op)];
}

StringRef operatorSentence(MutantOperator Op) {
  static constexpr StringRef Sentences[] = {
#define OPERATOR(ID, NAME, SENTENCE) SENTENCE,
#include "Operators.def"
  };
  return Sentences[static_cast<unsigned>(Op)];
}

/// \p Text in one line, with single spaces.
static std::string squeezed(StringRef Text) {
  SmallVector<StringRef, 16> Words;
  SplitString(Text, Words);
  return join(Words, " ");
}

void MutantList::add(MutantOperator Op, StringRef Function,
                     std::vector<TextChange> Changes) {
  sort(Changes, [](const TextChange &A, const TextChange &B) {
    return A.Where.Begin < B.Where.Begin;
  });
  const unsigned First = Changes.front().Where.Begin;
  Mutant M{Op, Function.str(), 0, std::move(Changes), ""};
  M.Line = 1 + Text.take_front(First).count('\n');
  std::string Key = (sys::path::filename(File) + "\n" + Function + "\n" +
                     operatorName(Op) + "\n" + describe(M))
                        .str();
  if (const unsigned Before = Alike[Key]++)
    Key += "\n" + std::to_string(Before);
  raw_string_ostream(M.Id) << format_hex_no_prefix(
      xxh3_64bits(arrayRefFromStringRef(Key)) >> 16, 12);
  Mutants.push_back(std::move(M));
}

const Mutant *MutantList::find(StringRef Id) const {
  const auto *It = find_if(all(), [&](const Mutant &M) { return M.Id == Id; });
  return It == all().end() ? nullptr : It;
}

std::string MutantList::apply(const Mutant &M) const {
  std::string Result;
  unsigned Done = 0;
  for (const TextChange &C : M.Changes) {
    Result += Text.slice(Done, C.Where.Begin);
    Result += C.Text;
    Done = C.Where.End;
  }
  Result += Text.drop_front(Done);
  return Result;
}

std::string MutantList::describe(const Mutant &M) const {
  std::string Result;
  for (const TextChange &C : M.Changes) {
    if (!Result.empty())
      Result += " | ";
    Result += squeezed(Text.slice(C.Where.Begin, C.Where.End)) + " => " +
              squeezed(C.Text);
  }
  return Result;
}

} // namespace pyrefcheck
