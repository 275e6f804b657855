//===- FileOutput.cpp - Writing files safely ------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileOutput.h"
#include "Complaint.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <climits>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace pyrefcheck {

/// Whether a file must be on the disk, not only in a cache of the system,
/// before it is renamed.
enum class Durability { OnDisk, Anywhere };

static std::error_code lastError() {
  return std::error_code(errno, std::generic_category());
}

/// Writes \p Text to \p FD, and closes it. \returns the first error.
static std::error_code writeAndClose(int FD, StringRef Text,
                                     Durability Durable) {
  std::error_code EC;
  {
    raw_fd_ostream OS(FD, /*shouldClose=*/false, /*unbuffered=*/true);
    OS << Text;
    EC = OS.error();
    OS.clear_error();
  }
  // A file system that cannot sync (EINVAL) is no error.
  if (!EC && Durable == Durability::OnDisk &&
      sys::RetryAfterSignal(-1, ::fsync, FD) < 0 && errno != EINVAL)
    EC = lastError();
  // Some file systems report a full disk only now.
  if (::close(FD) < 0 && !EC && errno != EINTR)
    EC = lastError();
  return EC;
}

/// The open file of this process that \p Path names, if it names one.
static std::optional<int> openFile(StringRef Path) {
  if (Path == "/dev/stdout")
    return STDOUT_FILENO;
  if (Path == "/dev/stderr")
    return STDERR_FILENO;
  int FD;
  if ((Path.consume_front("/dev/fd/") ||
       Path.consume_front("/proc/self/fd/")) &&
      !Path.getAsInteger(10, FD))
    return FD;
  return std::nullopt;
}

/// Writes to an existing file. After an error, its reader sees what was written
/// before.
static std::error_code writeInPlace(StringRef Path, StringRef Text) {
  int FD = -1;
  // Opening a file again would overwrite it from its beginning.
  if (std::optional<int> Open = openFile(Path)) {
    outs().flush();
    FD = ::dup(*Open);
    if (FD < 0)
      return lastError();
  } else if (std::error_code EC = sys::fs::openFileForWrite(
                 Path, FD, sys::fs::CD_OpenExisting)) {
    return EC;
  }
  return writeAndClose(FD, Text, Durability::Anywhere);
}

/// \returns the file, existing or not, to which the symbolic links of \p Path
/// lead; or a name of an open file.
static ErrorOr<std::string> behindLinks(StringRef Path) {
  constexpr unsigned MaxLinks = 40; // As Linux.
  SmallString<256> Name(Path);
  for (unsigned Link = 0; Link != MaxLinks; ++Link) {
    if (openFile(Name))
      return std::string(Name);
    char Target[PATH_MAX];
    const ssize_t Size = ::readlink(Name.c_str(), Target, sizeof(Target));
    if (Size < 0)
      return std::string(Name);
    SmallString<256> Next(StringRef(Target, Size));
    sys::fs::make_absolute(sys::path::parent_path(Name), Next);
    Name = Next;
  }
  return std::make_error_code(std::errc::too_many_symbolic_link_levels);
}

/// Gives the file \p FD the permissions and the owner of \p Old.
static std::error_code copyAttributes(const struct stat &Old, int FD) {
  mode_t Mode = Old.st_mode & 07777;
  struct stat New;
  if (::fstat(FD, &New) < 0)
    return lastError();
  if ((New.st_uid != Old.st_uid || New.st_gid != Old.st_gid) &&
      ::fchown(FD, Old.st_uid, Old.st_gid) < 0 &&
      ::fchown(FD, -1, Old.st_gid) < 0)
    Mode &= ~(S_ISUID | S_ISGID); // The owner differs now.
  return ::fchmod(FD, Mode) < 0 ? lastError() : std::error_code();
}

/// Writes a file beside \p Target, and renames it to that. \param Old the
/// existing file, whose attributes the new one gets, or null.
static std::error_code writeBeside(const std::string &Target, StringRef Text,
                                   const struct stat *Old, Durability Durable) {
  // A long name leaves no room for a suffix.
  SmallString<256> Model(sys::path::parent_path(Target));
  sys::path::append(Model, sys::path::filename(Target).take_front(200) +
                               ".%%%%%%%%.tmp");
  int FD;
  SmallString<256> Temporary;
  if (std::error_code EC = sys::fs::createUniqueFile(Model, FD, Temporary))
    return EC;
  sys::RemoveFileOnSignal(Temporary);
  std::error_code EC = Old ? copyAttributes(*Old, FD) : std::error_code();
  if (EC)
    ::close(FD);
  else
    EC = writeAndClose(FD, Text, Durable);
  if (!EC)
    EC = sys::fs::rename(Temporary, Target);
  // The first error is reported.
  if (EC)
    (void)sys::fs::remove(Temporary);
  sys::DontRemoveFileOnSignal(Temporary);
  return EC;
}

/// Writes an existing regular file. Writing to it may be allowed even if
/// creating a file in its directory is not.
static Error overwrite(const std::string &Target, StringRef Text,
                       const struct stat &Old) {
  if (::access(Target.c_str(), W_OK) < 0)
    return errorCodeToError(lastError());
  StringRef Directory = sys::path::parent_path(Target);
  if (Directory.empty())
    Directory = ".";
  if (::access(Directory.str().c_str(), W_OK) < 0)
    return createStringError(
        lastError(), "it is written to a new file first, but '" + Directory +
                         "' takes none: " + lastError().message());
  return errorCodeToError(writeBeside(Target, Text, &Old, Durability::OnDisk));
}

Error writeFile(StringRef Path, StringRef Text) {
  const ErrorOr<std::string> Target = behindLinks(Path);
  if (!Target)
    return errorCodeToError(Target.getError());
  struct stat Old;
  if (openFile(*Target))
    return errorCodeToError(writeInPlace(*Target, Text));
  if (::stat(Target->c_str(), &Old) < 0)
    return errorCodeToError(
        writeBeside(*Target, Text, nullptr, Durability::OnDisk));
  if (!S_ISREG(Old.st_mode))
    return errorCodeToError(writeInPlace(*Target, Text));
  return overwrite(*Target, Text, Old);
}

Error replaceFile(StringRef Path, StringRef Text) {
  return errorCodeToError(
      writeBeside(Path.str(), Text, nullptr, Durability::Anywhere));
}

bool flushOutput() {
  outs().flush();
  if (!outs().has_error())
    return true;
  complain() << "cannot write to standard output: " << outs().error().message()
             << '\n';
  outs().clear_error();
  return false;
}

void prepareOutput() {
  // A reader that has seen enough (`| head`) ends this program, like any other.
  (void)std::signal(SIGPIPE, SIG_DFL);
  // A file larger than allowed is an error, like a full disk.
  (void)std::signal(SIGXFSZ, SIG_IGN);
  // Created before the function is registered, they outlive it.
  (void)outs();
  (void)errs();
  (void)std::atexit([] {
    const bool Written = flushOutput();
    // There is nowhere left to complain.
    errs().clear_error();
    if (!Written)
      _exit(ExitTrouble);
  });
}

} // namespace pyrefcheck
