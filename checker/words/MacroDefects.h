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

/// The macro that holds both \p Cause and \p Place, each of which may be null:
/// it is in no macro. A macro of the C API or of a system header is none: what
/// it is used for goes wrong, not the macro.
MacroDefect macroDefect(const clang::Stmt *Cause, const clang::Stmt *Place,
                        const clang::ASTContext &Context);

} // namespace pyrefcheck

#endif // PYREFCHECK_WORDS_MACRODEFECTS_H
