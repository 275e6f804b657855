//===- ChangedLines.cpp - Lines changed since a revision --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChangedLines.h"
#include "ReportedFinding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <limits>

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Running git
//===----------------------------------------------------------------------===//

namespace {

/// The exit status and output of a git command.
struct GitAnswer {
  int Status = 0;
  std::string Output, Errors;
};

std::string contents(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

template <typename... Parts> Error failure(const Parts &...P) {
  return createStringError(inconvertibleErrorCode(),
                           ("--diff-base: " + ... + Twine(P)).str());
}

Expected<GitAnswer> git(StringRef Directory, ArrayRef<StringRef> Arguments) {
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return failure("git is not installed, or not in PATH");

  SmallString<128> Output, Errors;
  std::error_code EC = sys::fs::createTemporaryFile("pyrefcheck", "", Output);
  FileRemover RemoveOutput(Output);
  if (!EC)
    EC = sys::fs::createTemporaryFile("pyrefcheck", "", Errors);
  FileRemover RemoveErrors(Errors);
  if (EC)
    return failure("cannot write a temporary file: ", EC.message());

  // File names verbatim, not in octal digits.
  SmallVector<StringRef, 16> Command = {*Program, "-C", Directory, "-c",
                                        "core.quotePath=false"};
  append_range(Command, Arguments);
  std::string Message;
  GitAnswer Answer;
  Answer.Status =
      sys::ExecuteAndWait(*Program, Command, /*Env=*/std::nullopt,
                          {StringRef(), StringRef(Output), StringRef(Errors)},
                          /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Message);
  if (Answer.Status < 0)
    return failure("cannot run git: ", Message);
  Answer.Output = contents(Output);
  Answer.Errors = contents(Errors);
  return Answer;
}

} // namespace

//===----------------------------------------------------------------------===//
// Reading its output
//===----------------------------------------------------------------------===//

/// Decodes a name that git quotes, as in C, because it holds a quote, a
/// backslash or a control character. Source: git's manual, core.quotePath.
static std::string unquote(StringRef Text) {
  if (!Text.consume_front("\"") || !Text.consume_back("\""))
    return Text.str();
  std::string Name;
  while (!Text.empty()) {
    if (!Text.consume_front("\\") || Text.empty()) {
      Name += Text.front();
      Text = Text.drop_front();
      continue;
    }
    unsigned char Octal;
    if (Text.size() >= 3 && !Text.take_front(3).getAsInteger(8, Octal)) {
      Name += static_cast<char>(Octal);
      Text = Text.drop_front(3);
      continue;
    }
    constexpr StringLiteral Letters = "abtnvfr", Meanings = "\a\b\t\n\v\f\r";
    size_t Letter = Letters.find(Text.front());
    Name += Letter == StringRef::npos ? Text.front() : Meanings[Letter];
    Text = Text.drop_front();
  }
  return Name;
}

/// Reads "12,3" or "12", which is "12,1".
static bool readRange(StringRef Text, unsigned &First, unsigned &Count) {
  auto [Line, Number] = Text.split(',');
  Count = 1;
  return !Line.getAsInteger(10, First) &&
         (Number.empty() || !Number.getAsInteger(10, Count));
}

static std::string below(StringRef Directory, StringRef Name) {
  SmallString<256> Path(Directory);
  sys::path::append(Path, Name);
  return std::string(Path);
}

void ChangedLines::addDiff(StringRef Diff, StringRef TopLevel) {
  std::vector<Lines> *File = nullptr;
  // Lines of a hunk may look like headers, so they are counted.
  unsigned Skip = 0;
  while (!Diff.empty()) {
    StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    if (Skip > 0) {
      Skip -= !Line.starts_with("\\"); // "\ No newline at end of file"
      continue;
    }
    if (Line.consume_front("+++ ")) {
      // A tab follows a name with spaces.
      std::string Name = unquote(Line.rtrim('\t'));
      File = StringRef(Name).starts_with("b/")
                 ? &Files[below(TopLevel, StringRef(Name).drop_front(2))]
                 : nullptr; // /dev/null: the file was deleted.
      continue;
    }
    if (!Line.consume_front("@@ -"))
      continue;
    auto [Old, Rest] = Line.split(" +");
    unsigned OldFirst, OldCount, First, Count;
    if (!readRange(Old, OldFirst, OldCount) ||
        !readRange(Rest.split(" @@").first, First, Count))
      continue;
    Skip = OldCount + Count;
    if (!File)
      continue;
    // The deleted lines were after First.
    File->push_back({First, Count ? First + Count - 1 : First + 1});
  }
}

Expected<ChangedLines> ChangedLines::since(StringRef Revision,
                                           StringRef Directory) {
  Expected<GitAnswer> Answer = git(Directory, {"rev-parse", "--show-toplevel"});
  if (!Answer)
    return Answer.takeError();
  if (Answer->Status != 0)
    return failure("'", Directory, "' is in no work tree of git: ",
                   StringRef(Answer->Errors).trim());
  std::string TopLevel = StringRef(Answer->Output).rtrim('\n').str();

  std::string Commit = (Revision + "^{commit}").str();
  Answer = git(TopLevel, {"rev-parse", "--verify", "--quiet",
                          "--end-of-options", Commit});
  if (!Answer)
    return Answer.takeError();
  if (Answer->Status != 0)
    return failure("there is no revision '", Revision, "' in '", TopLevel,
                   "'; a shallow clone lacks the older ones");
  Commit = StringRef(Answer->Output).trim().str();

  // The options override what the user's configuration says about the format.
  Answer =
      git(TopLevel, {"diff", "--unified=0", "--inter-hunk-context=0",
                     "--no-color", "--no-ext-diff", "--no-textconv",
                     "--no-relative", "--find-renames", "--ignore-submodules",
                     "--src-prefix=a/", "--dst-prefix=b/", Commit, "--"});
  if (!Answer)
    return Answer.takeError();
  if (Answer->Status != 0)
    return failure("git diff: ", StringRef(Answer->Errors).trim());
  ChangedLines Result;
  Result.addDiff(Answer->Output, TopLevel);

  Answer =
      git(TopLevel, {"ls-files", "-z", "--others", "--exclude-standard", "--"});
  if (!Answer)
    return Answer.takeError();
  if (Answer->Status != 0)
    return failure("git ls-files: ", StringRef(Answer->Errors).trim());
  for (StringRef Name : split(Answer->Output, '\0'))
    if (!Name.empty())
      Result.Files[below(TopLevel, Name)].push_back(
          {1, std::numeric_limits<unsigned>::max()});
  return Result;
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

bool ChangedLines::touch(const SourcePlace &P, unsigned First,
                         unsigned Last) const {
  // Git names the work tree without symbolic links.
  SmallString<256> Real;
  if (sys::fs::real_path(P.File, Real))
    return false;
  auto It = Files.find(Real);
  return It != Files.end() && any_of(It->second, [&](const Lines &L) {
           return L.First <= Last && First <= L.Last;
         });
}

bool ChangedLines::touch(const ReportedFinding &F) const {
  // The last step in the function itself: steps in callees may follow it.
  const SourcePlace *Before = nullptr;
  auto Touched = [&](const SourcePlace &P, bool InFunction) {
    unsigned First = P.BeginLine;
    if (InFunction) {
      if (Before && Before->File == P.File && Before->Line < First)
        First = Before->Line;
      Before = &P;
    }
    return touch(P, First, std::max(P.Line, P.EndLine));
  };
  for (const ReportedNote &N : F.Path)
    if (Touched(N.Where, N.InFunction))
      return true;
  return Touched(F.Where, /*InFunction=*/true);
}

} // namespace pyrefcheck
