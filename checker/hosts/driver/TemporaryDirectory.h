//===- TemporaryDirectory.h - A temporary directory -------------*- C++ -*-===//
//
// Part of pyrefcheck, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PYREFCHECK_HOSTS_DRIVER_TEMPORARYDIRECTORY_H
#define PYREFCHECK_HOSTS_DRIVER_TEMPORARYDIRECTORY_H

#include <memory>
#include <string>

namespace pyrefcheck {

/// A directory that the destructor removes with its contents.
class TemporaryDirectory {
public:
  /// \returns null after a complaint.
  static std::unique_ptr<TemporaryDirectory> create();
  ~TemporaryDirectory();
  const std::string &path() const { return Path; }

private:
  explicit TemporaryDirectory(std::string Path) : Path(std::move(Path)) {}
  std::string Path;
};

} // namespace pyrefcheck

#endif // PYREFCHECK_HOSTS_DRIVER_TEMPORARYDIRECTORY_H
