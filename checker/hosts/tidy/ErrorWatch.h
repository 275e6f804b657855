//===- ErrorWatch.h - Listening to the compiler's errors --------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_TIDY_ERRORWATCH_H
#define PYREFCHECK_HOSTS_TIDY_ERRORWATCH_H

#include "engine/ErrorLocations.h"
#include "clang/Basic/Diagnostic.h"

namespace pyrefcheck {

/// Sits between a diagnostics engine and its consumer while a file is parsed,
/// and records where errors are. It passes everything on unchanged.
class ErrorWatch : public clang::DiagnosticConsumer {
public:
  explicit ErrorWatch(clang::DiagnosticsEngine &Engine)
      : Engine(&Engine), Consumer(Engine.getClient()),
        OwnedConsumer(Engine.takeClient()) {
    Engine.setClient(this, /*ShouldOwnClient=*/false);
  }
  ~ErrorWatch() override { stop(); }

  /// Restores the consumer.
  void stop() {
    if (Engine->getClient() == this)
      Engine->setClient(Consumer, /*ShouldOwnClient=*/OwnedConsumer != nullptr);
    (void)OwnedConsumer.release();
  }

  const ErrorLocations &errors() const { return Errors; }

  void clear() override { Consumer->clear(); }
  void BeginSourceFile(const clang::LangOptions &LangOpts,
                       const clang::Preprocessor *PP) override {
    Consumer->BeginSourceFile(LangOpts, PP);
  }
  void EndSourceFile() override { Consumer->EndSourceFile(); }
  void finish() override { Consumer->finish(); }
  bool IncludeInDiagnosticCounts() const override {
    return Consumer->IncludeInDiagnosticCounts();
  }
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level >= clang::DiagnosticsEngine::Error)
      Errors.add(Info.getLocation());
    Consumer->HandleDiagnostic(Level, Info);
  }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> Engine;
  clang::DiagnosticConsumer *Consumer;
  /// Set if the engine owned its consumer.
  std::unique_ptr<clang::DiagnosticConsumer> OwnedConsumer;
  ErrorLocations Errors;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_TIDY_ERRORWATCH_H
