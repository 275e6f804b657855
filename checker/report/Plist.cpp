//===- Plist.cpp - Findings for CodeChecker ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CleanText.h"
#include "MergedFindings.h"
#include "ReportedFinding.h"
#include "ReviewFormats.h"
#include "findings/Rules.h"
#include "clang/Basic/PlistSupport.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>
#include <vector>

using llvm::StringRef;

namespace pyrefcheck {

namespace {

class PlistWriter {
public:
  PlistWriter(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings)
      : OS(OS), Findings(Findings) {}

  void write() {
    clang::markup::EmitPlistHeader(OS);
    dict([&] {
      key("metadata");
      dict([&] {
        key("analyzer");
        dict([&] { text("name", "pyrefcheck"); });
        key("generated_by");
        dict([&] {
          text("name", "pyrefcheck");
          text("version", PYREFCHECK_VERSION);
        });
      });
      key("diagnostics");
      array([&] {
        for (const ReportedFinding &F : Findings)
          dict([&] { diagnostic(F); });
      });
      // Last: by now all are known.
      key("files");
      array([&] {
        for (const std::string &File : Files)
          text(File);
      });
    });
    OS << "</plist>\n";
  }

private:
  void dict(llvm::function_ref<void()> Contents) {
    OS << "<dict>\n";
    Contents();
    OS << "</dict>\n";
  }

  void array(llvm::function_ref<void()> Contents) {
    OS << "<array>\n";
    Contents();
    OS << "</array>\n";
  }

  void key(StringRef Name) { OS << "<key>" << Name << "</key>"; }

  /// XML allows no other control characters than tabs and line breaks.
  void text(StringRef Text) {
    clang::markup::EmitString(OS, cleanText(Text)) << '\n';
  }

  void text(StringRef Name, StringRef Text) {
    key(Name);
    text(Text);
  }

  void number(StringRef Name, int64_t Number) {
    key(Name);
    clang::markup::EmitInteger(OS, Number) << '\n';
  }

  /// The place of \p File in the list of files.
  unsigned fileNumber(StringRef File) {
    const auto [It, New] =
        Numbers.try_emplace(File.str(), static_cast<unsigned>(Files.size()));
    if (New)
      Files.push_back(It->first);
    return It->second;
  }

  void place(StringRef File, unsigned Line, unsigned Column) {
    dict([&] {
      number("line", Line);
      number("col", Column);
      number("file", fileNumber(File));
    });
  }

  void location(const SourcePlace &P) {
    key("location");
    place(P.File, P.Line, P.Column);
  }

  void note(const SourcePlace &P, StringRef Message) {
    location(P);
    // The last column is part of the range.
    if (P.EndLine == P.Line && P.EndColumn > P.Column) {
      key("ranges");
      array([&] {
        array([&] {
          place(P.File, P.Line, P.Column);
          place(P.File, P.EndLine, P.EndColumn - 1);
        });
      });
    }
    number("depth", 0);
    text("extended_message", Message);
    text("message", Message);
  }

  void event(const SourcePlace &P, StringRef Message) {
    dict([&] {
      text("kind", "event");
      note(P, Message);
    });
  }

  void diagnostic(const ReportedFinding &F) {
    const StringRef Rule = ruleInfo(F.ID).Name;
    key("path");
    array([&] {
      for (const ReportedNote &N : F.Path)
        event(N.Where, N.Message);
      event(F.Where, F.Message);
    });
    if (!F.Others.empty()) {
      key("notes");
      array([&] {
        for (const ReportedNote &N : someOthers(F))
          dict([&] { note(N.Where, N.Message); });
      });
    }
    text("description", F.Message);
    text("category", "Python reference counting");
    text("type", Rule);
    text("check_name", Rule);
    text("issue_hash_content_of_line_in_context", F.Fingerprint);
    if (!F.Function.empty()) {
      text("issue_context_kind", "function");
      text("issue_context", F.Function);
    }
    location(F.Where);
  }

  llvm::raw_ostream &OS;
  llvm::ArrayRef<ReportedFinding> Findings;
  std::map<std::string, unsigned, std::less<>> Numbers;
  std::vector<std::string> Files;
};

} // namespace

void writePlist(llvm::raw_ostream &OS,
                llvm::ArrayRef<ReportedFinding> Findings) {
  PlistWriter(OS, Findings).write();
}

} // namespace pyrefcheck
