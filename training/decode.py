"""Model outputs -> attributions, mentions, antecedents. SPEC.md 7 describes every step; numbers live in `Params` and go into the model file."""
from __future__ import annotations
from dataclasses import dataclass, asdict
import numpy as np
import torch
from . import coref
from .model import TAGS, BIO4, PRON, collate, BUCKETS  # noqa: F401

NEG = -1e9


@dataclass
class Params:
    cue_bias: float = 1.0         # added to the log-probabilities of B-cue and I-cue before the best path is taken
    tag_weight: float = 0.25      # weight of the tagger beside the cue-conditioned head
    switch: float = 1.0           # cost of beginning a content or source run
    edge: float = 0.5             # weight of the tagger's B/I evidence at the beginning of a content run
    gap: int = 0                  # content runs at most this many words apart are joined
    src_min: float = 0.3          # smallest score of a source
    link_weight: float = 0.5      # weight of the link head beside the cue-conditioned head when sources are chosen
    conf_min: float = 0.35        # attributions below this confidence are dropped
    ante_bias: float = 0.0        # added to the score of "no antecedent"


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def bio_transitions(n):
    """I-x only after B-x or I-x; label order O, B-1, I-1, B-2, I-2, ..."""
    t = np.zeros((n, n))
    for j in range(2, n, 2):
        t[:, j] = NEG
        t[j - 1, j] = t[j, j] = 0
    return t


def viterbi(lp, trans, start=None):
    n, k = lp.shape
    d = lp[0] + (start if start is not None else 0)
    back = np.zeros((n, k), dtype=np.int64)
    for t in range(1, n):
        x = d[:, None] + trans
        back[t] = x.argmax(0)
        d = x.max(0) + lp[t]
    y = [int(d.argmax())]
    for t in range(n - 1, 0, -1):
        y.append(int(back[t, y[-1]]))
    return y[::-1]


def bio_path(lp):
    n = lp.shape[1]
    start = np.zeros(n)
    start[2::2] = NEG
    return viterbi(lp, bio_transitions(n), start)


def bio_spans(y):
    """[(label pair index, first, last)] of a BIO path: pair 0 is labels 1/2, pair 1 is 3/4, ..."""
    out, t = [], 0
    while t < len(y):
        if y[t] % 2 == 1:
            e = t
            while e + 1 < len(y) and y[e + 1] == y[t] + 1:
                e += 1
            out.append(((y[t] - 1) // 2, t, e))
            t = e + 1
        else:
            t += 1
    return out


def runs(mask):
    out = []
    for i in np.flatnonzero(mask):
        if out and i == out[-1][1] + 1:
            out[-1][1] = int(i)
        else:
            out.append([int(i), int(i)])
    return [tuple(x) for x in out]


# ------------------------------------------------------------------------------------------------ network
@torch.no_grad()
def encode(m, ws, bs=16):
    """Word vectors (n x H) of every window, batched by length."""
    m.eval()
    out = [None] * len(ws)
    ix = sorted(range(len(ws)), key=lambda i: len(ws[i].ids))
    for c in range(0, len(ix), bs):
        b = ix[c:c + bs]
        u = m.words(collate([ws[i] for i in b]))
        for k, i in enumerate(b):
            out[i] = u[k, : ws[i].n].clone()
    return out


@torch.no_grad()
def heads(m, w, u, p: Params, mentions=True):
    """All heads of one window: dict(tag, sources, cues, contents, srl, link, name, nominal, pron, u). Cue and link heads run for the cues of
    the tagger's best path."""
    m.eval()
    U = u[None]
    lp = log_softmax(m.tag(U)[0].numpy())
    x = lp.copy()
    x[:, 3:5] += p.cue_bias
    sp = bio_spans(bio_path(x))
    src, cue, con = ([(a, e) for t, a, e in sp if t == r] for r in range(3))
    r = dict(tag=lp, sources=src, cues=cue, contents=con, srl={}, link={}, srl_logits=None, u=u)
    para = torch.from_numpy(w.para)[None]
    if cue:
        cm = torch.zeros(1, w.n, dtype=torch.long)
        cm[0, [a for a, _ in cue]] = 1
        z = torch.zeros(len(cue), dtype=torch.long)
        y = m.srl(U, z, torch.tensor([a for a, _ in cue]), torch.tensor([e for _, e in cue]), para, cm).numpy()
        r["srl_logits"] = y
        r["srl"] = dict(zip(cue, log_softmax(y)))
        links = []
        for a, e in cue:
            for x0, x1 in src:
                lo, hi = (x1, a) if x1 < a else (e, x0)
                links.append((a, e, x0, x1, 0, sum(1 for v in cue if lo <= v[0] < hi and v != (a, e))))
        if links:
            q = torch.tensor(links).T
            s = torch.sigmoid(m.link(U, torch.zeros(len(links), dtype=torch.long), *q, para)).numpy()
            r["link"] = {l[:5]: float(v) for l, v in zip(links, s)}
    if mentions:
        r.update(name=log_softmax(m.name(U)[0].numpy()), nominal=log_softmax(m.nominal(U)[0].numpy()), pron=log_softmax(m.pron(U)[0].numpy()))
    return r


def infer(m, ws, p: Params, bs=16, mentions=True):
    return [heads(m, w, u, p, mentions) for w, u in zip(ws, encode(m, ws, bs))]


# ------------------------------------------------------------------------------------------------ attributions
def attributions(w, r, p: Params):
    """[{cue, source, content, feats}] with word ranges of one window, before the confidence threshold."""
    n = w.n
    tag = r["tag"]
    P = np.exp(tag)
    role = np.log(np.stack([P[:, 0] + P[:, 3] + P[:, 4], P[:, 1] + P[:, 2], P[:, 5] + P[:, 6]], 1) + 1e-6)
    edge = tag[:, 5] - np.logaddexp(tag[:, 6], tag[:, 5])     # log P(B | content)
    inq = np.zeros(n, bool)
    for a, e in r["cues"]:
        inq[a:e + 1] = True
    out = []
    for (a, e), s in r["srl"].items():
        sc = s + p.tag_weight * role
        sc[a:e + 1, 1:] = NEG
        y = decode_cue(sc, edge, p)
        con = runs(y == 2)
        con = join(con, y, inq, p.gap)
        src, sscore = best_source(r, (a, e), s, y, p)
        if src:
            con = [z for x in con for z in cut(x, src)]
        if not con:
            continue
        f = np.concatenate([s[x:z + 1, 2] for x, z in con])
        feats = [float(tag[a, 3]), float(np.exp(f).mean()), float(np.exp(s[con[0][0], 2])), float(np.exp(s[con[-1][1], 2])), sscore, 1.0 if src else 0.0,
                 float(np.exp(np.concatenate([role[x:z + 1, 2] for x, z in con])).mean()), float(min(len(con), 3)), float(np.log(len(f)))]
        out.append(dict(cue=(a, e), source=src, content=con, feats=feats))
    return out


def decode_cue(sc, edge, p):
    """Best path over O/source/content for one cue; beginning a run costs `switch`, eased or worsened by the tagger's B evidence."""
    n = len(sc)
    d = sc[0].copy()
    d[1:] -= p.switch
    d[2] += p.edge * max(edge[0], -4.0)
    back = np.zeros((n, 3), dtype=np.int64)
    for t in range(1, n):
        g = p.edge * max(edge[t], -4.0)
        tr = np.array([[0.0, -p.switch, -p.switch + g], [0.0, 0.0, -p.switch + g], [0.0, -p.switch, 0.0]])
        x = d[:, None] + tr
        back[t] = x.argmax(0)
        d = x.max(0) + sc[t]
    y = [int(d.argmax())]
    for t in range(n - 1, 0, -1):
        y.append(int(back[t, y[-1]]))
    return np.array(y[::-1])


def join(con, y, inq, gap):
    out = []
    for x in con:
        if out and x[0] - out[-1][1] - 1 <= gap and not any(y[k] == 1 or inq[k] for k in range(out[-1][1] + 1, x[0])):
            out[-1] = (out[-1][0], x[1])
        else:
            out.append(x)
    return out


def cut(x, s):
    """Content range without the words of the source range."""
    if s[1] < x[0] or s[0] > x[1]:
        return [x]
    return [z for z in ((x[0], s[0] - 1), (s[1] + 1, x[1])) if z[0] <= z[1]]


def best_source(r, cue, s, y, p):
    """The tagged or cue-conditioned source span with the highest score, or None."""
    cand = {x: r["link"].get((*cue, *x, 0), 0.0) for x in r["sources"]}
    for x in runs(y == 1):
        if not any(a <= x[1] and x[0] <= b for a, b in cand):
            cand[x] = 0.5
    best, top = None, p.src_min
    for x, l in sorted(cand.items()):
        if x[0] <= cue[1] and cue[0] <= x[1]:
            continue
        v = p.link_weight * l + (1 - p.link_weight) * float(np.exp(s[x[0]:x[1] + 1, 1]).mean())
        if v > top:
            best, top = x, v
    return best, top if best else 0.0


def to_chars(w, a):
    f = lambda x: [int(w.start[x[0]]), int(w.end[x[1]])]
    return dict(source=[f(a["source"])] if a["source"] else None, cue=[f(a["cue"])], content=[f(x) for x in sorted(a["content"])])


def confidence(feats, cal):
    """Calibrated probability that the attribution is right; cal = {"mean", "scale", "weight", "bias", "curve"}."""
    if cal is None:
        return 1.0
    x = (np.asarray(feats) - cal["mean"]) / cal["scale"]
    p = float(1 / (1 + np.exp(-(x @ np.asarray(cal["weight"]) + cal["bias"]))))
    said, right = zip((0.0, 0.0), *cal["curve"], (1.0, 1.0))
    return float(np.interp(p, said, right))


def document(ws, rs, p: Params, cal=None, keep_feats=False):
    out = []
    for w, r in zip(ws, rs):
        for a in attributions(w, r, p):
            c = confidence(a["feats"], cal)
            if cal is not None and c < p.conf_min:
                continue
            d = to_chars(w, a)
            d["confidence"] = round(c, 4)
            if keep_feats:
                d["feats"] = a["feats"]
            out.append(d)
    return out


# ------------------------------------------------------------------------------------------------ mentions and antecedents
def mentions(w, r, text, win):
    out = []
    for kind, key in ((0, "name"), (1, "nominal")):
        lp = r[key]
        for t, i, j in bio_spans(bio_path(lp)):
            sc = float(np.exp(np.mean([np.logaddexp(lp[k, 1 + 2 * t], lp[k, 2 + 2 * t]) for k in range(i, j + 1)])))
            out.append(coref.make(w, text, win, i, j, kind, t, score=sc))
    names = {(m.i, m.j) for m in out if m.kind == 0}
    out = [m for m in out if m.kind == 0 or (m.i, m.j) not in names]
    taken = {(m.i, m.j) for m in out}
    y = r["pron"].argmax(1)
    for i in np.flatnonzero(y):
        if (int(i), int(i)) not in taken:
            out.append(coref.make(w, text, win, int(i), int(i), 2, int(y[i]) - 1, score=float(np.exp(r["pron"][i, y[i]]))))
    return out


@torch.no_grad()
def antecedents(m, ms, rs, p: Params):
    """ms: mentions of a whole document sorted by (start, end). [(anaphor, candidate or None, probability)]"""
    if not ms:
        return []
    u0 = torch.stack([rs[x.win]["u"][x.i] for x in ms])
    u1 = torch.stack([rs[x.win]["u"][x.j] for x in ms])
    rep = m.mention_rep(u0, u1, torch.tensor([4 * x.kind + x.type for x in ms]), torch.tensor([x.pron for x in ms]))
    none = m.none(rep).numpy()
    pr = coref.pairs(ms)
    A, C, R, P, M, Q = coref.features(ms, pr)
    s = m.pair(rep[A], rep[C], R, P, M, Q).numpy() if len(A) else np.zeros(0)
    out, o = [], 0
    for n, cs in pr:
        v = np.concatenate([[none[n] + p.ante_bias], s[o:o + len(cs)]])
        o += len(cs)
        k = int(v.argmax())
        out.append((n, None if k == 0 else cs[k - 1], float(np.exp(log_softmax(v)[k]))))
    return out


def params_dict(p):
    return asdict(p)
