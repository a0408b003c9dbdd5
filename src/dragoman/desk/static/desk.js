"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const help = by("help"), keys = by("keys"), theme = by("theme"), said = by("said"), bar = by("bar");
  root.classList.add("js");

  marks.choices(theme, keys, help);

  let hush = 0;
  const tell = (line) => {
    said.textContent = line;
    clearTimeout(hush);
    hush = setTimeout(() => { said.textContent = ""; }, 6000);
  };

  /* Writing: only with the token of this page's session. */
  const write = async (path, body) => {
    const token = document.querySelector("meta[name=dragoman-token]").content;
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-dragoman-token": token },
      body: JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({ detail: answer.statusText }));
    if (!answer.ok) throw new Error(told.detail || answer.statusText);
    return told;
  };

  /* The marked passage of the address: #char=10,40 counts code points of the text from 0. */
  let quoted = "";
  const article = document.querySelector(".reading.one");
  const clear = () => {
    for (const hit of document.querySelectorAll("span.hit")) {
      const parent = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      parent.normalize();
    }
    quoted = "";
    if (bar) bar.hidden = true;
  };
  const show = () => {
    if (!article) return;
    clear();
    let hash = location.hash.slice(1);
    try { hash = decodeURIComponent(hash); } catch { /* as it is */ }
    const m = /^(char|title)=(\d+),(\d+)$/.exec(hash);
    const box = m && article.querySelector(`[data-in="${m[1]}"]`);
    if (!box || +m[3] <= +m[2]) return;
    const hits = marks.paint(box, +m[2], +m[3]);
    if (!hits.length) return;
    quoted = hits.map((h) => h.textContent).join("");
    bar.hidden = false;
    hits[0].tabIndex = -1;
    hits[0].focus({ preventScroll: true });
    hits[0].scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  show();
  if (article) {
    article.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest('a[href^="#"]');
      if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); show(); }
    });
  }

  const cite = async (words, source, href) => {
    const run = document.body.dataset.run;
    const lines = [`“${words.trim()}”`, source, new URL(href, location.href).href];
    if (run) lines.push("run " + run);
    tell((await marks.copy(lines.join("\n"))) ? "copied" : "could not copy");
  };
  const citeMarked = () => {
    if (!quoted) return false;
    const d = article.dataset;
    cite(quoted, [d.outlet || "outlet not held", d.date || "date not held", d.name].join(", "), location.href);
    return true;
  };
  if (by("copy")) by("copy").addEventListener("click", citeMarked);
  const citeButton = (b) => cite(b.dataset.words, b.dataset.source, b.dataset.href);
  for (const b of document.querySelectorAll("button.copy")) b.addEventListener("click", () => citeButton(b));

  /* Entries: j and k go through them. */
  const entries = () => [...document.querySelectorAll(".item")].filter((e) => e.querySelector(".ev") && e.checkVisibility());
  const current = () => document.activeElement.closest(".item");
  const step = (way) => {
    const all = entries();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = at < 0 ? (way > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + way));
    all[next].querySelector(".ev").focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  };

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    "?": () => help.showModal(),
    "/": () => by("find").focus(),
    c: () => { if (!citeMarked()) { const b = document.querySelector("button.copy"); if (b) citeButton(b); } },
  };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && bar && !bar.hidden) { clear(); history.replaceState(null, "", location.pathname + location.search); return; }
    if (!keys.checked || event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    if (Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); return; }
    }
    if (event.key === "g") { going = Date.now(); return; }
    const act = actions[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  /* While a run is under way its progress is asked for now and then. */
  const progress = by("progress");
  const watch = async () => {
    try {
      const told = await (await fetch("/progress.json")).json();
      progress.textContent = told.under_way ? `reading: ${told.articles.toLocaleString("en")} articles held` : "";
      setTimeout(watch, told.under_way ? 3000 : 20000);
    } catch { progress.textContent = "the desk does not answer"; setTimeout(watch, 10000); }
  };
  watch();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  window.desk = { tell, write, actions, current, entries };
})();
