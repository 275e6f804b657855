"""The rules that a BUILD file loads."""

load("//private:aspect.bzl", _pyrefcheck_aspect = "pyrefcheck_aspect")
load("//private:options.bzl", _pyrefcheck_options = "pyrefcheck_options")
load("//private:test.bzl", _pyrefcheck_test = "pyrefcheck_test")

pyrefcheck_aspect = _pyrefcheck_aspect
pyrefcheck_options = _pyrefcheck_options
pyrefcheck_test = _pyrefcheck_test
