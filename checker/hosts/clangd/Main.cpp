//===- Main.cpp - A drop-in clangd that knows our checks --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd loads no plugins, so this is clangd itself, linked from its archives
// together with our clang-tidy module. Three of its functions are wrapped (see
// CMakeLists.txt) so that the checks run without any configuration:
//
// - provideDefaultChecks, which completes the list of checks of a file, enables
//   ours unless the user's configuration mentions them;
// - isFastTidyCheck, by which clangd skips checks that it has not measured,
//   accepts ours: they have a budget;
// - versionString, which --version and the protocol show, names us too. Editors
//   look for "clangd version N" in it.
//
// clangd's headers are not installed. The declarations here match those in
// TidyProvider.h, ClangdMain.h and index/remote/Client.h of the same version.
//
//===----------------------------------------------------------------------===//

#include "clang-tidy/ClangTidyOptions.h"
#include "compat/LLVMCompat.h" // IWYU pragma: keep
#include "findings/Rules.h"
#include "hosts/ProjectConfig.h"
#include "hosts/ResourceDirectory.h"
#include "hosts/Settings.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <optional>
#include <string>

#if CLANG_VERSION_MAJOR != 19
#error "compare these declarations with the headers of this clangd"
#endif

namespace clang::clangd {

int clangdMain(int ArgCount, char *Args[]);

using TidyProviderRef =
    llvm::function_ref<void(tidy::ClangTidyOptions &, llvm::StringRef File)>;

class SymbolIndex;

namespace remote {
/// Replaces the remote index, which would need gRPC. clangd logs that the
/// connection failed and continues without it.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef Address,
                                       llvm::StringRef ProjectRoot) {
  return nullptr;
}
} // namespace remote

} // namespace clang::clangd

using clang::clangd::TidyProviderRef;
using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

TidyProviderRef
realDefaultChecks() __asm__("__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProviderRef
ourDefaultChecks() __asm__("__wrap__ZN5clang6clangd20provideDefaultChecksEv");
std::optional<bool> realIsFast(StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> ourIsFast(StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::string
realVersion() __asm__("__real__ZN5clang6clangd13versionStringB5cxx11Ev");
std::string
ourVersion() __asm__("__wrap__ZN5clang6clangd13versionStringB5cxx11Ev");

std::string ourVersion() {
  return "pyrefcheck " PYREFCHECK_VERSION ", " + realVersion();
}

/// The rules that the configuration of the project chooses; all if there is
/// none, or if it has mistakes, which the rules report.
static std::string chosenChecks(StringRef File) {
  llvm::Expected<std::optional<pyrefcheck::ProjectConfig>> Project =
      pyrefcheck::findProjectConfig(llvm::sys::path::parent_path(File));
  if (!Project) {
    llvm::consumeError(Project.takeError());
    return ",cpython-*";
  }
  if (!*Project || !(*Project)->text("checks"))
    return ",cpython-*";
  unsigned Level = 1;
  (void)(*Project)->text("level").value_or("1").getAsInteger(10, Level);
  // The list was checked when the configuration was read.
  const pyrefcheck::RuleChoice Choice = llvm::cantFail(
      pyrefcheck::chooseRules(*(*Project)->text("checks"), Level));
  std::string Checks;
  for (const pyrefcheck::RuleInfo &I : pyrefcheck::allRules())
    if (Choice.Rules.contains(I.ID))
      Checks += ("," + I.Name).str();
  return Checks;
}

static void addOurChecks(ClangTidyOptions &Options, StringRef File) {
  realDefaultChecks()(Options, File);
  std::string &Checks = Options.Checks.emplace(Options.Checks.value_or(""));
  if (!StringRef(Checks).contains("cpython-"))
    Checks += chosenChecks(File);
}

TidyProviderRef ourDefaultChecks() { return addOurChecks; }

std::optional<bool> ourIsFast(StringRef Check) {
  if (Check.starts_with("cpython-"))
    return true;
  return realIsFast(Check);
}

int main(int ArgCount, char *Args[]) {
  llvm::SmallVector<char *, 16> AllArgs(Args, Args + ArgCount);
  // clangd looks for the compiler's headers beside itself.
  std::string ResourceDirectory;
  llvm::Expected<std::string> Found = pyrefcheck::findResourceDirectory();
  if (Found) {
    ResourceDirectory = "--resource-dir=" + *Found;
    // It comes first, so that the user's own option takes precedence.
    AllArgs.insert(AllArgs.begin() + 1, ResourceDirectory.data());
  } else {
    llvm::errs() << "pyrefcheck-clangd: " << llvm::toString(Found.takeError())
                 << '\n';
  }
  AllArgs.push_back(nullptr);
  return clang::clangd::clangdMain(AllArgs.size() - 1, AllArgs.data());
}
