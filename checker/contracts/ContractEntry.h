//===- ContractEntry.h - Reading one entry --------------------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One entry of a contract file: the contract that its functions share. Each key
// is read after the keys that it depends on ('params' before the arguments) and
// checked against all keys read before it, so every contradiction is reported
// once, at the later word.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_CONTRACTS_CONTRACTENTRY_H
#define PYREFCHECK_CONTRACTS_CONTRACTENTRY_H

#include "Contract.h"
#include "ContractChecks.h"
#include "ContractTree.h"
#include "ContractWords.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace pyrefcheck {

/// Reads one entry of the file: the contract that its functions share.
class EntryReader {
public:
  EntryReader(const ContractTreeNode &Entry, ContractErrors &Errors,
              llvm::BumpPtrAllocator &Arena)
      : Entry(Entry), Errors(Errors), Arena(Arena) {}

  /// A function of the entry, the location of its name, and its versions:
  /// functions that behave alike may have been added in different versions.
  struct NamedFunction {
    llvm::StringRef Name;
    llvm::SMLoc Loc;
    PyVersion Since = 0, Deprecated = 0, Removed = 0;
    ApiRole Role = ApiRole::None;
    ObjectKind Kind = ObjectKind::Unknown;
  };

  void read();

  llvm::ArrayRef<NamedFunction> functions() const { return Functions; }
  Contract contract(const NamedFunction &F) const {
    Contract C = Result;
    C.Name = F.Name;
    C.Since = F.Since;
    C.Deprecated = F.Deprecated;
    C.Removed = F.Removed;
    C.Role = F.Role;
    C.Kind = F.Kind;
    return C;
  }

private:
  void checkKeys(const ContractTreeNode &Mapping,
                 llvm::ArrayRef<llvm::StringRef> Known, llvm::StringRef What) {
    pyrefcheck::checkKeys(Mapping, Known, What, Errors);
  }
  bool expectScalar(const ContractTreeNode &N, const llvm::Twine &Expected) {
    return pyrefcheck::expectScalar(N, Expected, Errors);
  }
  template <typename T, size_t N>
  std::optional<T> readWord(const ContractTreeNode &Node,
                            const ContractWord<T> (&Words)[N],
                            llvm::StringRef What);
  PyVersion readVersion(const ContractTreeNode &N, llvm::StringRef Key);
  template <typename T>
  void readForFunctions(
      llvm::StringRef Key, T NamedFunction::*Member,
      llvm::function_ref<std::optional<T>(const ContractTreeNode &)> Read);
  void readVersions(llvm::StringRef Key, PyVersion NamedFunction::*Member);
  std::optional<ArgIndex> readArg(const ContractTreeNode &N);
  std::optional<ArgIndex> readInto(const ContractTreeNode &N);

  void readFunctions();
  void readParams();
  void readResult();
  void readArgs();
  void readArgEffects(ArgIndex Index, bool AndRest, const ContractTreeNode &N);
  void readArgEffect(ArgIndex Index, bool AndRest, const ContractTreeNode &N);
  void addEffect(const ArgContract &A, llvm::SMLoc Loc);
  void readFormat();
  void readEffects();
  void readFacts();
  void readUnknown();
  void readDefined();
  void readSureArgument(const ContractTreeNode &N);
  void readException(const ContractTreeNode &N);
  void readType(const ContractTreeNode &N);
  void readCertainty();
  void checkResult(const ContractTreeNode &N);
  void checkVersions();

  std::string paramList() const;

  const ContractTreeNode &Entry;
  ContractErrors &Errors;
  llvm::BumpPtrAllocator &Arena;
  llvm::SmallVector<NamedFunction, 4> Functions;
  llvm::SmallVector<llvm::StringRef, 8> Params;
  bool HasParams = false;
  bool HasVarargs = false;
  /// The entry has more parameters than a contract can have; Params is empty.
  bool TooManyParams = false;
  llvm::SmallVector<ArgContract, 4> Args;
  Contract Result;
};

template <typename T, size_t N>
std::optional<T> EntryReader::readWord(const ContractTreeNode &Node,
                                       const ContractWord<T> (&Words)[N],
                                       llvm::StringRef What) {
  if (!expectScalar(Node, What + " (one of " + listWords(Words) + ")"))
    return std::nullopt;
  if (const ContractWord<T> *W = findWord(Words, Node.Text))
    return W->Value;
  Errors.add(Node.Loc, "'" + Node.Text + "' is not " + What +
                           ": expected one of " + listWords(Words));
  return std::nullopt;
}

} // namespace pyrefcheck

#endif // PYREFCHECK_CONTRACTS_CONTRACTENTRY_H
