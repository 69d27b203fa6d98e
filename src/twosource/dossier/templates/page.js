"use strict";
// The page without this script is whole. It adds: one statement or text at a time beside the table,
// filters, keys, previews, citations, and highlights by layer. All listeners are on the document.
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => Array.from(root.querySelectorAll(query));
  const at = (query, root = document) => root.querySelector(query);
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  };
  const root = document.documentElement, tools = $("tools"), preview = $("preview");
  const beside = matchMedia("(min-width: 1100px)"), mouse = matchMedia("(hover: hover)");
  const filters = $("filters"), matrix = $("matrix");
  let opened = null, opener = null, row = null, cell = -1, finding = -1;

  root.classList.add("js");
  filters.hidden = false;
  at(".keys").hidden = false;

  // ------------------------------------------------------------- open and close

  function show(article, focus) {
    if (opened !== article) {
      shut();
      opened = article;
      article.classList.add("open");
      article.prepend(tools);
      tools.hidden = false;
      for (const copy of all(".copy", article)) copy.hidden = false;
      document.body.classList.add("beside");
    }
    const body = at("details.body", article);
    if (body) body.open = true;
    for (const name of pressed()) paint(name, true);
    article.scrollTop = 0;
    if (focus) at("h3", article).focus({ preventScroll: true });
  }
  function shut() {
    if (!opened) return;
    opened.classList.remove("open");
    const body = at("details.body", opened);
    if (body) body.open = false;
    for (const name of pressed()) paint(name, false);
    tools.hidden = true;
    document.body.append(tools);
    document.body.classList.remove("beside");
    for (const node of all(".lit, .ev.now")) node.classList.remove("lit", "now");
    opened = null;
  }
  function close() {
    const was = opened;
    shut();
    hide();
    if (location.hash) history.pushState(null, "", location.href.split("#")[0]);
    const back = opener && opener.isConnected ? opener : was && rowOf(was.id)?.querySelector(".q");
    if (back) back.focus({ preventScroll: false });
    opener = null;
  }
  function light(anchor) {
    for (const node of all(".lit")) node.classList.remove("lit");
    const pieces = all(`[data-p~="${CSS.escape(anchor)}"]`, opened);
    for (const piece of pieces) piece.classList.add("lit");
    const folded = pieces[0]?.closest("details.aside");
    if (folded) folded.open = true;
    if (!pieces.length) return;
    opened.scrollTop += pieces[0].getBoundingClientRect().top - innerHeight / 3;
    pieces[0].focus({ preventScroll: true });
  }
  // The address decides what is open, so that Back, Forward and links work by themselves.
  function route() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && $(id);
    hide();
    if (!target) return shut();
    const article = target.closest(".claim, .report");
    if (!article) {
      shut();
      for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
      target.scrollIntoView({ block: "start" });
      return;
    }
    show(article, target === article);
    if (target !== article) light(id);
    if (article.matches(".claim")) choose(rowOf(article.id), false);
  }

  // ------------------------------------------------------------- rows, cells, findings

  const rows = () => all("tr.row:not([hidden]), .fold[open] li.line[data-claim]:not([hidden])", $("statements"));
  const rowOf = (id) => at(`[data-claim="${CSS.escape(id)}"]`, $("statements"));
  const cells = (tr) => all("td:not([hidden])", tr);

  function choose(tr, focus) {
    if (row) row.classList.remove("now");
    row = tr;
    if (!row) return;
    row.classList.add("now");
    const link = at(".q", row);
    if (focus) link.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    const list = rows();
    if (!list.length) return;
    const here = list.indexOf(row);
    const next = here < 0 ? (by > 0 ? 0 : list.length - 1) : here + by;
    if (next < 0 || next >= list.length) return;
    const tr = list[next];
    const fold = tr.closest("details");
    if (fold) fold.open = true;
    if (opened?.matches(".claim")) {
      // Walking on is no step to come back from.
      history.replaceState(null, "", `#${tr.dataset.claim}`);
      route();
      return;
    }
    choose(tr, true);
    if (cell >= 0) sideways(0);
  }
  function sideways(by) {
    if (!row) return step(1);
    const list = cells(row);
    if (!list.length) return;
    cell = Math.max(-1, Math.min(list.length - 1, cell + by));
    const target = cell < 0 ? at(".q", row) : at("a", list[cell]) || list[cell];
    if (target.tagName === "TD") target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest", inline: "center" });
    if (opened?.id === row.dataset.claim) point(list[cell]?.dataset.o);
  }
  function point(column) {
    for (const node of all(".ev.now", opened)) node.classList.remove("now");
    const found = column ? all(`.ev[data-o~="${CSS.escape(column)}"]`, opened) : [];
    for (const node of found) node.classList.add("now");
    if (found.length) opened.scrollTop += found[0].getBoundingClientRect().top - innerHeight / 4;
  }
  function toFinding(by) {
    const list = all(".finding");
    if (!list.length) return;
    finding = Math.max(0, Math.min(list.length - 1, finding + by));
    for (const node of all(".finding.now")) node.classList.remove("now");
    const target = list[finding], fold = target.closest("details");
    if (fold) fold.open = true;
    target.classList.add("now");
    at("h4 a", target).focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
  function go(id) {
    if (location.hash === `#${id}`) route();
    else location.hash = id;
  }

  // ------------------------------------------------------------- filters

  const words = new Map();
  function textOf(line) {
    if (!words.has(line)) {
      const article = line.dataset.claim && $(line.dataset.claim);
      words.set(line, `${line.textContent} ${article ? article.textContent : ""}`.toLowerCase());
    }
    return words.get(line);
  }
  function filter() {
    const fields = filters.elements, find = fields.q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const standings = new Set(all("[name=standing]:checked", filters).map((box) => box.value));
    const { value: kind } = fields.kind, { value: origin } = fields.origin, { value: speaker } = fields.speaker;
    const has = (list, key) => !key || list.split(" ").includes(key);
    let shown = 0;
    const lines = all("tr.row, li.line", $("statements"));
    for (const line of lines) {
      const data = line.dataset;
      line.hidden = !(
        standings.has(data.standing) && (!kind || data.kind === kind) &&
        has(data.origins, origin) && has(data.speakers, speaker) &&
        (!find.length || find.every((word) => textOf(line).includes(word)))
      );
      shown += !line.hidden;
    }
    for (const part of all("tbody, .singles", $("statements"))) part.hidden = !at(".row:not([hidden]), .line:not([hidden])", part);
    for (const head of all(".singles h3 .n")) head.textContent = all(".line:not([hidden])", head.closest(".singles")).length;
    $("shown").value = shown === lines.length ? "" : `${shown} of ${lines.length} statements`;
    if (find.length && shown && !at("tr.row:not([hidden])", $("statements"))) for (const fold of all("details.fold")) fold.open = true;
    if (row?.hidden) choose(null);
  }
  let waiting = 0;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  }
  function pick(standing) {
    for (const box of all("[name=standing]", filters)) box.checked = box.value === standing;
    filter();
    if (standing === "single-source") $("single-source").open = true;
    (standing === "single-source" ? $("single-source") : $("statements")).scrollIntoView({ block: "start" });
  }

  // ------------------------------------------------------------- previews

  let shown = null, delay = 0;
  const withCaption = (quote, caption) => {
    const part = make("div"), copy = quote.cloneNode(true);
    part.append(copy);
    if (caption) part.append(make("p", "by", caption));
    return part;
  };
  function contents(node) {
    const claim = node.hash && $(node.hash.slice(1))?.closest(".claim");
    if (node.matches(".place")) {
      const place = node.hash.slice(1), report = $(node.dataset.report);
      const pieces = all(`[data-p~="${CSS.escape(place)}"]`, report);
      const quote = make("blockquote");
      quote.dir = "auto";
      quote.textContent = `“${pieces.map((piece) => piece.textContent).join("")}”`;
      return [withCaption(quote, [at("h3", report).lastChild.textContent.trim(), at(".facts", report).firstElementChild?.textContent].filter(Boolean).join(", "))];
    }
    if (!claim) return [];
    const column = node.closest("td")?.dataset.o;
    if (column) {
      const found = column === "rest" ? [] : all(`.ev[data-o~="${CSS.escape(column)}"]`, claim);
      return found.slice(0, 2).map((ev) => withCaption(at("blockquote", ev), all(".place", ev).map((a) => a.textContent).join(", ")));
    }
    if (node.matches(".m")) return [make("b", "", at("h3", claim).textContent), make("p", "by", at(".meta", claim).textContent.trim().replace(/\s+/g, " "))];
    const first = at("blockquote", claim);
    return [make("p", "", at(".why", claim).textContent), first ? withCaption(first, all(".place", first.closest(".ev")).map((a) => a.textContent).join(", ")) : ""];
  }
  function peek(node) {
    const parts = contents(node).filter(Boolean);
    if (!parts.length) return;
    preview.replaceChildren(...parts);
    preview.hidden = false;
    shown = node;
    node.setAttribute("aria-describedby", "preview");
    const box = node.getBoundingClientRect(), own = preview.getBoundingClientRect();
    const below = box.bottom + 6 + own.height < innerHeight || box.top < own.height + 8;
    preview.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    preview.style.top = `${below ? box.bottom + 6 : box.top - own.height - 6}px`;
  }
  function hide() {
    clearTimeout(delay);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    preview.hidden = true;
  }
  const PREVIEWED = ".matrix td a, .matrix a.q, .line a.q, .finding h4 a, a.place, a.m";
  function consider(event) {
    const node = event.target.closest?.(PREVIEWED);
    if (node === shown && node) return clearTimeout(delay);
    if (preview.contains(event.target)) return clearTimeout(delay);
    clearTimeout(delay);
    if (!node) {
      if (shown) delay = setTimeout(hide, 150);
      return;
    }
    delay = setTimeout(() => { hide(); if (node.isConnected) peek(node); }, event.type === "focusin" ? 400 : 200);
  }

  // ------------------------------------------------------------- layers of a text

  const canPaint = typeof Highlight === "function" && CSS.highlights;
  if (!canPaint) at(".layers", tools).remove();
  const pressed = () => all("[data-layer][aria-pressed=true]", tools).map((button) => button.dataset.layer);
  function paint(name, on) {
    if (!canPaint) return;
    const text = on && opened && at(".text", opened);
    CSS.highlights.delete(name);
    if (!text || !text.dataset[name]) return;
    const spans = text.dataset[name].split(" ").map((pair) => pair.split("-").map(Number));
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), ranges = [];
    let node = walker.nextNode(), from = 0;
    for (const [start, end] of spans) {
      while (node && from + node.length <= start) { from += node.length; node = walker.nextNode(); }
      if (!node) break;
      const range = document.createRange();
      range.setStart(node, start - from);
      let last = node, base = from;
      const ahead = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      ahead.currentNode = node;
      while (last && base + last.length < end) { base += last.length; last = ahead.nextNode(); }
      if (!last) break;
      range.setEnd(last, end - base);
      ranges.push(range);
    }
    CSS.highlights.set(name, new Highlight(...ranges));
  }

  // ------------------------------------------------------------- citations and links

  function say(text) {
    $("said").textContent = text;
    setTimeout(() => { $("said").textContent = ""; }, 2500);
  }
  async function copy(text, told) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = make("textarea");
      field.value = text;
      (opened || document.body).append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    say(told);
  }
  function cite(button, style) {
    const quoted = at(".words", button.closest(".ev"));
    const words = quoted.dataset[style] ?? quoted.textContent.split(/\s+/).join(" ").trim();
    const form = $(button.dataset.cite).dataset[style], hole = form.lastIndexOf("\uf8ff");
    return form.slice(0, hole) + words + form.slice(hole + 1);
  }
  function menu(button) {
    const old = button.nextElementSibling;
    if (old?.matches(".menu")) return old.remove();
    const list = make("span", "menu");
    for (const [style, name] of [["plain", "Plain"], ["wikitext", "Wikitext"], ["bibtex", "BibTeX"]]) {
      const choice = make("button", "copy", name);
      choice.type = "button";
      choice.dataset.style = style;
      list.append(choice);
    }
    button.after(list);
    list.firstChild.focus();
  }

  // ------------------------------------------------------------- what people do

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) return act(button.dataset.do);
    if (button?.id === "ask") return $("help").showModal();
    if (button?.dataset.layer) {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      return paint(button.dataset.layer, on);
    }
    if (button?.dataset.cite) return menu(button);
    if (button?.dataset.style) {
      copy(cite(button.parentElement.previousElementSibling, button.dataset.style), `Copied as ${button.textContent}`);
      return button.parentElement.remove();
    }
    const link = event.target.closest("a[href^='#']");
    if (!link) {
      const tr = event.target.closest("tr.row");
      if (tr && !String(getSelection())) { opener = at(".q", tr); go(tr.dataset.claim); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    hide();
    if (link.dataset.pick) {
      event.preventDefault();
      return pick(link.dataset.pick);
    }
    if (!opened?.contains(link)) opener = link;
    const column = link.closest("td")?.dataset.o;
    event.preventDefault();
    go(decodeURIComponent(link.hash.slice(1)));
    if (column) {
      cell = cells(link.closest("tr")).indexOf(link.closest("td"));
      requestAnimationFrame(() => setTimeout(() => opened && point(column), 0));
    }
  });
  function act(what) {
    if (what === "close") close();
    else if (what === "next") step(1);
    else if (what === "previous") step(-1);
    else copy(location.href, "Link copied");
  }
  const KEYS = {
    j: () => step(1), k: () => step(-1), h: () => sideways(-1), l: () => sideways(1),
    "]": () => toFinding(1), "[": () => toFinding(-1),
    "/": () => { filters.scrollIntoView({ block: "center" }); $("q").focus(); $("q").select(); },
    "?": () => $("help").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if ($("help").open) return;
    if (event.key === "Escape") {
      if (!preview.hidden) hide();
      else if (opened) close();
      else if (event.target.id === "q") { event.target.value = ""; filter(); event.target.blur(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    const what = KEYS[event.key];
    if (!what) return;
    event.preventDefault();
    hide();
    what();
  });
  addEventListener("hashchange", route);
  filters.addEventListener("change", filter);
  filters.addEventListener("input", soon);
  filters.addEventListener("reset", () => setTimeout(filter, 0));
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details.col")) return;
    const query = `.sub[data-o="${CSS.escape(event.target.dataset.o)}"]`;
    for (const node of all(query, matrix)) node.hidden = !event.target.open;
  }, true);
  if (mouse.matches) document.addEventListener("mouseover", consider);
  document.addEventListener("focusin", (event) => {
    consider(event);
    const line = event.target.closest("[data-claim]");
    if (line && line !== row && !opened) { if (row) row.classList.remove("now"); row = line; line.classList.add("now"); cell = -1; }
    // A text that covers the page must not hide where the keyboard is.
    if (opened && !beside.matches && !opened.contains(event.target) && event.target !== document.body) {
      shut();
      history.pushState(null, "", location.href.split("#")[0]);
    }
  });
  addEventListener("scroll", () => { if (shown && !mouse.matches) hide(); }, { passive: true });

  // In print everything is there.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open], .col, .inputs, .citation)");
    for (const node of folded) node.open = true;
  });
  addEventListener("afterprint", () => { for (const node of folded) node.open = false; });

  if (location.hash) route();
})();
