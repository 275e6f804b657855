//===- JsonDepth.cpp - How deeply JSON is nested --------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JsonDepth.h"

namespace pyrefcheck {

bool isNestedDeeper(llvm::StringRef Json, unsigned Depth) {
  unsigned Open = 0;
  bool InString = false;
  for (size_t I = 0; I < Json.size(); ++I) {
    const char C = Json[I];
    if (C == '"')
      InString = !InString;
    else if (InString)
      I += C == '\\'; // An escaped character ends nothing.
    else if (C == '[' || C == '{') {
      if (++Open > Depth)
        return true;
    } else if ((C == ']' || C == '}') && Open != 0)
      --Open;
  }
  return false;
}

} // namespace pyrefcheck
