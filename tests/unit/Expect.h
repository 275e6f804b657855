//===- Expect.h - What unit tests check with --------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A test is a program: what differs from the expectation is printed, and
// `return Failed` at the end of main() says whether anything did.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TESTS_UNIT_EXPECT_H
#define PYREFCHECK_TESTS_UNIT_EXPECT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <type_traits>

static bool Failed = false;

inline void expectTrue(int Line, llvm::StringRef Condition, bool Holds) {
  if (Holds)
    return;
  llvm::errs() << "line " << Line << ": not true: " << Condition << '\n';
  Failed = true;
}
#define EXPECT(CONDITION) expectTrue(__LINE__, #CONDITION, CONDITION)

inline void expectEqual(int Line, llvm::StringRef Found,
                        llvm::StringRef Expected) {
  if (Found == Expected)
    return;
  llvm::errs() << "line " << Line << ": expected\n"
               << Expected << "\nfound\n"
               << Found << '\n';
  Failed = true;
}
/// The same of numbers.
template <typename T, typename = std::enable_if_t<std::is_integral_v<T>>>
void expectEqual(int Line, T Found, T Expected) {
  expectEqual(Line, std::to_string(Found), std::to_string(Expected));
}
#define EXPECT_EQUAL(FOUND, EXPECTED) expectEqual(__LINE__, FOUND, EXPECTED)

#endif // PYREFCHECK_TESTS_UNIT_EXPECT_H
