//===- OldGlibc.cpp - What an older glibc lacks ---------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's archives and libstdc++.a are compiled with the headers of the glibc of
// their Debian. These functions are all that they use of it and that is newer
// than glibc 2.27: with them a program that is linked with an older glibc
// (scripts/old-glibc) runs on older systems too.
//
//===----------------------------------------------------------------------===//

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/random.h>

#define REPLACEMENT extern "C" __attribute__((visibility("hidden")))

// 2.36, for std::random_device.
REPLACEMENT unsigned arc4random() noexcept {
  unsigned Value;
  if (getrandom(&Value, sizeof(Value), 0) != sizeof(Value))
    abort();
  return Value;
}

// 2.35, for libgcc's unwinder: the mapped object that holds an address.
REPLACEMENT int _dl_find_object(void *Address,
                                struct dl_find_object *Result) noexcept {
  struct Search {
    ElfW(Addr) Address;
    struct dl_find_object *Result;
  } Wanted = {reinterpret_cast<ElfW(Addr)>(Address), Result};
  auto Look = [](dl_phdr_info *Info, size_t, void *Data) {
    const auto *Wanted = static_cast<const Search *>(Data);
    auto AsPointer = [](ElfW(Addr) A) { return reinterpret_cast<void *>(A); };
    bool IsHere = false;
    *Wanted->Result = {};
    for (unsigned I = 0; I < Info->dlpi_phnum; ++I) {
      const ElfW(Phdr) &Header = Info->dlpi_phdr[I];
      const ElfW(Addr) Begin = Info->dlpi_addr + Header.p_vaddr;
      if (Header.p_type == PT_GNU_EH_FRAME)
        Wanted->Result->dlfo_eh_frame = AsPointer(Begin);
      if (Header.p_type != PT_LOAD || Wanted->Address < Begin ||
          Wanted->Address >= Begin + Header.p_memsz)
        continue;
      IsHere = true;
      Wanted->Result->dlfo_map_start = AsPointer(Begin);
      Wanted->Result->dlfo_map_end = AsPointer(Begin + Header.p_memsz);
    }
    return int(IsHere && Wanted->Result->dlfo_eh_frame);
  };
  return dl_iterate_phdr(Look, &Wanted) ? 0 : -1;
}

// 2.33, for LLVM's statistics.
REPLACEMENT struct mallinfo2 mallinfo2() noexcept {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
  const struct mallinfo Old = mallinfo();
#pragma clang diagnostic pop
  struct mallinfo2 New = {};
  New.uordblks = static_cast<unsigned>(Old.uordblks);
  return New;
}

// 2.32, for std::shared_ptr: there may always be other threads.
REPLACEMENT char __libc_single_threaded;
char __libc_single_threaded = 0;

// 2.30, for std::condition_variable.
REPLACEMENT int pthread_cond_clockwait(pthread_cond_t *Condition,
                                       pthread_mutex_t *Mutex, clockid_t Clock,
                                       const timespec *Until) {
  constexpr int64_t Second = 1000000000;
  auto Nanoseconds = [](const timespec &T) {
    return int64_t(T.tv_sec) * Second + T.tv_nsec;
  };
  timespec There, Here;
  if (clock_gettime(Clock, &There) || clock_gettime(CLOCK_REALTIME, &Here))
    return EINVAL;
  const int64_t End =
      Nanoseconds(Here) + Nanoseconds(*Until) - Nanoseconds(There);
  const timespec Deadline = {time_t(End / Second), long(End % Second)};
  return pthread_cond_timedwait(Condition, Mutex, &Deadline);
}

// 2.29: the same functions, but for errno.
__asm__(".symver pyrefcheck_old_log, log@GLIBC_2.2.5\n"
        ".symver pyrefcheck_old_pow, pow@GLIBC_2.2.5");
extern "C" double pyrefcheck_old_log(double X);
extern "C" double pyrefcheck_old_pow(double X, double Y);
REPLACEMENT double log(double X) { return pyrefcheck_old_log(X); }
REPLACEMENT double pow(double X, double Y) { return pyrefcheck_old_pow(X, Y); }
