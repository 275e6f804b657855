//===- StatePrinter.cpp - Showing the account -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StatePrinter.h"
#include "CallInProgress.h"
#include "PathContext.h"
#include "ownership/RefState.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace clang::ento;

namespace pyrefcheck {

void printObjects(raw_ostream &OS, ProgramStateRef State, const char *NewLine,
                  const char *Separator) {
  const auto All = allRecorded(State);
  if (All.empty())
    return;
  OS << Separator << "References:" << NewLine;
  for (const auto &[Key, RS] : All) {
    OS << "  " << Key << ": ";
    RS->print(OS);
    OS << NewLine;
  }
}

bool asksForState(const CallInProgress &Call, const PathContext &Context) {
  const FunctionDecl *FD = Context.Run.PrintStates ? Call.callee() : nullptr;
  return FD && FD->getIdentifier() &&
         FD->getName() == "pyrefcheck_print_state" && Call.size() == 1;
}

bool printStateAt(const CallInProgress &Call, const PathContext &Context) {
  if (!asksForState(Call, Context))
    return false;
  CheckerContext &C = Call.C;
  const PresumedLoc Loc =
      C.getSourceManager().getPresumedLoc(Call.at()->getBeginLoc());
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << llvm::sys::path::filename(Loc.getFilename()) << ':' << Loc.getLine()
     << ": state: ";
  ObjectKey Key = Call.object(0);
  if (Call.value(0).isZeroConstant() || (Key && isNull(C.getState(), Key)))
    OS << "NULL";
  else if (!Key)
    OS << "no object";
  else
    Context.Current.lookup(C.getState(), Key).print(OS);
  // In one write: files are analysed in parallel.
  llvm::errs() << Text + '\n';
  return true;
}

} // namespace pyrefcheck
