//===- HeaderApi.cpp - What Python's headers declare ----------------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions come from the syntax tree, macros from the preprocessor. Each
// configuration is a translation unit that consists only of #include lines.
//
//===----------------------------------------------------------------------===//

#include "HeaderApi.h"
#include "contracts/Contract.h"
#include "source/ObjectTypes.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <tuple>

using namespace clang;

namespace pyrefcheck {

StringRef describe(TypeShape Shape) {
  switch (Shape) {
  case TypeShape::Void:
    return "nothing";
  case TypeShape::SignedInteger:
    return "an integer";
  case TypeShape::Arithmetic:
    return "an unsigned or floating-point number";
  case TypeShape::Object:
    return "an object";
  case TypeShape::ObjectSlot:
    return "a pointer to an object pointer";
  case TypeShape::ObjectArray:
    return "an array of objects";
  case TypeShape::Buffer:
    return "a Py_buffer *";
  case TypeShape::PointerSlot:
    return "a pointer to a pointer";
  case TypeShape::String:
    return "a string";
  case TypeShape::Pointer:
    return "a pointer to something else than an object";
  case TypeShape::Other:
    return "something else";
  }
  return "";
}

bool ApiDeclaration::mentionsObject() const {
  auto IsObject = [](TypeShape S) {
    return S == TypeShape::Object || S == TypeShape::ObjectSlot ||
           S == TypeShape::ObjectArray;
  };
  return IsObject(Result) || llvm::any_of(Params, IsObject);
}

bool ApiEntity::mentionsObject() const {
  return llvm::any_of(
      Declarations, [](const ApiDeclaration &D) { return D.mentionsObject(); });
}

bool ApiEntity::isMacro() const {
  return llvm::all_of(Declarations,
                      [](const ApiDeclaration &D) { return D.IsMacro; });
}

bool ApiEntity::isObjectLike() const {
  return llvm::all_of(Declarations,
                      [](const ApiDeclaration &D) { return D.IsObjectLike; });
}

std::string versionText(PyVersion V) {
  return std::to_string(V >> 8) + "." + std::to_string(V & 0xff);
}

namespace {

/// One kind of program that includes the headers.
struct Configuration {
  std::vector<std::string> Defines;
  /// Includes CPython's own headers, whose declarations are not public.
  bool IsInternal = false;
  /// Errors are expected: the headers of another platform are missing, and some
  /// of CPython's own cannot be included alone.
  bool MayHaveErrors = false;
};

class HeaderReader {
public:
  HeaderReader(const HeaderOptions &Options, HeaderApi &Api)
      : Options(Options), Api(Api) {}

  llvm::Error read(const Configuration &C);

  void readUnit(ASTContext &Context, Preprocessor &PP, bool IsInternal);

private:
  std::string includeLines(bool IsInternal) const;
  TypeShape shapeOf(QualType T, const ObjectTypes &Types) const;
  /// The place of \p Loc, relative to the directory; empty if it is elsewhere.
  std::string placeOf(SourceLocation Loc, const SourceManager &SM) const;
  void readFunction(const FunctionDecl *FD, const SourceManager &SM,
                    const ObjectTypes &Types, bool IsInternal);
  void readMacro(StringRef Name, const MacroInfo &MI, const SourceManager &SM,
                 bool IsInternal);
  void readVersion(Preprocessor &PP);
  void add(ApiDeclaration D, bool IsInternal);

  const HeaderOptions &Options;
  HeaderApi &Api;
};

class HeaderConsumer : public ASTConsumer {
public:
  HeaderConsumer(CompilerInstance &CI, HeaderReader &Reader, bool IsInternal)
      : CI(CI), Reader(Reader), IsInternal(IsInternal) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    Reader.readUnit(Context, CI.getPreprocessor(), IsInternal);
  }

private:
  CompilerInstance &CI;
  HeaderReader &Reader;
  const bool IsInternal;
};

class HeaderAction : public ASTFrontendAction {
public:
  HeaderAction(HeaderReader &Reader, bool IsInternal)
      : Reader(Reader), IsInternal(IsInternal) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    return std::make_unique<HeaderConsumer>(CI, Reader, IsInternal);
  }

private:
  HeaderReader &Reader;
  const bool IsInternal;
};

class HeaderActionFactory : public tooling::FrontendActionFactory {
public:
  HeaderActionFactory(HeaderReader &Reader, bool IsInternal)
      : Reader(Reader), IsInternal(IsInternal) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<HeaderAction>(Reader, IsInternal);
  }

private:
  HeaderReader &Reader;
  const bool IsInternal;
};

} // namespace

/// Everything that py_curses.h needs from a library that may not be installed.
static constexpr StringRef CursesHeader = "typedef struct _win_st WINDOW;\n";
static constexpr StringRef CursesHeaders[] = {
    "/pyrefcheck-libraries/curses.h",
    "/pyrefcheck-libraries/ncurses.h",
    "/pyrefcheck-libraries/ncurses/curses.h",
    "/pyrefcheck-libraries/ncurses/ncurses.h",
    "/pyrefcheck-libraries/ncursesw/curses.h",
    "/pyrefcheck-libraries/ncursesw/ncurses.h",
};

/// The names of the headers in \p Directory, in order.
static std::vector<std::string> headersIn(const Twine &Directory) {
  std::vector<std::string> Names;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator It(Directory, EC), End;
       It != End && !EC; It.increment(EC))
    if (llvm::sys::path::extension(It->path()) == ".h")
      Names.push_back(llvm::sys::path::filename(It->path()).str());
  llvm::sort(Names);
  return Names;
}

std::string HeaderReader::includeLines(bool IsInternal) const {
  std::string Lines = "#include <Python.h>\n";
  for (const std::string &Name : headersIn(Options.Directory)) {
    // Headers for tracers, expat's tables, data race detectors and Apple's
    // platforms are not part of Python's API.
    if (Name != "pydtrace.h" && Name != "pyexpat.h" &&
        Name != "dynamic_annotations.h" && Name != "pymacconfig.h")
      Lines += "#include <" + Name + ">\n";
  }
  if (IsInternal)
    for (const std::string &Name : headersIn(Options.Directory + "/internal"))
      Lines += "#include <internal/" + Name + ">\n";
  return Lines;
}

llvm::Error HeaderReader::read(const Configuration &C) {
  std::vector<std::string> Flags = {
      "-xc", "-std=gnu11", "-w", "-ferror-limit=0",
      // No count of errors on stderr.
      "-fno-caret-diagnostics", "-resource-dir=" + Options.ResourceDirectory,
      "-I" + Options.Directory, "-I" + Options.Directory + "/internal",
      "-isystem/pyrefcheck-libraries"};
  for (const std::string &Define : C.Defines)
    Flags.push_back("-D" + Define);
  llvm::append_range(Flags, Options.Flags);

  const char *const File = "/pyrefcheck-headers.c";
  const std::string Code = includeLines(C.IsInternal);
  tooling::FixedCompilationDatabase Commands(".", Flags);
  tooling::ClangTool Tool(Commands, {File});
  Tool.mapVirtualFile(File, Code);
  for (StringRef Header : CursesHeaders)
    Tool.mapVirtualFile(Header, CursesHeader);
  Tool.setPrintErrorMessage(false);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::IntrusiveRefCntPtr<DiagnosticOptions> DiagOptions =
      new DiagnosticOptions;
  TextDiagnosticPrinter Printer(OS, DiagOptions.get());
  Tool.setDiagnosticConsumer(&Printer);
  HeaderActionFactory Factory(*this, C.IsInternal);
  if (Tool.run(&Factory) == 0 || C.MayHaveErrors)
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "error: cannot read the headers in '" +
                                     Options.Directory + "':\n" + OS.str());
}

void HeaderReader::readUnit(ASTContext &Context, Preprocessor &PP,
                            bool IsInternal) {
  readVersion(PP);
  // For this unit only: it caches declarations.
  ObjectTypes Types;
  for (const Decl *D : Context.getTranslationUnitDecl()->decls())
    if (const auto *FD = dyn_cast<FunctionDecl>(D))
      readFunction(FD, Context.getSourceManager(), Types, IsInternal);
    else if (const auto *TD = dyn_cast<TypedefNameDecl>(D);
             TD && TD->getUnderlyingType()->isFunctionPointerType())
      Api.PointerTypes.insert(TD->getName());
  for (const auto &[Identifier, State] : PP.macros())
    if (const MacroInfo *MI = PP.getMacroInfo(Identifier))
      readMacro(Identifier->getName(), *MI, PP.getSourceManager(), IsInternal);
}

void HeaderReader::readVersion(Preprocessor &PP) {
  auto Number = [&](StringRef Name) -> unsigned {
    const MacroInfo *MI = PP.getMacroInfo(PP.getIdentifierInfo(Name));
    unsigned N = 0;
    if (MI && MI->getNumTokens() == 1)
      StringRef(PP.getSpelling(MI->getReplacementToken(0))).getAsInteger(0, N);
    return N;
  };
  Api.Version = static_cast<PyVersion>(Number("PY_MAJOR_VERSION") << 8 |
                                       Number("PY_MINOR_VERSION"));
}

std::string HeaderReader::placeOf(SourceLocation Loc,
                                  const SourceManager &SM) const {
  PresumedLoc P = SM.getPresumedLoc(SM.getFileLoc(Loc));
  if (P.isInvalid())
    return "";
  StringRef File = P.getFilename();
  if (!File.consume_front(Options.Directory))
    return "";
  return (File.ltrim('/') + ":" + Twine(P.getLine())).str();
}

TypeShape HeaderReader::shapeOf(QualType T, const ObjectTypes &Types) const {
  T = T.getCanonicalType();
  if (T->isVoidType())
    return TypeShape::Void;
  if (T->isSignedIntegerOrEnumerationType() || T->isEnumeralType())
    return TypeShape::SignedInteger;
  if (T->isArithmeticType())
    return TypeShape::Arithmetic;
  if (!T->isPointerType())
    return TypeShape::Other;
  if (Types.isObjectPointer(T))
    return TypeShape::Object;
  QualType Pointee = T->getPointeeType();
  if (Types.isObjectPointer(Pointee))
    return Pointee.isConstQualified() ? TypeShape::ObjectArray
                                      : TypeShape::ObjectSlot;
  if (Pointee->isAnyPointerType())
    return TypeShape::PointerSlot;
  if (Pointee->isCharType())
    return TypeShape::String;
  // The name may be that of the struct or, without a tag, of its typedef.
  if (const auto *RT = Pointee->getAs<RecordType>()) {
    const TypedefNameDecl *Typedef = RT->getDecl()->getTypedefNameForAnonDecl();
    if (RT->getDecl()->getName() == "bufferinfo" ||
        RT->getDecl()->getName() == "Py_buffer" ||
        (Typedef && Typedef->getName() == "Py_buffer"))
      return TypeShape::Buffer;
  }
  return TypeShape::Pointer;
}

void HeaderReader::readFunction(const FunctionDecl *FD, const SourceManager &SM,
                                const ObjectTypes &Types, bool IsInternal) {
  // It uses a type that this configuration does not have.
  if (FD->isInvalidDecl())
    return;
  ApiDeclaration D;
  D.Name = FD->getNameAsString();
  D.Place = placeOf(FD->getLocation(), SM);
  if (D.Place.empty())
    return;
  D.IsVariadic = FD->isVariadic();
  D.NeverReturns = FD->isNoReturn();
  D.IsDeprecated = FD->hasAttr<DeprecatedAttr>();
  D.Result = shapeOf(FD->getReturnType(), Types);
  for (const ParmVarDecl *P : FD->parameters())
    D.Params.push_back(shapeOf(P->getType(), Types));
  add(std::move(D), IsInternal);
}

void HeaderReader::readMacro(StringRef Name, const MacroInfo &MI,
                             const SourceManager &SM, bool IsInternal) {
  ApiDeclaration D;
  D.Name = Name.str();
  D.Place = placeOf(MI.getDefinitionLoc(), SM);
  if (D.Place.empty())
    return;
  D.IsMacro = true;
  D.IsVariadic = MI.isVariadic();
  unsigned Named = MI.getNumParams() - (MI.isC99Varargs() ? 1 : 0);
  D.Params.assign(Named, TypeShape::Other);
  for (const Token &T : MI.tokens())
    if (const IdentifierInfo *II = T.getIdentifierInfo();
        II && !llvm::is_contained(MI.params(), II))
      D.Mentions.push_back(II->getName().str());
  D.IsObjectLike = MI.isObjectLike();
  add(std::move(D), IsInternal);
}

void HeaderReader::add(ApiDeclaration D, bool IsInternal) {
  if (!StringRef(D.Name).starts_with("Py") &&
      !StringRef(D.Name).starts_with("_Py"))
    return;
  ApiEntity &Entity = Api.Entities[D.Name];
  Entity.IsPublic |= !IsInternal;
  auto Facts = [](const ApiDeclaration &D) {
    return std::tie(D.IsMacro, D.IsVariadic, D.NeverReturns, D.IsDeprecated,
                    D.Result, D.Params, D.IsObjectLike, D.Mentions);
  };
  if (llvm::none_of(Entity.Declarations, [&](const ApiDeclaration &Other) {
        return Facts(D) == Facts(Other);
      }))
    Entity.Declarations.push_back(std::move(D));
}

llvm::Expected<HeaderApi> readHeaders(const HeaderOptions &Options) {
  HeaderApi Api;
  HeaderReader Reader(Options, Api);
  // The first configuration determines the version.
  if (llvm::Error E = Reader.read({}))
    return std::move(E);
  if (!Api.Version)
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "error: the headers in '" + Options.Directory +
            "' do not say of which version of Python they are");

  std::string Limited =
      "Py_LIMITED_API=0x0" + llvm::utohexstr(Api.Version) + "0000";
  const Configuration Others[] = {
      {{"Py_DEBUG", "Py_REF_DEBUG"}, false, false},
      {{"PY_SSIZE_T_CLEAN"}, false, false},
      // Some of the headers are not for the limited API.
      {{Limited}, false, true},
      {{"Py_TRACE_REFS"}, false, true},
      {{"Py_GIL_DISABLED"}, false, true},
      {{"MS_WINDOWS", "USE_STACKCHECK"}, false, true},
      {{"Py_BUILD_CORE"}, true, true},
      {{"Py_BUILD_CORE", "Py_DEBUG", "Py_REF_DEBUG"}, true, true},
  };
  for (const Configuration &C : Others)
    if (llvm::Error E = Reader.read(C))
      return std::move(E);
  return Api;
}

} // namespace pyrefcheck
