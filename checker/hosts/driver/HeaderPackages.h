//===- HeaderPackages.h - The package of a header ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H
#define PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// The Debian package that contains \p Header, written as in the #include;
/// empty if it is not known.
llvm::StringRef packageOfHeader(llvm::StringRef Header);

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_HEADERPACKAGES_H
