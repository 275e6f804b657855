//===- HeaderPackages.h - Where a header is from ----------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H
#define PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// The package of Debian that has \p Header, named as it is included; empty if
/// that is not known.
llvm::StringRef packageOfHeader(llvm::StringRef Header);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H
