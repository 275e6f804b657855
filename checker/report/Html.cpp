//===- Html.cpp - Findings as an HTML page ----------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Html.h"
#include "MergedFindings.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "SourceExcerpts.h"
#include "findings/Rules.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;
using llvm::StringRef;
namespace json = llvm::json;

namespace pyrefcheck {

namespace {

/// html/report.html with its style sheet and script; the findings replace
/// "@DATA@".
constexpr StringRef Page =
#include "HtmlPage.inc"
    ;

/// Writes what html/report.js reads.
class PageData {
public:
  PageData(raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
           const ReportedRun &Run)
      : J(OS), Findings(Findings), Run(Run) {}

  void write() {
    for (const ReportedFinding &F : Findings) {
      Excerpts.add(F);
      number(F.Where.File);
      for (const std::vector<ReportedNote> *Notes : {&F.Path, &F.Others})
        for (const ReportedNote &N : *Notes)
          number(N.Where.File);
      for (const ReportedFix &Fix : F.Fixes)
        for (const ReportedEdit &E : Fix.Edits)
          number(E.Begin.File);
    }
    J.object([&] {
      J.attribute("version", PYREFCHECK_VERSION);
      J.attributeArray("rules", [&] { writeRules(); });
      J.attributeArray("files", [&] {
        for (const auto &[File, Number] : Files)
          J.value(json::fixUTF8(Run.nameOf(File)));
      });
      J.attributeArray("sources", [&] {
        for (const auto &[File, Number] : Files)
          writeSource(File);
      });
      J.attributeArray("troubles", [&] { writeTroubles(); });
      J.attributeArray("findings", [&] {
        for (const ReportedFinding &F : Findings)
          writeFinding(F);
      });
    });
  }

private:
  /// The place of \p File in the list of files.
  unsigned number(StringRef File) {
    return Files.insert({File, static_cast<unsigned>(Files.size())})
        .first->second;
  }

  void text(StringRef Name, StringRef Text) {
    J.attribute(Name, json::fixUTF8(Text));
  }

  void writeRules() {
    for (const RuleInfo &I : allRules())
      J.object([&] {
        text("name", I.Name);
        text("summary", I.Summary);
        text("help", rulePage(I.ID));
      });
  }

  /// A list of [first line, text].
  void writeSource(StringRef File) {
    J.array([&] {
      for (const Excerpt &E : Excerpts.read(File))
        J.array([&] {
          J.value(E.First);
          J.value(json::fixUTF8(E.Text));
        });
    });
  }

  void writeTroubles() {
    auto Write = [&](StringRef File, StringRef Text) {
      J.object([&] {
        text("file", Run.nameOf(File));
        text("text", Text);
      });
    };
    for (const ReportedRun::FileNote &N : Run.NotAnalysed)
      Write(N.File, "could not be analysed: " + N.Text);
    for (const ReportedRun::FileNote &N : Run.OutOfBudget)
      Write(N.File,
            "'" + N.Text + "' ran out of budget; findings may be missing");
  }

  /// Columns are those of JavaScript: in UTF-16 units, from 1. "begin" and
  /// "end" are present if part of the line is marked.
  void writePlace(const SourcePlace &P) {
    J.attributeObject("place", [&] {
      J.attribute("file", number(P.File));
      J.attribute("line", P.Line);
      J.attribute("column", utf16Column(P.SourceLine, P.Column));
      if (P.EndLine != P.Line || P.EndColumn <= P.Column)
        return;
      J.attribute("begin", utf16Column(P.SourceLine, P.BeginLine == P.Line
                                                         ? P.BeginColumn
                                                         : P.Column));
      J.attribute("end", utf16Column(P.SourceLine, P.EndColumn));
    });
  }

  void writeFix(const ReportedFix &Fix) {
    J.object([&] {
      text("title", Fix.Title);
      J.attributeArray("edits", [&] {
        for (const ReportedEdit &E : Fix.Edits)
          J.object([&] {
            J.attribute("file", number(E.Begin.File));
            J.attribute("line", E.Begin.Line);
            J.attribute("column",
                        utf16Column(E.Begin.SourceLine, E.Begin.Column));
            J.attribute("endLine", E.End.Line);
            J.attribute("endColumn",
                        utf16Column(E.End.SourceLine, E.End.Column));
            text("text", E.Replacement);
          });
      });
    });
  }

  void writeNotes(llvm::ArrayRef<ReportedNote> Notes) {
    for (const ReportedNote &N : Notes)
      J.object([&] {
        writePlace(N.Where);
        text("message", N.Message);
      });
  }

  void writeFinding(const ReportedFinding &F) {
    J.object([&] {
      J.attribute("rule", static_cast<unsigned>(F.ID));
      J.attribute("level", F.Level);
      text("message", F.Message);
      text("function", F.Function);
      text("fingerprint", F.Fingerprint);
      writePlace(F.Where);
      if (F.FunctionBegin)
        J.attributeArray("extent", [&] {
          J.value(F.FunctionBegin);
          J.value(F.FunctionEnd);
        });
      J.attributeArray("path", [&] { writeNotes(F.Path); });
      J.attributeArray("others", [&] { writeNotes(someOthers(F)); });
      J.attributeArray("fixes", [&] {
        for (const ReportedFix &Fix : F.Fixes)
          writeFix(Fix);
      });
    });
  }

  json::OStream J;
  llvm::ArrayRef<ReportedFinding> Findings;
  const ReportedRun &Run;
  SourceExcerpts Excerpts;
  llvm::MapVector<StringRef, unsigned> Files;
};

} // namespace

/// Writes JSON for a script element. It escapes each "<", which might begin the
/// end tag of the element; only strings contain one.
static void writeInScript(raw_ostream &OS, StringRef Json) {
  while (!Json.empty()) {
    size_t Less = Json.find('<');
    OS << Json.take_front(Less);
    if (Less == StringRef::npos)
      return;
    OS << "\\u003c";
    Json = Json.drop_front(Less + 1);
  }
}

void writeHtml(raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
               const ReportedRun &Run) {
  std::string Json;
  {
    llvm::raw_string_ostream Stream(Json);
    PageData(Stream, Findings, Run).write();
  }
  auto [Before, After] = Page.split("@DATA@");
  OS << Before;
  writeInScript(OS, Json);
  OS << After;
}

} // namespace pyrefcheck
