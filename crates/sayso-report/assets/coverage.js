// What was seen and used, and what was seen and not understood.

/** Endings of counters that tell how many there are, each with the endings that tell how many of them were used. */
const SHARES = { seen: ["used", "attributed", "resolved"], named: ["resolved"], announced: ["attributed"] };

function coverageView() {
  const totals = new Map();
  for (const { counter, n } of site.coverage) totals.set(counter, (totals.get(counter) ?? 0) + n);
  const shares = [];
  const paired = new Set();
  for (const [counter, n] of totals) {
    const cut = counter.lastIndexOf("_");
    for (const ending of SHARES[counter.slice(cut + 1)] ?? []) {
      const used = `${counter.slice(0, cut)}_${ending}`;
      if (!totals.has(used)) continue;
      shares.push([plain(counter.slice(0, cut)), totals.get(used), ending, n]);
      paired.add(counter).add(used);
    }
  }
  const others = [...totals].filter(([counter]) => !paired.has(counter));
  return [
    el("h1", { tabindex: "-1" }, "Coverage"),
    el("p", { class: "lead" }, "How much of what stands in the texts became rows, and what was seen and not understood."),
    el("ul", { class: "shares" }, shares.map(([what, used, ending, n]) => el("li", {}, el("span", {}, `${what} ${ending}`), el("meter", { min: 0, max: Math.max(n, 1), value: used, "aria-label": `${what} ${ending}` }), el("span", { class: "number" }, `${used.toLocaleString("en-GB")} of ${n.toLocaleString("en-GB")}`)))),
    others.length === 0 ? null : el("ul", { class: "figures small" }, others.map(([counter, n]) => el("li", {}, el("strong", {}, n.toLocaleString("en-GB")), ` ${plain(counter)}`))),
    diagnosticList(),
    site.redactions.length === 0 ? null : [el("h2", {}, "Identifiers that were masked or kept"), table("Redactions", ["Kind", "Action", "Number"], el("tbody", {}, site.redactions.map(({ kind, action, n }) => el("tr", {}, el("th", { scope: "row" }, plain(kind)), el("td", {}, action), el("td", { class: "number" }, n)))))],
  ];
}

function diagnosticList() {
  const ranked = [...site.diagnostics].sort((a, b) => ["error", "warning", "info"].indexOf(a.severity) - ["error", "warning", "info"].indexOf(b.severity));
  const row = (diagnostic) => el("tr", {}, el("td", {}, el("span", { class: `severity ${diagnostic.severity}` }, diagnostic.severity)), el("th", { scope: "row" }, plain(diagnostic.code)), el("td", {}, diagnostic.message), documents.length > 1 ? el("td", {}, diagnostic.document === undefined ? null : documentLink(diagnostic.document)) : null);
  const body = el("tbody");
  const [, more] = longList(body, ranked, row, 100);
  return [el("h2", {}, `Diagnostics (${ranked.length})`), ranked.length === 0 ? el("p", {}, "There are none.") : [table("Diagnostics", ["Severity", "What", "Message", ...(documents.length > 1 ? ["Document"] : [])], body), more]];
}
