// The page that --format=html writes. The findings are data in the form that
// Html.cpp defines. All text is set as text of nodes, never as markup.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = (id) => document.getElementById(id);
  const [list, detail] = [element("list"), element("detail")];
  const filters = {
    search: element("search"), rule: element("rule"),
    file: element("file"), level: element("level"),
  };
  // Lines shown around a step of a long function.
  const context = 4;
  const longFunction = 70;
  // Lines shown around a step that is in no function.
  const outside = 6;

  /** Text with invisible characters, and those that move others, made visible. */
  function visible(text) {
    return text.replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
  }

  /** A new node that contains text and other nodes. */
  function make(tag, className, ...content) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...content.map((part) => typeof part === "string" ? visible(part) : part));
    return node;
  }

  const shortName = (rule) => rule.name.replace(/^cpython-/, "");
  const fileOf = (place) => data.files[place.file];

  // ---------------------------------------------------------------- the list

  const rows = data.findings.map((finding) => {
    const rule = data.rules[finding.rule];
    const link = make("a", "",
      make("span", "message", finding.message),
      make("span", "place",
        `${shortName(rule)} · ${finding.function || "no function"} · line ${finding.place.line}`));
    link.href = "#" + finding.fingerprint;
    const node = make("li", "row", link);
    const haystack = [finding.message, finding.function, rule.name, fileOf(finding.place)]
      .join("\n").toLowerCase();
    return { finding, link, node, haystack };
  });
  const rowOf = new Map(rows.map((row) => [row.finding.fingerprint, row]));

  /** Headings, each followed by the rows of its file. */
  const groups = new Map();
  for (const row of rows) {
    const file = row.finding.place.file;
    if (!groups.has(file)) groups.set(file, { heading: make("li", "heading", data.files[file]), rows: [] });
    groups.get(file).rows.push(row);
  }
  for (const group of groups.values())
    list.append(group.heading, ...group.rows.map((row) => row.node));
  const ordered = [...groups.values()].flatMap((group) => group.rows);
  const nothing = make("li", "empty", rows.length ? "No finding matches." : "No findings.");
  list.append(nothing);

  const isShown = (row) => !row.node.hidden;

  function applyFilters() {
    const words = filters.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { rule, file, level } = filters;
    let shown = 0;
    for (const group of groups.values()) {
      let any = false;
      for (const row of group.rows) {
        const { finding } = row;
        const fits = (rule.value === "" || finding.rule === +rule.value) &&
          (file.value === "" || finding.place.file === +file.value) &&
          (level.value === "" || finding.level === +level.value) &&
          words.every((word) => row.haystack.includes(word));
        row.node.hidden = !fits;
        any ||= fits;
        shown += fits;
      }
      group.heading.hidden = !any;
    }
    nothing.hidden = shown !== 0;
    element("count").value = shown === rows.length
      ? `${shown} finding${shown === 1 ? "" : "s"}` : `${shown} of ${rows.length} findings`;
  }

  /** Fills a filter with the values that the findings have, and their counts. */
  function fill(select, all, valueOf, labelOf) {
    const counts = new Map();
    for (const finding of data.findings) {
      const value = valueOf(finding);
      counts.set(value, (counts.get(value) || 0) + 1);
    }
    const option = (label, value) => {
      const node = make("option", "", label);
      node.value = value;
      return node;
    };
    select.append(option(all, ""));
    for (const value of [...counts.keys()].sort((a, b) => a - b))
      select.append(option(`${labelOf(value)} (${counts.get(value)})`, value));
  }

  // -------------------------------------------------------------- the source

  const keywords = new Set(("auto break case char class const continue default delete do double else enum " +
    "extern float for goto if inline int long namespace new return short signed sizeof static struct switch " +
    "template this typedef union unsigned using void volatile while nullptr NULL bool true false").split(" "));
  const token = /\/\*.*?(?:\*\/|$)|\/\/.*$|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[A-Za-z_]\w*|\s+|[^\sA-Za-z_"'/]+|./gu;

  /** Cuts a line into [text, kind]; a comment may continue from the line before. */
  function tokensOf(line, inComment) {
    const tokens = [];
    let rest = line;
    if (inComment) {
      const end = line.indexOf("*/");
      if (end < 0) return { tokens: [[line, "comment"]], inComment: true };
      tokens.push([line.slice(0, end + 2), "comment"]);
      rest = line.slice(end + 2);
    }
    inComment = false;
    for (const [text] of rest.matchAll(token)) {
      let kind = "";
      if (text.startsWith("/*") || text.startsWith("//")) {
        kind = "comment";
        inComment = text.startsWith("/*") && !(text.length > 3 && text.endsWith("*/"));
      } else if (/^["']/.test(text)) {
        kind = "string";
      } else if (keywords.has(text)) {
        kind = "keyword";
      }
      tokens.push([text, kind]);
    }
    return { tokens, inComment };
  }

  /** The nodes of a line; the columns [from, to), from 1, are marked. */
  function lineNodes(tokens, from, to) {
    const nodes = [];
    let column = 1;
    for (const [text, kind] of tokens) {
      // The parts of the token before, in and after the marked range.
      const cuts = [0, from - column, to - column, text.length]
        .map((cut) => Math.min(Math.max(cut, 0), text.length));
      for (let part = 0; part < 3; ++part) {
        const piece = text.slice(cuts[part], cuts[part + 1]);
        if (!piece) continue;
        const node = kind ? make("span", kind, piece) : document.createTextNode(visible(piece));
        nodes.push(part === 1 ? make("mark", "", node) : node);
      }
      column += text.length;
    }
    return nodes;
  }

  /** The text of lines of a file, by number. */
  function linesOf(file) {
    const lines = new Map();
    for (const [first, text] of data.sources[file])
      text.split("\n").forEach((line, index) => lines.set(first + index, line));
    return lines;
  }

  /** The lines of a file that show what happens at `stops`. */
  function chooseLines(finding, file, stops, lines) {
    const near = new Set();
    const add = (first, last) => { for (let n = first; n <= last; ++n) if (lines.has(n)) near.add(n); };
    const extent = file === finding.place.file ? finding.extent : undefined;
    const within = (line) => extent && extent[0] <= line && line <= extent[1];
    for (const { place } of stops) {
      // Not the lines of the next function.
      if (within(place.line))
        add(Math.max(place.line - context, extent[0]), Math.min(place.line + context, extent[1]));
      else
        add(place.line - outside, place.line + outside);
    }
    const all = new Set(near);
    if (extent) {
      for (let n = extent[0]; n <= extent[1]; ++n) if (lines.has(n)) all.add(n);
      // Of a long function, show the head.
      add(extent[0], Math.min(extent[0] + 2, extent[1]));
      if (extent[1] - extent[0] < longFunction) add(extent[0], extent[1]);
    }
    return { near, all: [...all].sort((a, b) => a - b) };
  }

  function noteRow(stop, line) {
    const bubble = make("span", "bubble", make("span", "number", String(stop.number)),
      make("span", "", stop.message));
    // Below the place, as far as there is room.
    const before = line.slice(0, stop.place.column - 1).replace(/\t/g, "        ").length;
    const cell = make("td", "", bubble);
    cell.style.setProperty("--column", String(Math.min(before, 40)));
    const row = make("tr", stop.isEnd ? "note end" : "note", make("td", "lineno"), cell);
    row.dataset.step = stop.number;
    return row;
  }

  function sourceTable(finding, file, stops) {
    const lines = linesOf(file);
    const body = make("tbody");
    const byLine = new Map();
    for (const stop of stops) {
      if (!byLine.has(stop.place.line)) byLine.set(stop.place.line, []);
      byLine.get(stop.place.line).push(stop);
    }
    // If the source could not be read, only the lines of the places are known.
    for (const line of byLine.keys()) if (!lines.has(line)) lines.set(line, "");
    const { near, all } = chooseLines(finding, file, stops, lines);
    let [previous, inComment, gap] = [0, false, null];
    for (const number of all) {
      const line = lines.get(number);
      if (number !== previous + 1) {
        inComment = false;
        if (previous) body.append(make("tr", "gap", make("td", "lineno", "⋯"), make("td")));
      }
      previous = number;
      const cut = tokensOf(line, inComment);
      inComment = cut.inComment;
      const here = byLine.get(number) || [];
      const marked = here.find((stop) => stop.isEnd) || here[0];
      const row = make("tr", "", make("td", "lineno", String(number)),
        make("td", "text", ...lineNodes(cut.tokens, marked?.place.begin ?? 0, marked?.place.end ?? 0)));
      if (here.length) row.className = here.some((stop) => stop.isEnd) ? "on-end" : "on-path";
      if (near.has(number)) {
        gap = null;
      } else {
        row.hidden = true;
        if (!gap) {
          gap = openableGap();
          body.append(gap.row);
        }
        gap.add(row);
      }
      body.append(row, ...here.map((stop) => noteRow(stop, line)));
    }
    return make("table", "", body);
  }

  /** A row that replaces hidden ones, and shows them when it is clicked. */
  function openableGap() {
    const hidden = [];
    const button = make("button");
    button.type = "button";
    const row = make("tr", "gap", make("td", "lineno", "⋯"), make("td", "", button));
    button.addEventListener("click", () => {
      for (const line of hidden) line.hidden = false;
      row.remove();
    });
    return {
      row,
      add(line) {
        hidden.push(line);
        button.textContent = `show ${hidden.length} more line${hidden.length === 1 ? "" : "s"}`;
      },
    };
  }

  // ------------------------------------------------------------- the finding

  /** Renders the subset of Markdown that the pages of the rules use. */
  function helpNodes(text) {
    const pattern = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/;
    const inline = (line) => line.split(pattern).map((part) =>
      part.startsWith("`") ? make("code", "", part.slice(1, -1))
        : part.startsWith("**") ? make("strong", "", part.slice(2, -2))
          : part.length > 2 && part.startsWith("*") ? make("em", "", part.slice(1, -1))
            // The target of a link is not on this page.
            : /^\[.*\)$/s.test(part) ? part.slice(1, part.indexOf("]")) : part);
    const row = (cell, line) => make("tr", "",
      ...line.replace(/^\||\|$/g, "").split(/(?<!\\)\|/)
        .map((part) => make(cell, "", ...inline(part.trim()))));
    const block = (part) => {
      const lines = part.split("\n");
      if (/^#+ /.test(part))
        return make("h4", "", ...inline(part.replace(/^#+ /, "")));
      if (part.startsWith("|"))
        return make("table", "", row("th", lines[0]), ...lines.slice(2).map((l) => row("td", l)));
      if (part.startsWith("- "))
        return make("ul", "", ...part.slice(2).split("\n- ").map((item) => make("li", "", ...inline(item))));
      return make("p", "", ...inline(part));
    };
    return text.trim().split(/\n*```(?:[a-z]+)?\n?/).flatMap((part, index) =>
      index % 2 ? [make("pre", "", part)] : part.split(/\n{2,}/).filter(Boolean).map(block));
  }

  /** Groups the edits of one file that are on the same or adjacent lines. */
  function clustersOf(edits) {
    const clusters = [];
    for (const edit of [...edits].sort((a, b) => a.line - b.line || a.column - b.column)) {
      const last = clusters[clusters.length - 1];
      if (last && edit.line <= last.last + 1) {
        last.edits.push(edit);
        last.last = Math.max(last.last, edit.endLine);
      } else {
        clusters.push({ edits: [edit], first: edit.line, last: edit.endLine });
      }
    }
    return clusters;
  }

  /** The lines first..last before and after the edits. */
  function applyEdits(lines, { edits, first, last }) {
    const old = [];
    for (let n = first; n <= last; ++n) old.push(lines.get(n) ?? "");
    const offset = (line, column) =>
      old.slice(0, line - first).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    let text = old.join("\n");
    for (const edit of [...edits].reverse())
      text = text.slice(0, offset(edit.line, edit.column)) + edit.text +
        text.slice(offset(edit.endLine, edit.endColumn));
    return { old, now: text.split("\n") };
  }

  function diffTable(fix) {
    const body = make("tbody");
    const add = (className, number, sign, text) => body.append(make("tr", className,
      make("td", "lineno", number), make("td", "sign", sign), make("td", "text", text)));
    for (const file of new Set(fix.edits.map((edit) => edit.file))) {
      const lines = linesOf(file);
      for (const cluster of clustersOf(fix.edits.filter((edit) => edit.file === file))) {
        const { old, now } = applyEdits(lines, cluster);
        // Lines that stay the same at both ends are context.
        let [before, behind] = [0, 0];
        while (before < Math.min(old.length, now.length) && old[before] === now[before]) ++before;
        while (behind < Math.min(old.length, now.length) - before &&
          old[old.length - 1 - behind] === now[now.length - 1 - behind]) ++behind;
        const context = (n) => { if (lines.has(n)) add("", String(n), "", lines.get(n)); };
        if (body.childElementCount) add("gap", "⋯", "", "");
        context(cluster.first + before - 1);
        for (let n = before; n < old.length - behind; ++n)
          add("removed", String(cluster.first + n), "-", old[n]);
        for (const text of now.slice(before, now.length - behind)) add("added", "", "+", text);
        context(cluster.first + old.length - behind);
      }
    }
    return make("div", "source diff", make("table", "", body));
  }

  function stopsOf(finding) {
    const stops = finding.path.map((step, index) => ({ ...step, number: index + 1, isEnd: false }));
    stops.push({ place: finding.place, message: finding.message, number: stops.length + 1, isEnd: true });
    for (const other of finding.others || []) stops.push({ ...other, number: stops.length + 1, isEnd: false });
    return stops;
  }

  function stepList(stops) {
    return make("ol", "steps", ...stops.map((stop) => {
      const button = make("button", "", make("span", "number", String(stop.number)),
        make("span", "where", `line ${stop.place.line}`), make("span", "", stop.message));
      button.type = "button";
      button.dataset.step = stop.number;
      button.addEventListener("click", () => goToStep(stop.number));
      return make("li", stop.isEnd ? "end" : "", button);
    }));
  }

  let step = 0;

  function goToStep(number) {
    const note = detail.querySelector(`tr[data-step="${number}"]`);
    if (!note) return;
    step = number;
    for (const node of detail.querySelectorAll("tr[data-step]"))
      node.classList.toggle("current", node === note);
    for (const button of detail.querySelectorAll(".steps button"))
      button.toggleAttribute("aria-current", +button.dataset.step === number);
    note.scrollIntoView({ block: "center" });
  }

  let current = null;

  function show(row) {
    current?.link.removeAttribute("aria-current");
    current = row;
    step = 0;
    if (!row) {
      detail.replaceChildren(make("p", "empty", rows.length ? "Choose a finding." : "Nothing was found."));
      return;
    }
    row.link.setAttribute("aria-current", "true");
    row.link.scrollIntoView({ block: "nearest" });
    const { finding } = row;
    const rule = data.rules[finding.rule];
    const stops = stopsOf(finding);
    const files = [...new Set(stops.map((stop) => stop.place.file))];
    // The file of the finding comes last: the path ends there.
    files.sort((a, b) => (a === finding.place.file) - (b === finding.place.file));
    const facts = make("p", "facts", make("span", "chip", rule.name), `level ${finding.level}`,
      make("span", "code", `${fileOf(finding.place)}:${finding.place.line}:${finding.place.column}`));
    if (finding.function) facts.append(" in ", make("span", "code", finding.function));
    const help = make("details", "help", make("summary", "", "About this rule"),
      // Its heading is the rule's name, which is shown above.
      ...helpNodes(rule.help).slice(1));
    detail.replaceChildren(facts, make("h2", "", finding.message), stepList(stops));
    for (const file of files)
      detail.append(make("h3", "code", data.files[file]), make("div", "source",
        sourceTable(finding, file, stops.filter((stop) => stop.place.file === file))));
    for (const fix of finding.fixes || [])
      detail.append(make("h3", "", `Fix: ${fix.title}`), diffTable(fix));
    detail.append(help);
    detail.scrollTop = 0;
  }

  // ---------------------------------------------------------------- the keys

  function move(by) {
    const shown = ordered.filter(isShown);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const row = shown[Math.min(Math.max(at < 0 ? 0 : at + by, 0), shown.length - 1)];
    if (list.contains(document.activeElement)) row.link.focus({ preventScroll: true });
    // Does not add an entry to the history per move.
    history.replaceState(null, "", row.link.hash);
    show(row);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.matches("input, select");
    const inList = list.contains(event.target);
    const lastStep = detail.querySelectorAll("tr[data-step]").length;
    if (event.key === "Escape" && typing) event.target.blur();
    else if (typing) return;
    else if (event.key === "/") filters.search.focus();
    else if (event.key === "j" || (inList && event.key === "ArrowDown")) move(1);
    else if (event.key === "k" || (inList && event.key === "ArrowUp")) move(-1);
    else if (event.key === "n") goToStep(Math.min(step + 1, lastStep));
    else if (event.key === "p") goToStep(Math.max(step - 1, 1));
    else return;
    event.preventDefault();
  });

  // ------------------------------------------------------------------- begin

  element("about").textContent = `${data.findings.length} finding${data.findings.length === 1 ? "" : "s"}` +
    ` in ${groups.size} file${groups.size === 1 ? "" : "s"} · version ${data.version}`;
  if (data.troubles.length) {
    const troubles = element("troubles");
    troubles.hidden = false;
    troubles.querySelector("summary").textContent = `${data.troubles.length} not analysed fully`;
    troubles.querySelector("ul").append(...data.troubles.map(({ file, text }) =>
      make("li", "", make("span", "code", file), ": " + text)));
  }
  fill(filters.rule, "All rules", (f) => f.rule, (value) => data.rules[value].name);
  fill(filters.file, "All files", (f) => f.place.file, (value) => data.files[value]);
  fill(filters.level, "All levels", (f) => f.level, (value) => `Level ${value}`);
  for (const node of Object.values(filters)) node.addEventListener("input", applyFilters);
  element("filters").addEventListener("reset", () => setTimeout(applyFilters));
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  const fromAddress = () => rowOf.get(location.hash.slice(1));
  addEventListener("hashchange", () => { const row = fromAddress(); if (row && row !== current) show(row); });
  applyFilters();
  show(fromAddress() || ordered[0]);
})();
