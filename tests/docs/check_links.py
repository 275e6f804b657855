#!/usr/bin/python3
"""Checks the links between the Markdown files of the repository.

    check_links.py ROOT

Each relative link names a file that is there, and, behind "#", a heading of it. Each
page below docs can be reached from docs/README.md.
"""

import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
CODE = re.compile(r"`[^`\n]*`")


def text_of(page):
    """The page without its code, where brackets are no links."""
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page):
    """What code hosts call the headings: lower case, words joined by "-"."""
    found = set()
    for heading in re.findall(r"^#+ +(.+)$", text_of(page), re.M):
        heading = LINK.sub(lambda m: m[0][1:m[0].index("]")], heading)
        found.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return found


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    # Of a work tree only what belongs to it; of an archive everything.
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others",
         "--exclude-standard", "*.md"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        check=False).stdout.split("\0")
    pages = [root / name for name in listed if name and (root / name).exists()]
    pages = pages or [page for page in root.rglob("*.md")
                      if "build" not in page.relative_to(root).parts]
    problems = []
    links = {}
    for page in pages:
        targets = set()
        for match in LINK.finditer(CODE.sub("", text_of(page))):
            target = match["target"]
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            targets.add(file)
            if not file.exists():
                problems.append(f"{page.relative_to(root)}: no such file: {target}")
            elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                problems.append(f"{page.relative_to(root)}: no such heading: {target}")
        links[page] = targets

    index = root / "docs" / "README.md"
    reached, found = set(), [index]
    while found:
        page = found.pop()
        if page not in reached:
            reached.add(page)
            found += [target for target in links.get(page, ()) if target in links]
    problems += [f"{page.relative_to(root)}: cannot be reached from docs/README.md"
                 for page in pages
                 if index.parent in page.parents and page not in reached]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages, {sum(map(len, links.values()))} links, "
          f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
