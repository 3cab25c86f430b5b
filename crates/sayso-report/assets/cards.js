// What is told of a statement or stance: in the panel beside the text, and beside the pointer or the focus.

const CARD_EVIDENCE = 4;

function polarity(word) {
  return el("span", { class: `polarity ${word ?? "none"}` }, `${signOf(word)} ${wordOf(word)}`);
}

function confidence(row) {
  if (row.confidence === undefined) return row.method === "hand" ? "coded by hand" : undefined;
  const words = row.confidence.toFixed(2);
  return el("span", { class: "sure" }, el("meter", { min: 0, max: 1, value: row.confidence, "aria-label": "confidence" }, words), ` ${words}`);
}

const foundBy = (row) => `${row.method} ${plain(row.rule)}`;
const review = (row) => (row.review === "auto" ? undefined : row.review);

/** One stance as a line: who is for or against whom or what, how sure, on which words. */
function stanceLine(index, withHolder = true) {
  const stance = stances[index];
  const pieces = stance.evidence.slice(0, CARD_EVIDENCE);
  return el("li", { class: "stance" },
    el("p", { class: "claim" }, withHolder ? [actorLink(stance.holder) ?? "Nobody named", " "] : null, polarity(stance.polarity), " ", targetLink(stance)),
    pieces.map((piece) => el("blockquote", { class: piece.polarity ?? "none" }, piece.text)),
    el("p", { class: "fine" }, confidence(stance), stance.explicit ? null : " · implied",
      stance.evidence.length > pieces.length ? ` · ${counted(stance.evidence.length - pieces.length, "more place")}` : null,
      ` · ${foundBy(stance)}`, review(stance) ? ` · ${review(stance)}` : null,
      " · ", stance.statement === undefined ? el("a", { href: documentAddress(stance.document) }, "in the text’s own voice") : placeLink(stance.statement),
      documents.length > 1 ? [", ", documentLink(stance.document)] : null));
}

/** Everything about one statement. */
function statementCard(index) {
  const statement = statements[index];
  const own = of(stancesOfStatement, index);
  const flags = [statement.negated && "said not to have been said", statement.hypothetical && "only supposed", statement.sensitivity && plain(statement.sensitivity)].filter(Boolean);
  return el("section", { class: `card ${colourOf(statement.speaker)}` },
    el("h2", {}, statement.speaker === undefined ? speakerName(statement) : actorLink(statement.speaker)),
    el("p", { class: "kind" }, `No. ${statement.number} · ${statement.mode} · ${statement.act}`, flags.map((flag) => ` · ${flag}`)),
    el("blockquote", { class: "words" }, statement.words),
    pairs([
      ["Confidence", confidence(statement)],
      ["Cue", statement.cue],
      ["In the text", statement.surface],
      ["Said to", actorLink(statement.addressee)],
      ["Reported by", actorLink(statement.reporter)],
      ["Within", statement.inside === undefined ? undefined : [placeLink(statement.inside), `, ${speakerName(statements[statement.inside])}`]],
      ["Date", statement.date],
      ["Found by", foundBy(statement)],
      ["Review", review(statement)],
      ["Id", el("code", {}, statement.id)],
    ]),
    own.length === 0 ? null : [el("h3", {}, "Stances"), el("ul", { class: "stances" }, own.map((stance) => stanceLine(stance)))]);
}

/** The same in a few lines, without links, for the tip. */
function statementTip(index) {
  const statement = statements[index];
  return [
    el("p", { class: "who" }, `${speakerName(statement)}`, statement.cue ? ` · ${statement.cue}` : ""),
    el("p", { class: "fine" }, `No. ${statement.number} · ${statement.mode} · ${statement.act}`, statement.confidence === undefined ? "" : ` · confidence ${statement.confidence.toFixed(2)}`),
    of(stancesOfStatement, index).map(stanceTip),
  ];
}

function stanceTip(index) {
  const stance = stances[index];
  const sure = stance.confidence === undefined ? "" : ` · confidence ${stance.confidence.toFixed(2)}`;
  return el("p", { class: "claim" }, `${holderName(stance)} `, polarity(stance.polarity), ` ${targetName(stance)}`, el("span", { class: "fine" }, sure));
}

/** Shows something in the panel; on narrow screens the panel is a sheet that can be closed. */
function showDetails(...content) {
  const close = el("button", { type: "button", class: "plain close", onclick: hideDetails }, "Close");
  byId("details").replaceChildren(close, ...content.flat());
  byId("details").classList.add("open");
}

let detailsFor = null;

/** Shows details on behalf of `button`, to which the focus returns when they are closed; a statement's parts stay lit until then. */
function showDetailsFor(button, ...content) {
  choose(button.dataset.s);
  detailsFor = button;
  showDetails(...content);
}

function choose(statement) {
  for (const part of byId("main").querySelectorAll(".chosen")) part.classList.remove("chosen");
  if (statement === undefined) return;
  for (const part of byId("main").querySelectorAll(`[data-s="${statement}"]`)) part.classList.add("chosen");
}

function hideDetails() {
  choose();
  byId("details").classList.remove("open");
  byId("details").replaceChildren();
  if (detailsFor?.isConnected) detailsFor.focus();
  detailsFor = null;
}

// The tip stays while the pointer is on it or on what it belongs to, and goes with Escape.
const tip = byId("tip");
let tipOwner = null;
let tipTimer;

function showTip(owner, content) {
  clearTimeout(tipTimer);
  if (tipOwner !== owner) tip.replaceChildren(...[content].flat(Infinity));
  tipOwner?.removeAttribute("aria-describedby");
  tipOwner = owner;
  owner.setAttribute("aria-describedby", "tip");
  tip.hidden = false;
  const box = owner.getClientRects()[0] ?? owner.getBoundingClientRect();
  const below = box.bottom + 8;
  const top = below + tip.offsetHeight > innerHeight ? Math.max(8, box.top - tip.offsetHeight - 8) : below;
  tip.style.setProperty("top", `${top}px`);
  tip.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`);
}

function hideTip(delay = 0) {
  clearTimeout(tipTimer);
  tipTimer = setTimeout(() => {
    tip.hidden = true;
    tipOwner?.removeAttribute("aria-describedby");
    tipOwner = null;
  }, delay);
}

tip.addEventListener("pointerenter", () => clearTimeout(tipTimer));
tip.addEventListener("pointerleave", () => hideTip(150));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!tip.hidden) hideTip();
  else if (byId("details").classList.contains("open")) hideDetails();
});
