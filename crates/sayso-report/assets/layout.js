// Places for the nodes of a network: all springs at once, each as long as two actors are apart in what they want, relaxed from a
// spiral start that is always the same. (Stress majorization: Gansner, Koren and North 2004.)

const N_ROUNDS = 200;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const [NEAR, MIDDLE, FAR] = [0.8, 2, 3];

/** How far apart each pair of `n` nodes should be; `ties` are [a, b, share], from 1 for agreement to -1 for conflict. */
function distances(n, ties) {
  const shares = Array.from({ length: n }, () => new Array(n).fill(0));
  for (const [a, b, share] of ties) {
    shares[a][b] += Math.sign(share) * Math.sqrt(Math.abs(share));
    shares[b][a] = shares[a][b];
  }
  return shares.map((row) => row.map((share) => MIDDLE - (share > 0 ? Math.min(share, 1) * (MIDDLE - NEAR) : Math.max(share, -1) * (FAR - MIDDLE))));
}

/** Gives each of `n` nodes x and y. */
function placed(n, apart) {
  let nodes = Array.from({ length: n }, (_, nth) => ({ x: Math.sqrt(nth + 0.5) * Math.cos(nth * GOLDEN_ANGLE), y: Math.sqrt(nth + 0.5) * Math.sin(nth * GOLDEN_ANGLE) }));
  for (let round = 0; round < N_ROUNDS; round += 1) nodes = nodes.map((node, nth) => relaxed(node, nth, nodes, apart[nth]));
  return nodes;
}

/** Where one node would be if only it moved; near ones pull and push more than far ones. */
function relaxed(node, nth, nodes, apart) {
  let [x, y, sum] = [0, 0, 0];
  nodes.forEach((other, at) => {
    if (at === nth) return;
    const weight = apart[at] ** -2;
    const length = Math.hypot(node.x - other.x, node.y - other.y) || 1e-9;
    x += weight * (other.x + (apart[at] * (node.x - other.x)) / length);
    y += weight * (other.y + (apart[at] * (node.y - other.y)) / length);
    sum += weight;
  });
  return sum === 0 ? node : { x: x / sum, y: y / sum };
}
