// Who is for or against what: actors in rows, issues or actors in columns.

const N_ROWS = 40;

function matrixView([asked = issues.some((_, index) => stancesOnIssue.has(index)) ? "issues" : "actors", size]) {
  const isTowardsIssue = asked !== "actors";
  const cells = new Map();
  const rowTotals = new Map();
  const columnTotals = new Map();
  for (const index of chosenStances([...stances.keys()])) {
    const stance = stances[index];
    const column = isTowardsIssue ? stance.issue : stance.actor;
    if (column === undefined || stance.holder === undefined) continue;
    const key = `${stance.holder} ${column}`;
    cells.set(key, [...(cells.get(key) ?? []), index]);
    rowTotals.set(stance.holder, (rowTotals.get(stance.holder) ?? 0) + 1);
    columnTotals.set(column, (columnTotals.get(column) ?? 0) + 1);
  }
  const ranked = (totals) => [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([key]) => key);
  const all = ranked(rowTotals);
  const rows = size === "all" ? all : all.slice(0, N_ROWS);
  const columns = size === "all" ? ranked(columnTotals) : ranked(columnTotals).slice(0, N_ROWS);
  const name = (column) => (isTowardsIssue ? issueLink(column) : actorLink(column));
  const body = el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, actorLink(row)), columns.map((column) => el("td", {}, matrixCell(cells.get(`${row} ${column}`)))))));
  const heads = [el("th", { scope: "col", class: "corner" }, "Actor"), ...columns.map((column) => el("th", { scope: "col", class: "turned" }, el("div", {}, name(column))))];
  return [
    el("h1", { tabindex: "-1" }, "Who is for or against what"),
    choices("Towards", "matrix", [["issues", "issues"], ["actors", "actors"]], isTowardsIssue ? "issues" : "actors"),
    rows.length === 0 ? el("p", { class: "notice" }, "There are no stances to show.") : [
      el("p", { class: "fine" }, "A cell counts stances for (▲) and against (▼); choose one to read them."),
      table("Stances by actor and target", heads, body, { class: "matrix" }),
      rows.length < all.length ? el("p", {}, el("a", { href: address(["matrix", asked, "all"]) }, `Show all ${all.length} actors`)) : null,
    ],
  ];
}

function matrixCell(indices) {
  if (!indices) return null;
  const n = (side) => indices.filter((index) => stances[index].polarity === side).length;
  const [support, oppose] = [n("support"), n("oppose")];
  const balance = (support - oppose) / indices.length;
  const side = balance > 0 ? "support" : balance < 0 ? "oppose" : "mixed";
  const others = indices.length - support - oppose;
  const words = [support && `▲${support}`, oppose && `▼${oppose}`, others && `◆${others}`].filter(Boolean).join(" ");
  const first = stances[indices[0]];
  const told = `${holderName(first)} on ${targetName(first)}: ${support} for, ${oppose} against${others ? `, ${others} other` : ""}`;
  const cell = el("button", { type: "button", class: `cell ${side}`, "aria-label": told, onclick: () => showDetailsFor(cell, stanceCard(told, indices)) }, words);
  cell.style.setProperty("--share", `${Math.round(30 + 70 * Math.abs(balance))}%`);
  return cell;
}

const stanceCard = (title, indices) => el("section", { class: "card" }, el("h2", {}, title), longList(el("ul", { class: "stances" }), indices, (index) => stanceLine(index), 20));

/** Links of which one is where the reader is; each adds its part to `path`. */
function choices(title, path, options, chosen) {
  return el("nav", { class: "choices", "aria-label": title }, el("span", { class: "fine" }, `${title} `), options.map(([part, words]) => el("a", { href: address([...path.split("/"), part]), "aria-current": part === chosen ? "true" : null }, words)));
}
