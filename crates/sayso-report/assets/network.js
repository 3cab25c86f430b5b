// Who takes the same side as whom. For two actors, congruence sums over targets the products of their counts on the same side, and
// conflict those on different sides (Leifeld 2017); each stance counts once.

const N_NODES = 60;
/** About as many ties as can be told apart; from more, the strongest are shown at first. */
const N_TIES = 150;
const LEAST = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
const [WIDTH, HEIGHT, MARGIN] = [900, 620, 70];

function tiesOf(indices) {
  const sides = new Map(); // target -> actor -> [for, against]
  const weights = new Map();
  for (const index of indices) {
    const { holder, issue, actor, polarity } = stances[index];
    if (holder === undefined || !["support", "oppose"].includes(polarity)) continue;
    const target = issue === undefined ? `a${actor}` : `i${issue}`;
    if (!sides.has(target)) sides.set(target, new Map());
    const counts = sides.get(target).get(holder) ?? [0, 0];
    counts[polarity === "support" ? 0 : 1] += 1;
    sides.get(target).set(holder, counts);
    weights.set(holder, (weights.get(holder) ?? 0) + 1);
  }
  const nodes = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, N_NODES).map(([actor, weight]) => ({ actor, weight }));
  const nth = new Map(nodes.map(({ actor }, at) => [actor, at]));
  const ties = new Map();
  for (const holders of sides.values()) {
    const seen = [...holders].filter(([actor]) => nth.has(actor)).sort((a, b) => nth.get(a[0]) - nth.get(b[0]));
    seen.forEach(([one, [oneFor, oneAgainst]], at) => {
      for (const [other, [otherFor, otherAgainst]] of seen.slice(at + 1)) {
        const key = `${nth.get(one)} ${nth.get(other)}`;
        const tie = ties.get(key) ?? { a: nth.get(one), b: nth.get(other), congruence: 0, conflict: 0 };
        tie.congruence += oneFor * otherFor + oneAgainst * otherAgainst;
        tie.conflict += oneFor * otherAgainst + oneAgainst * otherFor;
        ties.set(key, tie);
      }
    });
  }
  return { nodes, ties: [...ties.values()], n: weights.size };
}

function networkView([kind = "both", targets = "all", asked]) {
  const chosen = chosenStances([...stances.keys()]).filter((index) => targets === "all" || (stances[index].issue === undefined) === (targets === "actors"));
  const { nodes, ties, n } = tiesOf(chosen);
  const kinds = ["congruence", "conflict"].filter((word) => kind === "both" || kind === word);
  const all = ties.flatMap((tie) => kinds.filter((word) => tie[word] > 0).map((word) => ({ ...tie, kind: word, weight: tie[word] }))).sort((x, y) => x.weight - y.weight);
  const heaviest = all.at(-1)?.weight ?? 0;
  const most = LEAST.filter((least) => least <= heaviest);
  const least = Number(asked) || (most.find((weight) => all.filter((tie) => tie.weight >= weight).length <= N_TIES) ?? heaviest);
  const drawn = all.filter((tie) => tie.weight >= least);
  const tied = new Set(drawn.flatMap(({ a, b }) => [a, b]));
  return [
    el("h1", { tabindex: "-1" }, "Who takes the same side"),
    el("div", { class: "row" },
      choices("Ties", "network", [["both", "both"], ["congruence", "agreement"], ["conflict", "conflict"]], kind),
      choices("Over", `network/${kind}`, [["all", "all targets"], ["issues", "issues"], ["actors", "actors"]], targets),
      most.length > 1 ? choices("Weight from", `network/${kind}/${targets}`, most.map((weight) => [String(weight), String(weight)]), String(least)) : null),
    drawn.length === 0 ? el("p", { class: "notice" }, all.length === 0 ? "No two actors hold stances on the same target." : "No tie has that weight.") : [
      el("p", { class: "fine" }, "Solid lines join actors who take the same side on the same targets, dashed lines those who take different sides; the thicker, the oftener. Drag a name, or move it with the arrow keys.", n > nodes.length ? ` Shown are the ${nodes.length} of ${n} actors with most stances.` : ""),
      drawing(nodes.map((node, at) => ({ ...node, isTied: tied.has(at) })), drawn),
      tieTable(nodes, drawn),
    ],
  ];
}

function drawing(nodes, ties) {
  const heaviest = Math.max(...ties.map(({ weight }) => weight));
  const kept = nodes.map((node, at) => ({ ...node, at })).filter(({ isTied }) => isTied);
  const position = new Map(kept.map(({ at }, nth) => [at, nth]));
  const places = fitted(placed(kept.length, distances(kept.length, ties.map(({ a, b, kind, weight }) => [position.get(a), position.get(b), (kind === "congruence" ? 1 : -1) * (weight / heaviest)]))));
  const lines = ties.map((tie) => {
    const line = svg("line", { class: `tie ${tie.kind}`, "stroke-width": (0.8 + 4.5 * Math.sqrt(tie.weight / heaviest)).toFixed(2) });
    return { line, from: places[position.get(tie.a)], to: places[position.get(tie.b)] };
  });
  const place = () => {
    for (const { line, from, to } of lines) for (const [name, value] of [["x1", from.x], ["y1", from.y], ["x2", to.x], ["y2", to.y]]) line.setAttribute(name, value.toFixed(1));
  };
  const most = Math.max(...kept.map(({ weight }) => weight));
  const groups = kept.map((node, nth) => nodeOf(node, places[nth], 5 + 13 * Math.sqrt(node.weight / most), place, lines));
  place();
  return el("div", { class: "plot" }, svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `Network of ${kept.length} actors and ${ties.length} ties; the table below has the same ties` }, lines.map(({ line }) => line), groups));
}

/** A node that can be dragged, moved with arrow keys, and opened. */
function nodeOf({ actor, weight }, at, radius, place, lines) {
  const group = svg("g", { class: `node ${colourOf(actor)}`, tabindex: "0", role: "button", "aria-label": `${actors[actor].name}, ${counted(weight, "stance")}` },
    svg("circle", { r: radius.toFixed(1) }), svg("text", { y: (radius + 13).toFixed(1), "text-anchor": "middle" }, cut(shortName(actor), 20)));
  const move = (x, y) => {
    at.x = Math.min(WIDTH - 10, Math.max(10, x));
    at.y = Math.min(HEIGHT - 20, Math.max(10, y));
    group.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
    place();
  };
  const light = (isLit) => {
    for (const { line, from, to } of lines) line.classList.toggle("lit", isLit && (from === at || to === at));
    group.closest("svg").classList.toggle("focused", isLit);
  };
  const open = () => showDetailsFor(group, stanceCard(actors[actor].name, chosenStances(of(stancesOfHolder, actor))));
  let grip = null;
  let wasMoved = false;
  const local = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(group.closest("svg").getScreenCTM().inverse());
  group.addEventListener("pointerdown", (event) => {
    const point = local(event);
    grip = { x: at.x - point.x, y: at.y - point.y };
    wasMoved = false;
    group.setPointerCapture(event.pointerId);
  });
  group.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const point = local(event);
    if (Math.hypot(point.x + grip.x - at.x, point.y + grip.y - at.y) > 2) wasMoved = true;
    if (wasMoved) move(point.x + grip.x, point.y + grip.y);
  });
  for (const end of ["pointerup", "pointercancel"]) group.addEventListener(end, () => { grip = null; });
  group.addEventListener("click", () => { if (!wasMoved) open(); });
  group.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] }[event.key];
    if (step) move(at.x + step[0], at.y + step[1]);
    else if (event.key === "Enter" || event.key === " ") open();
    else return;
    event.preventDefault();
  });
  for (const [on, off] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
    group.addEventListener(on, () => light(true));
    group.addEventListener(off, () => light(false));
  }
  group.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
  return group;
}

const cut = (words, n) => (words.length > n ? `${words.slice(0, n - 1).trimEnd()}…` : words);

/** Stretches places to fill the drawing. */
function fitted(places) {
  const scale = (values, size) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (value) => (most === least ? size / 2 : MARGIN + ((size - 2 * MARGIN) * (value - least)) / (most - least));
  };
  const x = scale(places.map((place) => place.x), WIDTH);
  const y = scale(places.map((place) => place.y), HEIGHT);
  return places.map((place) => ({ x: x(place.x), y: y(place.y) }));
}

function tieTable(nodes, ties) {
  const body = el("tbody");
  const row = ({ a, b, kind, weight }) => el("tr", {}, el("th", { scope: "row" }, actorLink(nodes[a].actor)), el("td", {}, actorLink(nodes[b].actor)), el("td", {}, kind), el("td", { class: "number" }, weight));
  const [, more] = longList(body, [...ties].reverse(), row);
  return el("details", { class: "as-table" }, el("summary", {}, `These ${counted(ties.length, "tie")} as a table`), table("Ties", ["Actor", "Actor", "Kind", "Weight"], body), more);
}
