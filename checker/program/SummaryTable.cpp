//===- SummaryTable.cpp - What was inferred in many files -----------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SummaryTable.h"
#include "Complaint.h"
#include "FileOutput.h"
#include "SourceIndex.h"
#include "contracts/Contract.h"
#include "contracts/ContractSet.h"
#include "contracts/ContractWriter.h"
#include "contracts/FieldContract.h"
#include "contracts/InferredContract.h"
#include "contracts/RegularFile.h"
#include "report/CleanText.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pyrefcheck {

void SummaryTable::add(const InferredContract &Inferred, StringRef Source) {
  auto [It, IsNew] = Functions.try_emplace(
      Inferred.Name, Function{Inferred, Source.str(), "", {}});
  Function &Known = It->second;
  if (isFieldName(Inferred.Name)) {
    const HeldReference Is = ownershipInEntry(Inferred.Name, Inferred.Entry);
    if (!is_contained(Known.Shown, Is))
      Known.Shown.push_back(Is);
    Known.Inferred.Entry =
        inferredFieldEntry(Inferred.Name, mergeOwnership(Known.Shown));
    return;
  }
  // The reasons for having no entry may differ.
  if (IsNew || Known.Inferred.Entry == Inferred.Entry)
    return;
  if (Known.OtherSource.empty())
    Known.OtherSource = Source.str();
}

static constexpr StringLiteral MadeBy = "# Inferred by pyrefcheck ";

/// Adds to \p Problems that another version of the program wrote the file, if
/// its first line says so.
static Error explainVersion(Error Problems, StringRef Text, StringRef Path) {
  if (!Text.consume_front(MadeBy))
    return Problems;
  const StringRef Version = Text.split('\n').first.rtrim('.');
  if (Version == PYREFCHECK_VERSION)
    return Problems;
  return joinErrors(
      std::move(Problems),
      createStringError(inconvertibleErrorCode(),
                        Path + ": error: written by pyrefcheck " + Version +
                            ", this is " PYREFCHECK_VERSION
                            ": write it again with --summaries-out"));
}

Error SummaryTable::addFile(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(Path);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             Path + ": error: cannot read the summary file: " +
                                 Buffer.getError().message());
  BumpPtrAllocator Arena;
  Expected<ContractFile> File =
      parseContracts((*Buffer)->getMemBufferRef(), Arena);
  if (!File)
    return explainVersion(File.takeError(), (*Buffer)->getBuffer(), Path);
  for (Contract C : File->Contracts) {
    C.Effects |= EffectInferred;
    InferredContract Inferred;
    Inferred.Name = C.Name.str();
    Inferred.LeftOut = C.Unknown.str();
    Inferred.Defined = std::exchange(C.Defined, {}).str();
    raw_string_ostream OS(Inferred.Entry);
    if (C.Unknown.empty())
      writeContract(OS, C);
    add(Inferred, Path);
  }
  for (FieldContract &S : File->Fields) {
    S.Inferred = true;
    InferredContract Inferred;
    Inferred.Name = fieldName(S.Struct, S.Name);
    raw_string_ostream OS(Inferred.Entry);
    writeField(OS, S);
    add(Inferred, Path);
  }
  return Error::success();
}

void SummaryTable::addSome(const SummaryTable &Others,
                           function_ref<bool(StringRef Name)> Wanted) {
  for (const auto &[Name, F] : Others.Functions)
    if (Wanted(Name))
      Functions.insert({Name, F});
}

void SummaryTable::replace(const SummaryTable &Stronger) {
  for (const auto &[Name, F] : Stronger.Functions)
    Functions.insert_or_assign(Name, F);
}

void SummaryTable::giveUp(StringRef Name, StringRef Reason) {
  auto It = Functions.find(Name);
  if (It == Functions.end())
    return;
  if (isFieldName(Name)) {
    It->second.Inferred.Entry =
        inferredFieldEntry(Name, HeldReference::Unknown);
    return;
  }
  It->second.Inferred.Entry.clear();
  It->second.Inferred.LeftOut = Reason.str();
}

void SummaryTable::warnOfConflicts(raw_ostream &OS) const {
  for (const auto &[Name, F] : Functions)
    if (!F.OtherSource.empty())
      OS << "pyrefcheck: warning: '" << cleanText(demangle(Name))
         << "' is defined differently in " << F.Source << " and in "
         << F.OtherSource << ": its summary is not used\n";
}

/// Writes the readable name of a C++ function as a comment.
static void writeHeading(raw_ostream &OS, const std::string &Name) {
  if (const std::string Readable = demangle(Name); Readable != Name)
    OS << "# " << cleanText(Readable) << '\n';
}

std::string SummaryTable::text() const {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << MadeBy << PYREFCHECK_VERSION ".\n";
  for (const auto &[Name, F] : Functions) {
    writeHeading(OS, Name);
    if (F.isUsable()) {
      OS << F.Inferred.Entry;
      writeDefined(OS, F.Inferred.Defined);
      continue;
    }
    Contract Nothing;
    Nothing.Name = Name;
    Nothing.Unknown = F.OtherSource.empty()
                          ? StringRef(F.Inferred.LeftOut)
                          : "it is defined in two different ways";
    writeContract(OS, Nothing);
  }
  if (Functions.empty())
    OS << "[]\n";
  return Text;
}

std::string SummaryTable::textFor(ArrayRef<std::string> Names,
                                  bool WithUnusable) const {
  SummaryTable Some;
  for (const std::string &Name : Names)
    if (auto It = Functions.find(Name);
        It != Functions.end() && (WithUnusable || It->second.isUsable()))
      Some.Functions.insert(*It);
  return Some.text();
}

uint64_t SummaryTable::answer(StringRef Name) const {
  auto It = Functions.find(Name);
  if (It == Functions.end() || !It->second.isUsable())
    return 0;
  const InferredContract &Known = It->second.Inferred;
  if (isFieldName(Name)) {
    const auto *Answer = find(
        fieldAnswers(), std::optional(ownershipInEntry(Name, Known.Entry)));
    return Answer - fieldAnswers().begin();
  }
  // Includes the location, because notes show it.
  return xxh3_64bits(Known.Entry + Known.Defined);
}

void SummaryTable::forEachChange(
    const SummaryTable &Old, function_ref<void(StringRef Name)> Changed) const {
  std::vector<StringRef> Names;
  for (const auto &[Name, F] : Functions)
    if (answer(Name) != Old.answer(Name))
      Names.push_back(Name);
  for (StringRef Name : Names)
    Changed(Name);
}

bool writeIfChanged(StringRef Path, StringRef Text) {
  if (ErrorOr<std::unique_ptr<MemoryBuffer>> Old = readRegularFile(Path);
      Old && (*Old)->getBuffer() == Text)
    return true;
  Error Problem = writeFile(Path, Text);
  if (!Problem)
    return true;
  complain() << "cannot write '" << Path
             << "': " << toString(std::move(Problem)) << '\n';
  return false;
}

/// Adds \p Files to \p Table; false after a complaint.
static bool addFiles(ArrayRef<std::string> Files, SummaryTable &Table) {
  Error Problems = Error::success();
  for (const std::string &File : Files)
    Problems = joinErrors(std::move(Problems), Table.addFile(File));
  if (!Problems)
    return true;
  messages() << toString(std::move(Problems)) << '\n';
  return false;
}

bool readSummaries(ArrayRef<std::string> Files, SummaryTable &Table) {
  if (!addFiles(Files, Table))
    return false;
  Table.warnOfConflicts(messages());
  return true;
}

std::optional<std::vector<std::string>> readAsked(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Asked = readRegularFile(Path);
  if (!Asked) {
    complain() << "cannot read '" << Path << "': " << Asked.getError().message()
               << '\n';
    return std::nullopt;
  }
  SmallVector<StringRef, 0> Lines;
  (*Asked)->getBuffer().split(Lines, '\n', /*MaxSplit=*/-1,
                              /*KeepEmpty=*/false);
  return std::vector<std::string>(Lines.begin(), Lines.end());
}

/// The names in \p Table that the text of \p SourceFile mentions; nothing after
/// a complaint.
static std::optional<std::vector<std::string>>
mentionedNames(const SummaryTable &Table, StringRef SourceFile) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Source = readRegularFile(SourceFile);
  if (!Source) {
    complain() << "cannot read '" << SourceFile
               << "': " << Source.getError().message() << '\n';
    return std::nullopt;
  }
  const SourceIndex Index = indexSource((*Source)->getBuffer());
  std::vector<std::string> Names;
  Table.forEachChange(SummaryTable(), [&](StringRef Name) {
    if (Index.mentions(keyOfName(Name)))
      Names.push_back(Name.str());
  });
  return Names;
}

int mergeSummaries(StringRef Output, ArrayRef<std::string> Inputs,
                   StringRef AskedFile, StringRef SourceFile) {
  if (Inputs.empty()) {
    complain() << "nothing to merge: give summary files after "
                  "--merge-summaries\n";
    return ExitTrouble;
  }
  SummaryTable Table;
  if (!addFiles(Inputs, Table))
    return ExitTrouble;
  if (AskedFile.empty() && SourceFile.empty()) {
    Table.warnOfConflicts(messages());
    return writeIfChanged(Output, Table.text()) ? ExitClean : ExitTrouble;
  }
  const std::optional<std::vector<std::string>> Names =
      AskedFile.empty() ? mentionedNames(Table, SourceFile)
                        : readAsked(AskedFile);
  if (!Names)
    return ExitTrouble;
  return writeIfChanged(Output, Table.textFor(*Names)) ? ExitClean
                                                       : ExitTrouble;
}

} // namespace pyrefcheck
