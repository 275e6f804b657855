//===- Baseline.cpp - The findings of an earlier run ------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "Fingerprints.h"
#include "JsonDepth.h"
#include "ReportedFinding.h"
#include "ReportedRun.h"
#include "RunCoverage.h"
#include "contracts/RegularFile.h"
#include "findings/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <tuple>

using namespace llvm;

namespace pyrefcheck {

namespace {

constexpr char VersionKey[] = "fingerprints";
constexpr char EntriesKey[] = "findings";

} // namespace

static bool fromJSON(const json::Value &V, BaselineEntry &E, json::Path P) {
  json::ObjectMapper Map(V, P);
  return Map && Map.map("fingerprint", E.Fingerprint) &&
         Map.map("rule", E.Rule) && Map.map("file", E.File) &&
         Map.map("function", E.Function) && Map.map("message", E.Message);
}

static Error broken(StringRef File, const Twine &Why) {
  return createStringError(inconvertibleErrorCode(),
                           File + ": not a baseline: " + Why);
}

Expected<Baseline> Baseline::load(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = readRegularFile(File);
  if (!Buffer)
    return createStringError(
        Buffer.getError(),
        File + ": cannot read the baseline: " + Buffer.getError().message());
  constexpr unsigned MaxDepth = 64; // Twenty times the needed depth.
  if (isNestedDeeper((*Buffer)->getBuffer(), MaxDepth))
    return broken(File, "nested too deeply");
  Expected<json::Value> Root = json::parse((*Buffer)->getBuffer());
  if (!Root)
    return broken(File, toString(Root.takeError()));

  json::Path::Root PathRoot("baseline");
  json::ObjectMapper Map(*Root, PathRoot);
  Baseline Result;
  std::string Version;
  if (!Map || !Map.map(VersionKey, Version))
    return broken(File, toString(PathRoot.getError()));
  Result.Earlier = Version == EarlierFingerprintVersion;
  if (!Result.Earlier && Version != FingerprintVersion)
    return createStringError(inconvertibleErrorCode(),
                             File + ": its fingerprints are '" + Version +
                                 "', those of today '" + FingerprintVersion +
                                 "': rewrite it with --write-baseline");
  if (!Map.map(EntriesKey, Result.Entries))
    return broken(File, toString(PathRoot.getError()));
  for (const BaselineEntry &E : Result.Entries)
    Result.Fingerprints.insert(E.Fingerprint);
  return Result;
}

std::vector<BaselineEntry> Baseline::fixed(ArrayRef<ReportedFinding> Findings,
                                           const RunCoverage &Coverage) const {
  StringSet<> Found;
  for (const ReportedFinding &F : Findings)
    Found.insert(fingerprintOf(F));
  std::vector<BaselineEntry> Fixed;
  for (const BaselineEntry &E : Entries) {
    std::optional<pyrefcheck::Rule> R = findRule(E.Rule);
    if (R && Coverage.covers(*R, E.File) && !Found.contains(E.Fingerprint))
      Fixed.push_back(E);
  }
  return Fixed;
}

void writeBaseline(raw_ostream &OS, ArrayRef<ReportedFinding> Findings,
                   const ReportedRun &Run) {
  std::vector<BaselineEntry> Entries;
  for (const ReportedFinding &F : Findings)
    Entries.push_back({F.Fingerprint, ruleInfo(F.ID).Name.str(),
                       Run.nameOf(F.Where.File).str(), F.Function, F.Message});
  sort(Entries, [](const BaselineEntry &A, const BaselineEntry &B) {
    return std::tie(A.File, A.Function, A.Rule, A.Message, A.Fingerprint) <
           std::tie(B.File, B.Function, B.Rule, B.Message, B.Fingerprint);
  });
  json::Array Array;
  for (const BaselineEntry &E : Entries)
    Array.push_back(json::Object{{"fingerprint", E.Fingerprint},
                                 {"rule", E.Rule},
                                 {"file", json::fixUTF8(E.File)},
                                 {"function", json::fixUTF8(E.Function)},
                                 {"message", json::fixUTF8(E.Message)}});
  OS << formatv("{0:2}\n",
                json::Value(json::Object{{VersionKey, FingerprintVersion},
                                         {EntriesKey, std::move(Array)}}));
}

} // namespace pyrefcheck
