#!/usr/bin/python3
"""Makes files newer than they are: later.py SECONDS FILE..."""

import os
import sys
import time

when = time.time() + float(sys.argv[1])
for path in sys.argv[2:]:
    os.utime(path, (when, when))
