"""Draws how far the confidence can be trusted.  python -m training.reliability --params FILE --out FILE.svg

The table in PARAMS is what `calibrate` measured on dev, cross-fitted over documents: [from, attributions, mean confidence, share that is right].
"""
from __future__ import annotations
import argparse
import json

SIDE, EDGE = 360, 48


def diagram(table, ece) -> str:
    x = lambda v: EDGE + v * SIDE
    y = lambda v: EDGE + (1 - v) * SIDE
    most = max(n for _, n, _, _ in table)
    size = SIDE + 2 * EDGE
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
           f'<rect width="{size}" height="{size}" fill="white"/>',
           f'<path d="M{x(0)} {y(0)}H{x(1)}V{y(1)}H{x(0)}Z" fill="none" stroke="#444"/>',
           f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>']
    for t in (0, 0.25, 0.5, 0.75, 1):
        out.append(f'<text x="{x(t)}" y="{y(0) + 16}" text-anchor="middle">{t}</text><text x="{x(0) - 6}" y="{y(t) + 4}" text-anchor="end">{t}</text>')
    for _, n, conf, right in table:
        r = 3 + 11 * (n / most) ** 0.5
        out.append(f'<circle cx="{x(conf):.1f}" cy="{y(right):.1f}" r="{r:.1f}" fill="#2563a8" fill-opacity="0.75"><title>{n} attributions, confidence {conf}, right {right}</title></circle>')
    out += [f'<text x="{x(0.5)}" y="{size - 8}" text-anchor="middle">mean confidence</text>',
            f'<text x="14" y="{y(0.5)}" text-anchor="middle" transform="rotate(-90 14 {y(0.5)})">share that is right</text>',
            f'<text x="{x(0.03)}" y="{y(0.95)}">expected calibration error {ece:.3f}</text>', "</svg>"]
    return "\n".join(out) + "\n"


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--params", required=True), ap.add_argument("--out", required=True)
    a = ap.parse_args(argv)
    z = json.load(open(a.params))
    with open(a.out, "w") as f:
        f.write(diagram(z["reliability"], z["ece"]))


if __name__ == "__main__":
    main()
