//===- InputRecorder.cpp - Which files a compiler saw ---------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InputRecorder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace pyrefcheck {

std::string digestOf(StringRef Text) {
  const BLAKE3Result<> Digest = BLAKE3::hash(arrayRefFromStringRef(Text));
  return std::string(Digest.begin(), Digest.end());
}

/// Takes the digest of exactly the contents that the reader gets.
class InputRecorder::RecordedFile : public vfs::File {
public:
  RecordedFile(std::unique_ptr<vfs::File> Opened, InputFile &Input,
               bool &Repeatable)
      : Opened(std::move(Opened)), Input(Input), Repeatable(Repeatable) {}

  ErrorOr<vfs::Status> status() override { return Opened->status(); }
  ErrorOr<std::string> getName() override { return Opened->getName(); }
  std::error_code close() override { return Opened->close(); }

  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name,
                                                   int64_t FileSize,
                                                   bool RequiresNullTerminator,
                                                   bool IsVolatile) override {
    ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
        Opened->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (!Buffer) {
      Repeatable = false;
      return Buffer;
    }
    std::string Digest = digestOf((*Buffer)->getBuffer());
    // The file changed between two compile commands.
    if (Input.Found == InputFile::Read && Input.Digest != Digest)
      Repeatable = false;
    Input.Found = InputFile::Read;
    Input.Digest = std::move(Digest);
    return Buffer;
  }

private:
  std::unique_ptr<vfs::File> Opened;
  InputFile &Input;
  bool &Repeatable;
};

InputFile &InputRecorder::note(const Twine &Path, InputFile::State Found) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  // Without a working directory it stays relative.
  (void)makeAbsolute(Absolute);
  auto [It, IsNew] = Inputs.try_emplace(Absolute);
  InputFile &Input = It->second;
  if (IsNew)
    Input = {std::string(Absolute), Found, ""};
  // The file was created or removed in the meantime.
  else if ((Input.Found == InputFile::Absent) != (Found == InputFile::Absent))
    Repeatable = false;
  return Input;
}

ErrorOr<vfs::Status> InputRecorder::status(const Twine &Path) {
  ErrorOr<vfs::Status> Status = ProxyFileSystem::status(Path);
  // Directories do not matter, only their files.
  if (!Status || !Status->isDirectory())
    note(Path, Status ? InputFile::Present : InputFile::Absent);
  return Status;
}

bool InputRecorder::exists(const Twine &Path) {
  ErrorOr<vfs::Status> Status = status(Path);
  return Status && Status->exists();
}

ErrorOr<std::unique_ptr<vfs::File>>
InputRecorder::openFileForRead(const Twine &Path) {
  ErrorOr<std::unique_ptr<vfs::File>> Opened =
      ProxyFileSystem::openFileForRead(Path);
  if (Opened)
    return std::make_unique<RecordedFile>(
        std::move(*Opened), note(Path, InputFile::Present), Repeatable);
  if (Opened.getError() == std::errc::no_such_file_or_directory ||
      Opened.getError() == std::errc::not_a_directory)
    note(Path, InputFile::Absent);
  else
    Repeatable = false;
  return Opened;
}

std::vector<InputFile> InputRecorder::inputs() const {
  std::vector<InputFile> All;
  for (const auto &Entry : Inputs)
    All.push_back(Entry.second);
  sort(All,
       [](const InputFile &A, const InputFile &B) { return A.Path < B.Path; });
  return All;
}

} // namespace pyrefcheck
