//===- ChildProcessesTest.cpp - Children that die in every way ------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/ChildProcesses.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <unistd.h>

using namespace pyrefcheck;

static bool Failed = false;

static void expect(int Line, bool Holds, llvm::StringRef Found) {
  if (Holds)
    return;
  llvm::errs() << "line " << Line << ": not so: '" << Found << "'\n";
  Failed = true;
}
#define EXPECT(HOLDS, FOUND) expect(__LINE__, HOLDS, FOUND)

static ChildOutcome runOne(const ChildLimits &Limits,
                           std::function<std::string()> Work) {
  ChildProcesses Children(Limits, [&](llvm::StringRef) { return Work(); });
  if (!Children.start(7, "")) {
    llvm::errs() << "cannot fork\n";
    std::exit(1);
  }
  auto [ID, Outcome] = Children.wait();
  EXPECT(ID == 7 && Children.running() == 0, std::to_string(ID));
  return Outcome;
}

/// Recurses until the stack is full, or the depth is reached.
static int overflow(volatile char *Above, size_t Depth) {
  if (Depth == 0)
    return 0;
  volatile char Here[4096];
  Here[0] = *Above;
  return overflow(Here, Depth - 1) + Here[0];
}

static void testResults() {
  EXPECT(runOne({}, [] { return std::string("result"); }).Bytes == "result",
         "");
  // More than a pipe holds, and bytes of every kind.
  const std::string Large(5 << 20, '\0');
  EXPECT(runOne({}, [&] { return Large; }).Bytes == Large, "");
  EXPECT(runOne({}, [] { return std::string(); }).Death.empty(), "");

  // Several at once, each with its own, and large requests.
  ChildProcesses Children({}, [](llvm::StringRef Request) {
    return std::to_string(Request.size());
  });
  std::map<size_t, std::string> All;
  for (size_t I = 0; I != 100; ++I) {
    Children.start(I, std::string(I * 10000, 'x'));
    if (Children.running() == 3) {
      auto [ID, Outcome] = Children.wait();
      All[ID] = Outcome.Bytes;
    }
  }
  while (Children.running()) {
    auto [ID, Outcome] = Children.wait();
    All[ID] = Outcome.Bytes;
  }
  for (size_t I = 0; I != 100; ++I)
    EXPECT(All[I] == std::to_string(I * 10000), All[I]);
}

/// A request that is bad for its child is tried again, one that is bad itself
/// is not; the others do not notice.
static void testOrder() {
  static unsigned Answered; // Of the child that asks.
  ChildProcesses Children({}, [](llvm::StringRef Request) {
    if (Request == "dies" || (Request == "dies later" && Answered != 0))
      std::abort();
    llvm::errs() << Request;
    return std::to_string(++Answered);
  });
  size_t ID = 0;
  auto Ask = [&](const char *Request) {
    Children.start(++ID, Request);
    auto [Ended, Outcome] = Children.wait();
    EXPECT(Ended == ID, std::to_string(Ended));
    EXPECT(Outcome.Output == (Outcome.Death.empty() ? Request : ""),
           Outcome.Output);
    return Outcome.Bytes + Outcome.Death;
  };
  EXPECT(Ask("good") == "1", "");
  EXPECT(Ask("good") == "2", "");
  EXPECT(Ask("dies later") == "1", "");
  EXPECT(Ask("good") == "2", "");
  EXPECT(Ask("dies") == "crashed (Aborted)", "");
  EXPECT(Ask("dies") == "crashed (Aborted)", "");
  EXPECT(Ask("good") == "1", "");
}

static void testOutput() {
  ChildOutcome Said = runOne({}, [] {
    llvm::errs() << "words";
    return std::string("r");
  });
  EXPECT(Said.Output == "words" && Said.Bytes == "r", Said.Output);
  // A flood neither blocks nor fills the memory.
  Said = runOne({}, [] {
    for (int I = 0; I != 10000; ++I)
      llvm::errs() << "words without end ";
    return std::string("r");
  });
  EXPECT(Said.Output.size() < 100000 && Said.Bytes == "r", Said.Output);
}

static void testDeaths() {
  ChildOutcome Dead = runOne({}, []() -> std::string { std::abort(); });
  EXPECT(Dead.Death == "crashed (Aborted)" && Dead.Bytes.empty(), Dead.Death);
  Dead = runOne({}, []() -> std::string {
    llvm::errs() << "last words";
    std::raise(SIGKILL);
    return "";
  });
  EXPECT(llvm::StringRef(Dead.Death).contains("killed"), Dead.Death);
  EXPECT(Dead.Output == "last words", Dead.Output);
  Dead = runOne({}, []() -> std::string { _exit(3); });
  EXPECT(Dead.Death == "ended with status 3", Dead.Death);
  // The stack is larger than usual, and has an end all the same.
  Dead = runOne({}, []() -> std::string {
    overflow(std::string(1, 'x').data(), SIZE_MAX);
    return "r";
  });
  EXPECT(!Dead.Death.empty() && Dead.Bytes.empty(), Dead.Death);
}

static void testLimits() {
  ChildOutcome Dead = runOne({/*Seconds=*/1, 0}, []() -> std::string {
    for (volatile bool Go = true; Go;)
      ;
    return "";
  });
  EXPECT(Dead.Death == "took longer than 1 seconds (--timeout)", Dead.Death);
  Dead = runOne({/*Seconds=*/1, 0}, []() -> std::string {
    ::pause();
    return "";
  });
  EXPECT(Dead.Death == "took longer than 1 seconds (--timeout)", Dead.Death);
#if defined(__linux__) && !LLVM_ADDRESS_SANITIZER_BUILD &&                     \
    !LLVM_THREAD_SANITIZER_BUILD
  Dead = runOne({0, /*Megabytes=*/200}, []() -> std::string {
    for (std::string Text(1 << 20, 'x');; Text += Text)
      ;
  });
  EXPECT(Dead.Death == "needed more than 200 megabytes of memory (--memory)",
         Dead.Death);
#endif
  EXPECT(runOne({60, 4096}, [] { return std::string("r"); }).Bytes == "r", "");
}

int main() {
  testResults();
  testOrder();
  testOutput();
  testDeaths();
  testLimits();
  return Failed;
}
