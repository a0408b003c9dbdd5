"use strict";
/* Series (uPlot) and the network (Cytoscape). Every drawing has its table on the page. */
(() => {
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  /* More are not legible: the table has them all. */
  const MOST = 8, DIRECTIONS = 40;
  const dashes = [[], [6, 4], [2, 3], [10, 3, 2, 3]];
  const colours = () => ["--m", "--q", "--d", "--w", "--c", "--u", "--link", "--quiet"].map(ink);

  const series = (box, points, label) => {
    const groups = new Map(), told = new Map();
    for (const p of points) {
      if (!groups.has(p.by)) groups.set(p.by, new Map());
      groups.get(p.by).set(p.x, p.y);
      if (p.told) told.set(p.by + "\n" + p.x, p.told);
    }
    const weight = (g) => [...g.values()].reduce((a, b) => a + (b || 0), 0);
    const shown = [...groups].sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1)).slice(0, MOST);
    const xs = [...new Set(points.map((p) => p.x))].sort((a, b) => a - b);
    if (!shown.length || xs.length < 2) { box.remove(); return; }
    const data = [xs, ...shown.map(([, g]) => xs.map((x) => (g.has(x) ? g.get(x) : null)))];
    const draw = () => {
      const tints = colours(), axis = { stroke: ink("--quiet"), grid: { stroke: ink("--rule"), width: 1 }, ticks: { stroke: ink("--rule"), width: 1 } };
      box.replaceChildren();
      new uPlot({
        width: Math.max(320, box.clientWidth), height: 300,
        scales: { x: { time: false } },
        legend: { live: true },
        series: [
          { label: "year", value: (_, v) => (v === null ? "" : String(v)) },
          ...shown.map(([name], i) => ({
            label: name, stroke: tints[i % tints.length], width: 2, dash: dashes[Math.floor(i / 2) % dashes.length],
            points: { show: true, size: 6 }, spanGaps: false,
            value: (_, v, __, at) => (v === null || v === undefined ? "" : told.get(name + "\n" + xs[at]) || String(v)),
          })),
        ],
        axes: [{ ...axis, incrs: [1, 2, 5, 10, 20, 50], values: (_, vs) => vs.map((v) => (Number.isInteger(v) ? String(v) : "")) }, { ...axis, label }],
      }, data, box);
      if (groups.size > MOST) {
        const more = document.createElement("p");
        more.className = "quiet";
        more.textContent = `the ${MOST} largest of ${groups.size}; the table has all`;
        box.append(more);
      }
    };
    draw();
    addEventListener("dragoman:theme", draw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    let wait = 0;
    addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(draw, 150); });
  };

  const number = (text) => (text === "" || text === null || text === undefined || Number.isNaN(+text) ? null : +text);

  for (const box of document.querySelectorAll('[data-chart="years"]')) {
    fetch(box.dataset.src).then((a) => a.json()).then((rows) => {
      /* A year of which no article is held is a gap, no zero. */
      series(box, rows.map((r) => ({ by: r.by.join("–"), x: number(String(r.period).slice(0, 4)), y: r.total ? r.n : null })).filter((p) => p.x !== null), "messages");
    });
  }
  for (const box of document.querySelectorAll('[data-chart="shares"]')) {
    const rows = [...box.querySelectorAll("tr")].map((r) => r.dataset);
    series(box, rows.map((r) => ({ by: r.by, x: number(r.x), y: number(r.y.replace(" %", "")), told: `${r.y} (${r.n} of ${r.of})` })).filter((p) => p.x !== null), "% of the texts");
  }

  const net = document.getElementById("network");
  if (net) {
    fetch(net.dataset.src).then((a) => a.json()).then((told) => {
      const kept = told.edges.slice(0, DIRECTIONS);
      if (told.edges.length > DIRECTIONS) {
        const more = document.createElement("p");
        more.className = "quiet";
        more.textContent = `the ${DIRECTIONS} busiest of ${told.edges.length.toLocaleString("en")} directions; the table has all`;
        net.after(more);
      }
      const names = new Set(kept.flatMap((e) => [e.from, e.to]));
      const most = Math.max(...kept.map((e) => e.n));
      const style = () => [
        { selector: "node", style: { label: "data(id)", "font-size": names.size > 14 ? 22 : 11, color: ink("--ink"), "background-color": ink("--ground"), "border-color": ink("--ink"), "border-width": 1.5, width: "data(size)", height: "data(size)", "text-valign": "center", "text-background-color": ink("--ground"), "text-background-opacity": .85, "text-background-padding": 2, "min-zoomed-font-size": 0, "z-index": 2 } },
        { selector: "edge", style: { width: "data(width)", "line-color": ink("--m"), "target-arrow-color": ink("--m"), "target-arrow-shape": "triangle", "curve-style": "bezier", opacity: 0.75, label: "data(n)", "font-size": names.size > 14 ? 18 : 10, color: ink("--quiet"), "text-background-color": ink("--ground"), "text-background-opacity": 1 } },
      ];
      const graph = cytoscape({
        container: net,
        elements: [
          ...told.nodes.filter((n) => names.has(n.id)).map((n) => ({ data: { id: n.id, size: 34 + 5 * Math.log2(1 + n.sent + n.received) } })),
          ...kept.map((e) => ({ data: { id: e.from + "→" + e.to, source: e.from, target: e.to, n: e.n, width: 1 + 5 * e.n / most } })),
        ],
        style: style(),
        /* On a circle no edge runs through a third node; many nodes are put in rings. */
        layout: names.size <= 14 ? { name: "circle", animate: false, padding: 40 } : { name: "concentric", animate: false, padding: 30, minNodeSpacing: 10, concentric: (n) => n.degree(false), levelWidth: () => 3 },
      });
      graph.on("tap", "edge", (event) => {
        const { source, target } = event.target.data();
        location.href = "/messages?" + new URLSearchParams({ who: source, to: target });
      });
      addEventListener("dragoman:theme", () => graph.style(style()));
    });
  }
})();
