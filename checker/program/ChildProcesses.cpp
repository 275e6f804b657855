//===- ChildProcesses.cpp - Work in separate processes --------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChildProcesses.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/thread.h"
#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace llvm;

namespace pyrefcheck {

/// The exit status of a child that ran out of memory; no other code uses it.
static constexpr int ExitOutOfMemory = 86;

/// Deeply nested code makes the analysis recurse deeply.
static constexpr unsigned StackSize = 64 << 20;

/// How much of a child's output is kept: enough for an assertion's message.
static constexpr size_t MaxOutput = 16 << 10;

#if LLVM_ADDRESS_SANITIZER_BUILD || LLVM_THREAD_SANITIZER_BUILD
static constexpr bool HasSanitizer = true;
#else
static constexpr bool HasSanitizer = false;
#endif

//===----------------------------------------------------------------------===//
// In the child
//===----------------------------------------------------------------------===//

static void limitMemory(unsigned Megabytes) {
  if (Megabytes == 0 || HasSanitizer)
    return;
  const rlim_t Bytes = static_cast<rlim_t>(Megabytes) << 20;
  rlimit Limit;
  if (getrlimit(RLIMIT_DATA, &Limit) == 0 && Bytes < Limit.rlim_cur) {
    Limit.rlim_cur = Bytes;
    (void)setrlimit(RLIMIT_DATA, &Limit);
  }
  std::set_new_handler([] { _exit(ExitOutOfMemory); });
  install_bad_alloc_error_handler(
      [](void *, const char *, bool) { _exit(ExitOutOfMemory); });
}

/// Makes the child end when its parent is killed.
static void endWithParent(pid_t Parent) {
#ifdef __linux__
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != Parent)
    _exit(1);
}

static void restoreSignals() {
  // The parent reports what happened; LLVM's stack trace does not help users.
  sys::unregisterHandlers();
  for (int Signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS,
                     SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    (void)std::signal(Signal, SIG_DFL);
}

/// Requests and answers are framed: their size, then their bytes.
using FrameSize = uint64_t;

/// False if the other end is closed.
static bool sendAll(int Connection, StringRef Bytes) {
  while (!Bytes.empty()) {
    const ssize_t Sent =
        ::send(Connection, Bytes.data(), Bytes.size(), MSG_NOSIGNAL);
    if (Sent < 0 && errno == EINTR)
      continue;
    if (Sent <= 0)
      return false;
    Bytes = Bytes.drop_front(Sent);
  }
  return true;
}

static bool sendFrame(int Connection, StringRef Bytes) {
  const FrameSize Size = Bytes.size();
  return sendAll(Connection, StringRef(reinterpret_cast<const char *>(&Size),
                                       sizeof(Size))) &&
         sendAll(Connection, Bytes);
}

static bool receiveAll(int Connection, char *Bytes, size_t Size) {
  while (Size != 0) {
    const ssize_t Received = ::recv(Connection, Bytes, Size, 0);
    if (Received < 0 && errno == EINTR)
      continue;
    if (Received <= 0)
      return false;
    Bytes += Received;
    Size -= Received;
  }
  return true;
}

static bool receiveFrame(int Connection, std::string &Bytes) {
  FrameSize Size;
  if (!receiveAll(Connection, reinterpret_cast<char *>(&Size), sizeof(Size)))
    return false;
  Bytes.resize(Size);
  return receiveAll(Connection, Bytes.data(), Size);
}

[[noreturn]] static void
runChild(int Connection, int Output, pid_t Parent, const ChildLimits &Limits,
         const std::function<std::string(StringRef)> &Work) {
  endWithParent(Parent);
  restoreSignals();
  (void)::dup2(Output, STDOUT_FILENO);
  (void)::dup2(Output, STDERR_FILENO);
  limitMemory(Limits.Megabytes);
  llvm::thread Worker(std::optional<unsigned>(StackSize), [&] {
    std::string Request;
    while (receiveFrame(Connection, Request) &&
           sendFrame(Connection, Work(Request)))
      ;
  });
  Worker.join();
  // Skips cleanups, which are the parent's task.
  _exit(0);
}

//===----------------------------------------------------------------------===//
// In the parent
//===----------------------------------------------------------------------===//

static void closeEnd(int &End) {
  if (End >= 0)
    ::close(End);
  End = -1;
}

/// Makes a child that waits for requests; false if that fails, with the reason
/// in errno.
bool ChildProcesses::fork() {
  int Connection[2] = {-1, -1}, Output[2] = {-1, -1};
  const pid_t Parent = ::getpid();
  const bool HasPipes =
      ::socketpair(AF_UNIX, SOCK_STREAM, 0, Connection) == 0 &&
      ::pipe(Output) == 0;
  const pid_t Process = HasPipes ? ::fork() : -1;
  if (Process == 0) {
    // A connection ends only when no other process has it open.
    closeEnd(Connection[0]);
    for (Child &C : Children)
      closeEnd(C.Connection);
    runChild(Connection[1], Output[1], Parent, Limits, Work);
  }
  const int Reason = errno;
  closeEnd(Connection[1]);
  closeEnd(Output[1]);
  if (Process < 0) {
    closeEnd(Connection[0]);
    closeEnd(Output[0]);
    errno = Reason;
    return false;
  }
  (void)::fcntl(Output[0], F_SETFL, O_NONBLOCK);
  Child &New = Children.emplace_back();
  New.Process = Process;
  New.Connection = Connection[0];
  New.Output = Output[0];
  return true;
}

ChildProcesses::Child *ChildProcesses::findIdle() {
  auto It = find_if(Children, [](const Child &C) { return !C.IsBusy; });
  return It == Children.end() ? nullptr : &*It;
}

size_t ChildProcesses::running() const {
  return count_if(Children, [](const Child &C) { return C.IsBusy; });
}

bool ChildProcesses::start(size_t ID, std::string Request) {
  Child *C = findIdle();
  if (!C) {
    if (!fork())
      return false;
    C = &Children.back();
  }
  C->IsBusy = true;
  C->ID = ID;
  C->Request = std::move(Request);
  C->Arrived.clear();
  C->Said.clear();
  C->Age = std::chrono::milliseconds(0);
  // wait() notices if the child has died in the meantime.
  (void)sendFrame(C->Connection, C->Request);
  return true;
}

/// Appends what has arrived, up to \p Most bytes in all. \returns false at the
/// end of the input.
static bool readSome(int End, std::string &Text, size_t Most) {
  char Buffer[1 << 16];
  const ssize_t Size = ::read(End, Buffer, sizeof(Buffer));
  if (Size < 0)
    return errno == EINTR || errno == EAGAIN;
  Text.append(Buffer,
              std::min<size_t>(Size, Most - std::min(Most, Text.size())));
  return Size != 0;
}

/// Reads what arrives within a moment.
void ChildProcesses::poll() {
  // A longer wait means that the whole run was stopped for a while.
  constexpr std::chrono::milliseconds Moment(500);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point Before = Clock::now();
  std::vector<pollfd> Ends;
  for (const Child &C : Children) {
    Ends.push_back({C.IsBusy ? C.Connection : -1, POLLIN, 0});
    Ends.push_back({C.Output, POLLIN, 0});
  }
  if (::poll(Ends.data(), Ends.size(), Moment.count()) < 0)
    return;
  const auto Waited = std::chrono::duration_cast<std::chrono::milliseconds>(
      Clock::now() - Before);
  for (size_t I = 0; I != Children.size(); ++I) {
    Child &C = Children[I];
    if (Ends[2 * I].revents && !readSome(C.Connection, C.Arrived, SIZE_MAX))
      C.HasEnded = true;
    if (Ends[2 * I + 1].revents && !readSome(C.Output, C.Said, MaxOutput))
      closeEnd(C.Output);
    if (C.IsBusy)
      age(C, std::min(Waited, 2 * Moment));
  }
}

void ChildProcesses::age(Child &C, std::chrono::milliseconds Waited) {
  C.Age += Waited;
  if (Limits.Seconds == 0 || C.Age <= std::chrono::seconds(Limits.Seconds) ||
      C.TimedOut)
    return;
  C.TimedOut = true;
  ::kill(C.Process, SIGKILL);
}

/// The size of the answer that is arriving, once it is known.
static std::optional<FrameSize> answerSize(StringRef Arrived) {
  FrameSize Size;
  if (Arrived.size() < sizeof(Size))
    return std::nullopt;
  std::memcpy(&Size, Arrived.data(), sizeof(Size));
  return Size;
}

/// How a process that ended with \p Status died.
static std::string deathOf(int Status, const ChildLimits &Limits) {
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == ExitOutOfMemory)
    return "needed more than " + std::to_string(Limits.Megabytes) +
           " megabytes of memory (--memory)";
  if (WIFEXITED(Status))
    return "ended with status " + std::to_string(WEXITSTATUS(Status));
  if (WTERMSIG(Status) == SIGKILL)
    return "was killed; is there too little memory?";
  return std::string("crashed (") + strsignal(WTERMSIG(Status)) + ")";
}

/// To be called when the whole answer has arrived.
ChildOutcome ChildProcesses::answerOf(Child &C) {
  // All output that the child wrote before its answer has arrived.
  while (C.Output >= 0) {
    pollfd End = {C.Output, POLLIN, 0};
    if (::poll(&End, 1, 0) <= 0)
      break;
    if (!readSome(C.Output, C.Said, MaxOutput))
      closeEnd(C.Output);
  }
  ++C.Answered;
  C.IsBusy = false;
  ChildOutcome Outcome;
  Outcome.Bytes = std::exchange(C.Arrived, {}).substr(sizeof(FrameSize));
  Outcome.Output = std::exchange(C.Said, {});
  return Outcome;
}

/// To be called when its connection has ended.
ChildOutcome ChildProcesses::bury(Child &C) const {
  int Status = 0;
  while (::waitpid(C.Process, &Status, 0) < 0 && errno == EINTR)
    ;
  while (C.Output >= 0)
    if (!readSome(C.Output, C.Said, MaxOutput))
      closeEnd(C.Output);
  closeEnd(C.Connection);
  ChildOutcome Outcome;
  Outcome.Output = std::move(C.Said);
  Outcome.Death = C.TimedOut
                      ? "took longer than " + std::to_string(Limits.Seconds) +
                            " seconds (--timeout)"
                      : deathOf(Status, Limits);
  return Outcome;
}

std::pair<size_t, ChildOutcome> ChildProcesses::wait() {
  assert(running() != 0 && "no request to wait for");
  while (true) {
    for (auto C = Children.begin(); C != Children.end(); ++C) {
      if (!C->IsBusy)
        continue;
      if (std::optional<FrameSize> Size = answerSize(C->Arrived);
          Size && C->Arrived.size() - sizeof(FrameSize) >= *Size)
        return {C->ID, answerOf(*C)};
      if (!C->HasEnded)
        continue;
      Child Dead = std::move(*C);
      Children.erase(C);
      ChildOutcome Outcome = bury(Dead);
      if (Dead.Answered == 0 || Dead.TimedOut ||
          !start(Dead.ID, std::move(Dead.Request)))
        return {Dead.ID, std::move(Outcome)};
      // The list of children has changed.
      break;
    }
    poll();
  }
}

ChildProcesses::~ChildProcesses() {
  for (Child &C : Children) {
    if (C.IsBusy)
      ::kill(C.Process, SIGKILL);
    // A child that waits for a request ends with its connection.
    ::shutdown(C.Connection, SHUT_RDWR);
    (void)bury(C);
  }
}

} // namespace pyrefcheck
