//===- OptionCategories.h - The parts of --help -----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_OPTIONCATEGORIES_H
#define PYREFCHECK_HOSTS_DRIVER_OPTIONCATEGORIES_H

#include "llvm/Support/CommandLine.h"

namespace pyrefcheck {

/// The options by audience. LLVM shows the categories in the order of names.
struct OptionCategories {
  llvm::cl::OptionCategory Everyday{"Everyday options"};
  llvm::cl::OptionCategory More{"More options"};
  llvm::cl::OptionCategory Builds{"Options for build systems"};
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_OPTIONCATEGORIES_H
