#!/usr/bin/python3
"""Prints what a test wants to know of a page of --format=html, a line each.

    html_facts.py PAGE                    of the page as it is written
    html_facts.py PAGE BROWSER SCRIPT     what SCRIPT finds out in it: it calls
                                          say(text) in the page, in a browser
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile


class PageReader(html.parser.HTMLParser):
    """Collects the elements of a page and the text of some."""

    def __init__(self):
        super().__init__()
        self.elements = []
        self.links = []
        self.texts = {}
        self.inside = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append(tag)
        self.links += [value for name, value in attrs
                       if name in ("src", "href") and not value.startswith("#")]
        self.inside = attributes.get("id") or tag

    def handle_data(self, data):
        self.texts[self.inside] = self.texts.get(self.inside, "") + data


def read(text):
    reader = PageReader()
    reader.feed(text)
    reader.close()
    return reader


def show_facts(text):
    page = read(text)
    print("loads:", *(page.links or ["nothing"]))
    print("scripts:", page.elements.count("script"), "images:",
          page.elements.count("img"), "bold:", page.elements.count("b"))
    data = json.loads(page.texts["data"])
    print("version", data["version"], "rules", len(data["rules"]))
    for trouble in data["troubles"]:
        print("trouble", trouble["file"], trouble["text"])
    for finding in data["findings"]:
        place = finding["place"]
        print("finding", data["rules"][finding["rule"]]["name"], "level",
              finding["level"], finding["fingerprint"])
        for step in [*finding["path"], finding]:
            where = step["place"]
            lines = {first + index: line
                     for first, excerpt in data["sources"][where["file"]]
                     for index, line in enumerate(excerpt.split("\n"))}
            # Columns are UTF-16 code units.
            units = lines.get(where["line"], "").encode("utf-16-le")
            marked = units[2 * where.get("begin", 1) - 2:2 * where.get("end", 1) - 2]
            print("  step", f"{data['files'][where['file']]}:{where['line']}:"
                  f"{where['column']}", "marks",
                  f"<{marked.decode('utf-16-le')}>", step["message"])
        if "extent" in finding:
            first, last = finding["extent"]
            missing = {*range(first, last + 1)} - {
                begin + index for begin, excerpt in data["sources"][place["file"]]
                for index in range(excerpt.count("\n") + 1)}
            print("  function", finding["function"], f"{first}-{last}",
                  "missing", sorted(missing))


def drive(text, browser, script):
    said = """<script>
const said = document.createElement("pre");
said.id = "said";
document.body.append(said);
const say = (text) => said.append(text + "\\n");
</script>"""
    page = text.replace("</body>", f"{said}<script>{script}</script></body>")
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory, "page.html")
        file.write_text(page, encoding="utf-8")
        done = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu",
             "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update",
             f"--user-data-dir={directory}/profile", "--window-size=1200,800",
             "--virtual-time-budget=5000", "--dump-dom", file.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
            check=False)
    dom = done.stdout.decode()
    found = re.search(r'<pre id="said">(.*?)</pre>', dom, re.S)
    if not found:
        sys.exit(f"the page did not run:\n{done.stderr.decode()}")
    print(html.unescape(found[1]), end="")


with open(sys.argv[1], encoding="utf-8") as opened:
    contents = opened.read()
if len(sys.argv) == 2:
    show_facts(contents)
else:
    drive(contents, sys.argv[2], pathlib.Path(sys.argv[3]).read_text())
