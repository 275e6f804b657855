//===- JsonDepth.h - How deeply JSON is nested ------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_JSONDEPTH_H
#define PYREFCHECK_REPORT_JSONDEPTH_H

#include "llvm/ADT/StringRef.h"

namespace pyrefcheck {

/// \returns whether arrays and objects in \p Json, which need not be valid, are
/// nested more than \p Depth deep. LLVM's parser recurses as deeply.
bool isNestedDeeper(llvm::StringRef Json, unsigned Depth);

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_JSONDEPTH_H
