// A document's text with its statements, stances and names marked. The pieces come nested from the program; here they get their looks.

const BLOCKS = { body: "", byline: "", boilerplate: "", caption: "Caption", heading: "", social_post: "Post", block_quote: "Quotation", letter: "Letter", comment: "Comment" };

function textView(index) {
  const document = documents[index];
  const { lines, blocks } = textOf(index);
  const text = el("div", { class: lines ? "text lines" : "text", lang: document.lang === "und" ? null : document.lang });
  text.append(...blocks.map((block) => blockOf(block, index, new Set())));
  listen(text);
  return [
    documentHead(index),
    legend(index),
    text,
    statementList(index),
  ];
}

function documentHead(index) {
  const document = documents[index];
  const isLink = /^https?:\/\//i.test(document.url ?? "");
  const neighbour = (at, words, relation) => (documents[at] ? el("a", { href: documentAddress(at), rel: relation }, words) : null);
  return el("header", { class: "head" },
    documents.length > 1 ? el("p", { class: "trail" }, neighbour(index - 1, "← Previous", "prev"), " ", neighbour(index + 1, "Next →", "next")) : null,
    el("h1", { tabindex: "-1" }, titleOf(document)),
    el("p", { class: "fine" }, [
      actorLink(document.author), document.publisher, document.date && `${document.date}${document.precision === "inferred" ? " (inferred)" : ""}`,
      document.genre === "other" ? null : document.genre, counted(document.words, "word"), document.title ? document.source : null,
      document.url && (isLink ? el("a", { href: document.url, rel: "noreferrer noopener external" }, "original") : document.url), document.licence,
    ].filter(Boolean).flatMap((part, nth) => (nth === 0 ? [part] : [" · ", part]))));
}

/** Who speaks in this text, most first, and what the lines under their words mean. */
function legend(index) {
  const speakers = new Map();
  for (const statement of of(statementsOfDocument, index)) {
    const { speaker } = statements[statement];
    speakers.set(speaker, (speakers.get(speaker) ?? 0) + 1);
  }
  const ranked = [...speakers].filter(([speaker]) => speaker !== undefined).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8);
  const line = (mode, words) => el("li", {}, el("span", { class: `sample s ${mode} cx` }, mode), words);
  return el("div", { class: "legend" },
    el("ul", { "aria-label": "Speakers" }, ranked.map(([speaker, n]) => el("li", { class: colourOf(speaker) }, el("a", { class: "chip", href: address(["actor", actors[speaker].id]) }, shortName(speaker)), ` ${n}`))),
    el("ul", { "aria-label": "How statements are marked" }, line("direct", ""), line("mixed", ""), line("indirect", ""),
      el("li", {}, el("span", { class: "sample e support" }, "▲ for")), el("li", {}, el("span", { class: "sample e oppose" }, "▼ against"))));
}

function blockOf(block, index, frames) {
  const frame = block.frame === undefined ? null : statements[block.frame];
  const inner = frame ? new Set([...frames, block.frame]) : frames;
  const author = frame?.speaker ?? block.author;
  const named = BLOCKS[block.type] ?? plain(block.type);
  const children = block.body.map((item) => (item.type === undefined ? paragraphOf(item, inner, block.frame) : blockOf(item, index, inner)));
  const classes = ["block", block.type, frame ? `frame ${colourOf(author)}` : "", frame && !isShown.statement[block.frame] ? "off" : ""];
  const head = named === "" && !frame ? null : el("p", { class: "voice" },
    el("span", { class: "genre" }, named), author === undefined ? null : el("span", { class: `by ${colourOf(author)}` }, actorName(author)),
    block.addressee === undefined ? null : ` to ${actorName(block.addressee)}`, block.date ? ` · ${dateWords(block.date)}` : null, frame ? label(block.frame) : null);
  return el(named === "" ? "div" : "section", { class: classes.filter(Boolean).join(" "), "data-s": frame ? block.frame : null, "aria-label": named === "" ? null : [named, author === undefined ? "" : `by ${actorName(author)}`].join(" ").trim() }, head, children);
}

/** A paragraph; within a frame, what is not the frame's own content is its header line. */
function paragraphOf(paragraph, frames, frame) {
  const isHeader = frame !== undefined && !hasContent(paragraph.n, frame);
  return el("p", { class: [paragraph.gap ? "gap" : "", isHeader ? "header" : ""].join(" ").trim() || null }, nodesOf(paragraph.n, frames));
}

/** Whether words of a statement are among the nodes, at any depth. */
const hasContent = (nodes, statement) => nodes.some((node) => node.n && ((node.k === "content" && node.i === statement) || hasContent(node.n, statement)));

const nodesOf = (nodes, frames) => nodes.map((node) => (typeof node === "string" ? node : MARKS[node.k](node, frames)));

const MARKS = {
  content(node, frames) {
    if (frames.has(node.i)) return nodesOf(node.n, frames);
    const statement = statements[node.i];
    const classes = ["s", statement.mode, colourOf(statement.speaker), isShown.statement[node.i] ? "" : "off", node.resumed ? "resumed" : ""];
    const span = el("span", { class: classes.filter(Boolean).join(" "), "data-s": node.i }, nodesOf(node.n, frames));
    return node.first ? [label(node.i), span] : span;
  },
  cue: (node, frames) => el("span", { class: `cue ${colourOf(statements[node.i].speaker)}`, "data-s": node.i }, nodesOf(node.n, frames)),
  speaker: (node, frames) => el("span", { class: `speaker ${colourOf(statements[node.i].speaker)}${isShown.statement[node.i] ? "" : " off"}`, "data-s": node.i }, nodesOf(node.n, frames)),
  evidence(node, frames) {
    const stance = stances[node.i];
    const piece = stance.evidence[node.j ?? 0];
    if (!isShown.stance[node.i]) return nodesOf(node.n, frames);
    const span = el("span", { class: `e ${piece.polarity ?? "none"}`, "data-t": node.i }, nodesOf(node.n, frames));
    // a stance within a statement is told by the statement's label
    return node.last && piece.statement === undefined ? [span, sign(node.i)] : span;
  },
  name: (node, frames) => el("span", { class: actors[node.i].id === route.filters.actor ? "name hit" : "name" }, nodesOf(node.n, frames)),
};

/** The label of a statement: its number, its speaker, the signs of its stances. It is what the keyboard reaches. */
function label(index) {
  const statement = statements[index];
  const shown = chosenStances(of(stancesOfStatement, index));
  const signs = [...new Set(shown.map((stance) => stances[stance].polarity))];
  const words = `Statement ${statement.number}: ${speakerName(statement)}, ${statement.mode}${statement.cue ? `, ${statement.cue}` : ""}`;
  return el("button", { type: "button", class: `label ${colourOf(statement.speaker)}${isShown.statement[index] ? "" : " off"}`, id: `s-${index}`, "data-s": index, "aria-label": words },
    el("span", { class: "number" }, statement.number), el("span", { class: "who" }, speakerLabel(statement)), signs.map((word) => el("span", { class: `sign ${word ?? "none"}` }, signOf(word))));
}

/** The mark after the words of a stance that no statement holds. */
function sign(index) {
  const stance = stances[index];
  return el("button", { type: "button", class: `sign ${stance.polarity ?? "none"}`, "data-t": index, "aria-label": `Stance: ${holderName(stance)} ${wordOf(stance.polarity)} ${targetName(stance)}` }, signOf(stance.polarity));
}

/** Pointer and focus bring the tip and light up all parts of a statement; a click or Enter opens its details. */
function listen(text) {
  const marked = (target) => (target instanceof Element ? target.closest("[data-t], [data-s]") : null);
  const light = (node) => {
    for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (node?.dataset.s === undefined) return;
    for (const part of text.querySelectorAll(`[data-s="${node.dataset.s}"]`)) part.classList.add("lit");
  };
  const tell = (node) => {
    if (node.matches(".frame")) return;
    light(node);
    showTip(node, node.dataset.t === undefined ? statementTip(Number(node.dataset.s)) : stanceTip(Number(node.dataset.t)));
  };
  text.addEventListener("pointerover", (event) => {
    const node = marked(event.target);
    if (node && event.pointerType === "mouse") tell(node);
  });
  text.addEventListener("pointerout", () => { hideTip(150); light(null); });
  text.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible") && marked(event.target)) tell(marked(event.target));
  });
  text.addEventListener("focusout", () => { hideTip(); light(null); });
  text.addEventListener("click", (event) => {
    const node = marked(event.target);
    if (!node || node.matches(".frame") || String(getSelection()) !== "") return;
    hideTip();
    const button = event.target.closest("button") ?? byId(`s-${node.dataset.s}`);
    if (node.dataset.t === undefined) showDetailsFor(button, statementCard(Number(node.dataset.s)));
    else showDetailsFor(button, el("section", { class: "card" }, el("h2", {}, "Stance"), el("ul", { class: "stances" }, stanceLine(Number(node.dataset.t)))));
  });
}

/** Labels stand in the margin beside their lines; those that would cover one another move down. */
function settleLabels(text) {
  const labels = [...text.querySelectorAll(".label")].filter((node) => getComputedStyle(node).position === "absolute");
  for (const node of labels) node.style.removeProperty("margin-top");
  const boxes = labels.map((node) => node.getBoundingClientRect());
  let free = -Infinity;
  labels.forEach((node, nth) => {
    const down = Math.max(0, free - boxes[nth].top);
    if (down > 0) node.style.setProperty("margin-top", `${down}px`);
    free = boxes[nth].top + down + boxes[nth].height + 2;
  });
}

/** The same statements one below the other, for those who count, print or listen. */
function statementList(index) {
  const shown = chosenStatements(of(statementsOfDocument, index));
  const own = chosenStances(of(stancesOfDocument, index)).filter((stance) => stances[stance].statement === undefined);
  return el("section", { class: "notes" },
    el("h2", {}, `Statements in this text (${shown.length})`),
    el("ol", {}, shown.map((statement) => statementItem(statement))),
    own.length === 0 ? null : [el("h2", {}, `Stances in the text’s own voice (${own.length})`), longList(el("ul", { class: "stances" }), own, (stance) => stanceLine(stance))]);
}

/** One statement in a list. */
function statementItem(index, withDocument = false) {
  const statement = statements[index];
  return el("li", { value: withDocument ? null : statement.number, class: `item ${colourOf(statement.speaker)}` },
    el("p", { class: "claim" }, statement.speaker === undefined ? el("span", {}, speakerName(statement)) : actorLink(statement.speaker),
      statement.cue ? el("span", { class: "fine" }, ` ${statement.cue}`) : null,
      el("span", { class: "fine" }, ` · ${statement.mode} · ${statement.act} · `, placeLink(index), withDocument ? [", ", documentLink(statement.document)] : null)),
    el("blockquote", { class: "short" }, statement.words),
    el("ul", { class: "signs" }, of(stancesOfStatement, index).map((stance) => el("li", {}, polarity(stances[stance].polarity), " ", targetLink(stances[stance])))));
}
