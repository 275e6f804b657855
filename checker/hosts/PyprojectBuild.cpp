//===- PyprojectBuild.cpp - What pyproject.toml says of a build -----------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PyprojectBuild.h"
#include "TomlFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace pyrefcheck {

namespace {

using TomlView = toml::node_view<const toml::node>;

} // namespace

static std::string textOf(const TomlView &Value) {
  return Value.value<std::string>().value_or("");
}

static std::vector<std::string> textsOf(const TomlView &Value) {
  std::vector<std::string> Texts;
  if (const toml::array *List = Value.as_array())
    for (const toml::node &Item : *List)
      if (const std::optional<std::string> Text = Item.value<std::string>())
        Texts.push_back(*Text);
  return Texts;
}

/// The value of a variable for CMake: a text, a truth value, a list, or that of
/// a variable of the environment. None if it is not to be set.
static std::optional<std::string> defined(const toml::node &Value) {
  if (const toml::value<bool> *Truth = Value.as_boolean())
    return Truth->get() ? "TRUE" : "FALSE";
  if (Value.is_array())
    return join(textsOf(TomlView(Value)), ";");
  const toml::table *Table = Value.as_table();
  if (!Table)
    return Value.value<std::string>();
  const std::string Variable = textOf((*Table)["env"]);
  if (!Variable.empty())
    if (std::optional<std::string> Set = sys::Process::GetEnv(Variable))
      return Set;
  if (const toml::node *Default = Table->get("default");
      Default && !Default->is_table())
    return defined(*Default);
  return std::nullopt;
}

/// Reads the name of a directory, as far as the backend does not compute it.
/// Absolute in \p Result. \returns an error that names \p File.
static Error readDirectory(StringRef File, const TomlView &Value,
                           std::string &Result) {
  SmallString<256> Known;
  const std::string Name = textOf(Value);
  for (StringRef Part :
       make_range(sys::path::begin(Name), sys::path::end(Name)))
    if (Part.contains('{'))
      break;
    else
      sys::path::append(Known, Part);
  if (Known.empty())
    return Error::success();
  const std::string Problem = resolveInProject(
      sys::path::parent_path(File), Known, /*IsWritten=*/false, Result);
  if (Problem.empty())
    return Error::success();
  return tomlProblem(File + ":" + Twine(Value.node()->source().begin.line) +
                     ": error: " + Problem);
}

/// Reads the settings of scikit-build-core.
static Error readScikitBuild(StringRef File, const TomlView &Table,
                             PyprojectBuild &Result) {
  const TomlView CMake = Table["cmake"];
  if (Error E =
          readDirectory(File, CMake["source-dir"], Result.SourceDirectory))
    return E;
  // Nothing is written there.
  consumeError(readDirectory(File, Table["build-dir"], Result.BuildDirectory));
  const std::string Type = textOf(CMake["build-type"]);
  Result.BuildType = Type.empty() ? "Release" : Type;
  Result.Arguments = textsOf(CMake["args"]);
  if (const toml::table *Defines = CMake["define"].as_table())
    for (auto &&[Key, Value] : *Defines)
      if (const std::optional<std::string> Text = defined(Value))
        Result.Arguments.push_back("-D" + std::string(Key.str()) + "=" + *Text);
  const toml::array *Overrides = Table["overrides"].as_array();
  Result.HasOverrides = Overrides && !Overrides->empty();
  return Error::success();
}

Expected<PyprojectBuild> readPyprojectBuild(StringRef Directory) {
  PyprojectBuild Result;
  Result.SourceDirectory = Directory.str();
  SmallString<256> File(Directory);
  sys::path::append(File, "pyproject.toml");
  if (!sys::fs::exists(File))
    return Result;
  auto Text = readTomlText(File);
  if (!Text)
    return Text.takeError();
  Expected<toml::table> Table = parseToml(File, (*Text)->getBuffer());
  if (!Table)
    return Table.takeError();
  const toml::table &Top = *Table;
  Result.Backend = textOf(Top["build-system"]["build-backend"]);
  Result.Name = textOf(Top["project"]["name"]);
  Result.Version = textOf(Top["project"]["version"]);
  if (StringRef(Result.Backend).starts_with("scikit_build_core")) {
    if (Error E = readScikitBuild(File, Top["tool"]["scikit-build"], Result))
      return E;
  } else if (Result.Backend == "mesonpy") {
    Result.Arguments = textsOf(Top["tool"]["meson-python"]["args"]["setup"]);
  }
  return Result;
}

} // namespace pyrefcheck
