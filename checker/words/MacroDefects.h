//===- MacroDefects.h - Defects in the text of macros -----------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_WORDS_MACRODEFECTS_H
#define PYREFCHECK_WORDS_MACRODEFECTS_H

#include "findings/Merging.h"

namespace clang {
class ASTContext;
class Stmt;
} // namespace clang

namespace pyrefcheck {

/// The macro whose text contains both \p Cause and \p Place; either may be
/// null, which is in no macro. Macros of the C API and of system headers do not
/// count: their use is wrong, not their text.
MacroDefect macroDefect(const clang::Stmt *Cause, const clang::Stmt *Place,
                        const clang::ASTContext &Context);

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_MACRODEFECTS_H
