//===- Sarif.cpp - Findings for code review ---------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sarif.h"
#include "Fingerprints.h"
#include "Homepage.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "findings/FileNames.h"
#include "findings/Rules.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using llvm::StringRef;
namespace json = llvm::json;

namespace pyrefcheck {

namespace {

constexpr char SchemaUri[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
constexpr char SourceRootId[] = "SRCROOT";

json::Object text(StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

std::string encodeUriPath(StringRef Path) {
  std::string Uri;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || StringRef("/-._~!$&'()*+,;=@").contains(C))
      Uri += C;
    else
      Uri += "%" + llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/2);
  }
  return Uri;
}

class SarifWriter {
public:
  SarifWriter(llvm::ArrayRef<ReportedFinding> Findings, const ReportedRun &Run)
      : Findings(Findings), Run(Run) {}

  /// Writes the keys of objects in alphabetical order, as LLVM does, and one
  /// result at a time. All results together would take a hundred times the
  /// memory of their text.
  void write(json::OStream &Out) {
    Out.object([&] {
      Out.attribute("$schema", SchemaUri);
      Out.attributeArray("runs", [&] { Out.object([&] { writeRun(Out); }); });
      Out.attribute("version", "2.1.0");
    });
  }

private:
  void writeRun(json::OStream &Out) {
    Out.attribute("columnKind", "utf16CodeUnits");
    Out.attribute("invocations", json::Array{invocation()});
    Out.attribute(
        "originalUriBaseIds",
        json::Object{{SourceRootId, json::Object{{"uri", sourceRootUri()}}}});
    Out.attributeArray("results", [&] {
      for (const ReportedFinding &F : Findings)
        Out.value(result(F));
    });
    Out.attribute("tool", json::Object{{"driver", driver()}});
  }

  json::Object driver() {
    json::Array Rules;
    for (const RuleInfo &I : allRules())
      Rules.push_back(rule(I));
    return json::Object{{"name", "pyrefcheck"},
                        {"version", PYREFCHECK_VERSION},
                        {"semanticVersion", PYREFCHECK_VERSION},
                        {"informationUri", PYREFCHECK_HOMEPAGE},
                        {"rules", std::move(Rules)}};
  }

  static json::Object rule(const RuleInfo &I) {
    std::string Summary = (I.Summary + ".").str();
    return json::Object{
        {"id", I.Name},
        {"name", I.AnalyzerName},
        {"shortDescription", text(Summary)},
        {"fullDescription", text(Summary)},
        // One text for both: Markdown that reads well without being rendered.
        {"help",
         json::Object{{"text", rulePage(I.ID)}, {"markdown", rulePage(I.ID)}}},
        {"helpUri",
         I.ID == Rule::NullResult
             ? "https://docs.python.org/3/c-api/intro.html#exceptions"
             : "https://docs.python.org/3/c-api/intro.html"
               "#reference-count-details"},
        {"defaultConfiguration",
         json::Object{{"level", "warning"}, {"enabled", I.Level <= 1}}},
        {"properties",
         json::Object{{"tags", json::Array{"python", "reference-counting"}},
                      {"precision", I.Level == 0   ? "very-high"
                                    : I.Level == 1 ? "high"
                                                   : "medium"},
                      {"problem.severity", "warning"}}}};
  }

  json::Object invocation() {
    json::Array Notifications;
    for (const ReportedRun::FileNote &N : Run.NotAnalysed)
      Notifications.push_back(json::Object{
          {"level", "error"},
          {"message", text("could not be analysed: " + N.Text)},
          {"locations",
           json::Array{json::Object{
               {"physicalLocation",
                json::Object{{"artifactLocation", artifact(N.File)}}}}}}});
    for (const ReportedRun::FileNote &N : Run.OutOfBudget)
      Notifications.push_back(functionNote(
          N, "note", "' ran out of budget; findings may be missing"));
    for (const ReportedRun::FileNote &N : Run.Lost)
      Notifications.push_back(functionNote(
          N, "warning", "' has a finding that was lost: it has no path"));
    return json::Object{
        {"executionSuccessful", Run.NotAnalysed.empty()},
        {"toolExecutionNotifications", std::move(Notifications)}};
  }

  /// The note about the function that \p N names.
  json::Object functionNote(const ReportedRun::FileNote &N, StringRef Level,
                            StringRef What) const {
    return json::Object{
        {"level", Level},
        {"message", text("'" + N.Text + What.str())},
        {"locations",
         json::Array{json::Object{
             {"physicalLocation",
              json::Object{{"artifactLocation", artifact(N.File)}}},
             {"logicalLocations", json::Array{function(N.Text)}}}}}};
  }

  json::Object result(const ReportedFinding &F) {
    json::Object Main = location(F.Where);
    if (!F.Function.empty())
      Main["logicalLocations"] = json::Array{function(F.Function)};
    json::Object Result{{"ruleId", ruleInfo(F.ID).Name},
                        {"ruleIndex", static_cast<int64_t>(F.ID)},
                        {"level", "warning"},
                        {"message", text(F.Message)},
                        {"locations", json::Array{std::move(Main)}},
                        {"partialFingerprints", fingerprints(F)}};
    if (!F.Fixes.empty())
      Result["fixes"] = fixes(F.Fixes);
    if (!F.References.empty())
      Result["properties"] = json::Object{{"references", references(F)}};
    if (json::Array Related = relatedLocations(F); !Related.empty())
      Result["relatedLocations"] = std::move(Related);
    if (!F.Path.empty())
      Result["codeFlows"] = codeFlows(F);
    return Result;
  }

  /// The steps of the path, then the other references.
  json::Array relatedLocations(const ReportedFinding &F) const {
    json::Array Related;
    for (const std::vector<ReportedNote> *Notes : {&F.Path, &F.Others})
      for (const ReportedNote &N : *Notes) {
        json::Object Place = described(N.Where, N.Message);
        Place["id"] = static_cast<int64_t>(Related.size()) + 1;
        Related.push_back(std::move(Place));
      }
    return Related;
  }

  json::Array codeFlows(const ReportedFinding &F) const {
    json::Array Steps;
    for (const ReportedNote &N : F.Path)
      Steps.push_back(
          json::Object{{"location", described(N.Where, N.Message)}});
    Steps.push_back(json::Object{{"location", described(F.Where, F.Message)},
                                 {"importance", "essential"}});
    return json::Array{json::Object{
        {"threadFlows",
         json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
  }

  /// Each finding that \p F represents, as --no-merge shows it.
  json::Array references(const ReportedFinding &F) const {
    json::Array All;
    for (const ReportedFinding &R : F.References) {
      json::Object Reference = artifact(R.Where.File);
      Reference["startLine"] = R.Where.Line;
      Reference["function"] = json::fixUTF8(R.Function);
      Reference["message"] = json::fixUTF8(R.Message);
      Reference["fingerprint"] = R.Fingerprint;
      All.push_back(std::move(Reference));
    }
    return All;
  }

  static json::Object fingerprints(const ReportedFinding &F) {
    json::Object Known{{FingerprintVersion, F.Fingerprint}};
    if (!F.EarlierFingerprint.empty())
      Known[EarlierFingerprintVersion] = F.EarlierFingerprint;
    return Known;
  }

  json::Array fixes(llvm::ArrayRef<ReportedFix> Known) const {
    json::Array Fixes;
    for (const ReportedFix &F : Known) {
      // One change per file.
      std::map<std::string, json::Array> Replacements;
      for (const ReportedEdit &E : F.Edits)
        Replacements[E.Begin.File].push_back(replacement(E));
      json::Array Changes;
      for (auto &[File, InFile] : Replacements)
        Changes.push_back(json::Object{{"artifactLocation", artifact(File)},
                                       {"replacements", std::move(InFile)}});
      Fixes.push_back(json::Object{{"description", text(F.Title)},
                                   {"artifactChanges", std::move(Changes)}});
    }
    return Fixes;
  }

  static json::Object replacement(const ReportedEdit &E) {
    return json::Object{
        {"deletedRegion",
         json::Object{
             {"startLine", E.Begin.Line},
             {"startColumn", utf16Column(E.Begin.SourceLine, E.Begin.Column)},
             {"endLine", E.End.Line},
             {"endColumn", utf16Column(E.End.SourceLine, E.End.Column)}}},
        {"insertedContent", text(E.Replacement)}};
  }

  json::Object described(const SourcePlace &P, StringRef Message) const {
    json::Object Place = location(P);
    Place["message"] = text(Message);
    return Place;
  }

  json::Object location(const SourcePlace &P) const {
    json::Object Region{{"startLine", P.Line},
                        {"startColumn", utf16Column(P.SourceLine, P.Column)}};
    if (P.EndLine == P.Line && P.EndColumn > P.Column) {
      Region["endLine"] = P.EndLine;
      Region["endColumn"] = utf16Column(P.SourceLine, P.EndColumn);
      Region["snippet"] =
          text(StringRef(P.SourceLine).slice(P.Column - 1, P.EndColumn - 1));
    }
    return json::Object{{"physicalLocation",
                         json::Object{{"artifactLocation", artifact(P.File)},
                                      {"region", std::move(Region)}}}};
  }

  static json::Object function(StringRef Name) {
    return json::Object{{"fullyQualifiedName", json::fixUTF8(Name)},
                        {"kind", "function"}};
  }

  json::Object artifact(StringRef File) const {
    if (std::optional<StringRef> Relative = relativeBelow(File, Run.SourceRoot))
      return json::Object{{"uri", encodeUriPath(*Relative)},
                          {"uriBaseId", SourceRootId}};
    return json::Object{{"uri", "file://" + encodeUriPath(File)}};
  }

  std::string sourceRootUri() const {
    std::string Uri = "file://" + encodeUriPath(Run.SourceRoot);
    if (!StringRef(Uri).ends_with("/"))
      Uri += '/';
    return Uri;
  }

  llvm::ArrayRef<ReportedFinding> Findings;
  const ReportedRun &Run;
};

} // namespace

void writeSarif(llvm::raw_ostream &OS, llvm::ArrayRef<ReportedFinding> Findings,
                const ReportedRun &Run) {
  json::OStream Out(OS, /*IndentSize=*/2);
  SarifWriter(Findings, Run).write(Out);
  OS << '\n';
}

} // namespace pyrefcheck
