//===- AnnotationReader.h - From annotations to a contract ------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads the annotations of one function and its parameters, item by item, and
// checks each against the declaration and against the items before it.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_ANNOTATIONS_ANNOTATIONREADER_H
#define PYREFCHECK_ANNOTATIONS_ANNOTATIONREADER_H

#include "AnnotationText.h"
#include "contracts/ContractWords.h"
#include "contracts/FieldContract.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "llvm/Support/Allocator.h"
#include <optional>

namespace pyrefcheck {

/// An annotation, or a part of one, that is ignored.
struct AnnotationMistake {
  const clang::AnnotateAttr *Attr;
  /// What is wrong and what was expected.
  std::string Message;
  /// Whether the text is wrong on any declaration; else it does not fit the
  /// declaration that it is on.
  bool InText;
};

using AnnotationMistakes = llvm::SmallVectorImpl<AnnotationMistake>;

/// Whether \p Attr is meant for us.
bool isAnnotation(const clang::AnnotateAttr *Attr);

/// "'pyrefcheck:TEXT' is ignored: REASON"
std::string describeMistake(const clang::AnnotateAttr *Attr,
                            const llvm::Twine &Reason);

/// What annotations state about a field or static variable, if anything.
std::optional<HeldReference> readFieldAnnotation(const clang::ValueDecl *Field,
                                                 AnnotationMistakes &Mistakes);

/// Reads the annotations on all declarations of one function.
class AnnotationReader {
public:
  AnnotationReader(const clang::FunctionDecl *FD, AnnotationMistakes &Mistakes)
      : Function(FD), Mistakes(Mistakes) {}

  /// Reads all annotations. \returns whether there are any.
  bool read();

  /// Whether they describe references, not only failures and exceptions.
  bool saysReferences() const { return Result || Format || !Args.empty(); }

  /// Applies the annotations on top of \p Base or, if that is null, of the
  /// convention of the C API.
  Contract contract(const Contract *Base, llvm::BumpPtrAllocator &Arena) const;

private:
  using Item = AnnotationItem;

  /// A value, and the text of the item that gave it.
  template <typename T> struct Given {
    T Value;
    llvm::StringRef Text;
  };
  template <typename T> using Optional = std::optional<Given<T>>;

  struct ResultWord {
    ResultKind Kind;
    bool Fresh;
    ArgIndex Owner;
    bool operator==(const ResultWord &O) const {
      return Kind == O.Kind && Fresh == O.Fresh && Owner == O.Owner;
    }
  };
  struct FormatWord {
    FormatKind Kind;
    ArgIndex Arg;
    bool operator==(const FormatWord &O) const {
      return Kind == O.Kind && Arg == O.Arg;
    }
  };
  struct GivenArg {
    ArgContract Contract;
    llvm::StringRef Text;
  };

  void readDeclaration(const clang::FunctionDecl *FD);
  void readAttribute(const clang::AnnotateAttr *A);
  void readFunctionItem(const Item &I);
  void readParameterItem(const Item &I);
  void readResult(const Item &I, llvm::StringRef Word);
  void readFormat(const Item &I);
  void readArgEffect(const Item &I, ArgEffect Effect, Outcome When);
  void addArg(const Item &I, const ArgContract &A);
  template <typename T, size_t N>
  void readSetting(const Item &I, Optional<T> &Setting,
                   const ContractWord<T> (&Words)[N]);
  template <typename T>
  bool give(const Item &I, Optional<T> &Setting, const T &Value);

  std::optional<ArgIndex> readParam(const Item &I, llvm::StringRef Name);
  std::optional<ArgIndex> readInto(const Item &I, llvm::StringRef Name,
                                   ArgEffect Effect);
  bool takesNoArguments(const Item &I);
  bool fitsType(const Item &I, const ArgContract &A);
  bool needsOutcome() const;

  /// The text is wrong on any declaration.
  void wrongText(const Item &I, const llvm::Twine &Reason);
  /// The item does not fit the declaration.
  void wrongHere(const Item &I, const llvm::Twine &Reason);
  void unknownWord(const Item &I);

  const clang::FunctionDecl *Function;
  AnnotationMistakes &Mistakes;

  /// The declaration, attribute and parameter that are being read.
  const clang::FunctionDecl *Declaration = nullptr;
  const clang::AnnotateAttr *Attr = nullptr;
  ArgIndex Param = NoArg;

  Optional<ResultWord> Result;
  Optional<NullWhen> Null;
  Optional<FailsWith> Fails;
  Optional<ExceptionOnFailure> Exception;
  Optional<FormatWord> Format;
  llvm::SmallVector<GivenArg, 4> Args;
  uint32_t Effects = 0;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_ANNOTATIONS_ANNOTATIONREADER_H
