//===- CleanText.h - Making untrusted text safe to show ---------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Source lines, file names and messages go to terminals, logs and workflow
// runners, which act on their contents: control characters move the cursor and
// change what is copied, direction marks reorder the visible code, and a line
// that begins with "::" is a workflow command. The functions here make such
// characters visible: `\x1b`, `<U+202E>`.
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_REPORT_CLEANTEXT_H
#define PYREFCHECK_REPORT_CLEANTEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <type_traits>

namespace pyrefcheck {

/// Splits text into pieces of one character each. Tabs and printable characters
/// are shown unchanged. Everything else becomes visible, including bytes that
/// are not UTF-8 and the beginnings of commands.
class TextCleaner {
public:
  struct Piece {
    /// In bytes of the text.
    size_t Length;
    /// The text shown for these bytes.
    std::string Shown;
  };

  /// \param AtLineStart whether only space precedes the text.
  explicit TextCleaner(bool AtLineStart) : AtLineStart(AtLineStart) {}

  /// \returns the first piece of \p Rest, which is not empty. What follows is
  /// the rest of the same line, unless that was a line feed.
  Piece next(llvm::StringRef Rest);

private:
  bool AtLineStart;
};

/// \returns \p Text as one line, in which line feeds are visible too.
/// \param AtLineStart whether it is shown at the beginning of a line.
std::string cleanText(llvm::StringRef Text, bool AtLineStart = false);

/// \returns \p Text, shown from the beginning of a line, with its line breaks.
std::string cleanLines(llvm::StringRef Text);

/// Cleans what is written to it as cleanLines() does, and passes it on.
class CleanStream : public llvm::raw_ostream {
public:
  explicit CleanStream(llvm::raw_ostream &OS)
      : raw_ostream(/*unbuffered=*/true), OS(OS) {}
  ~CleanStream() override { flush(); }

private:
  void write_impl(const char *Bytes, size_t Size) override;
  uint64_t current_pos() const override { return OS.tell(); }

  llvm::raw_ostream &OS;
  TextCleaner Cleaner{/*AtLineStart=*/true};
};

/// A message. String literals in it come from the program and may hold line
/// feeds; all other text is untrusted and is cleaned.
class Message {
public:
  explicit Message(llvm::raw_ostream &OS) : OS(OS) {}

  template <size_t N>
  const Message &operator<<(const char (&Literal)[N]) const {
    OS << llvm::StringRef(Literal, N - 1);
    return *this;
  }
  const Message &operator<<(llvm::StringRef Text) const {
    OS << cleanText(Text);
    return *this;
  }
  const Message &operator<<(char C) const {
    OS << C;
    return *this;
  }
  template <typename T>
  std::enable_if_t<std::is_integral_v<T>, const Message &>
  operator<<(T Number) const {
    OS << Number;
    return *this;
  }

private:
  llvm::raw_ostream &OS;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_REPORT_CLEANTEXT_H
