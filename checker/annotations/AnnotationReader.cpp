//===- AnnotationReader.cpp - From annotations to a contract --------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AnnotationReader.h"
#include "AnnotationText.h"
#include "AttributeSpellings.h"
#include "contracts/Contract.h"
#include "contracts/ContractChecks.h"
#include "contracts/ContractWords.h"
#include "contracts/NearestWord.h"
#include "source/ObjectTypes.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

namespace pyrefcheck {

bool isAnnotation(const AnnotateAttr *Attr) {
  // Misspellings such as "pyrefcheck-steals" are also meant for us.
  return Attr->getAnnotation().starts_with(AnnotationPrefix.drop_back());
}

std::string describeMistake(const AnnotateAttr *Attr, const Twine &Reason) {
  return ("'" + Attr->getAnnotation() + "' is ignored: " + Reason).str();
}

//===----------------------------------------------------------------------===//
// Mistakes
//===----------------------------------------------------------------------===//

/// The part of an annotation that a mistake is about, if it has several.
static std::string inItem(const AnnotateAttr *Attr, const AnnotationItem &I) {
  StringRef Whole = Attr->getAnnotation();
  Whole.consume_front(AnnotationPrefix);
  return Whole.trim() == I.Text ? "" : ("in '" + I.Text + "': ").str();
}

void AnnotationReader::wrongText(const Item &I, const Twine &Reason) {
  Mistakes.push_back(
      {Attr, describeMistake(Attr, inItem(Attr, I) + Reason), true});
}

void AnnotationReader::wrongHere(const Item &I, const Twine &Reason) {
  Mistakes.push_back(
      {Attr, describeMistake(Attr, inItem(Attr, I) + Reason), false});
}

static StringRef withoutSuffix(StringRef Word) {
  if (!Word.consume_back("-on-success"))
    (void)Word.consume_back("-on-failure");
  return Word;
}

template <typename T, size_t N>
static void considerAll(NearestWord &Nearest, const ContractWord<T> (&Words)[N],
                        StringRef Before = "", StringRef After = "") {
  for (const ContractWord<T> &W : Words)
    Nearest.consider(Before + W.Word + After);
}

void AnnotationReader::unknownWord(const Item &I) {
  std::string Given = I.Word.str();
  std::replace(Given.begin(), Given.end(), '_', '-');
  NearestWord Nearest(Given);
  considerAll(Nearest, ArgEffectWords);
  for (StringRef Suffix : {"-on-success", "-on-failure"})
    considerAll(Nearest, ArgEffectWords, "", Suffix);
  if (Param == NoArg) {
    considerAll(Nearest, ResultWords, "returns-");
    considerAll(Nearest, EffectWords);
    for (StringRef Word : {"null", "fails", "exception", "format"})
      Nearest.consider(Word);
  }
  const std::string Unknown = ("unknown word '" + I.Word + "'").str();
  if (!Nearest.word().empty())
    return wrongText(I, Unknown + Nearest.question());
  const std::string OnArgument = listWords(ArgEffectWords);
  if (Param != NoArg)
    return wrongText(I, Unknown + " for a parameter; expected one of " +
                            OnArgument);
  wrongText(I, Unknown + " for a function; expected returns-... (" +
                   listWords(ResultWords) +
                   "), null, fails, exception, format, " +
                   listWords(EffectWords) + ", or an effect on an argument (" +
                   OnArgument + ")");
}

//===----------------------------------------------------------------------===//
// Arguments of items
//===----------------------------------------------------------------------===//

bool AnnotationReader::takesNoArguments(const Item &I) {
  if (I.Arguments.empty())
    return true;
  wrongText(I, "'" + I.Word + "' takes no arguments");
  return false;
}

/// Reads which argument, or the result, holds an argument after the call.
std::optional<ArgIndex>
AnnotationReader::readInto(const Item &I, StringRef Name, ArgEffect Effect) {
  const bool IsParameter =
      llvm::any_of(Declaration->parameters(),
                   [&](const ParmVarDecl *P) { return P->getName() == Name; });
  if (Name != IntoResultWord || IsParameter ||
      Effect == ArgEffect::OutBorrowed ||
      !ObjectTypes::isPyObjectPointer(Declaration->getReturnType()))
    return readParam(I, Name);
  return IntoResult;
}

/// Reads the name or the position of a parameter.
std::optional<ArgIndex> AnnotationReader::readParam(const Item &I,
                                                    StringRef Name) {
  const unsigned Count = std::min<unsigned>(Declaration->getNumParams(), 250);
  unsigned Position;
  if (!Name.getAsInteger(10, Position)) {
    if (Position >= 1 && Position <= Count)
      return static_cast<ArgIndex>(Position - 1);
    wrongHere(I, "there is no parameter " + Name + "; '" +
                     Declaration->getNameAsString() + "' has " + Twine(Count));
    return std::nullopt;
  }
  for (unsigned P = 0; P != Count; ++P)
    if (Declaration->getParamDecl(P)->getName() == Name)
      return static_cast<ArgIndex>(P);
  wrongHere(I, "'" + Declaration->getNameAsString() + "' has no parameter '" +
                   Name + "'; expected a name or a position from 1");
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// The result, and the function as a whole
//===----------------------------------------------------------------------===//

template <typename T>
bool AnnotationReader::give(const Item &I, Optional<T> &Setting,
                            const T &Value) {
  if (Setting && !(Setting->Value == Value)) {
    wrongHere(I, "it contradicts '" + Setting->Text + "'");
    return false;
  }
  Setting = {Value, I.Text};
  return true;
}

/// Reads a setting such as `null(absent)`.
template <typename T, size_t N>
void AnnotationReader::readSetting(const Item &I, Optional<T> &Setting,
                                   const ContractWord<T> (&Words)[N]) {
  const ContractWord<T> *W = nullptr;
  if (I.Arguments.size() == 1 && I.Arguments[0].Key.empty())
    W = findWord(Words, I.Arguments[0].Value);
  if (!W)
    return wrongText(I, "expected '" + I.Word + "(WORD)' with one of " +
                            listWords(Words));
  give(I, Setting, W->Value);
}

void AnnotationReader::readResult(const Item &I, StringRef Word) {
  const auto *W = findWord(ResultWords, Word);
  if (!W)
    return unknownWord(I);
  const QualType T = Declaration->getReturnType();
  if (W->Value.Kind != ResultKind::NotAReference && !T->isPointerType() &&
      !T->isDependentType())
    return wrongHere(I, "'" + Declaration->getNameAsString() +
                            "' does not return a pointer");
  const bool IsArgument = W->Value.Kind == ResultKind::Argument ||
                          W->Value.Kind == ResultKind::NewReferenceToArgument;
  const bool CanHaveOwner =
      W->Value.Kind != ResultKind::NotAReference && !W->Value.Fresh;
  if (!CanHaveOwner && !takesNoArguments(I))
    return;
  ResultWord R{W->Value.Kind, W->Value.Fresh, NoArg};
  if (I.Arguments.size() > 1 || (IsArgument && I.Arguments.empty()) ||
      (!I.Arguments.empty() && !I.Arguments[0].Key.empty()))
    return wrongText(I, "expected '" + I.Word + "(PARAMETER)'" +
                            (IsArgument ? "" : " or nothing behind the word"));
  if (!I.Arguments.empty()) {
    std::optional<ArgIndex> Owner = readParam(I, I.Arguments[0].Value);
    if (!Owner)
      return;
    R.Owner = *Owner;
  }
  give(I, Result, R);
}

void AnnotationReader::readFormat(const Item &I) {
  const auto *Kind = I.Arguments.size() == 2 && I.Arguments[0].Key.empty() &&
                             I.Arguments[1].Key.empty()
                         ? findWord(FormatWords, I.Arguments[0].Value)
                         : nullptr;
  if (!Kind)
    return wrongText(I, "expected 'format(KIND, PARAMETER)' with one of " +
                            listWords(FormatWords) + " as KIND");
  if (!Declaration->isVariadic())
    return wrongHere(I, "a format governs variable arguments, and '" +
                            Declaration->getNameAsString() + "' takes none");
  if (std::optional<ArgIndex> Arg = readParam(I, I.Arguments[1].Value))
    give(I, Format, {Kind->Value, *Arg});
}

static bool isInteger(QualType T) {
  return T->isIntegralOrEnumerationType() || T->isDependentType();
}

static bool isPointer(QualType T) {
  return T->isPointerType() || T->isDependentType();
}

void AnnotationReader::readFunctionItem(const Item &I) {
  StringRef Word = I.Word;
  if (Word.consume_front("returns-"))
    return readResult(I, Word);
  const QualType T = Declaration->getReturnType();
  if (Word == "null") {
    if (isPointer(T))
      return readSetting(I, Null, NullWords);
    return wrongHere(I, "'" + Declaration->getNameAsString() +
                            "' does not return a pointer");
  }
  if (Word == "fails") {
    if (isInteger(T))
      return readSetting(I, Fails, FailsWords);
    return wrongHere(I, "'" + Declaration->getNameAsString() +
                            "' does not return an integer; 'null' says when a "
                            "pointer is NULL");
  }
  if (Word == "exception")
    return readSetting(I, Exception, ExceptionWords);
  if (Word == "format")
    return readFormat(I);
  if (const auto *W = findWord(EffectWords, Word)) {
    if (!takesNoArguments(I))
      return;
    const uint32_t Both = EffectSetsException | EffectClearsException;
    if ((W->Value & Both) && (Effects & Both & ~W->Value))
      return wrongHere(I, "'sets-exception' contradicts 'clears-exception'");
    Effects |= W->Value;
    return;
  }
  readParameterItem(I);
}

//===----------------------------------------------------------------------===//
// Arguments of the function
//===----------------------------------------------------------------------===//

void AnnotationReader::readParameterItem(const Item &I) {
  const auto *W = findWord(ArgEffectWords, withoutSuffix(I.Word));
  if (!W) {
    const bool OfFunction =
        I.Word.starts_with("returns-") || findWord(EffectWords, I.Word) ||
        llvm::is_contained({"null", "fails", "exception", "format"}, I.Word);
    if (Param != NoArg && OfFunction)
      return wrongText(I,
                       "'" + I.Word +
                           "' says something about a function, but stands on "
                           "a parameter");
    return unknownWord(I);
  }
  readArgEffect(I, W->Value,
                I.Word.ends_with("-on-success")   ? Outcome::Success
                : I.Word.ends_with("-on-failure") ? Outcome::Failure
                                                  : Outcome::Always);
}

void AnnotationReader::readArgEffect(const Item &I, ArgEffect Effect,
                                     Outcome When) {
  ArgContract A;
  A.Effect = Effect;
  A.When = When;
  llvm::SmallVector<StringRef, 2> Names;
  for (const AnnotationArgument &Argument : I.Arguments) {
    if (Argument.Key == "into") {
      if (!takesInto(Effect))
        return wrongText(I, "'into' is for steals, keeps and out-borrowed");
      std::optional<ArgIndex> Into = readInto(I, Argument.Value, Effect);
      if (!Into)
        return;
      A.Into = *Into;
    } else if (!Argument.Key.empty()) {
      return wrongText(I, "unknown key '" + Argument.Key + "'; expected into");
    } else if (Argument.Value == "may-be-null") {
      if (!takesMayBeNull(Effect))
        return wrongText(I, "'may-be-null' is for out-new, out-borrowed, "
                            "out-memory and replaces");
      A.MayBeNull = true;
    } else {
      Names.push_back(Argument.Value);
    }
  }

  if (Param != NoArg) {
    if (!Names.empty())
      return wrongText(I, "'" + Names.front() +
                              "' is not understood on a parameter; expected "
                              "'into: PARAMETER' or 'may-be-null'");
    A.Index = Param;
    return addArg(I, A);
  }
  if (Names.empty())
    return wrongText(I, "which argument? Expected '" + I.Word +
                            "(PARAMETER)', or '" + I.Word +
                            "' on the parameter itself");
  for (StringRef Name : Names) {
    A.AndRest = Name == "...";
    if (A.AndRest && !Declaration->isVariadic())
      return wrongHere(I, "'" + Declaration->getNameAsString() +
                              "' takes no variable arguments");
    std::optional<ArgIndex> Index =
        A.AndRest ? static_cast<ArgIndex>(Declaration->getNumParams())
                  : readParam(I, Name);
    if (!Index)
      return;
    A.Index = *Index;
    addArg(I, A);
  }
}

/// Whether the call needs the address of a pointer to have this effect.
static bool wantsAddressOfPointer(ArgEffect E) {
  return isOutParameter(E) || E == ArgEffect::Replaces ||
         E == ArgEffect::Clears;
}

bool AnnotationReader::fitsType(const Item &I, const ArgContract &A) {
  if (A.AndRest)
    return true;
  const ParmVarDecl *P = Declaration->getParamDecl(A.Index);
  const QualType T = P->getType();
  if (T->isDependentType())
    return true;
  const std::string Name = P->getName().empty()
                               ? "parameter " + std::to_string(A.Index + 1)
                               : "'" + P->getNameAsString() + "'";
  if (!T->isPointerType()) {
    wrongHere(I, Name + " is not a pointer");
    return false;
  }
  const QualType Pointee = T->getPointeeType();
  if (wantsAddressOfPointer(A.Effect) && !Pointee->isPointerType() &&
      !Pointee->isVoidType()) {
    wrongHere(I, Name + " is not the address of a pointer");
    return false;
  }
  return true;
}

void AnnotationReader::addArg(const Item &I, const ArgContract &A) {
  if (A.Into == A.Index)
    return wrongHere(I, "an argument cannot go into itself");
  if (!fitsType(I, A))
    return;
  for (const GivenArg &Other : Args) {
    if (Other.Contract.Index != A.Index || Other.Contract.AndRest != A.AndRest)
      continue;
    if (contradict(A, Other.Contract))
      return wrongHere(I, "it contradicts '" + Other.Text + "'");
    // Repeated by another declaration.
    if (Other.Contract.Effect == A.Effect && Other.Contract.When == A.When)
      return;
  }
  Args.push_back({A, I.Text});
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void AnnotationReader::readAttribute(const AnnotateAttr *A) {
  // Annotations of another declaration are read there, with its parameter
  // names.
  if (A->isInherited() || !isAnnotation(A))
    return;
  Attr = A;
  StringRef Text = A->getAnnotation();
  if (!Text.consume_front(AnnotationPrefix)) {
    Mistakes.push_back(
        {A, describeMistake(A, "expected '" + AnnotationPrefix + "WORD'"),
         true});
    return;
  }
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function)) {
    Mistakes.push_back(
        {A,
         describeMistake(
             A, "calls of constructors and destructors are not described"),
         false});
    return;
  }
  ParsedAnnotation Parsed = parseAnnotation(Text);
  for (const Item &I : Parsed.Items)
    if (Param == NoArg)
      readFunctionItem(I);
    else
      readParameterItem(I);
  if (!Parsed.Error.empty())
    Mistakes.push_back({A, describeMistake(A, Parsed.Error), true});
}

void AnnotationReader::readDeclaration(const FunctionDecl *FD) {
  Declaration = FD;
  Param = NoArg;
  for (const auto *A : FD->specific_attrs<AnnotateAttr>())
    readAttribute(A);
  for (const ParmVarDecl *P : FD->parameters()) {
    if (P->getFunctionScopeIndex() >= NoArg)
      break;
    Param = P->getFunctionScopeIndex();
    for (const auto *A : P->specific_attrs<AnnotateAttr>())
      readAttribute(A);
  }
}

bool AnnotationReader::read() {
  // The latest declaration comes first.
  llvm::SmallVector<const FunctionDecl *, 4> Declarations(
      Function->getMostRecentDecl()->redecls());
  for (const FunctionDecl *FD : llvm::reverse(Declarations))
    readDeclaration(FD);
  return Result || Null || Fails || Exception || Format || !Args.empty() ||
         Effects;
}

//===----------------------------------------------------------------------===//
// The contract
//===----------------------------------------------------------------------===//

/// Whether some effect differs between success and failure.
bool AnnotationReader::needsOutcome() const {
  return llvm::any_of(Args, [](const GivenArg &A) {
    return A.Contract.When != Outcome::Always ||
           isOutParameter(A.Contract.Effect) ||
           A.Contract.Effect == ArgEffect::Replaces ||
           A.Contract.Effect == ArgEffect::FillsBuffer;
  });
}

/// The result that the convention of the C API gives this declaration.
static ContractResult conventionalResult(const FunctionDecl *FD,
                                         bool NeedsOutcome) {
  ContractResult R;
  const QualType T = FD->getReturnType();
  if (ObjectTypes::isPyObjectPointer(T))
    R.Kind = ResultKind::New;
  R.Null = T->isPointerType() ? NullWhen::OnError : NullWhen::Never;
  if (NeedsOutcome && T->isSignedIntegerType())
    R.Fails = FailsWith::Negative;
  return R;
}

Contract AnnotationReader::contract(const Contract *Base,
                                    llvm::BumpPtrAllocator &Arena) const {
  Contract C;
  if (Base) {
    C = *Base;
  } else {
    C.Result = conventionalResult(Function, needsOutcome());
    C.Partial = true;
    if (Function->getDeclName().isIdentifier())
      C.Name = Function->getName();
  }
  C.Annotated = true;
  // A word that repeats the contract changes nothing else that it states.
  const bool AddsNothing = Base && Result &&
                           Base->Result.Kind == Result->Value.Kind &&
                           Result->Value.Owner == NoArg && !Result->Value.Fresh;
  if (Result && !AddsNothing) {
    C.Result.Kind = Result->Value.Kind;
    C.Result.Owner = Result->Value.Owner;
    C.Result.Fresh = Result->Value.Fresh;
    const bool MayBeNull = C.Result.Kind == ResultKind::New ||
                           C.Result.Kind == ResultKind::Borrowed ||
                           C.Result.Kind == ResultKind::NotAReference;
    C.Result.Null = MayBeNull && Function->getReturnType()->isPointerType()
                        ? NullWhen::OnError
                        : NullWhen::Never;
  }
  if (Null)
    C.Result.Null = Null->Value;
  if (Fails)
    C.Result.Fails = Fails->Value;
  if (Exception)
    C.Result.Exception = Exception->Value;
  if (Format) {
    C.Format = Format->Value.Kind;
    C.FormatArg = Format->Value.Arg;
  }
  C.Effects |= Effects;

  llvm::SmallVector<ArgContract, 4> All;
  for (const GivenArg &A : Args)
    All.push_back(A.Contract);
  for (const ArgContract &Known : C.Args)
    if (llvm::none_of(Args, [&](const GivenArg &A) {
          return A.Contract.Index == Known.Index;
        }))
      All.push_back(Known);
  C.Args = ArrayRef<ArgContract>(All).copy(Arena);
  return C;
}

} // namespace pyrefcheck
