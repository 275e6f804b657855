//===- InputRecorder.h - Which files a compiler saw -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file system that records which files were read through it, found but not
// read, or not found: a new header that precedes another one in the search path
// changes the program too.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_INPUTRECORDER_H
#define PYREFCHECK_PROGRAM_INPUTRECORDER_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace pyrefcheck {

/// What was found under one name.
struct InputFile {
  enum State : uint8_t {
    Absent,
    /// A file that exists, whatever it contains.
    Present,
    Read,
  };

  /// Absolute.
  std::string Path;
  State Found = Absent;
  /// The digest of the contents, if they were read.
  std::string Digest = "";

  bool operator==(const InputFile &O) const {
    return Path == O.Path && Found == O.Found && Digest == O.Digest;
  }
};

/// The BLAKE3 digest of the contents of a file, or of any text: 32 bytes.
/// Nobody can make two texts with the same digest.
std::string digestOf(llvm::StringRef Text);

/// For one thread at a time. Must outlive the files that it opened.
class InputRecorder : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;

  /// All inputs so far, sorted by path.
  std::vector<InputFile> inputs() const;
  /// False if another run may differ: a file that exists could not be read, or
  /// a file changed in the meantime.
  bool isRepeatable() const { return Repeatable; }

private:
  class RecordedFile;

  InputFile &note(const llvm::Twine &Path, InputFile::State Found);

  llvm::StringMap<InputFile> Inputs;
  bool Repeatable = true;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_INPUTRECORDER_H
