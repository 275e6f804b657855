//===- format.cpp - Fuzzes format strings --------------------------------- ---===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FuzzTarget.h"
#include "contracts/FormatString.h"

using namespace pyrefcheck;

static void check(const FormatString &Format, llvm::StringRef Text) {
  for (const VarArg &A : Format.Args)
    require(A.Unit.empty() ||
            (A.Unit.begin() >= Text.begin() && A.Unit.end() <= Text.end()));
  require(!Format.isValid() || Format.Value != BuiltValue::FirstArgument ||
          !Format.Args.empty());
}

void readInput(llvm::StringRef Text) {
  check(readBuildFormat(Text), Text);
  check(readParseFormat(Text), Text);
  check(readParseFormat(Text, /*Keywords=*/true), Text);
  require(readPrintFormat(Text).size() <= Text.size() * 2);
}
