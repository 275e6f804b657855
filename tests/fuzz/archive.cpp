//===- archive.cpp - Fuzzes the entries of a cache ------------------------ ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Archive.h"
#include "FuzzTarget.h"

using namespace pyrefcheck;

namespace pyrefcheck {

/// All that an archive can hold, nested.
struct Node {
  std::string Name;
  uint64_t Number = 0;
  uint8_t Small = 0;
  bool Flag = false;
  std::vector<std::string> Texts;
  std::vector<std::vector<uint32_t>> Numbers;
};

template <class A> static void visitMembers(A &Into, Node &N) {
  Into(N.Name, N.Number, N.Small, N.Flag, N.Texts, N.Numbers);
}

} // namespace pyrefcheck

void readInput(llvm::StringRef Text) {
  std::vector<Node> Nodes;
  ArchiveReader Reader(Text);
  Reader(Nodes);
  if (!Reader.readAll())
    return;
  // What was read whole can be written and read again.
  ArchiveWriter Writer;
  Writer(Nodes);
  const std::string Bytes = Writer.bytes();
  std::vector<Node> Again;
  ArchiveReader Second(Bytes);
  Second(Again);
  require(Second.readAll() && Again.size() == Nodes.size());
}
