//===- Database.cpp - Finding compile commands ----------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Database.h"
#include "ParsingFlags.h"
#include "contracts/RegularFile.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace clang::tooling;

namespace pyrefcheck {

std::unique_ptr<CompilationDatabase>
takeFixedFlags(int &ArgCount, const char **Args,
               std::vector<std::string> &Foreign) {
  const char **End = Args + ArgCount;
  const char **Dashes = std::find(Args, End, StringRef("--"));
  if (Dashes == End)
    return nullptr;
  ArgCount = Dashes - Args;
  CompileCommand Given(".", "", {"clang-tool"}, "");
  Given.CommandLine.insert(Given.CommandLine.end(), Dashes + 1, End);
  Foreign = foreignFlags(Given);
  // Input files among them would be compiled together with each checked file.
  std::vector<std::string> Flags =
      driverFlags(Given, *createRegularFileSystem());
  Flags.erase(llvm::find(Flags, "--"), Flags.end());
  return std::make_unique<FixedCompilationDatabase>(
      ".", ArrayRef(Flags).drop_front());
}

namespace {

/// Replaces the names of response files by their flags. Clang's own wrapper
/// reports files that it cannot read on standard error.
class ExpandedDatabase : public CompilationDatabase {
public:
  explicit ExpandedDatabase(std::unique_ptr<CompilationDatabase> Base)
      : Base(std::move(Base)) {}

  std::vector<CompileCommand>
  getCompileCommands(StringRef File) const override {
    return expanded(Base->getCompileCommands(File));
  }

  std::vector<std::string> getAllFiles() const override {
    return Base->getAllFiles();
  }

  std::vector<CompileCommand> getAllCompileCommands() const override {
    return expanded(Base->getAllCompileCommands());
  }

private:
  static std::vector<CompileCommand>
  expanded(std::vector<CompileCommand> Commands) {
    const auto Files = createRegularFileSystem();
    for (CompileCommand &C : Commands) {
      if (none_of(C.CommandLine,
                  [](StringRef Word) { return Word.starts_with("@"); }))
        continue;
      BumpPtrAllocator Arena;
      SmallVector<const char *, 64> Words;
      for (const std::string &Word : C.CommandLine)
        Words.push_back(Word.c_str());
      cl::ExpansionContext Reader(Arena, cl::TokenizeGNUCommandLine);
      Reader.setVFS(Files.get()).setCurrentDir(C.Directory);
      // The names of files that cannot be read stay.
      consumeError(Reader.expandResponseFiles(Words));
      C.CommandLine = std::vector<std::string>(Words.begin(), Words.end());
    }
    return Commands;
  }

  std::unique_ptr<CompilationDatabase> Base;
};

/// The commands of several databases.
class MergedDatabase : public CompilationDatabase {
public:
  explicit MergedDatabase(
      std::vector<std::unique_ptr<CompilationDatabase>> Parts)
      : Parts(std::move(Parts)) {}

  std::vector<CompileCommand>
  getCompileCommands(StringRef File) const override {
    std::vector<CompileCommand> All;
    for (const auto &Part : Parts)
      append_range(All, Part->getCompileCommands(File));
    return All;
  }

  std::vector<std::string> getAllFiles() const override {
    std::vector<std::string> All;
    for (const auto &Part : Parts)
      append_range(All, Part->getAllFiles());
    return All;
  }

  std::vector<CompileCommand> getAllCompileCommands() const override {
    std::vector<CompileCommand> All;
    for (const auto &Part : Parts)
      append_range(All, Part->getAllCompileCommands());
    return All;
  }

private:
  std::vector<std::unique_ptr<CompilationDatabase>> Parts;
};

} // namespace

/// Reads \p Name in \p Directory; null if that fails, without a reason if the
/// file does not exist.
static std::unique_ptr<MemoryBuffer> readIn(StringRef Directory, StringRef Name,
                                            std::string &Reason) {
  SmallString<256> Path(Directory);
  sys::path::append(Path, Name);
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(Path);
  if (Buffer)
    return std::move(*Buffer);
  if (Buffer.getError() != std::errc::no_such_file_or_directory &&
      Buffer.getError() != std::errc::not_a_directory)
    Reason = Buffer.getError().message();
  return nullptr;
}

/// Adds commands for files that have none: those of a file with a similar name.
static std::unique_ptr<CompilationDatabase>
withInferred(std::unique_ptr<CompilationDatabase> Commands) {
  return inferTargetAndDriverMode(
      inferMissingCompileCommands(std::move(Commands)));
}

/// Loads only what the compile_commands.json of \p Directory says; null, with a
/// reason, if it is broken, or without one if it does not exist.
static std::unique_ptr<CompilationDatabase> loadJson(StringRef Directory,
                                                     std::string &Reason) {
  auto Json = readIn(Directory, "compile_commands.json", Reason);
  if (!Json)
    return nullptr;
  std::unique_ptr<CompilationDatabase> Commands =
      JSONCompilationDatabase::loadFromBuffer(
          Json->getBuffer(), Reason, JSONCommandLineSyntax::AutoDetect);
  if (!Commands)
    return nullptr;
  return std::make_unique<ExpandedDatabase>(std::move(Commands));
}

static std::unique_ptr<CompilationDatabase>
loadFixedFlags(StringRef Directory, std::string &Reason) {
  if (auto Flags = readIn(Directory, "compile_flags.txt", Reason))
    return FixedCompilationDatabase::loadFromBuffer(Directory,
                                                    Flags->getBuffer(), Reason);
  return nullptr;
}

std::unique_ptr<CompilationDatabase> loadDatabase(StringRef Directory,
                                                  std::string &Reason) {
  Reason.clear();
  if (auto Json = loadJson(Directory, Reason))
    return withInferred(std::move(Json));
  return Reason.empty() ? loadFixedFlags(Directory, Reason) : nullptr;
}

std::unique_ptr<CompilationDatabase>
loadDatabases(ArrayRef<std::string> Directories, std::string &Failed,
              std::string &Reason) {
  Failed = Directories.front();
  if (Directories.size() == 1)
    return loadDatabase(Failed, Reason);
  std::vector<std::unique_ptr<CompilationDatabase>> Parts;
  for (const std::string &Directory : Directories) {
    Failed = Directory;
    Reason.clear();
    auto Part = loadJson(Directory, Reason);
    if (!Part && Reason.empty())
      Part = loadFixedFlags(Directory, Reason);
    if (!Part)
      return nullptr;
    Parts.push_back(std::move(Part));
  }
  return withInferred(std::make_unique<MergedDatabase>(std::move(Parts)));
}

std::unique_ptr<CompilationDatabase> findDatabase(StringRef File,
                                                  std::string &Reason) {
  SmallString<256> Directory(File);
  // Without a working directory it stays relative.
  (void)sys::fs::make_absolute(Directory);
  while (sys::path::has_parent_path(Directory)) {
    sys::path::remove_filename(Directory);
    std::unique_ptr<CompilationDatabase> Found =
        loadDatabase(Directory, Reason);
    if (Found || !Reason.empty())
      return Found;
  }
  return nullptr;
}

} // namespace pyrefcheck
