//===- ContractTree.cpp - The text of a contract file as a tree -----------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ContractTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/YAMLParser.h"
#include <tuple>

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

const ContractTreeNode *ContractTreeNode::find(StringRef Key) const {
  if (K != Mapping)
    return nullptr;
  for (size_t I = 0; I + 1 < Items.size(); I += 2)
    if (Items[I].Text == Key)
      return &Items[I + 1];
  return nullptr;
}

StringRef ContractTreeNode::describe() const {
  switch (K) {
  case Null:
    return "nothing";
  case Scalar:
    return "a word";
  case Sequence:
    return "a list";
  case Mapping:
    return "a mapping";
  case Alias:
    return "an alias";
  }
  return "";
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

ContractErrors::ContractErrors(MemoryBufferRef Buffer) : Buffer(Buffer) {
  SM.setDiagHandler(
      [](const SMDiagnostic &D, void *Self) {
        static_cast<ContractErrors *>(Self)->addFromYAMLParser(D);
      },
      this);
}

void ContractErrors::add(SMLoc Loc, const Twine &Message) {
  auto [Line, Column] = SM.getLineAndColumn(Loc);
  Errors.push_back({Line, Column, Message.str()});
}

void ContractErrors::addFromYAMLParser(const SMDiagnostic &D) {
  // The parser continues after its first error and then reports the
  // consequences, so only the first counts.
  if (!Errors.empty())
    return;
  unsigned Line = std::max(D.getLineNo(), 1);
  unsigned Column = std::max(D.getColumnNo(), 0) + 1;
  Errors.push_back({Line, Column, ("not valid YAML: " + D.getMessage()).str()});
}

Error ContractErrors::take() {
  sort(Errors, [](const Entry &A, const Entry &B) {
    return std::tie(A.Line, A.Column, A.Message) <
           std::tie(B.Line, B.Column, B.Message);
  });
  std::string Text;
  raw_string_ostream OS(Text);
  ListSeparator NewLine("\n");
  for (const Entry &E : Errors)
    OS << NewLine << Buffer.getBufferIdentifier() << ':' << E.Line << ':'
       << E.Column << ": error: " << E.Message;
  return createStringError(inconvertibleErrorCode(), OS.str());
}

//===----------------------------------------------------------------------===//
// Checks of every part of a file
//===----------------------------------------------------------------------===//

bool isIdentifier(StringRef S) {
  return !S.empty() && !isDigit(S.front()) &&
         all_of(S, [](char C) { return isAlnum(C) || C == '_'; });
}

void checkKeys(const ContractTreeNode &Mapping, ArrayRef<StringRef> Known,
               StringRef What, ContractErrors &Errors) {
  SmallVector<StringRef, 16> Seen;
  for (size_t I = 0; I + 1 < Mapping.Items.size(); I += 2) {
    const ContractTreeNode &Key = Mapping.Items[I];
    if (Key.K != ContractTreeNode::Scalar || !is_contained(Known, Key.Text))
      Errors.add(Key.Loc, "unknown key '" + Key.Text + "' in " + What +
                              ": expected one of " + join(Known, ", "));
    else if (is_contained(Seen, Key.Text))
      Errors.add(Key.Loc, "'" + Key.Text + "' is given twice in " + What);
    Seen.push_back(Key.Text);
  }
}

bool expectScalar(const ContractTreeNode &N, const Twine &Expected,
                  ContractErrors &Errors) {
  if (N.K == ContractTreeNode::Scalar)
    return true;
  Errors.add(N.Loc, "expected " + Expected + ", found " + N.describe());
  return false;
}

std::optional<bool> readBool(const ContractTreeNode &N, StringRef What,
                             ContractErrors &Errors) {
  if (!expectScalar(N, "true or false for '" + What + "'", Errors))
    return std::nullopt;
  if (N.Text == "true" || N.Text == "false")
    return N.Text == "true";
  Errors.add(N.Loc, "'" + N.Text + "' is not a value of '" + What +
                        "': expected true or false");
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Text to tree
//===----------------------------------------------------------------------===//

/// Copies \p N. \p Where is the location of nodes without text (`key:`).
/// \param Depth the nesting depth of \p N. If it is too large, an error is
/// added and the stream must not be read further: LLVM's parser recurses as
/// deeply.
static ContractTreeNode copy(yaml::Node *N, SMLoc Where, unsigned Depth,
                             ContractErrors &Errors, BumpPtrAllocator &Arena) {
  // Deeper than any sensible file.
  constexpr unsigned MaxDepth = 64;
  ContractTreeNode Result;
  Result.Loc = Where;
  if (!N || isa<yaml::NullNode>(N))
    return Result;
  if (N->getSourceRange().Start.isValid())
    Result.Loc = N->getSourceRange().Start;
  if (Depth > MaxDepth) {
    Errors.add(Result.Loc, "nested too deeply");
    return Result;
  }

  if (auto *Scalar = dyn_cast<yaml::ScalarNode>(N)) {
    SmallString<32> Storage;
    Result.K = ContractTreeNode::Scalar;
    Result.Text = Scalar->getValue(Storage).copy(Arena);
  } else if (auto *Block = dyn_cast<yaml::BlockScalarNode>(N)) {
    Result.K = ContractTreeNode::Scalar;
    Result.Text = Block->getValue().rtrim().copy(Arena);
  } else if (auto *Sequence = dyn_cast<yaml::SequenceNode>(N)) {
    Result.K = ContractTreeNode::Sequence;
    for (yaml::Node &Item : *Sequence) {
      Result.Items.push_back(copy(&Item, Result.Loc, Depth + 1, Errors, Arena));
      if (!Errors.empty())
        return Result;
    }
  } else if (auto *Mapping = dyn_cast<yaml::MappingNode>(N)) {
    Result.K = ContractTreeNode::Mapping;
    for (yaml::KeyValueNode &Pair : *Mapping) {
      Result.Items.push_back(
          copy(Pair.getKey(), Result.Loc, Depth + 1, Errors, Arena));
      if (!Errors.empty())
        return Result;
      SMLoc KeyLoc = Result.Items.back().Loc;
      Result.Items.push_back(
          copy(Pair.getValue(), KeyLoc, Depth + 1, Errors, Arena));
      if (!Errors.empty())
        return Result;
    }
  } else {
    Result.K = ContractTreeNode::Alias;
  }
  return Result;
}

std::optional<ContractTreeNode> readContractTree(MemoryBufferRef Buffer,
                                                 ContractErrors &Errors,
                                                 BumpPtrAllocator &Arena) {
  yaml::Stream Stream(Buffer, Errors.sourceMgr(), /*ShowColors=*/false);
  SMLoc Start = SMLoc::getFromPointer(Buffer.getBufferStart());
  ContractTreeNode Root;
  Root.Loc = Start;
  auto Document = Stream.begin();
  if (Document != Stream.end()) {
    Root = copy(Document->getRoot(), Start, 0, Errors, Arena);
    if (!Stream.failed() && Errors.empty() && ++Document != Stream.end())
      Errors.add(Start, "expected one YAML document, found several");
  }
  if (Stream.failed() && Errors.empty())
    Errors.add(Start, "not valid YAML");
  if (!Errors.empty())
    return std::nullopt;
  return Root;
}

} // namespace pyrefcheck
