"use strict";
/* Corrections: every one is a signed statement; nothing is written without a person's click. */
(() => {
  const { tell, write, actions, current } = window.desk, { kept } = marks;
  const by = (id) => document.getElementById(id);
  const name = by("by");
  if (name && kept.get("by")) name.value = kept.get("by");
  const sign = () => {
    if (!name || !name.value.trim()) { if (name) name.focus(); throw new Error("say who signs"); }
    kept.set("by", name.value);
    return { by: name.value, because: by("because").value, source: by("source").value };
  };
  let last = null;
  const send = async (path, body, done) => {
    try {
      const told = await write("/write/" + path, { ...body, ...sign() });
      tell(`written: ${told.statements.join(", ")}`);
      done(told);
    } catch (error) {
      tell(error.message);
      const because = by("because");
      if (/reason/.test(error.message) && because) because.focus();
    }
  };
  const settled = (box) => () => {
    if (!box || box.classList.contains("correct")) { location.reload(); return; }
    box.classList.add("settled");
    const next = box.nextElementSibling && box.nextElementSibling.querySelector(".ev");
    if (next) next.focus();
  };
  const boxOf = (from) => from.closest("[data-finding]");
  const judge = (how, box) => {
    if (!box || !box.dataset.finding) return;
    last = (other) => judge(how, other);
    send(how, { finding: box.dataset.finding }, settled(box.closest(".correct") || box));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    if (button.dataset.do === "undo") send("undo", { statement: button.dataset.statement }, () => location.reload());
    else if (button.dataset.do === "accept-shown") {
      const all = [...document.querySelectorAll(".item[data-can]")].filter((e) => e.checkVisibility() && !e.classList.contains("settled")).map((e) => e.dataset.finding);
      if (!all.length) { tell("nothing is left to accept here"); return; }
      if (confirm(`Accept the ${new Set(all).size} findings on this page, all fields of each?`)) send("accept-shown", { findings: [...new Set(all)] }, () => location.reload());
    } else judge(button.dataset.do, boxOf(button));
  });
  const here = () => {
    const item = current();
    return (item && item.dataset.finding && item) || document.querySelector(".correct");
  };
  actions.a = () => judge("accept", here());
  actions.x = () => judge("reject", here());
  actions["."] = () => { if (last) last(here()); };

  const edit = by("edit");
  const open = (how) => {
    if (edit) { by("path").focus(); edit.dataset.how = how; return; }
    const item = here();
    const link = item && item.querySelector('a[href^="/f/"]');
    if (link) location.href = link.href + "#edit";
  };
  actions.e = () => open("edit");
  actions.u = () => open("not-stated");
  if (edit) {
    edit.addEventListener("submit", (event) => {
      event.preventDefault();
      const how = (event.submitter && event.submitter.value) || edit.dataset.how || "edit";
      const path = by("path").value.trim(), finding = edit.dataset.finding;
      const body = how === "edit" ? { set: { [path]: by("value").value } } : how === "split" ? { parties: path ? [path] : [] } : { fields: [path] };
      send(how, { finding, ...body }, () => location.reload());
    });
    for (const b of document.querySelectorAll("button[data-path]")) {
      b.addEventListener("click", () => { by("path").value = b.dataset.path; by("value").focus(); });
    }
    if (location.hash === "#edit") by("path").focus();
  }

  const merge = by("merge");
  if (merge) {
    merge.addEventListener("submit", (event) => {
      event.preventDefault();
      send("merge", { stays: merge.dataset.person, goes: merge.elements.goes.value }, () => { location.href = "/voices"; });
    });
  }

  /* A missed finding: choose its words in the text. */
  const add = by("add"), article = document.querySelector(".reading.one");
  if (add && article) {
    let chosen = null;
    const offset = (box, node, at) => {
      const range = document.createRange();
      range.setStart(box, 0);
      range.setEnd(node, at);
      return marks.length(range.toString());
    };
    document.addEventListener("selectionchange", () => {
      const sel = getSelection();
      if (!sel.rangeCount || sel.isCollapsed) return;
      const range = sel.getRangeAt(0);
      const box = (range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement).closest("[data-in]");
      if (!box) return;
      chosen = { start: offset(box, range.startContainer, range.startOffset), end: offset(box, range.endContainer, range.endOffset), in_title: box.dataset.in === "title" };
      add.hidden = false;
      by("bar").hidden = false;
    });
    add.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!chosen) return;
      const set = {};
      for (const part of add.elements.set.value.split(";")) {
        const [key, ...rest] = part.split("=");
        if (key.trim() && rest.length) set[key.trim()] = rest.join("=").trim();
      }
      send("add", { article: add.dataset.article, kind: add.elements.kind.value, ...chosen, set }, (told) => {
        location.href = "/f/" + told.findings[0];
      });
    });
  }
})();
