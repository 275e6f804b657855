//===- ReferenceData.cpp - Lists that CPython ships -----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceData.h"
#include "HeaderApi.h"
#include "contracts/Contract.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pyrefcheck {

static Expected<std::unique_ptr<MemoryBuffer>> open(const std::string &Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return createStringError(
        Buffer.getError(),
        Path + ": error: cannot read: " + Buffer.getError().message());
  return std::move(*Buffer);
}

static std::string place(const std::string &Path, int64_t Line) {
  return (sys::path::filename(Path) + ":" + Twine(Line)).str();
}

/// An empty list is an error: the format of the file has changed.
static Expected<std::vector<ListedFunction>>
notEmpty(std::vector<ListedFunction> Functions, const std::string &Path) {
  if (Functions.empty())
    return createStringError(inconvertibleErrorCode(),
                             Path + ": error: no functions found");
  return Functions;
}

Expected<std::vector<ListedFunction>> readRefcounts(const std::string &Path) {
  auto Buffer = open(Path);
  if (!Buffer)
    return Buffer.takeError();
  std::vector<ListedFunction> Functions;
  for (line_iterator It(**Buffer, /*SkipBlanks=*/true, '#'); !It.is_at_eof();
       ++It) {
    // function:type:parameter:effect:comment, the result first.
    SmallVector<StringRef, 5> Fields;
    It->split(Fields, ':', /*MaxSplit=*/4);
    if (Fields.size() < 4 || !Fields[2].empty())
      continue;
    ListedFunction F;
    F.Name = Fields[0].str();
    F.Place = place(Path, It.line_number());
    F.ResultEffect = Fields[3].trim().str();
    Functions.push_back(std::move(F));
  }
  return notEmpty(std::move(Functions), Path);
}

Expected<std::vector<ListedFunction>> readStableABI(const std::string &Path) {
  auto Buffer = open(Path);
  if (!Buffer)
    return Buffer.takeError();
  std::vector<ListedFunction> Functions;
  bool InFunction = false;
  for (line_iterator It(**Buffer, /*SkipBlanks=*/true, '#'); !It.is_at_eof();
       ++It) {
    StringRef Line = It->trim();
    if (Line.consume_front("[")) {
      InFunction = Line.consume_front("function.");
      if (!InFunction)
        continue;
      ListedFunction F;
      F.Name = Line.substr(0, Line.find(']')).str();
      F.Place = place(Path, It.line_number());
      Functions.push_back(std::move(F));
      continue;
    }
    if (!InFunction)
      continue;
    auto [Key, Value] = Line.split('=');
    Value = Value.trim();
    if (Key.trim() == "abi_only" && Value == "true") {
      Functions.pop_back();
      InFunction = false;
    } else if (Key.trim() == "added") {
      auto [Major, Minor] = Value.trim("'\"").split('.');
      unsigned A = 0, B = 0;
      if (!Major.getAsInteger(10, A) && !Minor.getAsInteger(10, B))
        Functions.back().Added = static_cast<PyVersion>(A << 8 | B);
    }
  }
  return notEmpty(std::move(Functions), Path);
}

std::string contradiction(const Contract &C, const ListedFunction &Listed) {
  if (Listed.Added && C.Since > Listed.Added)
    return "the entry says since " + versionText(C.Since) +
           ", the stable ABI has it since " + versionText(Listed.Added);
  const ContractResult &R = C.Result;
  const bool IsNew =
      R.Kind == ResultKind::New || R.Kind == ResultKind::NewReferenceToArgument;
  // The list calls a returned argument borrowed, even if the function turns
  // memory into an object.
  const bool ComesBack = R.Kind == ResultKind::Argument ||
                         R.Kind == ResultKind::NewReferenceToArgument ||
                         any_of(C.Args, [](const ArgContract &A) {
                           return A.Effect == ArgEffect::Steals;
                         });
  if (Listed.ResultEffect == "+1" && !IsNew)
    return "the list says that the result is a new reference";
  if (Listed.ResultEffect == "0" && R.Kind != ResultKind::Borrowed &&
      !ComesBack)
    return "the list says that the result is a borrowed reference";
  if (Listed.ResultEffect == "null" && R.Null != NullWhen::Always)
    return "the list says that the result is always NULL";
  return "";
}

} // namespace pyrefcheck
