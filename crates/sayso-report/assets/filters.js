// Filters: which statements and stances the reader has chosen to see.

let isShown = { statement: [], stance: [] };

const holds = (words, asked) => words.toLocaleLowerCase().includes(asked);
const isSure = (row, least) => row.confidence === undefined || row.confidence >= least;

/** Tells for each statement and stance whether all filters let it through. */
function applyFilters() {
  const { filters } = route;
  const actor = actors.findIndex((candidate) => candidate.id === filters.actor);
  const issue = issues.findIndex((candidate) => candidate.id === filters.issue);
  const least = Number(filters.confidence) || 0;
  const asked = filters.words.trim().toLocaleLowerCase();
  const isAbout = (stance) =>
    (!filters.actor || stance.holder === actor || stance.actor === actor) && (!filters.issue || stance.issue === issue);
  const isOfKind = (statement) =>
    (!filters.mode || statement.mode === filters.mode) && (!filters.act || statement.act === filters.act);
  isShown = {
    statement: statements.map((statement, index) => {
      if (!isOfKind(statement) || !isSure(statement, least) || (asked && !holds(statement.words, asked))) return false;
      if (filters.actor && statement.speaker === actor && !filters.issue) return true;
      return !(filters.actor || filters.issue) || of(stancesOfStatement, index).some((stance) => isAbout(stances[stance]));
    }),
    stance: stances.map((stance) => {
      if (!isAbout(stance) || !isSure(stance, least)) return false;
      if (asked && !stance.evidence.some((piece) => holds(piece.text, asked))) return false;
      if (!filters.mode && !filters.act) return true;
      return stance.statement !== undefined && isOfKind(statements[stance.statement]);
    }),
  };
}

const chosenStatements = (indices) => indices.filter((index) => isShown.statement[index]);
const chosenStances = (indices) => indices.filter((index) => isShown.stance[index]);
const isFiltering = () => FILTERS.some((name) => route.filters[name]);

function choice(name, label, options) {
  const select = el("select", { name, id: `by-${name}` }, el("option", { value: "" }, "all"));
  select.append(...options.map(([value, words]) => el("option", { value }, words)));
  return el("div", { class: "field" }, el("label", { for: `by-${name}` }, label), select);
}

/** Those who speak, hold a stance or are the target of one, by name. */
function actorsInPlay() {
  const inPlay = [...actors.keys()].filter((index) => [statementsOfSpeaker, stancesOfHolder, stancesOnActor].some((groups) => groups.has(index)));
  return inPlay.map((index) => [actors[index].id, actors[index].name]).sort((a, b) => a[1].localeCompare(b[1]));
}

function buildFilters(onChange) {
  const words = (key) => [...new Set(statements.map((statement) => statement[key]))].sort().map((word) => [word, plain(word)]);
  const usedIssues = [...issues.keys()].filter((index) => stancesOnIssue.has(index));
  const confidence = el("input", { type: "range", name: "confidence", id: "by-confidence", min: 0, max: 1, step: 0.05 });
  const shown = el("output", { for: "by-confidence" });
  const form = byId("filters");
  form.append(
    choice("actor", "Actor", actorsInPlay()),
    choice("issue", "Issue", usedIssues.map((index) => [issues[index].id, issues[index].label])),
    choice("mode", "Mode", words("mode")),
    choice("act", "Act", words("act")),
    el("div", { class: "field" }, el("label", { for: "by-confidence" }, "Confidence from ", shown), confidence),
    el("div", { class: "field" }, el("label", { for: "by-words" }, "Words"), el("input", { type: "search", name: "words", id: "by-words", autocomplete: "off" })),
    el("button", { type: "reset", class: "plain" }, "Clear filters"),
  );
  const read = () => {
    const filters = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));
    if (Number(filters.confidence) === 0) filters.confidence = "";
    onChange(filters);
  };
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => onChange(Object.fromEntries(FILTERS.map((name) => [name, ""]))));
  // narrow screens start with the form folded away
  const wide = matchMedia("(min-width: 60rem)");
  const fold = () => { byId("filter-box").open = wide.matches || isFiltering(); };
  wide.addEventListener("change", fold);
  fold();
}

/** Brings the form in line with the address, and tells how much is left. */
function showFilters() {
  const form = byId("filters");
  for (const name of FILTERS) {
    const value = name === "confidence" ? route.filters[name] || "0" : route.filters[name];
    if (form.elements[name] !== document.activeElement) form.elements[name].value = value;
  }
  form.querySelector("output").textContent = (Number(route.filters.confidence) || 0).toFixed(2);
  form.querySelector("button").disabled = !isFiltering();
  const part = (all, chosen, word) => (chosen === all ? counted(all, word) : `${chosen.toLocaleString("en-GB")} of ${counted(all, word)}`);
  const n = (flags) => flags.filter(Boolean).length;
  byId("tally").textContent = `${part(statements.length, n(isShown.statement), "statement")} · ${part(stances.length, n(isShown.stance), "stance")}`;
}
