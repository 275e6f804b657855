//===- Rewriter.h - The same, written differently ---------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rewrites a file without changing what it does. A checker that understands the
// code reports the same before and after.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_TOOLS_MUTATE_REWRITER_H
#define PYREFCHECK_TOOLS_MUTATE_REWRITER_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>

namespace clang {
class ASTContext;
} // namespace clang

namespace pyrefcheck {

class WrittenCode;

/// A way to write the same differently.
enum class Rewrite : uint8_t {
#define REWRITE(ID, NAME, SENTENCE, PRELUDE) ID,
#include "Rewrites.def"
};

/// The rewrite called \p Name; nothing if there is none.
std::optional<Rewrite> findRewrite(llvm::StringRef Name);

/// Calls \p Print with the name of each rewrite and a sentence about it.
void forEachRewrite(void (*Print)(llvm::StringRef Name,
                                  llvm::StringRef Sentence));

/// The text of the main file after \p What was done wherever it can be; nothing
/// if there is no such place. The result need not compile: preprocessor
/// directives can be in the way.
std::optional<std::string> rewritten(clang::ASTContext &Context,
                                     const WrittenCode &Code, Rewrite What);

} // namespace pyrefcheck

#endif // PYREFCHECK_TOOLS_MUTATE_REWRITER_H
