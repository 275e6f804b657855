//===- ResultCache.cpp - Results of earlier runs --------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResultCache.h"
#include "Archive.h"
#include "Options.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// A result as bytes
//===----------------------------------------------------------------------===//

template <class Archive> static void visitMembers(Archive &A, SourcePlace &P) {
  auto &[File, Line, Column, EndLine, EndColumn, BeginLine, BeginColumn,
         SourceLine] = P;
  A(File, Line, Column, EndLine, EndColumn, BeginLine, BeginColumn, SourceLine);
}

template <class Archive> static void visitMembers(Archive &A, ReportedNote &N) {
  auto &[Where, Message, InFunction] = N;
  A(Where, Message, InFunction);
}

template <class Archive> static void visitMembers(Archive &A, ReportedEdit &E) {
  auto &[Begin, End, Offset, Length, Replacement] = E;
  A(Begin, End, Offset, Length, Replacement);
}

template <class Archive> static void visitMembers(Archive &A, ReportedFix &F) {
  auto &[Title, Edits] = F;
  A(Title, Edits);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedCause &C) {
  auto &[Text, File, Line, Column, SpelledLine, SpelledColumn] = C;
  A(Text, File, Line, Column, SpelledLine, SpelledColumn);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedFinding &F) {
  auto &[ID, Level, Where, Message, Function, FunctionBegin, FunctionEnd, Path,
         Fixes, EarlierKind, Cause, Aspect, Suppressed, Fingerprint,
         EarlierFingerprint] = F;
  A(ID, Level, Where, Message, Function, FunctionBegin, FunctionEnd, Path,
    Fixes, EarlierKind, Cause, Aspect, Suppressed, Fingerprint,
    EarlierFingerprint);
}

template <class Archive>
static void visitMembers(Archive &A, ReportedSuppression &S) {
  auto &[File, Line, Column, Text, Used, Problem] = S;
  A(File, Line, Column, Text, Used, Problem);
}

template <class Archive>
static void visitMembers(Archive &A, EngineStatistics &S) {
  auto &[Functions, OutOfBudget, Skipped, Lost] = S;
  A(Functions, OutOfBudget, Skipped, Lost);
}

template <class Archive>
static void visitMembers(Archive &A, InferredContract &C) {
  auto &[Name, Entry, Defined, LeftOut] = C;
  A(Name, Entry, Defined, LeftOut);
}

template <class Archive> static void visitMembers(Archive &A, AskedName &N) {
  auto &[Name, Answer, Conclusions] = N;
  A(Name, Answer, Conclusions);
}

template <class Archive> static void visitMembers(Archive &A, InputFile &I) {
  auto &[Path, Found, Digest] = I;
  A(Path, Found, Digest);
}

template <class Archive> static void visitMembers(Archive &A, FileResult &R) {
  auto &[File, Findings, Suppressions, Statistics, Inferred, Asked, Inputs,
         Repeatable, ErrorText, Errors, MissesPythonHeader, Crashed] = R;
  A(File, Findings, Suppressions, Statistics, Inferred, Asked, Inputs,
    Repeatable, ErrorText, Errors, MissesPythonHeader, Crashed);
}

/// The results that \p Path holds, the newest first; none if it is damaged.
static std::vector<FileResult> readResults(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(
      Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return {};
  StringRef Bytes = (*Buffer)->getBuffer();
  constexpr size_t DigestSize = sizeof(uint64_t);
  if (Bytes.size() < DigestSize || support::endian::read64le(Bytes.data()) !=
                                       digestOf(Bytes.drop_front(DigestSize)))
    return {};
  ArchiveReader Reader(Bytes.drop_front(DigestSize));
  std::vector<FileResult> Results;
  Reader(Results);
  if (!Reader.readAll())
    Results.clear();
  return Results;
}

static Error writeResults(StringRef Path, std::vector<FileResult> &Results) {
  ArchiveWriter Writer;
  Writer(Results);
  const std::string Bytes = Writer.bytes();
  // In place at once, whoever else writes or reads.
  return writeToOutput(Path, [&](raw_ostream &OS) {
    char Digest[sizeof(uint64_t)];
    support::endian::write64le(Digest, digestOf(Bytes));
    OS << StringRef(Digest, sizeof(Digest)) << Bytes;
    return Error::success();
  });
}

//===----------------------------------------------------------------------===//
// What results depend on
//===----------------------------------------------------------------------===//

static std::optional<uint64_t> digestOfFile(StringRef Path) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(
      Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return std::nullopt;
  return digestOf((*Buffer)->getBuffer());
}

/// Texts and numbers that cannot run into each other.
static std::string describeSettings(const DriverOptions &Options,
                                    StringRef ResourceDirectory) {
  static int InThisProgram;
  std::string Text;
  raw_string_ostream OS(Text);
  auto Add = [&](const auto &Value) { OS << Value << '\0'; };
  Add(digestOfFile(sys::fs::getMainExecutable("pyrefcheck", &InThisProgram))
          .value_or(0));
  // That of the library, which may have been replaced since the build.
  Add(clang::getClangFullVersion());
  Add(ResourceDirectory);
  // All members, so that none is forgotten. What is inferred is always wanted.
  const auto &[Rules, MaxLevel, Python, MaxNodes, MaxLoop, InferContracts,
               HonourComments] = Options.Engine;
  (void)InferContracts;
  for (const RuleInfo &I : allRules())
    if (Rules.contains(I.ID))
      Add(I.Name);
  Add(MaxLevel);
  Add(Python);
  Add(MaxNodes);
  Add(MaxLoop);
  Add(HonourComments);
  for (const std::string &File : Options.ContractFiles)
    Add(digestOfFile(File).value_or(0));
  // Those by which clang finds headers.
  for (const char *Name :
       {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
        "COMPILER_PATH", "GCC_EXEC_PREFIX", "CCC_OVERRIDE_OPTIONS"})
    Add(sys::Process::GetEnv(Name).value_or(""));
  return Text;
}

std::unique_ptr<ResultCache> ResultCache::open(const DriverOptions &Options,
                                               StringRef ResourceDirectory) {
  SmallString<256> Directory(Options.CacheDirectory);
  std::error_code EC = sys::fs::make_absolute(Directory);
  if (!EC)
    EC = sys::fs::create_directories(Directory);
  if (!EC && !sys::fs::is_directory(Directory))
    EC = std::make_error_code(std::errc::not_a_directory);
  if (EC) {
    complain() << "cannot make the cache's directory '" << Directory
               << "': " << EC.message() << '\n';
    return nullptr;
  }
  return std::unique_ptr<ResultCache>(
      new ResultCache(Directory, describeSettings(Options, ResourceDirectory)));
}

std::string
ResultCache::keyOf(StringRef File,
                   ArrayRef<clang::tooling::CompileCommand> Commands) const {
  std::string Text = Settings;
  raw_string_ostream OS(Text);
  OS << File << '\0';
  for (const clang::tooling::CompileCommand &C : Commands) {
    OS << C.Directory << '\0' << C.Filename << '\0';
    for (const std::string &Arg : C.CommandLine)
      OS << Arg << '\0';
  }
  const XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(Text));
  return utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

/// Whether \p Input would be found as it was.
bool ResultCache::isCurrent(const InputFile &Input) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (Input.Found == InputFile::Read) {
    auto [It, IsNew] = Digests.try_emplace(Input.Path);
    if (IsNew)
      It->second = digestOfFile(Input.Path);
    return It->second == Input.Digest;
  }
  auto [It, IsNew] = Existing.try_emplace(Input.Path);
  if (IsNew)
    It->second = sys::fs::exists(Input.Path);
  return It->second == (Input.Found == InputFile::Present);
}

//===----------------------------------------------------------------------===//
// The directory
//===----------------------------------------------------------------------===//

std::string ResultCache::pathOf(StringRef Key) const {
  SmallString<256> Path(Directory);
  // The name by which llvm::pruneCache knows what it may remove.
  sys::path::append(Path, "llvmcache-" + Key);
  return std::string(Path);
}

std::optional<FileResult>
ResultCache::find(StringRef Key, function_ref<uint64_t(StringRef)> AnswerOf) {
  for (FileResult &R : readResults(pathOf(Key)))
    if (all_of(R.Asked,
               [&](const AskedName &N) {
                 return N.isAnsweredBy(AnswerOf(N.Name));
               }) &&
        all_of(R.Inputs, [&](const InputFile &I) { return isCurrent(I); }))
      return std::move(R);
  return std::nullopt;
}

void ResultCache::store(StringRef Key, FileResult Result) {
  if (Result.Crashed || !Result.Repeatable)
    return;
  // Of one file: one for each pass, and those of some branches of development.
  constexpr size_t MaxResults = 8;
  const std::string Path = pathOf(Key);
  std::vector<FileResult> Results = readResults(Path);
  erase_if(Results, [&](const FileResult &R) {
    return R.Inputs == Result.Inputs && R.Asked == Result.Asked;
  });
  Results.insert(Results.begin(), std::move(Result));
  if (Results.size() > MaxResults)
    Results.resize(MaxResults);
  Error Problem = writeResults(Path, Results);
  if (!Problem)
    return;
  const std::string Reason = toString(std::move(Problem));
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!std::exchange(Warned, true))
    errs() << "pyrefcheck: warning: cannot write to the cache '" << Directory
           << "': " << Reason << "; results are not kept\n";
}

void ResultCache::prune() const {
  CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(30 * 24);
  Policy.MaxSizeBytes = 1 << 30;
  pruneCache(Directory, Policy);
}

} // namespace pyrefcheck
