#!/usr/bin/python3
"""Analyses files that are no good code, in every host.

    survives.py --config=HOSTS.json [--driver-option=OPTION] FILE... [-- flags]

Prints what each host reports, headed by its name, and fails when one ends by a
signal or says that the analysis crashed, but for those that die of the file
without our checks as well. The driver gets all files at once.
"""

import argparse
import json
import pathlib
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "clangd"))
import lsp_client  # noqa: E402

CRASHED = re.compile(r"internal error|crashed|PLEASE submit a bug report"
                     r"|Assertion .* failed|runtime error:|AddressSanitizer")
SHOWN = re.compile(r"\[cpython-|\[cpython\.|^pyrefcheck: |error: ")


def run(command, preload):
    """-> (whether it survived, its output)."""
    prefix = ["env", f"LD_PRELOAD={preload}"] if preload else []
    done = subprocess.run(prefix + command, capture_output=True, timeout=300)
    text = (done.stdout + done.stderr).decode(errors="replace")
    good = 0 <= done.returncode < 128 and not CRASHED.search(text)
    return good, text


def run_clangd(server, file, flags):
    server = lsp_client.Server(
        [server, "--log=error", "--background-index=false"])
    try:
        found, _ = server.open(file, flags=flags)
        # Still there, and nothing of an edit before is in its way.
        text = pathlib.Path(file).read_text(errors="replace")
        found, _ = server.change(file, text + "\n")
        lines = lsp_client.format_diagnostics(file, found)
    except lsp_client.ServerDied as error:
        return False, str(error)
    finally:
        status = server.close()
    log = server.error_output()
    # It may be killed because it takes its time.
    died = status not in (0, -signal.SIGKILL)
    if died:
        log += f"\npyrefcheck: clangd's exit status is {status}\n"
    return not died and not CRASHED.search(log), "\n".join(lines) + "\n" + log


def commands(config, file, flags):
    """-> (host, with our checks, without), commands both."""
    analyze = [config["clang"], "--analyze", "--analyzer-no-default-checks",
               "--analyzer-output", "text"]
    tidy = [config["clang_tidy"], "--quiet"]
    yield ("clang", [*analyze, f"-fplugin={config['analyzer_plugin']}", "-Xclang",
                     "-analyzer-checker=cpython", *flags, file],
           [*analyze, "-Xclang", "-analyzer-checker=core", *flags, file])
    yield ("clang-tidy", [*tidy, f"--load={config['tidy_plugin']}",
                          "--checks=-*,cpython-*", file, "--", *flags],
           [*tidy, "--checks=-*,bugprone-*", file, "--", *flags])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--driver-option", action="append", default=[])
    parser.add_argument("--stock-clangd", default="clangd-19")
    arguments = sys.argv[1:]
    flags = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, flags = arguments[:at], arguments[at + 1:]
    parser.add_argument("files", nargs="+")
    options = parser.parse_args(arguments)
    config = json.loads(pathlib.Path(options.config).read_text())

    failed = False

    def show(host, good, text, stock):
        """stock: whether the program survives without us."""
        nonlocal failed
        print(f"== {host}")
        print("\n".join(line for line in text.splitlines()
                        if SHOWN.search(line)))
        if not good and stock():
            failed = True
            print(f"{host}: did not survive\n{text}", file=sys.stderr)

    good, text = run([config["driver"], *options.driver_option, *options.files,
                      "--", *flags], "")
    show("driver", good, text, lambda: True)
    for file in options.files:
        for host, ours, without in commands(config, file, flags):
            good, text = run(ours, config["preload"])
            show(host, good, text, lambda: run(without, "")[0])
        if pathlib.Path(config["clangd"]).exists():
            good, text = run_clangd(config["clangd"], file, flags)
            show("clangd", good, text, lambda: run_clangd(
                options.stock_clangd, file, flags)[0])
    return failed


if __name__ == "__main__":
    sys.exit(main())
