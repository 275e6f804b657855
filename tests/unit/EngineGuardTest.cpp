//===- EngineGuardTest.cpp - What the guard survives, and what it leaves ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hosts/EngineGuard.h"
#include "Expect.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace pyrefcheck;

static void readNull() {
  volatile int *volatile Null = nullptr;
  (void)*Null;
}

/// Another fault than a null pointer's: a page that must not be touched.
static void writeProtected() {
  void *Page =
      mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *static_cast<volatile char *>(Page) = 1;
}

static unsigned recurse(unsigned Depth) {
  volatile char Frame[4096];
  Frame[Depth % sizeof(Frame)] = 1;
  return Depth == ~0u ? 0 : recurse(Depth + 1) + Frame[0];
}

/// An entry that lies on the stack that is left.
static void crashWithTrace() {
  llvm::PrettyStackTraceString Entry("in the work");
  readNull();
}

static void testKinds() {
  EXPECT_EQUAL(runGuarded([] {}), 0);
  EXPECT_EQUAL(runGuarded(readNull), SIGSEGV);
  EXPECT_EQUAL(runGuarded(writeProtected), SIGSEGV);
  EXPECT_EQUAL(runGuarded([] { std::abort(); }), SIGABRT);
  EXPECT_EQUAL(runGuarded([] { std::raise(SIGFPE); }), SIGFPE);
  EXPECT_EQUAL(runGuarded([] { std::raise(SIGBUS); }), SIGBUS);
  EXPECT_EQUAL(runGuarded([] { __builtin_trap(); }), SIGILL);
  EXPECT_EQUAL(runGuarded([] { recurse(0); }), SIGSEGV);
  // Again: neither is the signal blocked nor the other stack in use.
  EXPECT_EQUAL(runGuarded([] { recurse(0); }), SIGSEGV);
  EXPECT_EQUAL(runGuarded(readNull), SIGSEGV);

  const void *Before = llvm::SavePrettyStackState();
  EXPECT_EQUAL(runGuarded(crashWithTrace), SIGSEGV);
  EXPECT(llvm::SavePrettyStackState() == Before);
}

static void testThreads() {
  constexpr unsigned Number = 8;
  std::atomic<unsigned> Survived = 0;
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I != Number; ++I)
    Threads.emplace_back([&Survived, I] {
      for (unsigned Turn = 0; Turn != 20; ++Turn)
        if (I % 2 ? runGuarded([] { recurse(0); }) == SIGSEGV
                  : runGuarded([] { usleep(100); }) == 0)
          ++Survived;
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_EQUAL(Survived.load(), Number * 20);
}

/// How a process ends that does \p Work: its signal, or its status negated.
static int endOf(llvm::function_ref<void()> Work) {
  const pid_t Child = fork();
  if (!Child) {
    const struct rlimit NoCore = {0, 0};
    setrlimit(RLIMIT_CORE, &NoCore);
    Work();
    _exit(0);
  }
  int Status = 0;
  waitpid(Child, &Status, 0);
  return WIFSIGNALED(Status) ? WTERMSIG(Status) : -WEXITSTATUS(Status);
}

static void exitWithSeven(int) { _exit(7); }

static void testOthers() {
  // Outside of the work, before and after.
  EXPECT_EQUAL(endOf(readNull), SIGSEGV);
  EXPECT_EQUAL(endOf([] {
                 runGuarded(readNull);
                 readNull();
               }),
               SIGSEGV);
  // Another thread, while this one is guarded.
  auto CrashElsewhere = [] {
    runGuarded([] { std::thread(readNull).join(); });
  };
  EXPECT_EQUAL(endOf(CrashElsewhere), SIGSEGV);
  EXPECT_EQUAL(endOf([] {
                 runGuarded([] { std::thread([] { std::abort(); }).join(); });
               }),
               SIGABRT);
  // The handler that was there before is asked, and comes back.
  EXPECT_EQUAL(endOf([&] {
                 std::signal(SIGSEGV, exitWithSeven);
                 CrashElsewhere();
               }),
               -7);
  EXPECT_EQUAL(endOf([] {
                 std::signal(SIGSEGV, exitWithSeven);
                 if (runGuarded(readNull) == SIGSEGV)
                   readNull();
               }),
               -7);
  // What comes from outside is for the process.
  EXPECT_EQUAL(endOf([] {
                 runGuarded([] {
                   kill(getpid(), SIGABRT);
                   pause();
                 });
               }),
               SIGABRT);
}

static void testFiles() {
  CrashedFiles Files;
  EXPECT_EQUAL(Files.contains("a.c", 1), false);
  Files.add("a.c", 1);
  EXPECT_EQUAL(Files.contains("a.c", 1), true);
  EXPECT_EQUAL(Files.contains("a.c", 2), false);
  EXPECT_EQUAL(Files.contains("b.c", 1), false);
  Files.add("a.c", 2);
  EXPECT_EQUAL(Files.contains("a.c", 1), false);
}

int main() {
  testKinds();
  testThreads();
  testOthers();
  testFiles();
  return Failed;
}
