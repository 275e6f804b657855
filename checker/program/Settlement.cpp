//===- Settlement.cpp - Whether a build's summaries are final -------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Settlement.h"
#include "Complaint.h"
#include "SummaryTable.h"
#include "contracts/RegularFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace llvm;

namespace pyrefcheck {

namespace {

/// How often each name has changed since summaries last settled; kept in a file
/// between the rounds.
class ChangeCounts {
public:
  explicit ChangeCounts(StringRef Directory)
      : Path((Directory + "/changes").str()) {
    ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(Path);
    if (!Buffer)
      return;
    SmallVector<StringRef, 0> Lines;
    (*Buffer)->getBuffer().split(Lines, '\n', /*MaxSplit=*/-1,
                                 /*KeepEmpty=*/false);
    for (StringRef Line : Lines) {
      const auto [Count, Name] = Line.split(' ');
      unsigned Number;
      if (!Count.getAsInteger(10, Number))
        Counts[Name.str()] = Number;
    }
  }

  /// Hides the names in \p New that change too often.
  void apply(SummaryTable &New, const SummaryTable &Old) {
    New.forEachChange(Old, [&](StringRef Name) { ++Counts[Name.str()]; });
    for (const auto &[Name, Count] : Counts)
      if (Count > MaxSummaryChanges)
        New.giveUp(Name, DoesNotSettle);
  }

  /// Keeps the counts for another round; false after a complaint.
  bool write() const {
    std::string Text;
    for (const auto &[Name, Count] : Counts)
      Text += std::to_string(Count) + ' ' + Name + '\n';
    return writeIfChanged(Path, Text);
  }

  /// Removes the file of counts, if it exists.
  void forget() const { (void)sys::fs::remove(Path); }

private:
  std::string Path;
  std::map<std::string, unsigned> Counts;
};

} // namespace

static std::string beside(StringRef Summaries, StringRef Extension) {
  SmallString<128> Path(Summaries);
  sys::path::replace_extension(Path, Extension);
  return std::string(Path);
}

/// Writes the corrections for one file, if it needs any.
/// \returns whether it must be analysed again; nothing after a complaint.
static std::optional<bool> correct(const Settlement &Of, StringRef Summaries,
                                   const SummaryTable &Known) {
  const std::optional<std::vector<std::string>> Asked =
      readAsked(beside(Summaries, Settlement::Asked));
  if (!Asked)
    return std::nullopt;
  SmallString<128> Path(Of.Directory);
  sys::path::append(Path, sys::path::filename(Summaries));
  SummaryTable Used, Corrected;
  if (!readSummaries({beside(Summaries, Settlement::Used)}, Used) ||
      !readSummaries({std::string(Path)}, Corrected))
    return std::nullopt;

  // A name that was right without a correction needs none: it may change with
  // the files that the action reads anyway. Earlier corrections are kept.
  std::vector<std::string> Wrong, Needed;
  for (const std::string &Name : *Asked) {
    const bool IsWrong = Used.answer(Name) != Known.answer(Name);
    if (IsWrong)
      Wrong.push_back(Name);
    if (IsWrong || Corrected.contains(Name))
      Needed.push_back(Name);
  }
  if (Wrong.empty())
    return false;
  const std::string Text = Known.textFor(Needed, /*WithUnusable=*/true);
  if (Text == Corrected.text())
    return false;
  if (!writeIfChanged(Path, Text))
    return std::nullopt;
  return true;
}

std::string noCorrections() { return SummaryTable().text(); }

int settleSummaries(const Settlement &Of) {
  SummaryTable Inferred, Old, Given;
  if (!readSummaries(Of.Given, Given))
    return ExitTrouble;
  for (const std::string &File : Of.Summaries)
    if (Error Problems = Inferred.addFile(File)) {
      messages() << toString(std::move(Problems)) << '\n';
      return ExitTrouble;
    }
  // If the old file is damaged, only the changes are unknown.
  if (sys::fs::exists(Of.Merged))
    consumeError(Old.addFile(Of.Merged));
  ChangeCounts Changes(Of.Directory);
  Changes.apply(Inferred, Old);
  if (!writeIfChanged(Of.Merged, Inferred.text()))
    return ExitTrouble;

  SummaryTable Known = Inferred;
  Known.addSome(Given, [](StringRef) { return true; });
  size_t Again = 0;
  for (const std::string &File : Of.Summaries) {
    const std::optional<bool> Repeat = correct(Of, File, Known);
    if (!Repeat)
      return ExitTrouble;
    Again += *Repeat;
  }
  if (Again == 0) {
    Changes.forget();
    Inferred.warnOfConflicts(messages());
    return ExitClean;
  }
  outs() << "files to be analysed again, with summaries of others: " << Again
         << '\n';
  return Changes.write() ? ExitClean : ExitTrouble;
}

} // namespace pyrefcheck
