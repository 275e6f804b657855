//===- LeftOut.cpp - Parts of LLVM that static programs do without --------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's archives refer to parts of LLVM that no run of ours reaches. A
// program that is linked with these definitions pulls none of them in: no
// solver (and no libz3), no code generator, and of the processors only X86 and
// AArch64, whose registers inline assembly may name.
//
//===----------------------------------------------------------------------===//

#include "clang/CodeGen/ObjectFilePCHContainerOperations.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/SMTAPI.h"

// The solver, which the analyzer makes only if an option asks for it.

llvm::SMTSolverRef llvm::CreateZ3Solver() { return nullptr; }
void llvm::SMTSort::dump() const {}
void llvm::SMTExpr::dump() const {}
void llvm::SMTSolver::dump() const {}

// Compiled modules in object files, which clangd's scanner of C++20 modules
// could read. Others are plain files.

llvm::ArrayRef<llvm::StringRef>
clang::ObjectFilePCHContainerReader::getFormats() const {
  static const llvm::StringRef Formats[] = {"obj", "raw"};
  return Formats;
}

llvm::StringRef clang::ObjectFilePCHContainerReader::ExtractPCH(
    llvm::MemoryBufferRef Buffer) const {
  return Buffer.getBuffer();
}

// Code generation, of every processor.

#define LLVM_TARGET(Name)                                                      \
  extern "C" void LLVMInitialize##Name##Target() {}
#include "llvm/Config/Targets.def"
#define LLVM_ASM_PRINTER(Name)                                                 \
  extern "C" void LLVMInitialize##Name##AsmPrinter() {}
#include "llvm/Config/AsmPrinters.def"

// Everything about the others. Two of LLVM's names are renamed, so that these
// processors keep their own functions.

#define X86 ReplacedX86
#define AArch64 ReplacedAArch64

#define LEFT_OUT(Name)                                                         \
  extern "C" void LLVMInitialize##Name##TargetInfo() {}                        \
  extern "C" void LLVMInitialize##Name##TargetMC() {}
#define LLVM_TARGET(Name) LEFT_OUT(Name)
#include "llvm/Config/Targets.def"
#undef LEFT_OUT

#define LEFT_OUT(Name)                                                         \
  extern "C" void LLVMInitialize##Name##AsmParser() {}
#define LLVM_ASM_PARSER(Name) LEFT_OUT(Name)
#include "llvm/Config/AsmParsers.def"
