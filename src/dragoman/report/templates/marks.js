"use strict";
/* What the report and the desk share: characters painted by code points, text copied, choices kept. */
const marks = (() => {
  /* Code points, not UTF-16 units: a character beyond the first plane counts once. */
  const units = (text, points) => {
    let at = 0;
    for (; points > 0 && at < text.length; points--) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
  const length = (text) => { let n = 0; for (const _ of text) n++; return n; };

  const paint = (box, start, end) => {
    const nodes = [], walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const skipped = new Set();
    let at = 0;
    for (let node; (node = walk.nextNode()) && at < end;) {
      const gap = node.parentElement.closest("[data-skip]");
      if (gap) { /* what a brief page leaves out counts once; the gap's own words don't */
        if (!skipped.has(gap)) at += +gap.dataset.skip;
        skipped.add(gap);
        continue;
      }
      const size = length(node.data);
      if (at + size > start) nodes.push([node, Math.max(0, start - at), Math.min(size, end - at)]);
      at += size;
    }
    return nodes.map(([node, a, b]) => {
      const first = units(node.data, a), last = units(node.data, b);
      const part = node.splitText(first);
      part.splitText(last - first);
      const hit = document.createElement("span");
      hit.className = "hit";
      part.replaceWith(hit);
      hit.append(part);
      return hit;
    });
  };

  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* the old way */ }
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };

  /* A file opened from disk may have no storage: then choices last as long as the page. */
  const kept = {
    get(name) { try { return localStorage.getItem("dragoman-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("dragoman-" + name, value); } catch { /* not kept */ } },
  };
  const dress = (name) => {
    const root = document.documentElement;
    if (name === "light" || name === "dark") root.dataset.theme = name;
    else delete root.dataset.theme;
  };
  const choices = (theme, keys, help) => {
    theme.value = kept.get("theme") || "";
    dress(theme.value);
    theme.addEventListener("change", () => { dress(theme.value); kept.set("theme", theme.value); dispatchEvent(new Event("dragoman:theme")); });
    keys.checked = kept.get("keys") !== "off";
    keys.addEventListener("change", () => kept.set("keys", keys.checked ? "on" : "off"));
    document.getElementById("help-open").addEventListener("click", () => help.showModal());
  };
  return { units, length, paint, copy, kept, choices };
})();
