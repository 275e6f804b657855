//===- ContractTreeTest.cpp - The text of contract files as trees ---------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "contracts/ContractTree.h"
#include "Expect.h"

using namespace pyrefcheck;

static void print(llvm::raw_ostream &OS, const ContractTreeNode &N) {
  switch (N.K) {
  case ContractTreeNode::Null:
    OS << '~';
    return;
  case ContractTreeNode::Scalar:
    OS << '"' << N.Text << '"';
    return;
  case ContractTreeNode::Alias:
    OS << '*';
    return;
  case ContractTreeNode::Sequence:
  case ContractTreeNode::Mapping:
    OS << (N.K == ContractTreeNode::Mapping ? "{" : "[");
    for (const ContractTreeNode &Item : N.Items) {
      OS << (&Item == N.Items.data() ? "" : " ");
      print(OS, Item);
    }
    OS << (N.K == ContractTreeNode::Mapping ? "}" : "]");
  }
}

/// A text with the problems that reading it meets.
struct Reading {
  explicit Reading(llvm::StringRef Text)
      : Buffer(Text, "file.yaml"), Errors(Buffer),
        Root(readContractTree(Buffer, Errors, Arena)) {}

  std::string tree() const {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    if (Root)
      print(OS, *Root);
    return Text;
  }
  std::string problems() {
    return Errors.empty() ? "" : llvm::toString(Errors.take());
  }

  llvm::BumpPtrAllocator Arena;
  llvm::MemoryBufferRef Buffer;
  ContractErrors Errors;
  std::optional<ContractTreeNode> Root;
};

static void testTrees() {
  EXPECT_EQUAL(Reading("").tree(), "~");
  EXPECT_EQUAL(Reading("# nothing\n").tree(), "~");
  EXPECT_EQUAL(Reading("word").tree(), "\"word\"");
  EXPECT_EQUAL(Reading("- function: f\n  args: [a, {b: c}]\n- g\n").tree(),
               "[{\"function\" \"f\" \"args\" [\"a\" {\"b\" \"c\"}]} \"g\"]");
  EXPECT_EQUAL(Reading("key:\nother: ''\n").tree(),
               "{\"key\" ~ \"other\" \"\"}");
  EXPECT_EQUAL(Reading("text: |\n  one\n  two\n\n").tree(),
               "{\"text\" \"one\ntwo\"}");
  EXPECT_EQUAL(Reading("- &a word\n- *a\n").tree(), "[\"word\" *]");
}

static void testFind() {
  Reading File("one: 1\ntwo: 2\n");
  EXPECT_EQUAL(File.Root->find("two")->Text, "2");
  EXPECT(!File.Root->find("three"));
  EXPECT(!File.Root->find("one")->find("one"));
  EXPECT(File.Errors.line(File.Root->find("two")->Loc) == 2);
}

static void testProblems() {
  EXPECT_EQUAL(
      Reading("a: [b").problems(),
      "file.yaml:1:5: error: not valid YAML: Could not find closing ]!");
  EXPECT_EQUAL(Reading("- a\n---\n- b\n").problems(),
               "file.yaml:1:1: error: expected one YAML document, found "
               "several");
  EXPECT_EQUAL(Reading(std::string(66, '[') + std::string(66, ']')).problems(),
               "file.yaml:1:67: error: nested too deeply");
}

static void testKeys() {
  Reading File("one: 1\nother: 2\none: 3\n");
  checkKeys(*File.Root, {"one", "two"}, "a mapping", File.Errors);
  EXPECT(File.Errors.size() == 2);
  EXPECT_EQUAL(File.problems(),
               "file.yaml:2:1: error: unknown key 'other' in a mapping: "
               "expected one of one, two\n"
               "file.yaml:3:1: error: 'one' is given twice in a mapping");
}

static void testValues() {
  Reading File("yes: true\nno: false\nmaybe: perhaps\nlist: []\n");
  auto Read = [&](llvm::StringRef Key) {
    return readBool(*File.Root->find(Key), Key, File.Errors);
  };
  EXPECT(Read("yes") == true);
  EXPECT(Read("no") == false);
  EXPECT(File.Errors.empty());
  // Problems come in the order of the file, not of the search.
  EXPECT(!Read("list"));
  EXPECT(!Read("maybe"));
  EXPECT_EQUAL(File.problems(),
               "file.yaml:3:8: error: 'perhaps' is not a value of 'maybe': "
               "expected true or false\n"
               "file.yaml:4:8: error: expected true or false for 'list', found "
               "a list");
}

static void testIdentifiers() {
  EXPECT(isIdentifier("_Py_Dealloc2"));
  EXPECT(!isIdentifier(""));
  EXPECT(!isIdentifier("2nd"));
  EXPECT(!isIdentifier("a.b"));
}

int main() {
  testTrees();
  testFind();
  testProblems();
  testKeys();
  testValues();
  testIdentifiers();
  return Failed;
}
