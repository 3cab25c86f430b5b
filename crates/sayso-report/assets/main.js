// The views, and moving between them.

const VIEWS = [
  ["documents", site.home ? "Document" : "Documents", () => (documents.length === 1 ? documentView([documents[0].id]) : documentsView())],
  ["actors", "Actors", actorsView],
  ["matrix", "Matrix", matrixView],
  ["network", "Network", networkView],
  ["timeline", "Timeline", timelineView],
  ["coverage", "Coverage", coverageView],
];
const PAGES = { document: documentView, actor: actorView, issue: issueView };
/** Which of the views a page belongs to. */
const WITHIN = { document: "documents", actor: "actors", issue: "matrix" };

function documentView([id]) {
  const index = documents.findIndex((document) => document.id === id);
  if (index < 0) return missing("document", id);
  if (documents[index].href) return [el("h1", { tabindex: "-1" }, titleOf(documents[index])), el("p", {}, "This text has a file of its own: ", documentLink(index))];
  return textView(index);
}

/** Shows what the address asks for. With `isMove` the reader has gone somewhere else, and focus and scroll follow. */
function show(isMove) {
  route = readRoute();
  applyFilters();
  showFilters();
  const [name, , view] = VIEWS.find(([candidate]) => candidate === route.view) ?? VIEWS[0];
  const page = PAGES[route.view];
  const content = page ? page(route.parts) : view(route.parts);
  hideTip();
  const main = byId("main");
  main.replaceChildren(...content.flat(Infinity).filter(Boolean));
  byId("page").className = `page ${page ? route.view : name === "documents" && documents.length === 1 ? "document" : name}`;
  showViews(page ? WITHIN[route.view] : name);
  document.title = [main.querySelector("h1")?.textContent, site.title].filter((words, nth, all) => words && all.indexOf(words) === nth).join(" – ");
  const text = main.querySelector(".text");
  if (text) settleLabels(text);
  if (!isMove) return;
  const statement = route.view === "document" ? statements.findIndex(({ id }) => id === route.parts[1]) : -1;
  const target = byId(`s-${statement}`);
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    showDetailsFor(target, statementCard(statement));
  } else {
    hideDetails();
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function showViews(current) {
  const views = VIEWS.filter(([name]) => name !== "timeline" || hasTimeline());
  byId("views").replaceChildren(
    ...(site.home ? [el("a", { href: site.home }, "← All documents")] : []),
    ...views.map(([name, words]) => el("a", { href: address([name]), "aria-current": name === current ? "page" : null }, words)),
  );
  // on a narrow screen the list is wider than the page: the view that is shown stands in its middle
  const [list, here] = [byId("views"), byId("views").querySelector("[aria-current]")];
  if (here) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

/** Light, dark, or as the system has it. */
function offerThemes() {
  const themes = ["auto", "light", "dark"];
  let nth = 0;
  const button = byId("theme");
  const apply = () => {
    document.documentElement.style.setProperty("color-scheme", nth === 0 ? "light dark" : themes[nth]);
    button.textContent = `Theme: ${themes[nth]}`;
  };
  button.addEventListener("click", () => {
    nth = (nth + 1) % themes.length;
    apply();
  });
  apply();
}

buildFilters((filters) => {
  history.replaceState(null, "", address([route.view || "documents", ...route.parts], filters));
  show(false);
});
offerThemes();
addEventListener("hashchange", () => {
  if (location.hash === "" || location.hash.startsWith("#/")) show(true);
});
// a link to where the reader is already leads there again
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#/']") : null;
  if (link?.getAttribute("href") === location.hash) show(true);
});
new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty("--top", `${target.offsetHeight}px`)).observe(document.querySelector(".top"));
let resettling;
addEventListener("resize", () => {
  clearTimeout(resettling);
  resettling = setTimeout(() => {
    hideTip();
    const text = byId("main").querySelector(".text");
    if (text) settleLabels(text);
  }, 100);
});
show(location.hash.startsWith("#/document/"));
