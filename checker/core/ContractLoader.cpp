//===- ContractLoader.cpp - Reading a contract file -----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns the tree of a contract file (schema: contracts/README.md) into Contract
// structures. Each key is read as soon as what it depends on is known ('params'
// before the arguments), and checked against the keys read before it, so that
// every contradiction is reported once, where the later word stands.
//
//===----------------------------------------------------------------------===//

#include "ContractChecks.h"
#include "ContractLibrary.h"
#include "ContractSet.h"
#include "ContractTree.h"
#include "ContractWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

using namespace llvm;

namespace pyrefcheck {
namespace {

/// `name`, `space::name`, or `table->member`, a pointer to a function in the
/// struct that a global variable points to.
bool isFunctionName(StringRef S) {
  if (auto [Table, Member] = S.split("->"); !Member.empty())
    return isIdentifier(Table) && isIdentifier(Member);
  while (true) {
    auto [First, Rest] = S.split("::");
    if (!isIdentifier(First))
      return false;
    if (First.size() == S.size())
      return true;
    S = Rest;
  }
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

/// Reads one entry of the file: the contract that its functions share.
class EntryReader {
public:
  EntryReader(const ContractTreeNode &Entry, ContractErrors &Errors,
              BumpPtrAllocator &Arena)
      : Entry(Entry), Errors(Errors), Arena(Arena) {}

  /// A function of the entry, where it is named, and the versions that have it:
  /// functions that behave alike may have come at different times.
  struct NamedFunction {
    StringRef Name;
    SMLoc Loc;
    PyVersion Since = 0, Deprecated = 0, Removed = 0;
  };

  void read();

  ArrayRef<NamedFunction> functions() const { return Functions; }
  Contract contract(const NamedFunction &F) const {
    Contract C = Result;
    C.Name = F.Name;
    C.Since = F.Since;
    C.Deprecated = F.Deprecated;
    C.Removed = F.Removed;
    return C;
  }

private:
  void checkKeys(const ContractTreeNode &Mapping, ArrayRef<StringRef> Known,
                 StringRef What) {
    pyrefcheck::checkKeys(Mapping, Known, What, Errors);
  }
  bool expectScalar(const ContractTreeNode &N, const Twine &Expected) {
    return pyrefcheck::expectScalar(N, Expected, Errors);
  }
  template <typename T, size_t N>
  std::optional<T> readWord(const ContractTreeNode &Node,
                            const ContractWord<T> (&Words)[N], StringRef What);
  PyVersion readVersion(const ContractTreeNode &N, StringRef Key);
  void readVersions(StringRef Key, PyVersion NamedFunction::*Member);
  std::optional<ArgIndex> readArg(const ContractTreeNode &N);

  void readFunctions();
  void readParams();
  void readResult();
  void readArgs();
  void readArgEffects(ArgIndex Index, bool AndRest, const ContractTreeNode &N);
  void readArgEffect(ArgIndex Index, bool AndRest, const ContractTreeNode &N);
  void addEffect(const ArgContract &A, SMLoc Loc);
  void readFormat();
  void readEffects();
  void readUnknown();
  void readDefined();
  void checkResult(const ContractTreeNode &N);
  void checkVersions();

  std::string paramList() const;

  const ContractTreeNode &Entry;
  ContractErrors &Errors;
  BumpPtrAllocator &Arena;
  SmallVector<NamedFunction, 4> Functions;
  SmallVector<StringRef, 8> Params;
  bool HasParams = false;
  bool HasVarargs = false;
  SmallVector<ArgContract, 4> Args;
  Contract Result;
};

template <typename T, size_t N>
std::optional<T> EntryReader::readWord(const ContractTreeNode &Node,
                                       const ContractWord<T> (&Words)[N],
                                       StringRef What) {
  if (!expectScalar(Node, What + " (one of " + listWords(Words) + ")"))
    return std::nullopt;
  if (const ContractWord<T> *W = findWord(Words, Node.Text))
    return W->Value;
  Errors.add(Node.Loc, "'" + Node.Text + "' is not " + What +
                           ": expected one of " + listWords(Words));
  return std::nullopt;
}

PyVersion EntryReader::readVersion(const ContractTreeNode &N, StringRef Key) {
  if (!expectScalar(N, "a Python version such as 3.10 for '" + Key + "'"))
    return 0;
  auto [Major, Minor] = N.Text.split('.');
  unsigned MajorNumber, MinorNumber;
  if (Major.getAsInteger(10, MajorNumber) ||
      Minor.getAsInteger(10, MinorNumber) || MajorNumber != 3 ||
      MinorNumber > 99) {
    Errors.add(N.Loc, "'" + N.Text + "' is not a value of '" + Key +
                          "': expected a Python version such as 3.10");
    return 0;
  }
  return static_cast<PyVersion>(MajorNumber * 256 + MinorNumber);
}

/// A version for all functions of the entry, or one for each of some.
void EntryReader::readVersions(StringRef Key,
                               PyVersion NamedFunction::*Member) {
  const ContractTreeNode *N = Entry.find(Key);
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping) {
    PyVersion V = readVersion(*N, Key);
    for (NamedFunction &F : Functions)
      F.*Member = V;
    return;
  }
  for (size_t I = 0; I + 1 < N->Items.size(); I += 2) {
    const ContractTreeNode &Name = N->Items[I];
    PyVersion V = readVersion(N->Items[I + 1], Key);
    NamedFunction *F = find_if(
        Functions, [&](const NamedFunction &F) { return F.Name == Name.Text; });
    if (F == Functions.end())
      Errors.add(Name.Loc, "'" + Name.Text + "' of '" + Key +
                               "' is not a function of this entry");
    else if (F->*Member)
      Errors.add(Name.Loc,
                 "'" + Name.Text + "' is given twice in '" + Key + "'");
    else
      F->*Member = V;
  }
}

std::string EntryReader::paramList() const {
  if (Params.empty() && !HasVarargs)
    return "none";
  return join(Params, ", ") +
         (HasVarargs ? (Params.empty() ? "..." : ", ...") : "");
}

/// Reads the name or the position of a parameter.
std::optional<ArgIndex> EntryReader::readArg(const ContractTreeNode &N) {
  if (!expectScalar(N, "the name of a parameter or its position from 1"))
    return std::nullopt;

  unsigned Position;
  if (!N.Text.getAsInteger(10, Position)) {
    unsigned Last = HasParams && !HasVarargs ? Params.size() : 250;
    if (Position >= 1 && Position <= Last)
      return static_cast<ArgIndex>(Position - 1);
    Errors.add(N.Loc, "there is no position " + N.Text + ": expected " +
                          (Last ? "1 to " + Twine(Last)
                                : Twine("none, as 'params' is empty")));
    return std::nullopt;
  }

  if (auto *It = find(Params, N.Text); It != Params.end())
    return static_cast<ArgIndex>(It - Params.begin());
  if (HasParams)
    Errors.add(N.Loc, "'" + N.Text +
                          "' is not a parameter: expected one of params (" +
                          paramList() + ") or a position");
  else
    Errors.add(N.Loc, "'" + N.Text +
                          "' is not a position: expected a number from 1, or a "
                          "list 'params' that has this name");
  return std::nullopt;
}

void EntryReader::readFunctions() {
  const ContractTreeNode *N = Entry.find("function");
  if (!N) {
    Errors.add(Entry.Loc, "this entry names no function: expected 'function: "
                          "NAME' or 'function: [NAME, ...]'");
    return;
  }
  auto Add = [&](const ContractTreeNode &Name) {
    if (!expectScalar(Name, "the name of a function"))
      return;
    if (!isFunctionName(Name.Text)) {
      Errors.add(Name.Loc, "'" + Name.Text +
                               "' is not the name of a function: expected a C "
                               "identifier, 'SPACE::NAME' or 'TABLE->MEMBER'");
      return;
    }
    Functions.push_back({Name.Text, Name.Loc});
  };
  if (N->K != ContractTreeNode::Sequence)
    return Add(*N);
  if (N->Items.empty())
    Errors.add(N->Loc, "expected at least one name in 'function'");
  for (const ContractTreeNode &Name : N->Items)
    Add(Name);
}

/// `unknown: REASON` stands in place of all that could be said.
void EntryReader::readUnknown() {
  const ContractTreeNode *N = Entry.find("unknown");
  if (!N)
    return;
  if (expectScalar(*N, "the reason for which nothing is known"))
    Result.Unknown = N->Text;
  for (StringRef Key : {"result", "args", "format", "effects"})
    if (const ContractTreeNode *Said = Entry.find(Key))
      Errors.add(Said->Loc, "'unknown' contradicts '" + Key +
                                "': expected one or the other");
}

void EntryReader::readParams() {
  const ContractTreeNode *N = Entry.find("params");
  if (!N)
    return;
  HasParams = true;
  if (N->K != ContractTreeNode::Sequence) {
    Errors.add(N->Loc,
               "expected a list of parameter names for 'params', found " +
                   N->describe());
    return;
  }
  for (const ContractTreeNode &Param : N->Items) {
    if (!expectScalar(Param, "the name of a parameter"))
      continue;
    if (HasVarargs) {
      Errors.add(Param.Loc, "'...' must be the last of 'params'");
      return;
    }
    if (Param.Text == "...") {
      HasVarargs = true;
      continue;
    }
    if (!isIdentifier(Param.Text))
      Errors.add(Param.Loc,
                 "'" + Param.Text +
                     "' is not the name of a parameter: expected a C "
                     "identifier, or '...' for variable arguments");
    else if (is_contained(Params, Param.Text))
      Errors.add(Param.Loc, "there are two parameters '" + Param.Text + "'");
    Params.push_back(Param.Text);
  }
  Result.Params = ArrayRef<StringRef>(Params).copy(Arena);
}

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

  checkKeys(*N, {"is", "from", "null", "fails", "exception"}, "'result'");
  // 'is' first: it decides the default of 'null'.
  if (const ContractTreeNode *Is = N->find("is"))
    SetKind(*Is);
  if (const ContractTreeNode *From = N->find("from"))
    R.Owner = readArg(*From).value_or(NoArg);
  if (const ContractTreeNode *Null = N->find("null"))
    R.Null = readWord(*Null, NullWords, "a value of 'null'").value_or(R.Null);
  if (const ContractTreeNode *Fails = N->find("fails"))
    R.Fails =
        readWord(*Fails, FailsWords, "a value of 'fails'").value_or(R.Fails);
  if (const ContractTreeNode *Exception = N->find("exception")) {
    R.Exception = readWord(*Exception, ExceptionWords, "a value of 'exception'")
                      .value_or(R.Exception);
    bool CanFail = R.Fails != FailsWith::Nothing ||
                   R.Null == NullWhen::OnError ||
                   R.Null == NullWhen::OnErrorOrAbsent;
    if (!CanFail)
      Errors.add(Exception->Loc, "'exception' says what a failure does, but "
                                 "this result never fails: expected 'fails' or "
                                 "'null: on-error' beside it");
    else if (R.Exception == ExceptionOnFailure::Never &&
             R.Fails == FailsWith::Nothing)
      Errors.add(Exception->Loc, "a NULL without an exception is 'null: "
                                 "absent': leave out 'exception: never'");
  }
  checkResult(*N);
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

void EntryReader::readArgs() {
  const ContractTreeNode *N = Entry.find("args");
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping) {
    Errors.add(N->Loc, "expected a mapping from parameters to effects for "
                       "'args', found " +
                           N->describe());
    return;
  }
  SmallVector<std::pair<ArgIndex, bool>, 8> Seen;
  for (size_t I = 0; I + 1 < N->Items.size(); I += 2) {
    const ContractTreeNode &Key = N->Items[I];
    bool AndRest = Key.Text == "...";
    std::optional<ArgIndex> Index;
    if (!AndRest)
      Index = readArg(Key);
    else if (HasVarargs)
      Index = static_cast<ArgIndex>(Params.size());
    else
      Errors.add(Key.Loc, "'...' stands for the variable arguments: expected "
                          "'params' to end with '...'");
    if (!Index)
      continue;
    if (is_contained(Seen, std::make_pair(*Index, AndRest)))
      Errors.add(Key.Loc, "'" + Key.Text +
                              "' names an argument that 'args' has already: "
                              "expected one list of its effects");
    Seen.push_back({*Index, AndRest});
    readArgEffects(*Index, AndRest, N->Items[I + 1]);
  }
  Result.Args = ArrayRef<ArgContract>(Args).copy(Arena);
}

void EntryReader::readArgEffects(ArgIndex Index, bool AndRest,
                                 const ContractTreeNode &N) {
  if (N.K != ContractTreeNode::Sequence)
    return readArgEffect(Index, AndRest, N);
  if (N.Items.empty())
    Errors.add(N.Loc, "expected at least one effect");
  for (const ContractTreeNode &Item : N.Items)
    readArgEffect(Index, AndRest, Item);
}

void EntryReader::readArgEffect(ArgIndex Index, bool AndRest,
                                const ContractTreeNode &N) {
  ArgContract A;
  A.Index = Index;
  A.AndRest = AndRest;
  if (N.K != ContractTreeNode::Mapping) {
    std::optional<ArgEffect> Effect =
        readWord(N, ArgEffectWords, "an effect on an argument");
    if (!Effect)
      return;
    A.Effect = *Effect;
    return addEffect(A, N.Loc);
  }

  const ContractTreeNode *EffectKey = nullptr;
  bool Valid = true;
  auto Fail = [&](SMLoc Loc, const Twine &Message) {
    Errors.add(Loc, Message);
    Valid = false;
  };
  for (size_t I = 0; I + 1 < N.Items.size(); I += 2) {
    const ContractTreeNode &Key = N.Items[I], &Value = N.Items[I + 1];
    if (Key.Text == "into") {
      std::optional<ArgIndex> Into = readArg(Value);
      if (Into && *Into == Index)
        Fail(Value.Loc, "an argument cannot go 'into' itself");
      A.Into = Into.value_or(NoArg);
      Valid &= Into.has_value();
    } else if (Key.Text == "may-be-null") {
      A.MayBeNull = readBool(Value, Key.Text, Errors).value_or(false);
    } else if (auto *W = findWord(ArgEffectWords, Key.Text)) {
      if (EffectKey)
        Fail(Key.Loc, "two effects in one mapping, '" + EffectKey->Text +
                          "' and '" + Key.Text +
                          "': expected a list of mappings");
      EffectKey = &Key;
      A.Effect = W->Value;
      A.When = readWord(Value, OutcomeWords, "an outcome").value_or(A.When);
    } else {
      Fail(Key.Loc, "unknown key '" + Key.Text +
                        "' for an argument: expected into, may-be-null or an "
                        "effect (one of " +
                        listWords(ArgEffectWords) + ")");
    }
  }
  if (!EffectKey && Valid)
    Fail(N.Loc,
         "expected an effect (one of " + listWords(ArgEffectWords) + ")");
  if (Valid)
    addEffect(A, N.Loc);
}

void EntryReader::addEffect(const ArgContract &A, SMLoc Loc) {
  StringRef Word = ArgEffectWords[static_cast<size_t>(A.Effect)].Word;
  if (A.Into != NoArg && !takesInto(A.Effect))
    Errors.add(Loc,
               "'into' needs steals, keeps or out-borrowed beside it, not " +
                   Word);
  if (A.MayBeNull && !takesMayBeNull(A.Effect))
    Errors.add(Loc, "'may-be-null' needs out-new, out-borrowed, out-memory or "
                    "replaces beside it, not " +
                        Word);
  for (const ArgContract &Other : Args) {
    if (Other.Index != A.Index || !outcomesOverlap(Other.When, A.When))
      continue;
    StringRef OtherWord =
        ArgEffectWords[static_cast<size_t>(Other.Effect)].Word;
    if (A.Effect == Other.Effect)
      Errors.add(Loc, "'" + Word + "' is given twice for the same outcome");
    else if (contradict(A, Other))
      Errors.add(Loc, "'" + Word + "' contradicts '" + OtherWord +
                          "' on the same outcome");
  }
  Args.push_back(A);
}

void EntryReader::readFormat() {
  const ContractTreeNode *N = Entry.find("format");
  if (!N)
    return;
  if (N->K != ContractTreeNode::Mapping || N->Items.size() != 2) {
    Errors.add(N->Loc,
               "expected '{KIND: PARAMETER}' for 'format', with one of " +
                   listWords(FormatWords) + " as KIND");
    return;
  }
  Result.Format = readWord(N->Items[0], FormatWords, "a kind of format")
                      .value_or(FormatKind::None);
  Result.FormatArg = readArg(N->Items[1]).value_or(NoArg);
  if (HasParams && !HasVarargs)
    Errors.add(N->Loc, "a format governs variable arguments: expected 'params' "
                       "to end with '...'");
}

void EntryReader::readEffects() {
  const ContractTreeNode *N = Entry.find("effects");
  if (!N)
    return;
  auto Add = [&](const ContractTreeNode &Word) {
    if (std::optional<ContractEffect> E =
            readWord(Word, EffectWords, "a side effect"))
      Result.Effects |= *E;
  };
  if (N->K == ContractTreeNode::Sequence)
    for (const ContractTreeNode &Word : N->Items)
      Add(Word);
  else
    Add(*N);
  if (Result.has(EffectSetsException) && Result.has(EffectClearsException))
    Errors.add(N->Loc, "'sets-exception' contradicts 'clears-exception'");
  if (Result.has(EffectNoReturn) &&
      (Result.Result.Kind != ResultKind::NotAReference ||
       Result.Result.Fails != FailsWith::Nothing))
    Errors.add(N->Loc, "a function with 'no-return' has no result");
}

void EntryReader::readDefined() {
  const ContractTreeNode *N = Entry.find("defined");
  if (!N || !expectScalar(*N, "'FILE:LINE' for 'defined'"))
    return;
  auto [File, Line] = StringRef(N->Text).rsplit(':');
  unsigned Number;
  if (File.empty() || Line.getAsInteger(10, Number) || !Number)
    Errors.add(N->Loc, "'" + N->Text +
                           "' is no place: expected FILE:LINE, such as "
                           "src/helpers.c:31");
  else if (!Result.has(EffectInferred))
    Errors.add(N->Loc, "'defined' needs the effect 'inferred'");
  else
    Result.Defined = N->Text;
}

void EntryReader::checkVersions() {
  // The place of the version that is wrong: that of the function's own.
  auto Loc = [&](StringRef Key, const NamedFunction &F) {
    const ContractTreeNode *N = Entry.find(Key);
    const ContractTreeNode *Own = N->find(F.Name);
    return Own ? Own->Loc : N->Loc;
  };
  auto Check = [&](const NamedFunction &F) {
    const bool RemovedTooEarly = F.Removed && F.Since && F.Removed <= F.Since;
    if (RemovedTooEarly)
      Errors.add(Loc("removed", F), "'removed' is not later than 'since'");
    const bool RemovedAtOnce =
        F.Removed && F.Deprecated && F.Removed <= F.Deprecated;
    if (RemovedAtOnce)
      Errors.add(Loc("removed", F), "'removed' is not later than 'deprecated'");
    const bool DeprecatedTooEarly =
        F.Since && F.Deprecated && F.Deprecated < F.Since;
    if (DeprecatedTooEarly)
      Errors.add(Loc("deprecated", F), "'deprecated' is earlier than 'since'");
    return !RemovedTooEarly && !RemovedAtOnce && !DeprecatedTooEarly;
  };
  // What is said of all is reported once.
  all_of(Functions, Check);
  if (Result.ImmortalSince && Result.Result.Kind == ResultKind::NotAReference)
    Errors.add(Entry.find("immortal-since")->Loc,
               "'immortal-since' needs a result that is a reference");
}

void EntryReader::read() {
  if (Entry.K != ContractTreeNode::Mapping) {
    Errors.add(Entry.Loc, "expected an entry that begins with 'function:', "
                          "found " +
                              Entry.describe());
    return;
  }
  checkKeys(Entry,
            {"function", "params", "result", "args", "format", "effects",
             "since", "deprecated", "removed", "immortal-since",
             "strong-replacement", "unknown", "defined"},
            "an entry");
  readFunctions();
  readUnknown();
  readParams();
  readResult();
  readArgs();
  readFormat();
  readEffects();
  readVersions("since", &NamedFunction::Since);
  readVersions("deprecated", &NamedFunction::Deprecated);
  readVersions("removed", &NamedFunction::Removed);
  if (const ContractTreeNode *N = Entry.find("immortal-since"))
    Result.ImmortalSince = readVersion(*N, "immortal-since");
  checkVersions();
  if (const ContractTreeNode *N = Entry.find("strong-replacement"))
    if (expectScalar(*N, "the name of a function for 'strong-replacement'"))
      Result.StrongReplacement = N->Text;
  readDefined();
}

} // namespace

Expected<ContractFile> parseContracts(MemoryBufferRef Buffer,
                                      BumpPtrAllocator &Arena,
                                      EntryCounts *Counts) {
  ContractErrors Errors(Buffer);
  ContractFile File;

  std::optional<ContractTreeNode> Root =
      readContractTree(Buffer, Errors, Arena);
  if (!Root)
    return Errors.take();
  if (Root->K == ContractTreeNode::Null) {
    Errors.add(Root->Loc,
               "the file has no contracts: expected a list of entries "
               "'- function: NAME'");
    return Errors.take();
  }
  if (Root->K != ContractTreeNode::Sequence) {
    Errors.add(Root->Loc,
               "expected a list of entries '- function: NAME', found " +
                   Root->describe());
    return Errors.take();
  }

  StringMap<SMLoc> FirstLoc;
  for (const ContractTreeNode &Entry : Root->Items) {
    if (Entry.find("library")) {
      if (&Entry == &Root->Items.front())
        File.Of = readLibrary(Entry, Errors, Arena);
      else
        Errors.add(Entry.Loc, "the library's entry must be the first of a file "
                              "and the only one");
      continue;
    }
    const size_t ErrorsBefore = Errors.size();
    if (isSlotEntry(Entry)) {
      readSlotEntry(Entry, Errors, File.Slots);
      if (Counts)
        ++(Errors.size() == ErrorsBefore ? Counts->Fine : Counts->Wrong);
      continue;
    }
    EntryReader Reader(Entry, Errors, Arena);
    Reader.read();
    for (const EntryReader::NamedFunction &F : Reader.functions()) {
      auto [It, IsNew] = FirstLoc.try_emplace(F.Name, F.Loc);
      if (!IsNew) {
        Errors.add(F.Loc, "a second contract for '" + F.Name +
                              "': the first is at line " +
                              Twine(Errors.line(It->second)));
        continue;
      }
      File.Contracts.push_back(Reader.contract(F));
      if (File.Of && File.Of->Generated)
        File.Contracts.back().Effects |= EffectGenerated;
    }
    if (Counts)
      ++(Errors.size() == ErrorsBefore ? Counts->Fine : Counts->Wrong);
  }
  if (!Errors.empty())
    return Errors.take();
  return File;
}

} // namespace pyrefcheck
