// The first view: what the dataset is, and its documents.

function documentsView() {
  const isKept = (index) => !isFiltering() || chosenStatements(of(statementsOfDocument, index)).length > 0 || chosenStances(of(stancesOfDocument, index)).length > 0;
  const kept = [...documents.keys()].filter(isKept);
  const speakers = new Set(statements.map((statement) => statement.speaker).filter((speaker) => speaker !== undefined));
  const figures = [[documents.length, "document"], [statements.length, "statement"], [speakers.size, "speaker"], [stances.length, "stance"]];
  const body = el("tbody");
  const row = (index) => {
    const document = documents[index];
    return el("tr", {},
      el("th", { scope: "row" }, documentLink(index)), el("td", {}, actorLink(document.author)), el("td", { class: "date" }, document.date),
      el("td", { class: "number" }, document.words.toLocaleString("en-GB")),
      el("td", { class: "number" }, chosenStatements(of(statementsOfDocument, index)).length),
      el("td", { class: "number" }, chosenStances(of(stancesOfDocument, index)).length));
  };
  const [, more] = longList(body, kept, row);
  return [
    el("header", { class: "head" }, el("h1", { tabindex: "-1" }, site.title), site.description ? el("p", { class: "lead" }, site.description) : null),
    el("ul", { class: "figures" }, figures.map(([n, word]) => el("li", {}, el("strong", {}, n.toLocaleString("en-GB")), ` ${n === 1 ? word : `${word}s`}`))),
    el("h2", {}, kept.length === documents.length ? "Documents" : `Documents (${kept.length} of ${documents.length})`),
    kept.length === 0 ? el("p", { class: "notice" }, documents.length === 0 ? "There are no documents." : "No document has what the filters ask for.") : [table("Documents", ["Title", "Author", "Date", "Words", "Statements", "Stances"], body), more],
  ];
}
