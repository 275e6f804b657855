//===- ContractResult.cpp - What an entry says about the result -----------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Contract.h"
#include "ContractEntry.h"
#include "ContractTree.h"
#include "ContractWords.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pyrefcheck {

void EntryReader::readResult() {
  ContractResult &R = Result.Result;
  R.Null = NullWhen::Never;
  const ContractTreeNode *N = Entry.find("result");
  if (!N)
    return;

  auto SetKind = [&](const ContractTreeNode &Word) {
    std::optional<ResultWordValue> V =
        readWord(Word, ResultWords, "a kind of result");
    if (!V)
      return;
    R.Kind = V->Kind;
    R.Fresh = V->Fresh;
    if (R.Kind == ResultKind::New || R.Kind == ResultKind::Borrowed)
      R.Null = NullWhen::OnError;
  };

  if (N->K == ContractTreeNode::Scalar) {
    SetKind(*N);
    return checkResult(*N);
  }
  if (N->K != ContractTreeNode::Mapping) {
    Errors.add(N->Loc, "expected a kind of result (one of " +
                           listWords(ResultWords) + ") or a mapping, found " +
                           N->describe());
    return;
  }

  checkKeys(*N,
            {"is", "from", "kept-by", "null", "never-null-for", "fails",
             "exception", "type", "instance-of"},
            "'result'");
  // 'is' first: it decides the default of 'null'.
  if (const ContractTreeNode *Is = N->find("is"))
    SetKind(*Is);
  if (const ContractTreeNode *From = N->find("from"))
    R.Owner = readArg(*From).value_or(NoArg);
  if (const ContractTreeNode *Keeper = N->find("kept-by")) {
    R.Keeper = Keeper->Text == KeptByInterpreterWord &&
                       !is_contained(Params, KeptByInterpreterWord)
                   ? KeptByInterpreter
                   : readArg(*Keeper).value_or(NoArg);
    if (R.Kind != ResultKind::New)
      Errors.add(Keeper->Loc,
                 "'kept-by' needs a reference that the caller owns "
                 "beside it: 'is: new'");
  }
  if (const ContractTreeNode *Null = N->find("null"))
    R.Null = readWord(*Null, NullWords, "a value of 'null'").value_or(R.Null);
  if (const ContractTreeNode *Sure = N->find("never-null-for"))
    readSureArgument(*Sure);
  if (const ContractTreeNode *Fails = N->find("fails"))
    R.Fails =
        readWord(*Fails, FailsWords, "a value of 'fails'").value_or(R.Fails);
  if (const ContractTreeNode *Exception = N->find("exception"))
    readException(*Exception);
  readType(*N);
  checkResult(*N);
}

/// Reads `type: PyUnicode_Type`, or `instance-of:` if a subclass is possible.
void EntryReader::readType(const ContractTreeNode &N) {
  const ContractTreeNode *Exact = N.find("type");
  const ContractTreeNode *Base = N.find("instance-of");
  if (Exact && Base)
    Errors.add(Base->Loc, "'instance-of' contradicts 'type': expected one or "
                          "the other");
  const ContractTreeNode *Type = Exact ? Exact : Base;
  if (!Type || !expectScalar(*Type, "the name of a static type, such as "
                                    "PyUnicode_Type"))
    return;
  ContractResult &R = Result.Result;
  if (!isIdentifier(Type->Text))
    Errors.add(Type->Loc, "'" + Type->Text +
                              "' is not the name of a static type: expected "
                              "one such as PyUnicode_Type");
  else if (R.Kind != ResultKind::New && R.Kind != ResultKind::Borrowed)
    Errors.add(Type->Loc, "the type of what is no reference of its own: "
                          "expected 'is: new', 'is: fresh' or 'is: borrowed' "
                          "beside it");
  else {
    R.Type = Type->Text;
    R.MaySubclass = Base != nullptr;
  }
}

/// Reads `{typenum: [0, 23]}`.
void EntryReader::readSureArgument(const ContractTreeNode &N) {
  ContractResult &R = Result.Result;
  const bool IsPair = N.K == ContractTreeNode::Mapping && N.Items.size() == 2 &&
                      N.Items[1].K == ContractTreeNode::Sequence &&
                      N.Items[1].Items.size() == 2;
  if (!IsPair || N.Items[1].Items[0].Text.getAsInteger(10, R.SureLow) ||
      N.Items[1].Items[1].Text.getAsInteger(10, R.SureHigh) ||
      R.SureLow > R.SureHigh) {
    Errors.add(N.Loc, "expected an argument with its lowest and highest "
                      "number for 'never-null-for': '{typenum: [0, 23]}'");
    return;
  }
  R.SureArg = readArg(N.Items[0]).value_or(NoArg);
  if (R.Null != NullWhen::OnError && R.Null != NullWhen::OnErrorOrAbsent &&
      R.Null != NullWhen::Absent)
    Errors.add(N.Loc, "'never-null-for' needs a result that can be NULL "
                      "otherwise");
}

void EntryReader::readException(const ContractTreeNode &N) {
  ContractResult &R = Result.Result;
  R.Exception = readWord(N, ExceptionWords, "a value of 'exception'")
                    .value_or(R.Exception);
  const bool CanFail = R.Fails != FailsWith::Nothing ||
                       R.Null == NullWhen::OnError ||
                       R.Null == NullWhen::OnErrorOrAbsent;
  if (!CanFail)
    Errors.add(N.Loc, "'exception' says what a failure does, but this result "
                      "never fails: expected 'fails' or 'null: on-error' "
                      "beside it");
  else if (R.Exception == ExceptionOnFailure::Never &&
           R.Fails == FailsWith::Nothing)
    Errors.add(N.Loc, "a NULL without an exception is 'null: absent': leave "
                      "out 'exception: never'");
}

/// Reads `certain-for: {o: [PyList_Type, PyTuple_Type]}`.
void EntryReader::readCertainty() {
  const ContractTreeNode *N = Entry.find("certain-for");
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping || N->Items.size() != 2) {
    Errors.add(N->Loc, "expected one argument and its types, such as '{o: "
                       "PyList_Type}', for 'certain-for', found " +
                           N->describe());
    return;
  }
  Result.CertainArg = readArg(N->Items[0]).value_or(NoArg);
  SmallVector<StringRef, 4> Types;
  auto Add = [&](const ContractTreeNode &Type) {
    if (!expectScalar(Type, "the name of a static type, such as PyList_Type"))
      return;
    if (!isIdentifier(Type.Text))
      Errors.add(Type.Loc, "'" + Type.Text +
                               "' is not the name of a static type: expected "
                               "one such as PyList_Type");
    Types.push_back(Type.Text);
  };
  const ContractTreeNode &Value = N->Items[1];
  if (Value.K == ContractTreeNode::Sequence)
    for (const ContractTreeNode &Type : Value.Items)
      Add(Type);
  else
    Add(Value);
  Result.CertainTypes = ArrayRef<StringRef>(Types).copy(Arena);
}

void EntryReader::checkResult(const ContractTreeNode &N) {
  const ContractResult &R = Result.Result;
  bool IsArgument = R.Kind == ResultKind::Argument ||
                    R.Kind == ResultKind::NewReferenceToArgument;
  bool HasFrom = R.Owner != NoArg;
  if (IsArgument && !HasFrom)
    Errors.add(N.Loc, "which argument is the result? Expected 'from: NAME' "
                      "beside 'is: argument'");
  if (!IsArgument && R.Kind == ResultKind::NotAReference && HasFrom)
    Errors.add(N.Loc, "'from' needs a result that is a reference beside it: "
                      "'is: borrowed', 'is: new', 'is: argument' or 'is: "
                      "new-reference-to-argument'");
  if (R.Kind != ResultKind::NotAReference && R.Fails != FailsWith::Nothing)
    Errors.add(N.Loc, "'fails' is for a result that is not a reference; "
                      "expected 'null' to say when the reference is NULL");
  if (R.Kind == ResultKind::NotAReference && R.Fails != FailsWith::Nothing &&
      R.Null != NullWhen::Never)
    Errors.add(N.Loc, "a result is an integer with 'fails' or a pointer with "
                      "'null', not both");
  if (R.Fresh && R.Null == NullWhen::Always)
    Errors.add(N.Loc, "a result that is always NULL cannot be 'fresh'");
}

} // namespace pyrefcheck
