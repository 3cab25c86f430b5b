// Statements and stances over time, where texts have dates.

const PLOT = { width: 900, height: 170, left: 44, bottom: 26, top: 8 };

/** Length of the period by which dates are counted, as characters of an ISO date: days, months or years. */
function periodLength(dates) {
  const days = dates.filter((date) => date.length >= 10).length;
  const months = dates.filter((date) => date.length >= 7).length;
  const [first, last] = [dates[0], dates.at(-1)];
  const isShort = (n) => Date.parse(last.slice(0, 10)) - Date.parse(first.slice(0, 10)) <= n * 86400000;
  if (days === dates.length && isShort(62)) return 10;
  return months === dates.length && isShort(366 * 6) ? 7 : 4;
}

/** Every period from the first date to the last, those without anything too. */
function periodsOf(dates, length) {
  const periods = [dates[0].slice(0, length)];
  const last = dates.at(-1).slice(0, length);
  while (periods.at(-1) < last && periods.length < 4000) periods.push(following(periods.at(-1), length));
  return periods;
}

function following(period, length) {
  const date = new Date(`${period}${length === 4 ? "-01-01" : length === 7 ? "-01" : ""}T00:00:00Z`);
  if (length === 10) date.setUTCDate(date.getUTCDate() + 1);
  else if (length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, length);
}

const periodName = (period) => (period.length === 7 ? `${MONTHS[Number(period.slice(5)) - 1]} ${period.slice(0, 4)}` : period);
const isDate = (date) => /^\d{4}(-\d\d){0,2}$/.test(date ?? "");
/** The date of a row itself, or of its statement, or of its document; the first that has a year. */
const dateOf = (row) => [row.date, statements[row.statement]?.date, documents[row.document].date].find(isDate);

/** All dates that statements and stances have, in order. */
function allDates() {
  return [...statements, ...stances].map(dateOf).filter(Boolean).sort();
}

const hasTimeline = () => new Set(allDates()).size > 1;

function timelineView() {
  const dates = allDates();
  if (!hasTimeline()) return [el("h1", { tabindex: "-1" }, "Over time"), el("p", { class: "notice" }, "The texts do not have dates enough for a timeline.")];
  const length = periodLength(dates);
  const periods = periodsOf(dates, length);
  const at = (rows, kept) => {
    const counts = new Map(periods.map((period) => [period, 0]));
    for (const row of rows.filter((_, index) => kept[index])) {
      const date = dateOf(row);
      if (date && counts.has(date.slice(0, length))) counts.set(date.slice(0, length), counts.get(date.slice(0, length)) + 1);
    }
    return periods.map((period) => counts.get(period));
  };
  const sided = (side) => at(stances, isShown.stance.map((isKept, index) => isKept && stances[index].polarity === side));
  const said = at(statements, isShown.statement);
  const [support, oppose] = [sided("support"), sided("oppose")];
  const undated = statements.filter((statement, index) => isShown.statement[index] && !dateOf(statement)).length;
  const body = el("tbody", {}, periods.map((period, nth) => (said[nth] + support[nth] + oppose[nth] === 0 ? null : el("tr", {}, el("th", { scope: "row" }, periodName(period)), [said, support, oppose].map((counts) => el("td", { class: "number" }, counts[nth]))))));
  return [
    el("h1", { tabindex: "-1" }, "Over time"),
    el("h2", {}, "Statements"), bars(periods, said, said.map(() => 0), ["statement", ""]),
    stances.length === 0 ? null : [el("h2", {}, "Stances for (up) and against (down)"), bars(periods, support, oppose, ["for", "against"])],
    undated === 0 ? null : el("p", { class: "fine" }, `${counted(undated, "statement")} without a date`),
    el("details", { class: "as-table" }, el("summary", {}, "As a table"), table("Statements and stances by period", ["Period", "Statements", "For", "Against"], body)),
  ];
}

/** Bars up and down from a line, one pair a period. */
function bars(periods, up, down, [upWord, downWord]) {
  const { width, height, left, bottom, top } = PLOT;
  const [mostUp, mostDown] = [Math.max(1, ...up), Math.max(...down)];
  const unit = (height - top - bottom) / (mostUp + mostDown);
  const zero = top + mostUp * unit;
  const step = (width - left) / periods.length;
  const every = Math.ceil(periods.length / 12);
  const column = (period, nth) => svg("g", {},
    svg("title", {}, `${periodName(period)}: ${up[nth]} ${upWord}${downWord ? `, ${down[nth]} ${downWord}` : upWord === "statement" && up[nth] !== 1 ? "s" : ""}`),
    svg("rect", { class: "catch", x: (left + nth * step).toFixed(2), y: top, width: step.toFixed(2), height: height - top - bottom }),
    up[nth] ? svg("rect", { class: "bar support", x: (left + nth * step + step * 0.1).toFixed(2), y: (zero - up[nth] * unit).toFixed(2), width: (step * 0.8).toFixed(2), height: (up[nth] * unit).toFixed(2) }) : null,
    down[nth] ? svg("rect", { class: "bar oppose", x: (left + nth * step + step * 0.1).toFixed(2), y: zero.toFixed(2), width: (step * 0.8).toFixed(2), height: (down[nth] * unit).toFixed(2) }) : null,
    nth % every === 0 ? svg("text", { x: (left + nth * step + 2).toFixed(2), y: height - 8 }, periodName(period)) : null);
  return el("div", { class: "plot" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Bars over ${counted(periods.length, "period")}; the table below has the same figures` },
    svg("text", { x: left - 6, y: top + 10, "text-anchor": "end" }, mostUp), mostDown ? svg("text", { x: left - 6, y: height - bottom, "text-anchor": "end" }, mostDown) : null,
    svg("line", { class: "axis", x1: left, x2: width, y1: zero.toFixed(2), y2: zero.toFixed(2) }), periods.map(column)));
}
