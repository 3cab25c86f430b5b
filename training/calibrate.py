"""Tunes the decoder's numbers on dev and fits the confidence.  python -m training.calibrate --model FILE --out FILE.json

The confidence is a logistic regression over the decoder's features of an attribution (decode.attributions, `feats`) that predicts whether the
scorer would count it (contents overlap by half or more, sources share a word or are both absent), bent by a rising curve through what was right among
the attributions of about one confidence. Reliability is cross-fitted over documents.
"""
from __future__ import annotations
import argparse
import json
import os
from dataclasses import asdict, replace
import numpy as np
import torch
from . import data, decode, evaluate as ev, text as tx

GRID = dict(cue_bias=[0.0, 0.5, 1.0, 1.5], tag_weight=[0.25, 0.5, 1.0], switch=[0.5, 1.0, 2.0], edge=[0.0, 0.25, 0.5, 1.0], gap=[0, 1, 2], src_min=[0.15, 0.25, 0.35], link_weight=[0.3, 0.5, 0.7])


def correct(pred, gold, S):
    """For each document: flags of its predictions, as attribution.py pairs them."""
    out = {}
    for d, P in pred.items():
        t, G = gold[d]
        gk = [t.tokens(a["content"]) for a in G]
        gs = [t.tokens(a["source"]) if a["source"] else frozenset() for a in G]
        pk = [t.tokens(S.norm_spans(a["content"])) for a in P]
        ps = [t.tokens(S.norm_spans(a["source"])) if a["source"] else frozenset() for a in P]
        ok = [0] * len(P)
        for i, j in S.greedy(gk, pk, S.jac, 0.5, lambda i, j: S.jac(gs[i], ps[j])):
            ok[j] = int(bool(gs[i] & ps[j]) or (not gs[i] and not ps[j]))
        out[d] = ok
    return out


def fit(X, y, l2=1.0, steps=30):
    """Logistic regression by Newton's method on standardised features."""
    mean, scale = X.mean(0), X.std(0) + 1e-6
    Z = np.c_[(X - mean) / scale, np.ones(len(X))]
    w = np.zeros(Z.shape[1])
    R = np.eye(len(w)) * l2
    R[-1, -1] = 1e-6
    for _ in range(steps):
        q = 1 / (1 + np.exp(-Z @ w))
        w -= np.linalg.solve(Z.T @ (Z * (q * (1 - q))[:, None]) + R, Z.T @ (q - y) + R @ w)
    cal = dict(mean=[round(float(v), 6) for v in mean], scale=[round(float(v), 6) for v in scale], weight=[round(float(v), 6) for v in w[:-1]], bias=round(float(w[-1]), 6), curve=[])
    cal["curve"] = curve(np.array([decode.confidence(x, cal) for x in X]), y)
    return cal


def curve(said, y, bins=12):
    """Isotonic regression of y on a confidence, over bins of equal size: rising points [mean confidence, share that is right]."""
    pools = []
    for k in np.array_split(np.argsort(said, kind="stable"), bins):
        pools.append([said[k].sum(), y[k].sum(), len(k)])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            pools[-2:] = [[a + b for a, b in zip(*pools[-2:])]]
    return [[round(float(s / n), 5), round(float(r / n), 5)] for s, r, n in pools]


def reliability(conf, y, bins=10):
    out = []
    for b in range(bins):
        k = (conf >= b / bins) & (conf < (b + 1) / bins + (b == bins - 1))
        if k.sum():
            out.append([round(b / bins, 1), int(k.sum()), round(float(conf[k].mean()), 3), round(float(y[k].mean()), 3)])
    ece = sum(n * abs(c - a) for _, n, c, a in out) / max(len(y), 1)
    return out, round(float(ece), 4)


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--out", required=True), ap.add_argument("--data"), ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--passes", type=int, default=1), ap.add_argument("--start"), ap.add_argument("--limit", type=int), ap.add_argument("--set", default="", help="numbers that are set after tuning: name=value,…"), ap.add_argument("--cache", help="file that keeps the word vectors of dev between runs")
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    m = ev.load(a.model)
    tok = tx.load_tokenizer()
    S = data.scorer(a.data)
    d = os.path.join(data.root(a.data), "polnear", "dev")
    gold = S.load_gold(os.path.join(d, "text"), os.path.join(d, "attributions"))
    ws, _ = data.polnear(tok, "dev", a.data, first_only=True, limit=a.limit)
    gold = {w.doc: gold[w.doc] for w in ws}
    if a.cache and os.path.exists(a.cache):
        us = torch.load(a.cache)
    else:
        us = decode.encode(m, ws)
        if a.cache:
            torch.save(us, a.cache)
    print("encoded", flush=True)
    cache = {}

    def results(p):
        if p.cue_bias not in cache:
            cache[p.cue_bias] = [decode.heads(m, w, u, p, mentions=False) for w, u in zip(ws, us)]
        return cache[p.cue_bias]

    def evaluate(p):
        """Cross-fitted: confidences of the even documents come from the odd ones and vice versa; the best threshold is chosen on all."""
        pred = ev.predict(ws, results(p), p, keep_feats=True)
        ok = correct(pred, gold, S)
        docs = sorted(pred)
        F = {x: np.array([z["feats"] for z in pred[x]]).reshape(len(pred[x]), -1) for x in docs}
        conf = {}
        for h in (0, 1):
            tr = [x for x in docs[1 - h::2] if len(F[x])]
            cal = fit(np.concatenate([F[x] for x in tr]), np.concatenate([ok[x] for x in tr]).astype(float))
            for x in docs[h::2]:
                conf[x] = [decode.confidence(f, cal) for f in F[x]]
        best = None
        for thr in np.arange(0.1, 0.6, 0.025):
            kept = {x: [z for z, c in zip(pred[x], conf[x]) if c >= thr] for x in docs}
            # pairing changes little with the threshold; the exact figure is scored once at the end
            tp = sum(o for x in docs for o, c in zip(ok[x], conf[x]) if c >= thr)
            n, g = sum(map(len, kept.values())), sum(len(gold[x][1]) for x in docs)
            P, R = tp / max(n, 1), tp / g
            f = 2 * P * R / max(P + R, 1e-9)
            f_ = f - max(0.0, R - P - 0.03)             # precision must not fall more than 0.03 below recall
            if best is None or f_ > best[0]:
                best = (f_, float(round(thr, 3)), P, R, kept)
        px = ev.score_polnear(best[4], gold, S)
        obj = px["attr.any"]["f1"] + 0.25 * px["content.piece_exact"]["f1"] + 0.15 * px["source.piece_exact"]["f1"] + 0.25 * px["content.soft"]["f1"]
        cs = np.array([c for x in docs for c in conf[x]])
        return obj, best[1], px, (cs, np.array([o for x in docs for o in ok[x]])), (F, ok)

    p = decode.Params()
    if a.start:
        p = decode.Params(**json.load(open(a.start))["decode"])
    best = evaluate(p)
    print("start", round(best[0], 4), ev.line(best[2]), flush=True)
    for _ in range(a.passes):
        for k, vs in GRID.items():
            for v in vs:
                if v == getattr(p, k):
                    continue
                q = replace(p, **{k: v})
                r = evaluate(q)
                if r[0] > best[0] + 1e-5:
                    best, p = r, q
                    print(k, v, round(r[0], 4), ev.line(r[2]), flush=True)
    F, ok = best[4]
    docs = sorted(F)
    cal = fit(np.concatenate([F[x] for x in docs if len(F[x])]), np.concatenate([ok[x] for x in docs if len(F[x])]).astype(float))
    p = replace(p, conf_min=best[1])
    for k, v in (x.split("=") for x in a.set.split(",") if x):
        p = replace(p, **{k: type(getattr(p, k))(float(v))})
    table, ece = reliability(*best[3])
    rs = results(p)
    final = ev.score_polnear(ev.predict(ws, rs, p, cal), gold, S)
    print("final", ev.line(final), "ece", ece, flush=True)
    with open(a.out, "w") as f:
        json.dump(dict(decode=asdict(p), calibration=cal, reliability=table, ece=ece, figures={k: final[k] for k in ev.ROWS}), f, indent=1)


if __name__ == "__main__":
    main()
