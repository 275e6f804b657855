//===- SourceEditsTest.cpp - Changes of the text of a function ------------===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Each test changes the statement or expression `here(...)` of a function; what
// the function says then is compared.
//
//===----------------------------------------------------------------------===//

#include "fixes/SourceEdits.h"
#include "Expect.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pyrefcheck;
using llvm::StringRef;

namespace {

/// A function `void f(void)` whose body is given.
class Function {
public:
  explicit Function(StringRef Body, StringRef Before = "")
      : Code((Before +
              "int here(int); int a(int); void b(void);\n"
              "void f(int x) {\n" +
              Body + "}\n")
                 .str()),
        Unit(tooling::buildASTFromCodeWithArgs(Code, {}, "input.c")),
        Parents(function().getBody()), Generated(Unit->getSourceManager()),
        Edit(function(), Parents, Generated) {
    Here = find(function().getBody(), "here");
  }

  /// The body after \p All, or what cannot be.
  std::string with(bool Done, Edits &All) const {
    if (!Done)
      return All.empty() ? "refused" : "refused, with edits";
    std::string Text = Code;
    llvm::sort(All, [&](const FixItHint &A, const FixItHint &B) {
      return begin(A) > begin(B);
    });
    for (const FixItHint &Hint : All)
      Text.replace(begin(Hint), end(Hint) - begin(Hint), Hint.CodeToInsert);
    const size_t From = Text.find("(int x) {\n") + 10;
    return Text.substr(From, Text.rfind('}') - From);
  }

  const FunctionDecl &function() const {
    for (const Decl *D :
         Unit->getASTContext().getTranslationUnitDecl()->decls())
      if (const auto *FD = dyn_cast<FunctionDecl>(D); FD && FD->hasBody())
        return *FD;
    llvm_unreachable("no function");
  }
  const Stmt *statement() const { return Edit.statement(Here); }

private:
  static const CallExpr *find(const Stmt *S, StringRef Name) {
    if (!S)
      return nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (Call->getDirectCallee()->getName() == Name)
        return Call;
    for (const Stmt *Child : S->children())
      if (const CallExpr *Found = find(Child, Name))
        return Found;
    return nullptr;
  }
  const SourceManager &sources() const { return Unit->getSourceManager(); }
  unsigned begin(const FixItHint &Hint) const {
    return sources().getFileOffset(Hint.RemoveRange.getBegin());
  }
  unsigned end(const FixItHint &Hint) const {
    const SourceLocation End = Hint.RemoveRange.getEnd();
    if (!Hint.RemoveRange.isTokenRange())
      return sources().getFileOffset(End);
    return sources().getFileOffset(Lexer::getLocForEndOfToken(
        End, 0, sources(), Unit->getASTContext().getLangOpts()));
  }

  std::string Code;
  std::unique_ptr<ASTUnit> Unit;
  ParentMap Parents;

public:
  GeneratedCode Generated;
  SourceEdits Edit;
  const CallExpr *Here;
};

std::string before(StringRef Body) {
  const Function F(Body);
  Edits All;
  return F.with(F.Edit.insertBefore(F.statement(), {"b();"}, All), All);
}

std::string after(StringRef Body) {
  const Function F(Body);
  Edits All;
  return F.with(F.Edit.insertAfter(F.statement(), {"b();"}, All), All);
}

std::string removed(StringRef Body, StringRef Before = "") {
  const Function F(Body, Before);
  Edits All;
  return F.with(F.Edit.remove(F.statement(), All), All);
}

std::string replaced(StringRef Body) {
  const Function F(Body);
  Edits All;
  return F.with(F.Edit.replace(F.Here, "1", All), All);
}

void testInsertBefore() {
  EXPECT_EQUAL(before("  here(1);\n"), "  b();\n  here(1);\n");
  EXPECT_EQUAL(before("\there(1);\n"), "\tb();\n\there(1);\n");
  // In a statement, before all of it.
  EXPECT_EQUAL(before("  x = here(1);\n"), "  b();\n  x = here(1);\n");
  EXPECT_EQUAL(before("  if (x)\n    here(1);\n"),
               "  if (x) {\n    b();\n    here(1);\n  }\n");
  EXPECT_EQUAL(before("  if (x) here(1);\n"),
               "  if (x) {\n    b();\n    here(1);\n  }\n");
  // What follows on the line would end up behind the brace.
  EXPECT_EQUAL(before("  if (x) here(1); else a(2);\n"), "refused");
  EXPECT_EQUAL(before("  goto out;\nout:\n  here(1);\n"),
               "  goto out;\nout:\n  b();\n  here(1);\n");
}

void testInsertAfter() {
  EXPECT_EQUAL(after("  here(1);\n  a(2);\n"), "  here(1);\n  b();\n  a(2);\n");
  // A comment on the line is about the statement.
  EXPECT_EQUAL(after("  here(1); // one\n"), "  here(1); // one\n  b();\n");
  // The body of a loop is no place for two statements.
  EXPECT_EQUAL(after("  while (x)\n    here(1);\n"), "refused");
}

void testRemove() {
  EXPECT_EQUAL(removed("  a(1);\n  here(1);\n  a(2);\n"), "  a(1);\n  a(2);\n");
  EXPECT_EQUAL(removed("  a(1); here(1); a(2);\n"), "  a(1);  a(2);\n");
  // What is left must be a statement.
  EXPECT_EQUAL(removed("  if (x)\n    here(1);\n  a(2);\n"),
               "  if (x)\n    ;\n  a(2);\n");
}

void testReplace() {
  EXPECT_EQUAL(replaced("  x = here(1) + 1;\n"), "  x = 1 + 1;\n");
}

void testEnclose() {
  const Function F("  here(1);\n  a(2);\n");
  Edits All;
  const Stmt *First = F.statement();
  EXPECT_EQUAL(F.with(F.Edit.enclose(First, First, "if (x)", All), All),
               "  if (x)\n    here(1);\n  a(2);\n");
  All.clear();
  EXPECT_EQUAL(
      F.with(F.Edit.enclose(First, F.Edit.next(First), "if (x)", All), All),
      "  if (x) {\n    here(1);\n    a(2);\n  }\n");
}

void testMacros() {
  const StringRef Macro = "#define CALL(x) here(x)\n";
  EXPECT_EQUAL(removed("  a(1);\n  CALL(1);\n", Macro), "  a(1);\n");
  // What a macro's body does is not written here.
  const Function F("  TWICE;\n", "#define TWICE here(1); a(2)\n");
  Edits All;
  EXPECT_EQUAL(F.with(F.Edit.remove(F.statement(), All), All), "refused");
}

void testConflicts() {
  const Function F("  here(1);\n  a(2);\n");
  const SourceManager &SM = F.function().getASTContext().getSourceManager();
  const SourceLocation Begin = F.Here->getBeginLoc();
  const FixItHint Insertion = FixItHint::CreateInsertion(Begin, "one");
  const FixItHint Another = FixItHint::CreateInsertion(Begin, "two");
  const FixItHint Removal = FixItHint::CreateRemoval(F.Here->getSourceRange());
  const FixItHint Elsewhere =
      FixItHint::CreateInsertion(F.Edit.next(F.statement())->getBeginLoc(), "");
  EXPECT(inConflict(Insertion, Another, SM));
  EXPECT(inConflict(Removal, Removal, SM));
  EXPECT(!inConflict(Removal, Elsewhere, SM));
  EXPECT(!inConflict(Insertion, Elsewhere, SM));
}

void testFreshNames() {
  FreshNames Names("int value; int value2, values;");
  EXPECT_EQUAL(Names.make("result"), "result");
  const std::string Name = Names.make("value");
  EXPECT(Name != "value" && Name != "value2" &&
         StringRef(Name).starts_with("value"));
}

} // namespace

int main() {
  testInsertBefore();
  testInsertAfter();
  testRemove();
  testReplace();
  testEnclose();
  testMacros();
  testConflicts();
  testFreshNames();
  return Failed;
}
