//===- ContractTree.h - The text of a contract file as a tree ---*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of the contract loader that knows YAML but not contracts. It reads a
// file into a tree of nodes with locations, and collects all problems so that a
// user sees them at once.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTTREE_H
#define PYREFCHECK_CONTRACTS_CONTRACTTREE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/SMLoc.h"
#include "llvm/Support/SourceMgr.h"
#include <optional>
#include <string>
#include <vector>

namespace pyrefcheck {

/// A YAML node, copied out of LLVM's stream so that keys can be read in any
/// order.
struct ContractTreeNode {
  enum Kind { Null, Scalar, Sequence, Mapping, Alias };
  Kind K = Null;
  llvm::SMLoc Loc;
  /// Text of a scalar.
  llvm::StringRef Text;
  /// Items of a sequence; alternating keys and values of a mapping.
  std::vector<ContractTreeNode> Items;

  /// The value of \p Key in a mapping, or null.
  const ContractTreeNode *find(llvm::StringRef Key) const;
  /// What an error message calls this node.
  llvm::StringRef describe() const;
};

/// The problems of one contract file.
class ContractErrors {
public:
  explicit ContractErrors(llvm::MemoryBufferRef Buffer);
  ContractErrors(const ContractErrors &) = delete;
  ContractErrors &operator=(const ContractErrors &) = delete;

  llvm::SourceMgr &sourceMgr() { return SM; }
  bool empty() const { return Errors.empty(); }
  size_t size() const { return Errors.size(); }
  unsigned line(llvm::SMLoc Loc) { return SM.getLineAndColumn(Loc).first; }

  void add(llvm::SMLoc Loc, const llvm::Twine &Message);

  /// All problems in the order of the file, as
  /// `file:line:column: error: message`, one per line.
  llvm::Error take();

private:
  struct Entry {
    unsigned Line, Column;
    std::string Message;
  };

  void addFromYAMLParser(const llvm::SMDiagnostic &D);

  llvm::MemoryBufferRef Buffer;
  llvm::SourceMgr SM;
  std::vector<Entry> Errors;
};

/// Whether \p S is a C identifier.
bool isIdentifier(llvm::StringRef S);

/// Reports the keys of \p Mapping that are not among \p Known, and keys given
/// twice. \p What names the mapping in messages.
void checkKeys(const ContractTreeNode &Mapping,
               llvm::ArrayRef<llvm::StringRef> Known, llvm::StringRef What,
               ContractErrors &Errors);

/// Reports \p N if it is not a scalar. \p Expected describes the right scalar.
bool expectScalar(const ContractTreeNode &N, const llvm::Twine &Expected,
                  ContractErrors &Errors);

/// Reads true or false. \p What names the key in messages.
std::optional<bool> readBool(const ContractTreeNode &N, llvm::StringRef What,
                             ContractErrors &Errors);

/// Reads the only document of \p Buffer. \p Arena owns the text. On failure,
/// \p Errors says why.
std::optional<ContractTreeNode> readContractTree(llvm::MemoryBufferRef Buffer,
                                                 ContractErrors &Errors,
                                                 llvm::BumpPtrAllocator &Arena);

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTTREE_H
