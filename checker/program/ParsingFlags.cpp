//===- ParsingFlags.cpp - Which flags of a command are used ---------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsingFlags.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/Options.h"
#include "clang/Frontend/FrontendOptions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/TargetParser/X86TargetParser.h"

using namespace clang;
using namespace llvm::opt;
namespace options = clang::driver::options;
using llvm::ArrayRef;
using llvm::StringRef;

namespace pyrefcheck {

//===----------------------------------------------------------------------===//
// Before the driver
//===----------------------------------------------------------------------===//

/// Whether the option \p Name, although its group is about compilation, reads
/// or writes other files, loads code, or concerns modules.
static bool isAboutOtherFiles(StringRef Name) {
  static constexpr llvm::StringLiteral Beginnings[] = {
      "fplugin",
      "fpass-plugin",
      "fprofile",
      "fno-profile",
      "fcs-profile",
      "fauto-profile",
      "fcoverage",
      "fmodule",
      "fprebuilt-module",
      "fimplicit-module",
      "fbuild-session",
      "frandomize-layout-seed-file",
      "fxray",
      "fcrash-diagnostics",
      "ftime-",
      "fproc-stat-report",
      "fsave-optimization-record",
      "foptimization-record",
      "fembed",
      "flto",
      "fthinlto",
      "fuse-ld",
      "load",
      "plugin",
      "stats-file",
      "remap-file"};
  return llvm::any_of(Beginnings, [&](StringRef Beginning) {
    return Name.starts_with(Beginning);
  });
}

/// Whether the driver, for \p Target, runs a program beside the compiler that
/// lists the machine's devices.
static bool isDevice(StringRef Target) {
  const llvm::Triple Triple(Target);
  return Triple.isAMDGPU() || Triple.isNVPTX() || Triple.isSPIRV();
}

/// Whether \p A names a processor that only other compilers know, and \p All
/// names no target other than this machine's.
static bool isUnknownProcessor(const Arg &A, const InputArgList &All) {
  const StringRef Name =
      A.getOption().matches(options::OPT_march_EQ) ? A.getValue() : "native";
  return Name != "native" &&
         !All.hasArg(options::OPT_target,
                     options::OPT_target_legacy_spelling) &&
         llvm::Triple(llvm::sys::getDefaultTargetTriple()).isX86() &&
         llvm::X86::parseArchX86(Name) == llvm::X86::CK_None;
}

/// Whether the driver gets the argument \p A.
static bool isForDriver(const Arg &A) {
  const Option &O = A.getOption();
  // Clang rejects some of gcc's values, and none of them affects parsing.
  if (O.matches(options::OPT_mtune_EQ) || O.matches(options::OPT_mfpmath_EQ))
    return false;
  if (O.matches(options::OPT_target))
    return !isDevice(A.getValue());
  // All inputs follow the last flag, so "none" would cancel an earlier -x.
  if (O.matches(options::OPT_x))
    return StringRef(A.getValue()) != "none";
  const StringRef Name = O.getUnaliasedOption().getName();
  if (O.matches(options::OPT_M_Group) ||
      O.matches(options::OPT_offload_Group) ||
      O.matches(options::OPT__SLASH_clang) || isAboutOtherFiles(Name) ||
      (Name.starts_with("fsanitize") && Name.contains("list=")))
    return false;
  if (O.matches(options::OPT_CompileOnly_Group) ||
      O.matches(options::OPT_cl_compile_Group))
    return true;
  static constexpr unsigned Others[] = {options::OPT_arch,
                                        options::OPT__sysroot_EQ,
                                        options::OPT__sysroot,
                                        options::OPT_gcc_install_dir_EQ,
                                        options::OPT_gcc_toolchain,
                                        options::OPT_gcc_triple_EQ,
                                        options::OPT_stdlib_EQ,
                                        options::OPT_pthread,
                                        options::OPT_no_pthread,
                                        options::OPT_resource_dir,
                                        options::OPT_driver_mode,
                                        options::OPT_F,
                                        options::OPT_ObjC,
                                        options::OPT_ObjCXX,
                                        options::OPT_w,
                                        options::OPT_working_directory,
                                        options::OPT_undef,
                                        options::OPT_std_default_EQ,
                                        options::OPT_faligned_new_EQ,
                                        options::OPT_fno_unsigned_char};
  return llvm::any_of(Others, [&](unsigned ID) { return O.matches(ID); });
}

/// Whether \p Flag is one of gcc or nvcc that clang does not know and whose
/// value is the next word, which clang would mistake for a file name.
static bool takesForeignValue(StringRef Flag, bool IsNvcc) {
  static constexpr llvm::StringLiteral OfGcc[] = {
      "-aux-info",  "-dumpbase", "-dumpbase-ext", "-wrapper",
      "-imultilib", "-auxbase",  "-auxbase-strip"};
  static constexpr llvm::StringLiteral OfNvcc[] = {"-gencode",
                                                   "--generate-code",
                                                   "-arch",
                                                   "--gpu-architecture",
                                                   "-code",
                                                   "--gpu-code",
                                                   "-ccbin",
                                                   "--compiler-bindir",
                                                   "-Xptxas",
                                                   "--ptxas-options",
                                                   "-Xnvlink",
                                                   "--nvlink-options",
                                                   "-Xfatbin",
                                                   "--fatbin-options",
                                                   "-Xcudafe",
                                                   "-rdc",
                                                   "--relocatable-device-code",
                                                   "-maxrregcount",
                                                   "--maxrregcount",
                                                   "-odir",
                                                   "--output-directory",
                                                   "-cudart",
                                                   "--cudart",
                                                   "-t",
                                                   "--threads",
                                                   "-diag-suppress",
                                                   "--diag-suppress",
                                                   "-x",
                                                   "--x",
                                                   "-default-stream",
                                                   "--default-stream",
                                                   "-std-gpu",
                                                   "-prec-div",
                                                   "-prec-sqrt",
                                                   "-fmad",
                                                   "-ftz"};
  return llvm::is_contained(OfGcc, Flag) ||
         (IsNvcc && llvm::is_contained(OfNvcc, Flag));
}

/// \returns \p Given, with the host compiler's flags in nvcc's -Xcompiler
/// unwrapped, without takesForeignValue() flags, which \p Foreign receives.
static std::vector<std::string>
withoutForeignValues(ArrayRef<std::string> Given,
                     std::vector<std::string> *Foreign = nullptr) {
  const bool IsNvcc =
      llvm::sys::path::filename(Given.front()).starts_with("nvcc");
  std::vector<std::string> Kept = {Given.front()};
  for (size_t I = 1; I < Given.size(); ++I) {
    const StringRef Flag = Given[I];
    const bool HasValue = I + 1 != Given.size();
    if (HasValue && IsNvcc &&
        (Flag == "-Xcompiler" || Flag == "--compiler-options")) {
      llvm::SmallVector<StringRef, 8> OfHost;
      StringRef(Given[++I]).split(OfHost, ',');
      Kept.insert(Kept.end(), OfHost.begin(), OfHost.end());
    } else if (HasValue && takesForeignValue(Flag, IsNvcc)) {
      ++I;
      if (Foreign)
        Foreign->push_back((Flag + " " + Given[I]).str());
    } else {
      Kept.push_back(Given[I]);
    }
  }
  return Kept;
}

static bool isFrontendCommand(ArrayRef<std::string> Arguments) {
  return Arguments.size() > 1 && Arguments[1] == "-cc1";
}

static InputArgList parse(ArrayRef<const char *> Arguments,
                          llvm::opt::Visibility Options) {
  unsigned MissingIndex, MissingCount;
  return driver::getDriverOptTable().ParseArgs(Arguments, MissingIndex,
                                               MissingCount, Options);
}

static std::vector<const char *> pointers(ArrayRef<std::string> Texts) {
  std::vector<const char *> Result;
  for (const std::string &Text : Texts)
    Result.push_back(Text.c_str());
  return Result;
}

/// The flags in the configuration files that \p Arguments name by a path.
/// Others are skipped: clang's installation determines where they are.
static std::vector<std::string>
readConfigurations(const InputArgList &Arguments, StringRef Directory,
                   llvm::vfs::FileSystem &Files) {
  llvm::BumpPtrAllocator Arena;
  llvm::SmallVector<const char *, 16> Flags;
  for (const Arg *A : Arguments.filtered(options::OPT_config)) {
    llvm::SmallString<256> File(A->getValue());
    if (!llvm::sys::path::has_parent_path(File))
      continue;
    llvm::sys::fs::make_absolute(Directory, File);
    llvm::cl::ExpansionContext Reader(Arena, llvm::cl::tokenizeConfigFile);
    // If this fails, flags that parsing needs may be missing, which errors
    // show.
    llvm::consumeError(
        Reader.setVFS(&Files).setCurrentDir(Directory).readConfigFile(File,
                                                                      Flags));
  }
  return {Flags.begin(), Flags.end()};
}

std::vector<std::string> driverFlags(const tooling::CompileCommand &Command,
                                     llvm::vfs::FileSystem &Files) {
  // The driver does not process frontend commands.
  if (Command.CommandLine.empty() || isFrontendCommand(Command.CommandLine))
    return Command.CommandLine;
  const std::vector<std::string> Known =
      withoutForeignValues(Command.CommandLine);
  std::vector<const char *> Given = pointers(Known);
  const bool IsCL =
      driver::IsClangCL(driver::getDriverMode(Given.front(), Given));
  const llvm::opt::Visibility Options(IsCL ? options::CLOption
                                           : options::ClangOption);

  const InputArgList Own = parse(ArrayRef(Given).drop_front(), Options);
  const std::vector<std::string> Configured =
      readConfigurations(Own, Command.Directory, Files);
  const InputArgList FromFiles = parse(pointers(Configured), Options);

  ArgStringList Kept = {Given.front(), "--no-default-config", "-fsyntax-only"};
  std::vector<std::string> Inputs;
  for (const InputArgList *List : {&FromFiles, &Own})
    for (const Arg *A : *List) {
      if (A->getOption().matches(options::OPT_INPUT) ||
          A->getOption().matches(options::OPT__DASH_DASH))
        llvm::append_range(Inputs, A->getValues());
      else if (isForDriver(*A) && !isUnknownProcessor(*A, *List))
        A->render(*List, Kept);
    }
  std::vector<std::string> Result(Kept.begin(), Kept.end());
  Result.push_back("--"); // A name may begin like a flag.
  llvm::append_range(Result, Inputs);
  return Result;
}

std::vector<std::string> foreignFlags(const tooling::CompileCommand &Command) {
  std::vector<std::string> Foreign;
  if (Command.CommandLine.empty() || isFrontendCommand(Command.CommandLine))
    return Foreign;
  const std::vector<std::string> Known =
      withoutForeignValues(Command.CommandLine, &Foreign);
  const std::vector<const char *> Given = pointers(Known);
  if (driver::IsClangCL(driver::getDriverMode(Given.front(), Given)))
    return Foreign;
  const InputArgList Arguments =
      parse(ArrayRef(Given).drop_front(),
            llvm::opt::Visibility(options::ClangOption));
  for (const Arg *A : Arguments)
    if (A->getOption().matches(options::OPT_UNKNOWN) ||
        A->getOption().matches(options::OPT_specs_EQ) ||
        isUnknownProcessor(*A, Arguments) ||
        A->getOption().hasFlag(options::Unsupported))
      Foreign.push_back(A->getAsString(Arguments));
  return Foreign;
}

//===----------------------------------------------------------------------===//
// The invocation
//===----------------------------------------------------------------------===//

static void copyLanguage(const LangOptions &From, LangOptions &To) {
  static_cast<LangOptionsBase &>(To) = From;
  To.LangStd = From.LangStd;
  To.Sanitize = From.Sanitize; // __has_feature() depends on it.
  To.ObjCRuntime = From.ObjCRuntime;
  To.CFRuntime = From.CFRuntime;
  To.NoBuiltinFuncs = From.NoBuiltinFuncs;
  To.MacroPrefixMap = From.MacroPrefixMap;
  To.CXXABI = From.CXXABI;
  To.IsHeaderFile = From.IsHeaderFile;
  To.GPUDefaultStream = From.GPUDefaultStream;
  To.UseTargetPathSeparator = From.UseTargetPathSeparator;
  To.CheckNew = From.CheckNew;
  To.OpenACCMacroOverride = From.OpenACCMacroOverride;

  // Compiled modules and API notes are files that the command names.
  To.Modules = To.CPlusPlusModules;
  To.ModulesDeclUse = To.ModulesStrictDeclUse = To.ImplicitModules = false;
  To.setCompilingModule(LangOptions::CMK_None);
  To.BuildingPCHWithObjectFile = false;
  To.APINotes = To.APINotesModules = false;
  // They write to standard output.
  To.DumpRecordLayouts = To.DumpRecordLayoutsSimple =
      To.DumpRecordLayoutsCanonical = To.DumpRecordLayoutsComplete =
          To.DumpVTableLayouts = false;
}

static void copyHeaderSearch(const HeaderSearchOptions &From,
                             HeaderSearchOptions &To) {
  To.Sysroot = From.Sysroot;
  To.UserEntries = From.UserEntries;
  To.SystemHeaderPrefixes = From.SystemHeaderPrefixes;
  To.ResourceDir = From.ResourceDir;
  To.UseBuiltinIncludes = From.UseBuiltinIncludes;
  To.UseStandardSystemIncludes = From.UseStandardSystemIncludes;
  To.UseStandardCXXIncludes = From.UseStandardCXXIncludes;
  To.UseLibcxx = From.UseLibcxx;
}

/// Omits precompiled headers: clang trusts their contents. The headers that
/// they were made from are included instead if the command names them too, as
/// build systems do.
static void copyPreprocessor(const PreprocessorOptions &From,
                             PreprocessorOptions &To) {
  To.Macros = From.Macros;
  To.Includes = From.Includes;
  To.MacroIncludes = From.MacroIncludes;
  To.UsePredefines = From.UsePredefines;
  To.DefineTargetOSMacros = From.DefineTargetOSMacros;
  To.ObjCXXARCStandardLibrary = From.ObjCXXARCStandardLibrary;
  To.EmbedEntries = From.EmbedEntries;
  To.SourceDateEpoch = From.SourceDateEpoch;
}

static bool isSource(const FrontendInputFile &Input) {
  return Input.isFile() && Input.getFile() != "-" &&
         Input.getKind().getFormat() == InputKind::Source &&
         Input.getKind().getLanguage() >= Language::C;
}

/// A new invocation with only what parsing needs from \p From.
static std::unique_ptr<CompilerInvocation>
keepParsing(const CompilerInvocation &From, DiagnosticsEngine &Diagnostics) {
  const auto &Inputs = From.getFrontendOpts().Inputs;
  if (Inputs.size() != 1 || !isSource(Inputs.front())) {
    Diagnostics.Report(Diagnostics.getCustomDiagID(
        DiagnosticsEngine::Error,
        "the compile command does not compile one file of C or C++"));
    return nullptr;
  }
  auto To = std::make_unique<CompilerInvocation>();
  // This gives some members their values.
  CompilerInvocation::CreateFromArgs(*To, {}, Diagnostics);
  copyLanguage(From.getLangOpts(), To->getLangOpts());
  copyHeaderSearch(From.getHeaderSearchOpts(), To->getHeaderSearchOpts());
  copyPreprocessor(From.getPreprocessorOpts(), To->getPreprocessorOpts());
  To->getTargetOpts() = From.getTargetOpts();
  DiagnosticOptions &Warnings = To->getDiagnosticOpts();
  Warnings.IgnoreWarnings = From.getDiagnosticOpts().IgnoreWarnings;
  Warnings.ErrorLimit = From.getDiagnosticOpts().ErrorLimit;
  Warnings.Warnings = From.getDiagnosticOpts().Warnings;
  FrontendOptions &Frontend = To->getFrontendOpts();
  Frontend.Inputs = Inputs;
  Frontend.DashX = From.getFrontendOpts().DashX;
  Frontend.AuxTriple = From.getFrontendOpts().AuxTriple;
  Frontend.AuxTargetCPU = From.getFrontendOpts().AuxTargetCPU;
  Frontend.AuxTargetFeatures = From.getFrontendOpts().AuxTargetFeatures;
  Frontend.DisableFree = false;
  return To;
}

/// Parses the arguments of clang's frontend, including those of -Xclang.
static std::unique_ptr<CompilerInvocation>
invocationOf(ArrayRef<const char *> Arguments, DiagnosticsEngine &Diagnostics) {
  // Some files are read as soon as their names are parsed.
  const InputArgList All =
      parse(Arguments, llvm::opt::Visibility(options::CC1Option));
  ArgStringList Kept;
  for (const Arg *A : All)
    if (!isAboutOtherFiles(A->getOption().getUnaliasedOption().getName()))
      A->renderAsInput(All, Kept);
  CompilerInvocation Whole;
  CompilerInvocation::CreateFromArgs(Whole, Kept, Diagnostics);
  return keepParsing(Whole, Diagnostics);
}

std::unique_ptr<CompilerInvocation>
parsingInvocation(ArrayRef<std::string> Arguments,
                  DiagnosticsEngine &Diagnostics,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  const std::vector<const char *> Given = pointers(Arguments);
  if (isFrontendCommand(Arguments))
    return invocationOf(ArrayRef(Given).drop_front(2), Diagnostics);
  driver::Driver Driver(Given.front(), llvm::sys::getDefaultTargetTriple(),
                        Diagnostics, "pyrefcheck", std::move(Files));
  // Do not use x.h.pch instead of x.h.
  Driver.setProbePrecompiled(false);
  const std::unique_ptr<driver::Compilation> Compilation(
      Driver.BuildCompilation(Given));
  if (!Compilation)
    return nullptr;
  const ArgStringList *ForFrontend =
      tooling::getCC1Arguments(&Diagnostics, Compilation.get());
  return ForFrontend ? invocationOf(*ForFrontend, Diagnostics) : nullptr;
}

} // namespace pyrefcheck
