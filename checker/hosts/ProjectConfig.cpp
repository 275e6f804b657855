//===- ProjectConfig.cpp - The project's configuration file ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProjectConfig.h"
#include "Settings.h"
#include "TomlFile.h"
#include "contracts/NearestWord.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;
using llvm::Twine;

namespace pyrefcheck {

std::string ProjectConfig::placeOf(StringRef Key) const {
  return File + ":" + std::to_string(Values.at(Key.str()).Line);
}

llvm::ArrayRef<std::string> ProjectConfig::texts(StringRef Key) const {
  auto It = Values.find(Key.str());
  if (It == Values.end())
    return {};
  return It->second.Texts;
}

std::optional<StringRef> ProjectConfig::text(StringRef Key) const {
  llvm::ArrayRef<std::string> All = texts(Key);
  return All.empty() ? std::nullopt : std::optional<StringRef>(All.front());
}

namespace {

/// Reads one table, and collects the mistakes in it.
class ConfigReader {
public:
  ConfigReader(ProjectConfig &Config, llvm::raw_ostream &Errors)
      : Config(Config), Errors(Errors) {}

  void read(const toml::table &Table) {
    for (auto &&[Key, Value] : Table)
      readKey(StringRef(Key.data(), Key.length()), Key.source(), Value);
    checkChecks();
  }

private:
  void complain(const toml::source_region &Where, const Twine &Text) {
    Errors << Config.File << ':' << Where.begin.line << ':'
           << Where.begin.column << ": error: " << Text << '\n';
  }

  void readKey(StringRef Name, const toml::source_region &Where,
               const toml::node &Value) {
    const auto *Key = llvm::find_if(
        ConfigKeys, [&](const ConfigKey &K) { return K.Name == Name; });
    if (Key == std::end(ConfigKeys)) {
      NearestWord Nearest(Name);
      for (const ConfigKey &K : ConfigKeys)
        Nearest.consider(K.Name);
      std::string Known = Nearest.question();
      if (Known.empty())
        for (const ConfigKey &K : ConfigKeys)
          Known += (Known.empty() ? "; there are " : ", ") + K.Name.str();
      return complain(Where, "unknown key '" + Name + "'" + Known);
    }
    ConfigValue &To = Config.Values[Name.str()];
    To.Line = Where.begin.line;
    if (Key->Kind == ConfigKind::Level)
      return readLevel(*Key, Value, To);
    const bool IsOne = Key->Kind == ConfigKind::File;
    if (Value.is_string())
      return readText(*Key, Value, To);
    const toml::array *List = Value.as_array();
    if (!List || IsOne)
      return wrongType(*Key, Value,
                       IsOne ? "a string" : "a string or a list of strings");
    for (const toml::node &Item : *List)
      if (Item.is_string())
        readText(*Key, Item, To);
      else
        wrongType(*Key, Item, "a list of strings");
    if (Key->Kind == ConfigKind::Checks)
      To.Texts = {llvm::join(To.Texts, ",")};
  }

  void wrongType(const ConfigKey &Key, const toml::node &Value,
                 StringRef Expected) {
    complain(Value.source(),
             "'" + Key.Name + "' is " + describe(Value) + ", not " + Expected);
  }

  static StringRef describe(const toml::node &Value) {
    switch (Value.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number with a point";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
    }
  }

  void readLevel(const ConfigKey &Key, const toml::node &Value,
                 ConfigValue &To) {
    const auto *Number = Value.as_integer();
    if (!Number)
      return wrongType(Key, Value, "0, 1 or 2");
    if (Number->get() < 0 || Number->get() > 2)
      return complain(Value.source(), "'" + Key.Name + "' is 0, 1 or 2");
    To.Texts = {std::to_string(Number->get())};
  }

  void readText(const ConfigKey &Key, const toml::node &Value,
                ConfigValue &To) {
    std::string Text = Value.as_string()->get();
    // No name, glob or list contains one, and it may cut off the text.
    if (Text.find('\0') != std::string::npos)
      return complain(Value.source(), "a string holds a null character");
    std::string Problem;
    switch (Key.Kind) {
    case ConfigKind::File:
    case ConfigKind::Files:
      Problem =
          resolveInProject(Config.Directory, Text, /*IsWritten=*/false, Text);
      break;
    case ConfigKind::Outputs:
      Problem = resolveOutput(Text);
      break;
    case ConfigKind::PythonVersions:
      if (llvm::Error E = parsePythonVersion(Text).takeError())
        Problem = llvm::toString(std::move(E));
      break;
    case ConfigKind::Globs:
      if (llvm::Error E = llvm::GlobPattern::create(Text, 1024).takeError())
        Problem =
            "'" + Text + "' is no pattern: " + llvm::toString(std::move(E));
      break;
    case ConfigKind::Checks:
    case ConfigKind::Level:
      break;
    }
    if (!Problem.empty())
      return complain(Value.source(), Problem);
    To.Texts.push_back(std::move(Text));
  }

  /// Makes the file in FORM:FILE absolute; returns why not, or "".
  std::string resolveOutput(std::string &Text) const {
    const auto [Format, Name] = StringRef(Text).split(':');
    if (!llvm::all_of(Format, llvm::isLower))
      return "a format is a word: text, sarif, ...";
    if (!StringRef(Text).contains(':'))
      return "";
    std::string File;
    std::string Problem =
        resolveInProject(Config.Directory, Name, /*IsWritten=*/true, File);
    Text = Format.str() + ":" + File;
    return Problem;
  }

  /// Checks that `checks` names rules, even after other mistakes.
  void checkChecks() {
    std::optional<StringRef> Checks = Config.text("checks");
    if (!Checks)
      return;
    if (llvm::Error E = chooseRules(*Checks, 1).takeError())
      Errors << Config.placeOf("checks") << ":1: error: checks"
             << llvm::toString(std::move(E)) << '\n';
  }

  ProjectConfig &Config;
  llvm::raw_ostream &Errors;
};

} // namespace

/// Whether \p File is a pyproject.toml, which may have our table.
static bool isPyProject(StringRef File) {
  return path::filename(File) == "pyproject.toml";
}

/// Reads \p Text, the contents of \p File; none if it does not have our table.
static llvm::Expected<std::optional<ProjectConfig>> parse(StringRef File,
                                                          StringRef Text) {
  // Mistakes in a pyproject.toml for other tools are not our concern.
  if (isPyProject(File) && !Text.contains("pyrefcheck"))
    return std::nullopt;
  llvm::Expected<toml::table> Table = parseToml(File, Text);
  if (!Table)
    return Table.takeError();
  ProjectConfig Config;
  Config.File = File.str();
  Config.Directory = path::parent_path(File).str();
  std::string Mistakes;
  llvm::raw_string_ostream Errors(Mistakes);
  ConfigReader Reader(Config, Errors);
  if (!isPyProject(File)) {
    Reader.read(*Table);
  } else {
    const toml::node_view<const toml::node> Ours =
        std::as_const(*Table)["tool"]["pyrefcheck"];
    if (!Ours)
      return std::nullopt;
    if (!Ours.is_table())
      return tomlProblem(File + ":" + Twine(Ours.node()->source().begin.line) +
                         ": error: tool.pyrefcheck is no table");
    Reader.read(*Ours.as_table());
  }
  if (!Mistakes.empty())
    return tomlProblem(StringRef(Mistakes).rtrim());
  return Config;
}

llvm::Expected<ProjectConfig> readProjectConfig(StringRef Name) {
  llvm::SmallString<256> File(Name);
  (void)fs::make_absolute(File);
  path::remove_dots(File, /*remove_dot_dot=*/true);
  auto Text = readTomlText(File);
  if (!Text)
    return Text.takeError();
  auto Config = parse(File, (*Text)->getBuffer());
  if (!Config)
    return Config.takeError();
  if (!*Config)
    return tomlProblem(File + ": error: there is no table [tool.pyrefcheck]");
  return std::move(**Config);
}

/// Reads the configuration in \p Directory, or none.
static llvm::Expected<std::optional<ProjectConfig>>
readIn(StringRef Directory) {
  llvm::SmallString<256> Root;
  if (fs::real_path(Directory, Root))
    return std::nullopt;
  for (StringRef Name : {"pyrefcheck.toml", "pyproject.toml"}) {
    llvm::SmallString<256> File(Directory);
    path::append(File, Name);
    if (!fs::exists(File))
      continue;
    auto Text = readTomlText(File);
    // It may be a file for other tools, so this is no error.
    if (!Text && isPyProject(File)) {
      llvm::consumeError(Text.takeError());
      continue;
    }
    if (!Text)
      return Text.takeError();
    auto Config = parse(File, (*Text)->getBuffer());
    if (Config && !*Config)
      continue;
    if (!isInside(realNameOfExisting(File), Root)) {
      llvm::consumeError(Config.takeError());
      return tomlProblem(File +
                         ": error: the configuration is a link to a file "
                         "outside of its project");
    }
    return Config;
  }
  return std::nullopt;
}

/// Whether everybody can create files in \p Directory.
static bool isOpenToAll(StringRef Directory) {
  llvm::ErrorOr<fs::perms> Mode = fs::getPermissions(Directory);
  return Mode && (*Mode & fs::others_write);
}

llvm::Expected<std::optional<ProjectConfig>>
findProjectConfig(StringRef Directory) {
  for (StringRef In = Directory; !In.empty(); In = path::parent_path(In)) {
    if (In != Directory && isOpenToAll(In))
      continue;
    auto Config = readIn(In);
    if (!Config || *Config)
      return Config;
    llvm::SmallString<256> Git(In);
    path::append(Git, ".git");
    if (fs::exists(Git))
      break;
  }
  return std::nullopt;
}

} // namespace pyrefcheck
