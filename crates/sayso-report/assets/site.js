// The dataset: what `site` holds, and who is who in it. Statements come in the order of their texts.

const site = JSON.parse(byId("site").textContent);
const { documents, actors, issues, statements, stances } = site;

const N_COLOURS = 12;
const grouped = (items, keys) => {
  const groups = new Map();
  items.forEach((item, index) => {
    for (const key of keys(item)) {
      if (key === undefined || key === null) continue;
      if (!groups.has(key)) groups.set(key, []);
      if (groups.get(key).at(-1) !== index) groups.get(key).push(index);
    }
  });
  return groups;
};
const statementsOfDocument = grouped(statements, (statement) => [statement.document]);
const statementsOfSpeaker = grouped(statements, (statement) => [statement.speaker]);
const stancesOfStatement = grouped(stances, (stance) => [stance.statement, ...stance.evidence.map((piece) => piece.statement)]);
const stancesOfDocument = grouped(stances, (stance) => [stance.document]);
const stancesOfHolder = grouped(stances, (stance) => [stance.holder]);
const stancesOnActor = grouped(stances, (stance) => [stance.actor]);
const stancesOnIssue = grouped(stances, (stance) => [stance.issue]);
const of = (groups, key) => groups.get(key) ?? [];

for (const indices of statementsOfDocument.values()) {
  indices.forEach((index, nth) => { statements[index].number = nth + 1; });
}

// Whoever speaks most gets a colour first; beyond the last colour they come again, and labels tell who is meant.
[...actors.keys()]
  .sort((a, b) => of(statementsOfSpeaker, b).length - of(statementsOfSpeaker, a).length || actors[b].mentions - actors[a].mentions || a - b)
  .forEach((index, rank) => { actors[index].colour = `c${rank % N_COLOURS}`; });

const uses = new Map();
for (const actor of actors) uses.set(actor.short, (uses.get(actor.short) ?? 0) + 1);

const actorName = (index) => (index === undefined ? undefined : actors[index].name);
const shortName = (index) => (uses.get(actors[index].short) > 1 ? actors[index].name : actors[index].short);
const speakerName = (statement) => actorName(statement.speaker) ?? (statement.surface ? `“${statement.surface}”` : "Unnamed speaker");
const speakerLabel = (statement) => (statement.speaker === undefined ? statement.surface ?? "unnamed" : shortName(statement.speaker));
const colourOf = (actor) => (actor === undefined ? "cx" : actors[actor].colour);
const holderName = (stance) => actorName(stance.holder) ?? "Nobody named";
const targetName = (stance) => (stance.issue === undefined ? actorName(stance.actor) : issues[stance.issue].label);
const titleOf = (document) => document.title ?? document.source;

/** Polarity -> sign and words; the sign differs in shape, not in colour alone. */
const POLARITIES = {
  support: ["▲", "for"],
  oppose: ["▼", "against"],
  mixed: ["◆", "for and against"],
  neutral: ["■", "neutral on"],
};
const signOf = (polarity) => POLARITIES[polarity]?.[0] ?? "□";
const wordOf = (polarity) => POLARITIES[polarity]?.[1] ?? "undecided on";

/** The text of a document, read from its own element when it is asked for: its blocks, and whether its lines are to be kept. */
const textOf = (index) => JSON.parse(byId(`text-${index}`).textContent);
