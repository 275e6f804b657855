//===- EngineGuard.cpp - A crash that does not take the host down ---------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EngineGuard.h"
#include "engine/Engine.h"
#include "engine/FunctionCache.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/xxhash.h"
#include <cerrno>
#include <csetjmp>
#include <csignal>
#include <cstring>

using namespace clang;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Signals
//===----------------------------------------------------------------------===//

static constexpr int Signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
static constexpr size_t NumSignals = std::size(Signals);

/// Where the guarded work of this thread began, or null. The handler reads it,
/// so it is in memory that each thread has from its start.
static thread_local sigjmp_buf *volatile Way
    __attribute__((tls_model("initial-exec")));

/// The handlers before ours, one per element of Signals.
static struct sigaction Previous[NumSignals];

/// Passes a signal that is not ours to the previous handler.
static void forward(int Signal, siginfo_t *Info, void *Machine) {
  const struct sigaction *Before = nullptr;
  for (size_t I = 0; I != NumSignals; ++I)
    if (Signals[I] == Signal)
      Before = &Previous[I];
  if (Before && (Before->sa_flags & SA_SIGINFO) && Before->sa_sigaction)
    return Before->sa_sigaction(Signal, Info, Machine);
  if (Before && Before->sa_handler == SIG_IGN)
    return;
  if (Before && Before->sa_handler != SIG_DFL)
    return Before->sa_handler(Signal);
  // It is delivered once more when the handler returns.
  std::signal(Signal, SIG_DFL);
  std::raise(Signal);
}

static void onSignal(int Signal, siginfo_t *Info, void *Machine) {
  const int SavedErrno = errno;
  sigjmp_buf *Back = Way;
  // What kill() sends is meant for the process.
  if (Back && Info->si_code != SI_USER) {
    Way = nullptr;
    siglongjmp(*Back, Signal);
  }
  forward(Signal, Info, Machine);
  errno = SavedErrno;
}

namespace {

/// Installs our handlers while any thread is guarded.
class Handlers {
public:
  Handlers() {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (Users++)
      return;
    struct sigaction Ours = {};
    Ours.sa_sigaction = onSignal;
    Ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&Ours.sa_mask);
    for (size_t I = 0; I != NumSignals; ++I)
      sigaction(Signals[I], &Ours, &Previous[I]);
  }

  ~Handlers() {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (--Users)
      return;
    for (size_t I = 0; I != NumSignals; ++I) {
      struct sigaction Now;
      sigaction(Signals[I], nullptr, &Now);
      // A handler that was installed over ours calls ours after it.
      if ((Now.sa_flags & SA_SIGINFO) && Now.sa_sigaction == onSignal)
        sigaction(Signals[I], &Previous[I], nullptr);
    }
  }

private:
  static std::mutex Mutex;
  static unsigned Users;
};

std::mutex Handlers::Mutex;
unsigned Handlers::Users;

/// A stack for the handler to run on when the thread's own is full.
class AlternateStack {
public:
  AlternateStack() : Memory(std::make_unique<char[]>(Size)) {
    stack_t Ours = {};
    Ours.ss_sp = Memory.get();
    Ours.ss_size = Size;
    sigaltstack(&Ours, &Before);
  }
  ~AlternateStack() {
    if (!Before.ss_sp)
      Before.ss_flags = SS_DISABLE;
    sigaltstack(&Before, nullptr);
  }

private:
  /// Large enough for the handler of a forwarded signal that prints a trace.
  static constexpr size_t Size = 256 << 10;

  std::unique_ptr<char[]> Memory;
  stack_t Before = {};
};

} // namespace

int runGuarded(llvm::function_ref<void()> Work) {
  const void *Trace = llvm::SavePrettyStackState();
  Handlers Handling;
  AlternateStack Stack;
  sigjmp_buf Here;
  // The mask is restored with the rest: the signal is blocked in its handler.
  if (const int Signal = sigsetjmp(Here, /*savemask=*/1)) {
    llvm::RestorePrettyStackState(Trace);
    return Signal;
  }
  Way = &Here;
  Work();
  Way = nullptr;
  return 0;
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

void CrashedFiles::add(llvm::StringRef File, uint64_t Version) {
  std::lock_guard<std::mutex> Lock(Mutex);
  Versions[File] = Version;
}

bool CrashedFiles::contains(llvm::StringRef File, uint64_t Version) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto It = Versions.find(File);
  return It != Versions.end() && It->second == Version;
}

static uint64_t versionOf(const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  return llvm::xxh3_64bits(SM.getBufferOrFake(SM.getMainFileID()).getBuffer());
}

GuardedResult analyzeGuarded(ASTContext &Context, Preprocessor &PP,
                             const ContractSet &Contracts,
                             EngineOptions Options,
                             std::chrono::seconds Longest,
                             llvm::ArrayRef<Decl *> Roots, llvm::StringRef Name,
                             CrashedFiles &Crashed,
                             std::unique_ptr<FunctionCache> &Cache) {
  const uint64_t Version = versionOf(Context);
  GuardedResult Result;
  if (Crashed.contains(Name, Version))
    return Result;
  Options.Deadline = std::chrono::steady_clock::now() + Longest;
  Result.Engine = std::make_unique<EngineResult>();
  const int Signal = runGuarded([&] {
    *Result.Engine =
        analyze(Context, PP, Contracts, Options, Roots, Cache.get());
  });
  if (Signal) {
    // Both are half written, so they are not destroyed.
    (void)Result.Engine.release();
    (void)Cache.release();
    Crashed.add(Name, Version);
    Result.Trouble = (Name + ": the analysis crashed (" + strsignal(Signal) +
                      "); this version of the file is not analysed")
                         .str();
  } else if (Result.Engine->Statistics.DeadlinePassed) {
    Result.Trouble =
        (Name + ": the analysis was stopped after " +
         llvm::Twine(Longest.count()) + " s; " +
         llvm::Twine(Result.Engine->Statistics.OutOfBudget.size()) +
         " functions were not analysed completely")
            .str();
  }
  return Result;
}

} // namespace pyrefcheck
