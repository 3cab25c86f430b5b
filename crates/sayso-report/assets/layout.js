// Places for the nodes of a network: springs along ties, repulsion between all, from a spiral start that is always the same.

const N_ROUNDS = 300;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Gives each of `n` nodes x and y; `ties` are [a, b, pull] with pull between 0 and 1. (Fruchterman and Reingold 1991.) */
function placed(n, ties) {
  const nodes = Array.from({ length: n }, (_, nth) => ({ x: Math.sqrt(nth + 0.5) * Math.cos(nth * GOLDEN_ANGLE), y: Math.sqrt(nth + 0.5) * Math.sin(nth * GOLDEN_ANGLE) }));
  const moves = nodes.map(() => ({ x: 0, y: 0 }));
  for (let round = 0; round < N_ROUNDS; round += 1) {
    const heat = 0.6 * (1 - round / N_ROUNDS) ** 2 + 0.01;
    nodes.forEach((node, nth) => { moves[nth].x = -0.06 * node.x; moves[nth].y = -0.06 * node.y; });
    for (let a = 0; a < n; a += 1) {
      for (let b = a + 1; b < n; b += 1) push(nodes, moves, a, b, (square) => 1.2 / square);
    }
    for (const [a, b, pull] of ties) push(nodes, moves, a, b, (square) => -0.35 * pull * Math.sqrt(square));
    nodes.forEach((node, nth) => {
      const length = Math.hypot(moves[nth].x, moves[nth].y) || 1;
      node.x += (moves[nth].x / length) * Math.min(length, heat);
      node.y += (moves[nth].y / length) * Math.min(length, heat);
    });
  }
  return nodes;
}

/** Moves two nodes apart by `force` times their distance, or together where it is negative. */
function push(nodes, moves, a, b, force) {
  const [x, y] = [nodes[a].x - nodes[b].x, nodes[a].y - nodes[b].y];
  const by = force(Math.max(x * x + y * y, 0.01));
  moves[a].x += x * by;
  moves[a].y += y * by;
  moves[b].x -= x * by;
  moves[b].y -= y * by;
}
