//===- TomlFile.cpp - The TOML files of a project -------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TomlFile.h"
#include "contracts/RegularFile.h"
#include "findings/FileNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;
using llvm::Twine;

namespace pyrefcheck {

std::string realNameOfExisting(StringRef Path) {
  llvm::SmallString<256> Real;
  fs::file_status Status;
  for (; !Path.empty(); Path = path::parent_path(Path))
    if (!fs::status(Path, Status, /*follow=*/false))
      return fs::real_path(Path, Real) ? "" : std::string(Real);
  return "";
}

bool isInside(StringRef Path, StringRef Directory) {
  return Path == Directory || relativeBelow(Path, Directory).has_value();
}

std::string resolveInProject(StringRef Directory, StringRef Name,
                             bool IsWritten, std::string &Result) {
  if (Name.empty())
    return "a name of a file is empty";
  if (path::is_absolute(Name))
    return "'" + Name.str() +
           "' is absolute; names are relative to this file's directory";
  llvm::SmallString<256> Path(Directory);
  path::append(Path, Name);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  llvm::SmallString<256> Root;
  if (!isInside(Path, Directory) || fs::real_path(Directory, Root) ||
      !isInside(realNameOfExisting(Path), Root))
    return "'" + Name.str() + "' is outside of the project";
  if (IsWritten)
    for (StringRef Part :
         llvm::make_range(path::begin(*relativeBelow(Path, Directory)),
                          path::end(*relativeBelow(Path, Directory))))
      if (Part.starts_with("."))
        return "'" + Name.str() +
               "' is hidden: only the command line can write there";
  Result = std::string(Path);
  return "";
}

llvm::Error tomlProblem(const Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readTomlText(StringRef File) {
  constexpr uint64_t Most = 1 << 20;
  uint64_t Size = 0;
  if (!fs::file_size(File, Size) && Size > Most)
    return tomlProblem(File +
                       ": error: a configuration of more than a megabyte");
  auto Buffer = readRegularFile(File);
  if (!Buffer)
    return tomlProblem(File + ": error: cannot read the configuration: " +
                       Buffer.getError().message());
  return std::move(*Buffer);
}

llvm::Expected<toml::table> parseToml(StringRef File, StringRef Text) {
  toml::parse_result Parsed =
      toml::parse(std::string_view(Text.data(), Text.size()));
  if (Parsed)
    return std::move(Parsed).table();
  const toml::source_region &Where = Parsed.error().source();
  const std::string_view What = Parsed.error().description();
  return tomlProblem(
      File + ":" + Twine(Where.begin.line) + ":" + Twine(Where.begin.column) +
      ": error: not valid TOML: " + StringRef(What.data(), What.size()));
}

} // namespace pyrefcheck
