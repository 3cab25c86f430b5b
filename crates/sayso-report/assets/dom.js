// Elements. Strings become text nodes and never markup, so that nothing of a document can be more than words.

const byId = (id) => document.getElementById(id);

/** An element with attributes and listeners ("onclick"); what is null, undefined or false is left out. */
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** "1 statement", "2 statements". */
const counted = (n, word, words = `${word}s`) => `${n.toLocaleString("en-GB")} ${n === 1 ? word : words}`;

/** A closed word of the tables, for people: `social_post` is "social post". */
const plain = (word) => word.replaceAll("_", " ");

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A date of which the year is not known (`--02-27`) as day and month; others as they are. */
function dateWords(date) {
  const [, month, day] = /^--(\d\d)-(\d\d)$/.exec(date) ?? [];
  return MONTHS[month - 1] ? `${Number(day)} ${MONTHS[month - 1]}` : date;
}

/** Pairs of term and description; those without a description are left out. */
function pairs(list) {
  const rows = list.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  return rows.length === 0 ? null : el("dl", { class: "pairs" }, rows.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));
}

/** The first items, and a button for more of them. */
function longList(container, items, make, step = 50) {
  let n = 0;
  const more = el("button", { type: "button", class: "more", onclick: () => extend(true) });
  const extend = (isAsked) => {
    const added = items.slice(n, n + step).map(make);
    container.append(...added);
    n += added.length;
    more.hidden = n >= items.length;
    more.textContent = `Show ${Math.min(step, items.length - n)} more of ${items.length.toLocaleString("en-GB")}`;
    if (isAsked) added[0]?.querySelector("a, button")?.focus();
  };
  extend(false);
  return [container, more];
}

/** A table that scrolls within itself on narrow screens. */
function table(caption, heads, body, extra = {}) {
  const head = el("thead", {}, el("tr", {}, heads.map((cell) => (cell instanceof Node ? cell : el("th", { scope: "col" }, cell)))));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, el("table", extra, el("caption", { class: "unseen" }, caption), head, body));
}
