//===- EngineGuard.h - A crash that does not take the host down -*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An editor's server and a build's clang-tidy must survive a fault in the
// engine. LLVM's CrashRecoveryContext is not enough: its handlers have no
// alternate stack, so a stack overflow still kills the process.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_ENGINEGUARD_H
#define PYREFCHECK_HOSTS_ENGINEGUARD_H

#include "engine/Engine.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include <chrono>
#include <memory>
#include <mutex>
#include <string>

namespace pyrefcheck {

class FunctionCache;

/// Runs \p Work on this thread. If it causes SIGSEGV, SIGBUS, SIGABRT, SIGFPE
/// or SIGILL, also by a stack overflow, it is abandoned: nothing that it has
/// made is destroyed, and nothing that it was changing may be used again.
/// Signals in other threads, from other processes, and outside \p Work go to
/// the previous handlers. Calls do not nest.
/// \returns 0, or the signal.
int runGuarded(llvm::function_ref<void()> Work);

/// The files on which the engine has crashed. Shared by all checks of a
/// process.
class CrashedFiles {
public:
  /// \param Version identifies the contents of \p File.
  void add(llvm::StringRef File, uint64_t Version);
  bool contains(llvm::StringRef File, uint64_t Version) const;

private:
  mutable std::mutex Mutex;
  /// The last version of each file.
  llvm::StringMap<uint64_t> Versions;
};

/// The time limit of an analysis in an editor, where the next keystroke starts
/// another one that continues from its results.
constexpr std::chrono::seconds LongestInEditor(20);
/// The time limit for one file of a build.
constexpr std::chrono::seconds LongestInBuild(300);

/// What a host gets for one file.
struct GuardedResult {
  /// Null after a crash.
  std::unique_ptr<EngineResult> Engine;
  /// What to report about the analysis as a whole: that it crashed, or was cut
  /// short. Empty if it is complete, or if this was reported before.
  std::string Trouble;
};

/// analyze() under the guard. A version of a file on which it has crashed is
/// not analysed again.
/// \param Longest the time limit; what is not explored by then is left out.
/// \param Name the name of the main file in the messages.
/// \param Cache dropped after a crash; may be null.
GuardedResult
analyzeGuarded(clang::ASTContext &Context, clang::Preprocessor &PP,
               const ContractSet &Contracts, EngineOptions Options,
               std::chrono::seconds Longest,
               llvm::ArrayRef<clang::Decl *> Roots, llvm::StringRef Name,
               CrashedFiles &Crashed, std::unique_ptr<FunctionCache> &Cache);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_ENGINEGUARD_H
