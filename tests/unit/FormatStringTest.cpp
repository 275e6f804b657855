//===- FormatStringTest.cpp - Reading of format strings -------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each expectation is one line: what a format string reads as, written with a
// word for each variable argument.
//
//===----------------------------------------------------------------------===//

#include "contracts/FormatString.h"
#include "llvm/Support/raw_ostream.h"

using namespace pyrefcheck;

static llvm::StringRef word(VarArgRole Role) {
  switch (Role) {
  case VarArgRole::Borrowed:
    return "borrowed";
  case VarArgRole::Stolen:
    return "stolen";
  case VarArgRole::BuildConverter:
  case VarArgRole::ParseConverter:
    return "converter";
  case VarArgRole::BuildConverterInput:
    return "input";
  case VarArgRole::OutBorrowed:
    return "out";
  case VarArgRole::TypeArgument:
    return "type";
  case VarArgRole::ParseConverterOutput:
    return "converted";
  case VarArgRole::OutBuffer:
    return "buffer";
  case VarArgRole::OutMemory:
    return "memory";
  case VarArgRole::OutOther:
    return "value";
  case VarArgRole::Other:
    return "other";
  }
  return "";
}

static llvm::StringRef word(BuiltValue Value) {
  switch (Value) {
  case BuiltValue::None:
    return "None";
  case BuiltValue::FirstArgument:
    return "first";
  case BuiltValue::Container:
    return "container";
  case BuiltValue::NewObject:
    return "new";
  }
  return "";
}

/// "borrowed(O) other(s#) other(s#)"; '?' marks optional arguments.
static std::string describe(const FormatString &F) {
  std::string Text;
  for (const VarArg &A : F.Args)
    Text += (Text.empty() ? "" : " ") + word(A.Role).str() + "(" +
            A.Unit.str() + ")" + (A.Optional ? "?" : "");
  if (!F.FunctionName.empty())
    Text += " name=" + F.FunctionName.str();
  if (!F.Message.empty())
    Text += " message=" + F.Message.str();
  if (!F.isValid())
    Text += " error: " + F.Error;
  return Text;
}

static unsigned Failures = 0;

static void expectEqual(llvm::StringRef What, llvm::StringRef Format,
                        const std::string &Actual, llvm::StringRef Expected) {
  if (Actual == Expected)
    return;
  ++Failures;
  llvm::errs() << What << " format \"" << Format
               << "\"\n  expected: " << Expected << "\n  actual:   " << Actual
               << '\n';
}

static void build(llvm::StringRef Format, llvm::StringRef Expected) {
  FormatString F = readBuildFormat(Format);
  std::string Actual = describe(F) + " -> " + word(F.Value).str();
  expectEqual("build", Format, Actual, Expected);
}

static void parse(llvm::StringRef Format, llvm::StringRef Expected,
                  bool Keywords = false) {
  expectEqual("parse", Format, describe(readParseFormat(Format, Keywords)),
              Expected);
}

static void print(llvm::StringRef Format, llvm::StringRef Expected) {
  std::string Actual;
  for (bool RunsCode : readPrintFormat(Format))
    Actual += RunsCode ? "code " : "plain ";
  expectEqual("print", Format, llvm::StringRef(Actual).rtrim().str(), Expected);
}

int main() {
  print("", "");
  print("100%", "");
  print("%d%% of %.200s", "plain plain");
  print("%R: %-5lld, %S", "code plain code");
  print("%*zd %V %U %A", "plain plain plain plain plain code");
  build("", " -> None");
  build(" ", " -> None");
  build("O", "borrowed(O) -> first");
  build("N", "stolen(N) -> first");
  build("S", "borrowed(S) -> first");
  build("O&", "converter(O&) input(O&) -> new");
  build("N&", "converter(N&) input(N&) -> new");
  build("U", "other(U) -> new");
  build("s#", "other(s#) other(s#) -> new");
  build("()", " -> container");
  build("(O)", "borrowed(O) -> container");
  build("ON", "borrowed(O) stolen(N) -> container");
  build("i,(sN) [O]", "other(i) other(s) stolen(N) borrowed(O) -> container");
  build("{s:O, s:N}", "other(s) borrowed(O) other(s) stolen(N) -> container");
  build("{sO&}", "other(s) converter(O&) input(O&) -> container");
  build("{sOs}", "other(s) borrowed(O) other(s) error: a dictionary is built "
                 "from pairs, but here is an odd number of items -> None");
  build("(O", "borrowed(O) error: '(' is not closed -> None");
  build("(O]", "borrowed(O) error: '(' is not closed -> None");
  build("O)", "borrowed(O) error: ')' closes nothing -> None");
  build("OQ", "borrowed(O) error: 'Q' is not a format unit -> None");

  parse("", "");
  parse(":f", " name=f");
  parse("O", "out(O)");
  parse("SUY", "out(S) out(U) out(Y)");
  parse("O!O", "type(O!) out(O!) out(O)");
  parse("iO&", "value(i) converter(O&) converted(O&)");
  parse("s*y*z*w*", "buffer(s*) buffer(y*) buffer(z*) buffer(w*)");
  parse("s#z", "value(s#) value(s#) value(z)");
  parse("es", "other(es) memory(es)");
  parse("et#", "other(et#) memory(et#) value(et#)");
  parse("O|iO:name", "out(O) value(i)? out(O)? name=name");
  parse("O;a message: here", "out(O) message=a message: here");
  parse("(O(ii))d", "out(O) value(i) value(i) value(d)");
  parse("O|O$O", "out(O) out(O)? out(O)?", /*Keywords=*/true);
  parse("O|$O", "out(O) error: '$' is for PyArg_ParseTupleAndKeywords only");
  parse("O|i|i", "out(O) value(i)? error: '|' is given twice");
  parse("$O|O", "out(O) error: '$' stands before '|'", /*Keywords=*/true);
  parse("(O", "out(O) error: '(' is not closed");
  parse("O)", "out(O) error: ')' closes nothing");
  parse("(O|O)", "out(O) error: '|' inside parentheses");
  parse("w#", " error: 'w' must be followed by '*'");
  parse("ex", " error: 'e' must be followed by 's' or 't'");
  parse("O O", "out(O) error: ' ' is not a format unit");
  parse("N", " error: 'N' is not a format unit");

  if (Failures)
    llvm::errs() << Failures << " expectations failed\n";
  return Failures ? 1 : 0;
}
