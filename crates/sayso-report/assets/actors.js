// Actors: all of them as a table, and a page for each; issues have pages of the same kind.

const COLUMNS = [
  ["name", "Name", (index) => actors[index].name],
  ["type", "Type", (index) => plain(actors[index].classification ?? actors[index].type)],
  ["statements", "Statements", (index) => chosenStatements(of(statementsOfSpeaker, index)).length],
  ["for", "For", (index) => sided(stancesOfHolder, index, "support")],
  ["against", "Against", (index) => sided(stancesOfHolder, index, "oppose")],
  ["mentions", "Mentions", (index) => actors[index].mentions],
];
const sided = (groups, key, side) => chosenStances(of(groups, key)).filter((index) => stances[index].polarity === side).length;

function actorsView([sorted = "statements"]) {
  const key = COLUMNS.find(([id]) => id === sorted) ?? COLUMNS[2];
  const kept = [...actors.keys()].filter((index) => !route.filters.actor || actors[index].id === route.filters.actor);
  const values = new Map(kept.map((index) => [index, key[2](index)]));
  kept.sort((a, b) => (typeof values.get(a) === "string" ? values.get(a).localeCompare(values.get(b)) : values.get(b) - values.get(a)) || actors[a].name.localeCompare(actors[b].name));
  const body = el("tbody");
  const row = (index) =>
    el("tr", { class: actors[index].colour }, COLUMNS.map(([id, , value]) =>
      id === "name" ? el("th", { scope: "row" }, el("span", { class: "dot", "aria-hidden": "true" }), actorLink(index)) : el("td", { class: id === "type" ? null : "number" }, typeof value(index) === "number" ? value(index).toLocaleString("en-GB") : value(index))));
  const heads = COLUMNS.map(([id, words]) =>
    el("th", { scope: "col", "aria-sort": id === key[0] ? (id === "name" || id === "type" ? "ascending" : "descending") : null, class: id === "name" || id === "type" ? null : "number" }, el("a", { href: address(["actors", id]) }, words)));
  const [, more] = longList(body, kept, row, 100);
  return [el("h1", { tabindex: "-1" }, `Actors (${kept.length.toLocaleString("en-GB")})`), table("Actors", heads, body), more];
}

const ROLES = { elected: "holds elected office", official: "official", public_figure: "public figure", private: "private person" };

function actorView([id]) {
  const index = actors.findIndex((actor) => actor.id === id);
  if (index < 0) return missing("actor", id);
  const actor = actors[index];
  const names = actor.names.filter(({ name }) => name !== actor.name);
  const belongs = site.affiliations.filter(({ member }) => member === index);
  const members = site.affiliations.filter(({ body }) => body === index);
  const said = chosenStatements(of(statementsOfSpeaker, index));
  const byIssue = new Map();
  for (const stance of chosenStances(of(stancesOfHolder, index))) byIssue.set(targetName(stances[stance]), [...(byIssue.get(targetName(stances[stance])) ?? []), stance]);
  const held = [...byIssue.values()].flat();
  return [
    el("header", { class: `head ${actor.colour}` },
      el("h1", { tabindex: "-1" }, el("span", { class: "dot", "aria-hidden": "true" }), actor.name),
      el("p", { class: "fine" }, [plain(actor.classification ?? actor.type), ROLES[actor.role], counted(actor.mentions, "mention"), actor.registered ? null : "not in the registry"].filter(Boolean).join(" · "))),
    el("div", { class: "columns" },
      listed("Names", names, ({ name, type, observed }) => el("li", {}, name, el("span", { class: "fine" }, ` ${plain(type)}${observed ? "" : ", not in these texts"}`))),
      listed("Belongs to", gathered(belongs, "body"), (rows) => affiliationLine(rows, rows[0].body)),
      listed("Members", gathered(members, "member"), (rows) => affiliationLine(rows, rows[0].member)),
      listed("Elsewhere", actor.identifiers, ({ scheme, identifier }) => el("li", {}, `${plain(scheme)} `, scheme === "wikidata" && /^Q\d+$/.test(identifier) ? el("a", { href: `https://www.wikidata.org/wiki/${identifier}`, rel: "noreferrer noopener external" }, identifier) : el("code", {}, identifier)))),
    stanceColumns("Stances held", held, false),
    stanceColumns(`Stances towards ${actor.name}`, chosenStances(of(stancesOnActor, index)), true),
    said.length === 0 ? null : el("section", {}, el("h2", {}, `Statements (${said.length})`), longList(el("ol", { class: "plain-list" }), said, (statement) => statementItem(statement, true))),
  ];
}

function issueView([id]) {
  const index = issues.findIndex((issue) => issue.id === id);
  if (index < 0) return missing("issue", id);
  const issue = issues[index];
  return [
    el("header", { class: "head" }, el("h1", { tabindex: "-1" }, issue.label), issue.definition ? el("p", { class: "lead" }, issue.definition) : null),
    stanceColumns("Stances", chosenStances(of(stancesOnIssue, index)), true),
  ];
}

/** Rows that tell the same of the same actor, together; what a text tells often comes first. */
function gathered(rows, other) {
  const groups = new Map();
  for (const row of rows) {
    const key = [row[other], row.role, row.status].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function affiliationLine(rows, other) {
  const { role, status } = rows[0];
  const areas = [...new Set(rows.map(({ area }) => area).filter(Boolean))];
  const dates = [...new Set(rows.map(({ dateText, start, end }) => dateText ?? [start, end].filter(Boolean).join("–")).filter(Boolean))];
  return el("li", {}, role ? `${role}, ` : null, actorLink(other), areas.length > 0 ? ` (${areas.join(", ")})` : null,
    el("span", { class: "fine" }, [status === "current" ? "" : status, ...dates].filter(Boolean).map((words) => ` · ${words}`)),
    el("details", {}, el("summary", { class: "fine" }, counted(rows.length, "place")), rows.map(({ evidence }) => el("blockquote", {}, evidence))));
}

const listed = (title, rows, make) => (rows.length === 0 ? null : el("section", {}, el("h2", {}, title), longList(el("ul", { class: "plain-list" }), rows, make, 12)));

/** For on the left, against on the right, the rest below. */
function stanceColumns(title, indices, withHolder) {
  if (indices.length === 0) return null;
  const column = (side, words) => {
    const rows = indices.filter((index) => (side === null ? !["support", "oppose"].includes(stances[index].polarity) : stances[index].polarity === side));
    return rows.length === 0 ? null : el("div", {}, el("h3", { class: side }, side === null ? words : `${signOf(side)} ${words}`, ` (${rows.length})`), longList(el("ul", { class: "stances" }), rows, (index) => stanceLine(index, withHolder), 20));
  };
  return el("section", {}, el("h2", {}, title), el("div", { class: "columns" }, column("support", "For"), column("oppose", "Against"), column(null, "Other")));
}

const missing = (kind, id) => [el("h1", { tabindex: "-1" }, "Not found"), el("p", {}, `There is no ${kind} ${id} in this report.`)];
