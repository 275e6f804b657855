//===- ResultCache.cpp - Results of earlier runs --------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResultCache.h"
#include "Complaint.h"
#include "FileAnalysis.h"
#include "FileOutput.h"
#include "InputRecorder.h"
#include "ResultArchive.h"
#include "contracts/Contract.h"
#include "findings/Rules.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <cstdlib>

using namespace llvm;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// An entry
//===----------------------------------------------------------------------===//

// An entry has its digest, its key and the results, the newest first.

/// The results in \p Path; none if it is damaged or belongs to another key.
static std::vector<FileResult> readEntry(StringRef Path, StringRef Key) {
  // Opening a pipe in its place would block.
  if (!sys::fs::is_regular_file(Path))
    return {};
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(
      Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return {};
  StringRef Bytes = (*Buffer)->getBuffer();
  const StringRef Digest = Bytes.take_front(digestOf("").size());
  Bytes = Bytes.drop_front(Digest.size());
  if (Digest != digestOf(Bytes) || !Bytes.consume_front(Key))
    return {};
  return readResults(Bytes).value_or(std::vector<FileResult>());
}

static Error writeEntry(StringRef Path, StringRef Key,
                        std::vector<FileResult> &Results) {
  const std::string Bytes = Key.str() + writeResults(Results);
  // Replaced atomically, whoever else writes or reads. The digest reveals what
  // the disk loses later.
  return replaceFile(Path, digestOf(Bytes) + Bytes);
}

//===----------------------------------------------------------------------===//
// What results depend on
//===----------------------------------------------------------------------===//

static std::optional<std::string> digestOfFile(StringRef Path) {
  if (!sys::fs::is_regular_file(Path))
    return std::nullopt;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(
      Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return std::nullopt;
  return digestOf((*Buffer)->getBuffer());
}

/// The settings as texts and numbers, separated unambiguously.
static std::string describeSettings(const CacheSettings &With) {
  static int InThisProgram;
  std::string Text;
  raw_string_ostream OS(Text);
  auto Add = [&](const auto &Value) { OS << Value << '\0'; };
  Add(digestOfFile(sys::fs::getMainExecutable("pyrefcheck", &InThisProgram))
          .value_or(""));
  // The version of the library, which may have been replaced since the build.
  Add(clang::getClangFullVersion());
  Add(With.ResourceDirectory);
  // The binding names all members, so that none is forgotten. Inferred
  // contracts are always wanted.
  const auto &[Rules, MaxLevel, Python, MaxNodes, MaxLoop, Deadline,
               PrintStates, InferContracts, HonourComments] = With.Engine;
  (void)Deadline; // This program sets none.
  (void)InferContracts;
  for (const RuleInfo &I : allRules())
    if (Rules.contains(I.ID))
      Add(I.Name);
  Add(MaxLevel);
  Add(Python);
  for (PyVersion Version : With.Pythons)
    Add(Version);
  Add(MaxNodes);
  Add(MaxLoop);
  Add(PrintStates);
  Add(HonourComments);
  for (const std::string &File : With.ContractFiles)
    Add(digestOfFile(File).value_or(""));
  // The variables with which clang finds headers.
  for (const char *Name :
       {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
        "COMPILER_PATH", "GCC_EXEC_PREFIX", "CCC_OVERRIDE_OPTIONS"})
    Add(sys::Process::GetEnv(Name).value_or(""));
  return Text;
}

std::unique_ptr<ResultCache> ResultCache::open(const CacheSettings &With) {
  SmallString<256> Directory(With.Directory);
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
      new ResultCache(Directory, describeSettings(With)));
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
  return toHex(digestOf(Text), /*LowerCase=*/true);
}

/// Whether \p Input would be found unchanged.
bool ResultCache::isCurrent(const InputFile &Input) {
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
  // llvm::pruneCache removes only files with this prefix.
  sys::path::append(Path, "llvmcache-" + Key);
  return std::string(Path);
}

std::optional<FileResult>
ResultCache::find(StringRef Key, StringRef File,
                  function_ref<uint64_t(StringRef)> AnswerOf) {
  for (FileResult &R : readEntry(pathOf(Key), Key))
    if (R.File == File &&
        all_of(R.Asked,
               [&](const AskedName &N) {
                 return N.isAnsweredBy(AnswerOf(N.Name));
               }) &&
        all_of(R.Inputs, [&](const InputFile &I) { return isCurrent(I); }))
      return std::move(R);
  return std::nullopt;
}

void ResultCache::store(StringRef Key, FileResult Result) {
  if (!Result.Death.empty() || !Result.Repeatable)
    return;
  // Reusing the result takes none of this time.
  Result.Statistics.Times = PhaseTimes();
  // Enough for one result per pass, on some development branches.
  constexpr size_t MaxResults = 8;
  const std::string Path = pathOf(Key);
  std::vector<FileResult> Results = readEntry(Path, Key);
  erase_if(Results, [&](const FileResult &R) {
    return R.Inputs == Result.Inputs && R.Asked == Result.Asked;
  });
  Results.insert(Results.begin(), std::move(Result));
  if (Results.size() > MaxResults)
    Results.resize(MaxResults);
  Error Problem = writeEntry(Path, Key, Results);
  if (!Problem)
    return;
  const std::string Reason = toString(std::move(Problem));
  if (!std::exchange(Warned, true))
    messages() << "pyrefcheck: warning: cannot write to the cache '"
               << Directory << "': " << Reason << "; results are not kept\n";
}

void ResultCache::prune() const {
  CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(30 * 24);
  Policy.MaxSizeBytes = 1 << 30;
  pruneCache(Directory, Policy);
}

} // namespace pyrefcheck
