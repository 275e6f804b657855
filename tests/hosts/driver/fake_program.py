#!/usr/bin/python3
"""Writes a program that prints one line: fake_program.py FILE LINE."""

import os
import sys

with open(sys.argv[1], "w") as file:
    file.write(f"#!/bin/sh\necho '{sys.argv[2]}'\n")
os.chmod(sys.argv[1], 0o755)
