// Where the reader is: `#/view/part/part?actor=…&issue=…`. Filters stay in every link, so a view can be kept or sent.

const FILTERS = ["actor", "issue", "mode", "act", "confidence", "words"];
let route = { view: "", parts: [], filters: {} };

function readRoute() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...parts] = path.split("/").filter(Boolean).map(decoded);
  const asked = new URLSearchParams(query ?? "");
  const filters = Object.fromEntries(FILTERS.map((name) => [name, asked.get(name) ?? ""]));
  return { view: view ?? "", parts, filters };
}

/** A part of an address that nobody could have written is taken as it is. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function address(parts, filters = route.filters) {
  const query = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]])).toString();
  return `#/${parts.map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

/** Address of a document, or of a statement in it; documents of a split report have files of their own. */
function documentAddress(index, statement) {
  const { id, href } = documents[index];
  const parts = statement === undefined ? ["document", id] : ["document", id, statements[statement].id];
  return (href ?? "") + address(parts, href ? {} : route.filters);
}

const actorLink = (index) => (index === undefined ? undefined : el("a", { href: address(["actor", actors[index].id]) }, actors[index].name));
const issueLink = (index) => el("a", { href: address(["issue", issues[index].id]), title: issues[index].definition }, issues[index].label);
const targetLink = (stance) => (stance.issue === undefined ? actorLink(stance.actor) : issueLink(stance.issue));
const placeLink = (statement) => el("a", { href: documentAddress(statements[statement].document, statement) }, `no. ${statements[statement].number}`);
const documentLink = (index) => el("a", { href: documentAddress(index) }, titleOf(documents[index]));
