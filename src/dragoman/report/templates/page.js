"use strict";
(() => {
  const { paint, copy } = marks;
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const bar = by("bar"), said = by("said"), help = by("help"), keys = by("keys"), theme = by("theme");
  let from = null, quoted = null;
  root.classList.add("js");
  document.querySelector(".tools").hidden = false;

  marks.choices(theme, keys, help);

  const asked = () => {
    let hash = location.hash.slice(1);
    try { hash = decodeURIComponent(hash); } catch { /* as it is */ }
    const m = /^a(\d+):(char|title)=(\d+),(\d+)$/.exec(hash);
    return m && { article: by("a" + m[1]), where: m[2], start: +m[3], end: +m[4] };
  };

  const clear = () => {
    for (const hit of document.querySelectorAll("span.hit")) {
      const parent = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      parent.normalize();
    }
    bar.hidden = true;
    said.textContent = "";
    quoted = null;
  };

  const show = () => {
    clear();
    const want = asked();
    const box = want && want.article && want.article.querySelector(`[data-in="${want.where}"]`);
    if (!box || want.end <= want.start) return;
    const hits = paint(box, want.start, want.end);
    if (!hits.length) return;
    quoted = { words: hits.map((h) => h.textContent).join(""), article: want.article };
    bar.hidden = false;
    hits[0].tabIndex = -1;
    hits[0].focus({ preventScroll: true });
    hits[0].scrollIntoView({ block: "center" });
  };

  const reveal = (to) => {
    let shut = false;
    for (let one = to; (one = one.parentElement?.closest("details:not([open])")); shut = true) one.open = true;
    return shut;
  };

  const back = () => {
    const hash = location.hash;
    const links = [...document.querySelectorAll('a[href^="#a"]')];
    const to = from || links.find((a) => a.getAttribute("href") === hash) || document.querySelector(".ev, #messages a");
    clear();
    from = null;
    const row = to && to.closest("[id]");
    try { history.replaceState(null, "", "#" + (row ? row.id : "messages")); } catch { /* not allowed here */ }
    if (!to) return;
    reveal(to);
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "center" });
  };
  by("back").addEventListener("click", back);

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#a"]');
    if (!link || !/^#a\d+:/.test(link.getAttribute("href"))) return;
    from = link;
    if (link.getAttribute("href") === location.hash) { event.preventDefault(); show(); }
  });
  /* A number may lead into a block that is shut. */
  const unfold = () => {
    const to = by(location.hash.slice(1));
    if (to && reveal(to)) to.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  addEventListener("hashchange", unfold);

  by("copy").addEventListener("click", async () => {
    if (!quoted) return;
    const { words, article } = quoted, run = document.body.dataset.run;
    const lines = [
      `“${words.trim()}”`,
      [article.dataset.outlet || "outlet not held", article.dataset.date || "date not held", article.dataset.name].join(", "),
      location.href,
      run ? "run " + run : "no run noted",
    ];
    said.textContent = (await copy(lines.join("\n"))) ? "copied" : "could not copy";
    by("copy").focus();
  });

  const rows = [...document.querySelectorAll(".msg")];
  const step = (by_) => {
    if (!rows.length) return;
    const here = document.activeElement.closest(".msg") || document.querySelector(".msg:target");
    const at = here ? rows.indexOf(here) + by_ : by_ > 0 ? 0 : rows.length - 1;
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    row.querySelector(".ev").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
    if (event.key === "Escape" && !bar.hidden) { event.preventDefault(); back(); return; }
    if (!keys.checked || event.target.closest("select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help.showModal();
    else return;
    event.preventDefault();
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  if (asked()) show();
  else unfold();
})();
