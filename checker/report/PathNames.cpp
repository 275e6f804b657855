//===- PathNames.cpp - File names as they are shown -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathNames.h"
#include "CleanText.h"
#include "findings/FileNames.h"

namespace pyrefcheck {

std::string PathNames::display(llvm::StringRef Absolute) const {
  auto It = GivenNames.find(Absolute);
  if (It != GivenNames.end())
    return cleanText(It->second);
  return cleanText(
      relativeBelow(Absolute, WorkingDirectory).value_or(Absolute));
}

} // namespace pyrefcheck
