#!/usr/bin/python3
"""Tells which files were analysed and not found in a cache.

    cache_state.py CACHE SOURCE...

Prints the sources of which the cache got a new result since the last call, a
line each, or "none". What was there is written beside the cache.
"""

import json
import pathlib
import sys

cache = pathlib.Path(sys.argv[1])
seen = cache.parent / (cache.name + ".seen")
before = json.loads(seen.read_text()) if seen.exists() else {}
now, analysed = {}, set()
for entry in cache.glob("llvmcache-*"):
    now[entry.name] = [entry.stat().st_mtime_ns, entry.stat().st_ino]
    if before.get(entry.name) != now[entry.name]:
        contents = entry.read_bytes()
        analysed |= {source for source in sys.argv[2:]
                     if b"/" + source.encode() in contents}
seen.write_text(json.dumps(now))
print("\n".join(sorted(analysed)) or "none")
