"""What larger or several readers think of a text, as scores on dev and as soft targets for the small one.

python -m training.distil score --model FILE [--model FILE ...] [--params FILE] [--limit N]     figures on PolNeAR dev of one model, or of the mean of several
python -m training.distil cache --model FILE [--model FILE ...] --out FILE                      their outputs on the training texts, for `training.train --soft FILE`

Soft targets of a window: the tagger's distribution of every word, the cue head's for every cue (the coder's and those the teacher itself finds) and
the link head's for every cue with every source. Texts without coded attributions (GUM, EWT, NewsMTSC) get them too, so the student sees more text than PolNeAR.
"""
from __future__ import annotations
import argparse
import json
import os
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from . import data, decode, evaluate as ev, text as tx, vary
from .teacher import load_teacher
from .train import between, cue_map


def load(path):
    """A reader of either size."""
    return load_teacher(path) if "frozen" in torch.load(path, mmap=True) else ev.load(path)


class Ensemble(nn.Module):
    """Several readers as one: word vectors side by side, probabilities averaged. Attributions only."""

    def __init__(s, models):
        super().__init__()
        s.models = nn.ModuleList(models)
        s.widths = [m.enc.width for m in models]

    def words(s, T):
        return torch.cat([m.words(T) for m in s.models], -1)

    def each(s, u, head):
        return torch.stack([head(m, x) for m, x in zip(s.models, u.split(s.widths, -1))])

    def tag(s, u):
        return torch.softmax(s.each(u, lambda m, x: m.tag(x)), -1).mean(0).log()

    def srl(s, u, *rest):
        return torch.softmax(s.each(u, lambda m, x: m.srl(x, *rest)), -1).mean(0).log()

    def link(s, u, *rest):
        return torch.logit(torch.sigmoid(s.each(u, lambda m, x: m.link(x, *rest))).mean(0), 1e-6)


# ------------------------------------------------------------------------------------------------ soft targets
def cues_of(w, tag_log_probs, bias):
    """The coder's cues and those of the tagger's best path that do not overlap them, and the source spans of both."""
    x = tag_log_probs.copy()
    x[:, 3:5] += bias
    spans = decode.bio_spans(decode.bio_path(x))
    gold = w.y.get("ars", [])
    cues = sorted({(r["cue"][0][0], r["cue"][-1][1]) for r in gold})
    cues += [(a, b) for t, a, b in spans if t == 1 and not any(a <= d and c <= b for c, d in cues)]
    return sorted(cues), sorted({x for r in gold for x in r["source"][:1]} | {(a, b) for t, a, b in spans if t == 0})


@torch.no_grad()
def soft(m, w, u, bias=1.0):
    """Soft targets of one window: tag n x 7, srl K x n x 3 (log-probabilities), cues K x 2, links (cue, span, cues between, probability)."""
    U = u[None]
    tag = torch.log_softmax(m.tag(U)[0], -1)
    cues, sources = cues_of(w, tag.numpy().astype(np.float64), bias)
    out = dict(tag=tag.half(), cues=cues, srl=None, links=[])
    if not cues:
        return out
    z, para = torch.zeros(len(cues), dtype=torch.long), torch.from_numpy(w.para)[None]
    c = torch.tensor(cues)
    out["srl"] = torch.log_softmax(m.srl(U, z, c[:, 0], c[:, 1], para, cue_map(1, w.n, [(0, a, b) for a, b in cues])), -1).half()
    rows = []
    for a, b in cues:
        for x, y in sources:
            lo, hi = (y, a) if y < a else (b, x)
            rows.append((a, b, x, y, between(cues, lo, hi, (a, b))))
    if rows:
        r = torch.tensor(rows).T
        p = torch.sigmoid(m.link(U, torch.zeros(len(rows), dtype=torch.long), r[0], r[1], r[2], r[3], torch.zeros(len(rows), dtype=torch.long), r[4], para))
        out["links"] = [(*q, round(float(v), 4)) for q, v in zip(rows, p)]
    return out


def divergence(logits, target, temperature):
    """Mean Kullback-Leibler divergence of softened distributions, times temperature squared (so that gradients keep their size)."""
    p = torch.log_softmax(target / temperature, -1)
    return F.kl_div(torch.log_softmax(logits / temperature, -1), p, log_target=True, reduction="sum") / max(len(p), 1) * temperature ** 2


def soft_loss(m, u, T, ws, temperature, log):
    """The attribution losses of train.py (same weights) against a teacher's distributions (`w.soft`) instead of a coder's labels."""
    B, W = T["first"].shape
    logits, target = [], []
    tag = m.tag(u)
    rows, spans, cues = [], [], []
    for i, w in enumerate(ws):
        s = w.soft
        logits.append(tag[i, :w.n]), target.append(s["tag"].float())
        cues += [(i, a, b) for a, b in s["cues"]]
        spans += [(i, a, b, x, y, n, p) for a, b, x, y, n, p in s["links"]]
    loss = divergence(torch.cat(logits), torch.cat(target), temperature)
    log("kl tag", loss)
    if cues:
        r = torch.tensor(cues).T
        y = m.srl(u, r[0], r[1], r[2], T["para"], cue_map(B, W, cues))
        k = divergence(torch.cat([y[n, :ws[i].n] for n, (i, _, _) in enumerate(cues)]), torch.cat([w.soft["srl"].float().flatten(0, 1) for w in ws if w.soft["cues"]]), temperature)
        log("kl srl", k)
        loss = loss + 1.5 * k
    if spans:
        r = torch.tensor([x[:6] for x in spans]).T
        z = m.link(u, *r[:5], torch.zeros(len(spans), dtype=torch.long), r[5], T["para"])
        k = F.binary_cross_entropy_with_logits(z, torch.tensor([x[6] for x in spans]))
        log("soft link", k)
        loss = loss + 0.5 * k
    return loss


def key(w):
    """Document, window and its pieces. The blogs' GUM texts are in GUM too and share their targets."""
    return w.doc, w.index, w.ids.tobytes()


def attach(ws, path):
    """Gives each window its soft targets; every window must have some."""
    z = torch.load(path)
    for w in ws:
        w.soft = z[key(w)]


# ------------------------------------------------------------------------------------------------ commands
def score(a, m):
    p, cal = decode.Params(), None
    if a.params:
        z = json.load(open(a.params))
        p, cal = decode.Params(**z["decode"]), z["calibration"]
    S = data.scorer(a.data)
    d = os.path.join(data.root(a.data), "polnear", "dev")
    ws, _ = data.polnear(tx.load_tokenizer(), "dev", a.data, first_only=True, limit=a.limit)
    gold = S.load_gold(os.path.join(d, "text"), os.path.join(d, "attributions"))
    figures = ev.score_polnear(ev.predict(ws, decode.infer(m, ws, p, mentions=False), p, cal), {w.doc: gold[w.doc] for w in ws}, S)
    print("polnear dev", len({w.doc for w in ws}), "texts", ev.line(figures), flush=True)


def cache(a, m):
    tok = tx.load_tokenizer()
    pol = data.polnear(tok, "train", a.data, limit=a.limit)[0]
    ws = pol + data.blogs(tok, "train", a.data)[0] + data.gum(tok, "train", a.data)[0] + data.unlabelled(tok, a.data) + [w for n in range(a.varied) for w in vary.varied(pol, n)]
    out = torch.load(a.out) if os.path.exists(a.out) else {}
    todo = [w for w in ws if key(w) not in out]
    for c in range(0, len(todo), 400):
        part = todo[c:c + 400]
        for w, u in zip(part, decode.encode(m, part)):
            if key(w) not in out:                     # of a text in two sets the first one's: blogs have a coder's cues, GUM none
                out[key(w)] = soft(m, w, u)
        torch.save(out, a.out + ".tmp")
        os.replace(a.out + ".tmp", a.out)
        print(len(out), "of", len(ws), flush=True)


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("what", choices=["score", "cache"]), ap.add_argument("--model", action="append", required=True), ap.add_argument("--data"), ap.add_argument("--out")
    ap.add_argument("--varied", type=int, default=0, help="copies of PolNeAR's windows with other words"), ap.add_argument("--params"), ap.add_argument("--limit", type=int), ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    models = [load(x) for x in a.model]
    for x in models:
        x.rough = a.what == "cache"
    m = models[0] if len(models) == 1 else Ensemble(models).eval()
    score(a, m) if a.what == "score" else cache(a, m)


if __name__ == "__main__":
    main()
