//===- DroppedStatements.h - Statements that are not there ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After an error in a statement, clang's parser drops the whole statement, or
// puts an empty one in its place, and leaves no trace in the tree:
//
//     if (!result)
//       return ERR_OF_A_MISSING_HEADER;
//
// A path through what is left is none of the program's. So the text between the
// statements of a block is read: there must be nothing but directives.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_SOURCE_DROPPEDSTATEMENTS_H
#define PYREFCHECK_SOURCE_DROPPEDSTATEMENTS_H

namespace clang {
class ASTContext;
class CompoundStmt;
class NullStmt;
} // namespace clang

namespace pyrefcheck {

/// Whether the text of \p Block has a statement that the tree does not have.
/// Blocks that a macro expands to, and what a condition of the preprocessor
/// excludes, are not read.
bool hasDroppedStatement(const clang::CompoundStmt *Block,
                         clang::ASTContext &AST);

/// Whether the parser put \p S in the place of a statement.
bool replacesStatement(const clang::NullStmt *S, const clang::ASTContext &AST);

} // namespace pyrefcheck

#endif // PYREFCHECK_SOURCE_DROPPEDSTATEMENTS_H
