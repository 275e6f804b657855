//===- RegularFile.cpp - Reading files, and nothing else ------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RegularFile.h"
#include "llvm/Support/FileSystem.h"
#include <optional>

using namespace llvm;
using sys::fs::file_type;

namespace pyrefcheck {

namespace {

/// The value of an error is the type of the file.
class FileTypeCategory : public std::error_category {
public:
  const char *name() const noexcept override { return "file type"; }

  std::string message(int Type) const override {
    return std::string("it is ") + describe(static_cast<file_type>(Type)) +
           ", not a regular file";
  }

private:
  static const char *describe(file_type Type) {
    switch (Type) {
    case file_type::fifo_file:
      return "a named pipe";
    case file_type::socket_file:
      return "a socket";
    case file_type::block_file:
    case file_type::character_file:
      return "a device";
    default:
      return "something else";
    }
  }
};

/// Whether it is a file in /proc, such as the one with this process's
/// environment: it is not code, and may hold secrets that must not be logged.
bool isOfProcesses(const vfs::Status &Status) {
  static const std::optional<uint64_t> Device =
      []() -> std::optional<uint64_t> {
    // A directory with that name need not be the real one.
    sys::fs::UniqueID Root, Processes;
    if (sys::fs::getUniqueID("/", Root) ||
        sys::fs::getUniqueID("/proc", Processes) ||
        Root.getDevice() == Processes.getDevice())
      return std::nullopt;
    return Processes.getDevice();
  }();
  return Device && Status.getUniqueID().getDevice() == *Device &&
         Status.getType() == file_type::regular_file;
}

/// Opens only the regular files of another file system.
class RegularFileSystem : public vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const Twine &Path) override {
    // Tested before the file is opened: opening alone may never return.
    if (ErrorOr<vfs::Status> Status = status(Path)) {
      if (std::error_code EC = errorUnlessRegular(Status->getType()))
        return EC;
      if (isOfProcesses(*Status))
        return std::make_error_code(std::errc::permission_denied);
    }
    return ProxyFileSystem::openFileForRead(Path);
  }
};

} // namespace

std::error_code errorUnlessRegular(file_type Type) {
  static const FileTypeCategory Category;
  switch (Type) {
  case file_type::regular_file:
  case file_type::file_not_found:
  case file_type::status_error:
    return {};
  case file_type::directory_file: // The compiler handles this error.
    return std::make_error_code(std::errc::is_a_directory);
  default:
    return {static_cast<int>(Type), Category};
  }
}

ErrorOr<std::unique_ptr<MemoryBuffer>> readRegularFile(const Twine &Path) {
  sys::fs::file_status Status;
  if (!sys::fs::status(Path, Status))
    if (std::error_code EC = errorUnlessRegular(Status.type()))
      return EC;
  return MemoryBuffer::getFile(Path);
}

IntrusiveRefCntPtr<vfs::FileSystem> createRegularFileSystem() {
  return makeIntrusiveRefCnt<RegularFileSystem>(
      IntrusiveRefCntPtr<vfs::FileSystem>(vfs::createPhysicalFileSystem()));
}

} // namespace pyrefcheck
