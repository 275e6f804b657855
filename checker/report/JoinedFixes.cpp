//===- JoinedFixes.cpp - Several fixes as one -------------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JoinedFixes.h"
#include "ReportedFinding.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>
#include <tuple>

using llvm::StringRef;

namespace pyrefcheck {

bool inConflict(const ReportedEdit &A, const ReportedEdit &B) {
  if (A.Length == 0 && B.Length == 0)
    return A.Offset == B.Offset;
  return A.Offset < B.Offset + B.Length + (A.Length == 0) &&
         B.Offset < A.Offset + A.Length + (B.Length == 0);
}

bool isSameFix(const ReportedFix &A, const ReportedFix &B) {
  return A.Edits.size() == B.Edits.size() &&
         std::equal(A.Edits.begin(), A.Edits.end(), B.Edits.begin(),
                    [](const ReportedEdit &X, const ReportedEdit &Y) {
                      return X.Begin.File == Y.Begin.File &&
                             X.Offset == Y.Offset && X.Length == Y.Length &&
                             X.Replacement == Y.Replacement;
                    });
}

/// The brace at the beginning of \p Text, with the space after it, or "".
static StringRef openingOf(StringRef Text) {
  if (!Text.starts_with("{"))
    return "";
  return Text.take_front(Text.size() - Text.drop_front().ltrim().size());
}

/// Adds the statements of \p More to \p Text, which is inserted at the same
/// place; false if both are not statements in the same braces.
static bool addStatements(std::string &Text, StringRef More) {
  const bool IsSame = Text == More;
  if (StringRef(Text).trim(" \t\r\n{}").empty() || IsSame)
    return IsSame && More.trim(" \t\r\n{}").empty();
  const StringRef Opening = openingOf(Text);
  if (Opening != openingOf(More) || StringRef(Text).contains('}') ||
      More.contains('}'))
    return false;
  Text += More.drop_front(Opening.size());
  return true;
}

namespace {

/// Edits without conflicts.
class EditSet {
public:
  /// Adds \p E; false if it is in conflict with another edit.
  bool add(const ReportedEdit &E) {
    ReportedEdit *Same = nullptr;
    for (auto It = firstThatMayReach(E);
         It != Edits.end() && It->first.first == E.Begin.File &&
         It->first.second <= E.Offset + E.Length;
         ++It) {
      ReportedEdit &Other = It->second;
      if (!inConflict(Other, E))
        continue;
      if (Same || Other.Length || E.Length)
        return false;
      Same = &Other;
    }
    if (Same)
      return addStatements(Same->Replacement, E.Replacement);
    Edits.emplace(std::pair(E.Begin.File, E.Offset), E);
    return true;
  }

  /// In the order of the source.
  std::vector<ReportedEdit> all() const {
    std::vector<ReportedEdit> All;
    for (const auto &[Place, E] : Edits)
      All.push_back(E);
    return All;
  }

private:
  using Map = std::multimap<std::pair<std::string, unsigned>, ReportedEdit>;

  /// The edits before \p E do not overlap: only the last of them can reach it,
  /// and an insertion at the beginning of that one.
  Map::iterator firstThatMayReach(const ReportedEdit &E) {
    auto It = Edits.lower_bound({E.Begin.File, E.Offset});
    for (unsigned Steps = 0; Steps < 2 && It != Edits.begin(); ++Steps)
      --It;
    while (It != Edits.end() && It->first.first != E.Begin.File &&
           It->first < std::pair(E.Begin.File, E.Offset))
      ++It;
    return It;
  }

  Map Edits;
};

} // namespace

std::optional<ReportedFix>
joinFixes(llvm::ArrayRef<const ReportedFix *> Parts) {
  const auto IsLess = [](const ReportedFix *A, const ReportedFix *B) {
    const auto Key = [](const ReportedEdit &E) {
      return std::tie(E.Begin.File, E.Offset, E.Length, E.Replacement);
    };
    return std::lexicographical_compare(
        A->Edits.begin(), A->Edits.end(), B->Edits.begin(), B->Edits.end(),
        [&](const ReportedEdit &X, const ReportedEdit &Y) {
          return Key(X) < Key(Y);
        });
  };
  // References with the same origin have the same fix.
  std::set<const ReportedFix *, decltype(IsLess)> Known(IsLess);
  EditSet Edits;
  for (const ReportedFix *Part : Parts)
    if (Known.insert(Part).second)
      for (const ReportedEdit &E : Part->Edits)
        if (!Edits.add(E))
          return std::nullopt;
  return ReportedFix{Parts.front()->Title, Edits.all()};
}

} // namespace pyrefcheck
