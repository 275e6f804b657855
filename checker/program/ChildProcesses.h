//===- ChildProcesses.h - Work that can only lose itself --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A stack overflow, endless memory use or an endless loop takes down the
// process in which it happens. So files are analysed in child processes, with
// limits, one at a time in each; a child that dies loses the file that it was
// analysing, and another takes its place.
//
// Children are forked, not started: they share what the parent has read. They
// stay for many files, as most of the cost of a first file is paid once. The
// parent must have no other threads while it forks.
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

/// What the work on one request may use.
struct ChildLimits {
  /// Seconds of wall-clock time; 0: no limit. Time in which the whole run is
  /// stopped does not count.
  unsigned Seconds = 0;
  /// Megabytes (2^20 bytes) of memory; 0: no limit. Enforced where the system
  /// counts private memory (Linux), and not in builds with sanitizers, which
  /// reserve more than there is.
  unsigned Megabytes = 0;
};

/// How the work on one request ended.
struct ChildOutcome {
  /// What the work returned; empty if the child died.
  std::string Bytes;
  /// What was written to standard error and standard output in the meantime, or
  /// the beginning of it.
  std::string Output;
  /// Why there is no result: "crashed (Segmentation fault)"; empty if there is
  /// one.
  std::string Death;
};

/// Children that work at the same time, each on one request.
class ChildProcesses {
public:
  /// \param Work what children do with a request, on a large stack, with the
  /// parent's memory as it is when the first requests are made.
  ChildProcesses(const ChildLimits &Limits,
                 std::function<std::string(llvm::StringRef Request)> Work)
      : Limits(Limits), Work(std::move(Work)) {}
  /// Ends the children that still work.
  ~ChildProcesses();
  ChildProcesses(const ChildProcesses &) = delete;
  ChildProcesses &operator=(const ChildProcesses &) = delete;

  /// Lets a child work on \p Request: an idle one, or a new one.
  /// \param ID distinguishes the request from the others.
  /// \returns false if the system allows no more processes; errno says why.
  bool start(size_t ID, std::string Request);

  /// How many requests were started and not waited for.
  size_t running() const;

  /// Waits until a request has ended; there must be one. A child that dies
  /// during its second request or a later one may have died because of the
  /// earlier ones: a new child tries again. \returns the ID of the request, and
  /// how it ended.
  std::pair<size_t, ChildOutcome> wait();

private:
  struct Child {
    pid_t Process;
    /// Our end of the connection.
    int Connection;
    /// Where its output is read; -1: read to the end.
    int Output;
    /// Requests that it has answered.
    size_t Answered = 0;
    bool IsBusy = false;
    bool HasEnded = false;
    bool TimedOut = false;
    size_t ID = 0;
    std::string Request;
    /// What has arrived of the answer: its size, then the answer itself.
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
