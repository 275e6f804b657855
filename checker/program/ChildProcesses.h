//===- ChildProcesses.h - Work in separate processes ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A stack overflow, endless memory use or an endless loop takes down the
// process in which it happens. So files are analysed in child processes with
// limits, one file at a time per child. A child that dies loses only the file
// that it was analysing, and another child takes its place.
//
// Children are forked without exec, so they share what the parent has read.
// Each analyses many files, because most of the cost of a first file is paid
// once. The parent must have no other threads while it forks.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_PROGRAM_CHILDPROCESSES_H
#define PYREFCHECK_PROGRAM_CHILDPROCESSES_H

#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <functional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace pyrefcheck {

/// The limits of the work on one request.
struct ChildLimits {
  /// Seconds of wall-clock time; 0: no limit. Time during which the whole run
  /// is stopped does not count.
  unsigned Seconds = 0;
  /// Megabytes (2^20 bytes) of memory; 0: no limit. Enforced where the system
  /// counts private memory (Linux), except in builds with sanitizers, which
  /// reserve more than exists.
  unsigned Megabytes = 0;
};

/// How the work on one request ended.
struct ChildOutcome {
  /// What the work returned; empty if the child died.
  std::string Bytes;
  /// What the work wrote to standard error and standard output, or the
  /// beginning of it.
  std::string Output;
  /// Why there is no result: "crashed (Segmentation fault)"; empty if there is
  /// one.
  std::string Death;
};

/// Children that work at the same time, each on one request.
class ChildProcesses {
public:
  /// \param Work what children do with a request, on a large stack, with a copy
  /// of the parent's memory from the time of the fork.
  ChildProcesses(const ChildLimits &Limits,
                 std::function<std::string(llvm::StringRef Request)> Work)
      : Limits(Limits), Work(std::move(Work)) {}
  /// Ends all children, even those that still work.
  ~ChildProcesses();
  ChildProcesses(const ChildProcesses &) = delete;
  ChildProcesses &operator=(const ChildProcesses &) = delete;

  /// Gives \p Request to an idle child or to a new one.
  /// \param ID distinguishes the request from the others.
  /// \returns false if the system allows no more processes; errno says why.
  bool start(size_t ID, std::string Request);

  /// The number of requests that were started and not waited for.
  size_t running() const;

  /// Waits until a request has ended; at least one must be running. A child
  /// that dies during its second request or a later one may have died because
  /// of the earlier ones: a new child tries again, except after a timeout.
  /// \returns the ID of the request and how it ended.
  std::pair<size_t, ChildOutcome> wait();

private:
  struct Child {
    pid_t Process;
    /// The parent's end of the connection.
    int Connection;
    /// The pipe with its output; -1 after the end.
    int Output;
    /// Requests that it has answered.
    size_t Answered = 0;
    bool IsBusy = false;
    bool HasEnded = false;
    bool TimedOut = false;
    size_t ID = 0;
    std::string Request;
    /// The part of the answer that has arrived: its size, then the answer.
    std::string Arrived;
    std::string Said;
    std::chrono::milliseconds Age{0};
  };

  Child *findIdle();
  bool fork();
  void poll();
  void age(Child &C, std::chrono::milliseconds Waited);
  ChildOutcome answerOf(Child &C);
  ChildOutcome bury(Child &C) const;

  ChildLimits Limits;
  std::function<std::string(llvm::StringRef Request)> Work;
  std::vector<Child> Children;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_PROGRAM_CHILDPROCESSES_H
