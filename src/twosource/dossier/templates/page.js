"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => Array.from(root.querySelectorAll(query));
  const pane = $("texts"), body = $("pane-body"), tabs = all("#tabs [role=tab]");
  const narrow = matchMedia("(max-width: 899px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let cameFrom = null;

  document.documentElement.classList.add("js");
  for (const id of ["filters", "tabs", "close"]) $(id).hidden = false;

  // Full texts: one report at a time, in a pane beside the claims or a sheet over them.
  function show(key) {
    for (const tab of tabs) {
      const mine = tab.getAttribute("aria-controls") === key;
      tab.setAttribute("aria-selected", String(mine));
      tab.tabIndex = mine ? 0 : -1;
      const report = $(tab.getAttribute("aria-controls"));
      report.hidden = !mine;
      report.setAttribute("role", "tabpanel");
      report.setAttribute("aria-labelledby", tab.id);
      if (mine) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft;
    }
  }
  function unlight() {
    for (const node of all(".lit")) node.classList.remove("lit");
  }
  function openAt(key, anchor) {
    show(key);
    document.body.classList.add("reading");
    unlight();
    body.scrollTop = 0;
    const pieces = anchor ? all(`[data-p~="${CSS.escape(anchor)}"]`, $(key)) : [];
    for (const piece of pieces) piece.classList.add("lit");
    if (pieces.length) {
      const first = pieces[0].getBoundingClientRect(), box = body.getBoundingClientRect();
      const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
      body.scrollTop = first.top - Math.max(box.top, 0) - seen / 3;
    }
    (pieces[0] || body).focus({ preventScroll: true });
  }
  function close() {
    document.body.classList.remove("reading");
    unlight();
    if (cameFrom) cameFrom.focus({ preventScroll: true });
    cameFrom = null;
  }
  function toClaim(id) {
    const claim = $(id);
    if (!claim) return;
    for (let node = claim; node; node = node.parentElement) {
      node.hidden = false;
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (narrow.matches) close();
    claim.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    claim.tabIndex = -1;
    claim.focus({ preventScroll: true });
    claim.classList.remove("found");
    void claim.offsetWidth;
    claim.classList.add("found");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const anchor = link.hash.slice(1);
    if (link.matches(".place, th a")) {
      event.preventDefault();
      cameFrom = link;
      for (const other of all(".ev.now")) other.classList.remove("now");
      if (link.matches(".place")) link.closest(".ev").classList.add("now");
      openAt(link.dataset.report, link.matches(".place") ? anchor : "");
      if (!narrow.matches && !link.matches(".place")) pane.scrollIntoView({ block: "start" });
      if (narrow.matches) {
        // The evidence stays in sight above the sheet.
        const card = (link.closest(".ev") || link).getBoundingClientRect();
        scrollBy(0, Math.max(0, card.bottom - innerHeight * 0.4));
      }
      history.replaceState(null, "", link.hash);
    } else if (link.matches(".m")) {
      event.preventDefault();
      toClaim(anchor);
      history.replaceState(null, "", link.hash);
    }
  });
  $("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("reading")) close();
  });
  for (const [k, tab] of tabs.entries()) {
    tab.addEventListener("click", () => openAt(tab.getAttribute("aria-controls"), ""));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: k + 1, ArrowLeft: k - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      next.click();
      next.focus();
    });
  }

  // Filters by standing and by report.
  const filters = $("filters"), claims = all(".claim");
  function filter() {
    const standings = new Set(all("[name=standing]:checked", filters).map((box) => box.value));
    const report = filters.elements.report.value;
    let shown = 0;
    for (const claim of claims) {
      const has = !report || claim.dataset.reports.split(" ").includes(report);
      claim.hidden = !(has && standings.has(claim.dataset.standing));
      shown += !claim.hidden;
    }
    for (const section of all("section.standing")) {
      const left = all(".claim:not([hidden])", section).length;
      section.hidden = !left;
      section.querySelector("h2 .n").textContent = left;
    }
    $("shown").value = shown === claims.length ? "" : `${shown} of ${claims.length} shown`;
  }
  filters.addEventListener("change", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());

  // In print everything is there.
  addEventListener("beforeprint", () => {
    for (const node of all("details")) node.open = true;
    for (const tab of tabs) $(tab.getAttribute("aria-controls")).hidden = false;
  });
  addEventListener("afterprint", () => {
    const tab = tabs.find((t) => t.getAttribute("aria-selected") === "true");
    if (tab) show(tab.getAttribute("aria-controls"));
  });

  filter();
  if (tabs.length) {
    show(tabs[0].getAttribute("aria-controls"));
    const asked = location.hash.slice(1);
    const place = asked && document.querySelector(`.place[href="#${CSS.escape(asked)}"]`);
    if (place) openAt(place.dataset.report, asked);
    else if (/^claim-\d+$/.test(asked)) toClaim(asked);
  }
})();
