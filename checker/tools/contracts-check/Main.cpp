//===- Main.cpp - pyrefcheck-contracts-check ------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pyrefcheck-contracts-check compares contract files with Python's headers and
// with the lists that CPython ships, and prints what is missing, superfluous or
// contradictory. docs/contracts.md says how to use it.
//
//===----------------------------------------------------------------------===//

#include "Coverage.h"
#include "HeaderApi.h"
#include "ReferenceData.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "contracts/ContractTree.h"
#include "hosts/ResourceDirectory.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace pyrefcheck;

namespace {

cl::OptionCategory Category("Options");
cl::list<std::string> Files(cl::Positional, cl::OneOrMore,
                            cl::desc("CONTRACTS.yaml..."), cl::cat(Category));
cl::opt<std::string>
    ExceptionsFile("exceptions", cl::value_desc("FILE"), cl::cat(Category),
                   cl::desc("What is not to be reported, as YAML"));
cl::list<std::string>
    Headers("headers", cl::value_desc("DIR"), cl::cat(Category),
            cl::desc("Compare with all headers of one Python version: the "
                     "directory of Python.h (repeatable)"));
cl::list<std::string>
    PartialHeaders("partial-headers", cl::value_desc("DIR"), cl::cat(Category),
                   cl::desc("The same with headers that declare only some of "
                            "the API (repeatable)"));
cl::list<std::string> Defines("D", cl::Prefix, cl::value_desc("MACRO[=VALUE]"),
                              cl::cat(Category),
                              cl::desc("Define a macro for the headers"));
cl::list<std::string> Includes("I", cl::Prefix, cl::value_desc("DIR"),
                               cl::cat(Category),
                               cl::desc("Where else headers are"));
cl::opt<std::string>
    Refcounts("refcounts", cl::value_desc("FILE"), cl::cat(Category),
              cl::desc("Compare with CPython's refcounts.dat"));
cl::opt<std::string>
    StableABI("stable-abi", cl::value_desc("FILE"), cl::cat(Category),
              cl::desc("Compare with CPython's stable_abi.toml"));

} // namespace

static Expected<std::unique_ptr<MemoryBuffer>> open(StringRef File) {
  auto Buffer = MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return createStringError(
        Buffer.getError(),
        File + ": error: cannot read: " + Buffer.getError().message());
  return std::move(*Buffer);
}

static Error loadContracts(ContractTable &Table, BumpPtrAllocator &Arena) {
  for (const std::string &File : Files) {
    auto Buffer = open(File);
    if (!Buffer)
      return Buffer.takeError();
    // The strings of the contracts live in the arena.
    auto Contracts = parseContracts((*Buffer)->getMemBufferRef(), Arena);
    if (!Contracts)
      return Contracts.takeError();
    for (const Contract &C : Contracts->Contracts)
      if (!Table.try_emplace(C.Name, C).second)
        return createStringError(inconvertibleErrorCode(),
                                 "error: two files have a contract for '" +
                                     C.Name + "'");
  }
  return Error::success();
}

/// Reads a list of groups, each with a `reason` and a list of names as `macros`
/// or `elsewhere`; `expanded: true` is for macros that are analysed through
/// their expansions.
static Error loadExceptions(Exceptions &Except, BumpPtrAllocator &Arena) {
  if (ExceptionsFile.empty())
    return Error::success();
  auto Buffer = open(ExceptionsFile);
  if (!Buffer)
    return Buffer.takeError();
  MemoryBufferRef Ref = (*Buffer)->getMemBufferRef();
  ContractErrors Errors(Ref);
  std::optional<ContractTreeNode> Root = readContractTree(Ref, Errors, Arena);
  if (!Root)
    return Errors.take();
  if (Root->K != ContractTreeNode::Sequence)
    Errors.add(Root->Loc, "expected a list of groups");
  StringSet<> Seen;
  for (const ContractTreeNode &Group : Root->Items) {
    const ContractTreeNode *Macros = Group.find("macros");
    const ContractTreeNode *Names = Macros ? Macros : Group.find("elsewhere");
    const ContractTreeNode *Expanded = Group.find("expanded");
    if (!Group.find("reason") || !Names ||
        Names->K != ContractTreeNode::Sequence) {
      Errors.add(Group.Loc, "expected a mapping with 'reason' and a list "
                            "'macros' or 'elsewhere'");
      continue;
    }
    if (Expanded && Expanded->Text != "true")
      Errors.add(Expanded->Loc, "expected true");
    StringSet<> &Set = !Macros    ? Except.Elsewhere
                       : Expanded ? Except.ExpandedMacros
                                  : Except.PlainMacros;
    for (const ContractTreeNode &Name : Names->Items)
      if (!Seen.insert(Name.Text).second)
        Errors.add(Name.Loc, "'" + Name.Text + "' is listed twice");
      else
        Set.insert(Name.Text);
  }
  return Errors.empty() ? Error::success() : Errors.take();
}

/// Prints \p Result. \returns whether there are no problems.
static bool print(StringRef Source, const CoverageResult &Result) {
  for (const std::string &Problem : Result.Problems)
    outs() << "error: " << Problem << '\n';
  const CoverageFigures &F = Result.Figures;
  outs() << Source << ": " << F.CoveredFunctions << " of " << F.Functions
         << " functions";
  if (F.Macros || F.ExemptMacros)
    outs() << " and " << F.CoveredMacros << " of " << F.Macros
           << " macros have an entry, " << F.ExemptMacros
           << " macros need none; " << F.CoveredPrivate << " of " << F.Private
           << " private functions have one";
  else
    outs() << " have an entry";
  outs() << "; " << Result.Problems.size()
         << (Result.Problems.size() == 1 ? " problem" : " problems") << '\n';
  return Result.Problems.empty();
}

static Expected<bool> check() {
  if (Headers.empty() && PartialHeaders.empty() && Refcounts.empty() &&
      StableABI.empty())
    return createStringError(inconvertibleErrorCode(),
                             "error: nothing to compare with: expected "
                             "--headers, --partial-headers, --refcounts or "
                             "--stable-abi");
  BumpPtrAllocator Arena;
  ContractTable Contracts;
  Exceptions Except;
  if (Error E = loadContracts(Contracts, Arena))
    return std::move(E);
  if (Error E = loadExceptions(Except, Arena))
    return std::move(E);
  Expected<std::string> ResourceDirectory = findResourceDirectory();
  if (!ResourceDirectory)
    return ResourceDirectory.takeError();

  bool IsGood = true;
  auto CheckHeaders = [&](StringRef Directory, bool IsWhole) -> Error {
    HeaderOptions Options;
    Options.Directory = Directory.rtrim('/').str();
    Options.ResourceDirectory = *ResourceDirectory;
    for (const std::string &Define : Defines)
      Options.Flags.push_back("-D" + Define);
    for (const std::string &Include : Includes)
      Options.Flags.push_back("-I" + Include);
    Expected<HeaderApi> Api = readHeaders(Options);
    if (!Api)
      return Api.takeError();
    IsGood &= print("Python " + versionText(Api->Version),
                    compareWithHeaders(Contracts, Except, *Api, IsWhole));
    return Error::success();
  };
  for (const std::string &Directory : Headers)
    if (Error E = CheckHeaders(Directory, /*IsWhole=*/true))
      return std::move(E);
  for (const std::string &Directory : PartialHeaders)
    if (Error E = CheckHeaders(Directory, /*IsWhole=*/false))
      return std::move(E);

  auto CheckList = [&](const std::string &File, auto Read) -> Error {
    if (File.empty())
      return Error::success();
    auto List = Read(File);
    if (!List)
      return List.takeError();
    IsGood &=
        print(sys::path::filename(File), compareWithList(Contracts, *List));
    return Error::success();
  };
  if (Error E = CheckList(Refcounts, readRefcounts))
    return std::move(E);
  if (Error E = CheckList(StableABI, readStableABI))
    return std::move(E);
  return IsGood;
}

int main(int Argc, char **Argv) {
  InitLLVM Init(Argc, Argv);
  cl::HideUnrelatedOptions(Category);
  cl::ParseCommandLineOptions(
      Argc, Argv, "Compares contract files with Python's headers and lists\n");
  Expected<bool> IsGood = check();
  if (!IsGood) {
    errs() << toString(IsGood.takeError()) << '\n';
    return 2;
  }
  return *IsGood ? 0 : 1;
}
