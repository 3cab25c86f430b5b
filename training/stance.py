"""Who is spoken of well or ill: polarity of a sentence towards a marked target.  python -m training.stance --out DIR [--epochs N] ...

An encoder of the reader's shape reads the sentence with the target's words replaced by one [MASK] piece, so that nothing can be learned
about a name; a small head on [CLS] and the mask gives support, oppose, neutral. Trained on NewsMTSC train; every other name that is a
target somewhere in the training part is exchanged for another at random. SEESAW is only evaluated. Seeded; figures go to DIR/../runs.jsonl.
"""
from __future__ import annotations
import argparse
import json
import math
import os
import random
import re
import time
from dataclasses import dataclass
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from . import model as M, text as tx

LABELS = ["support", "oppose", "neutral"]
MASK = 103
MAX = 96                 # pieces of a question without [CLS] and [SEP]
LEFT = 60                # of these, at most so many before the target


@dataclass
class Question:
    """A sentence with its target masked, as piece arrays; `at` is the mask's index (0, the [CLS], when the target is not in the sentence)."""
    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    at: int
    y: int = -1
    tone: np.ndarray = None      # piece -> 0 no word of a sentiment lexicon, 1 a kind one, 2 an unkind one; training only

    @property
    def n(self):
        return len(self.ids)


def question(tok, text: str, start: int | None, end: int | None, label: str | None = None, lexicon: dict | None = None) -> Question:
    """Pieces of a sentence; the target's code points [start, end) become one mask, and so does any other place with the same words."""
    spans = []
    if start is not None and end > start:
        name = text[start:end]
        spans = [(start, end)]
        if any(c.isupper() for c in name):
            spans += [(m.start(), m.end()) for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text) if m.end() <= start or m.start() >= end]
    spans.sort()
    q = tx.quote_states(text)
    ids, case, quote, tone, at, seen = [], [], [], [], 0, set()
    for a, b, pieces, offs in tx.words_of(tok, text):
        hit = next((s for s in spans if a < s[1] and b > s[0]), None)
        if hit is None:
            ids += pieces
            case += [tx.case_class(text[a:b])] * len(pieces)
            quote += [q[x] for x, _ in offs]
            tone += [lexicon.get(text[a:b].lower(), 0) if lexicon else 0] * len(pieces)
        elif hit not in seen:
            seen.add(hit)
            if hit[0] == start:
                at = len(ids)
            ids.append(MASK), case.append(1), quote.append(q[a]), tone.append(-100)
    found = bool(spans)
    if len(ids) > MAX:
        lo = min(max(0, at - LEFT), len(ids) - MAX) if found else 0
        ids, case, quote, tone, at = ids[lo:lo + MAX], case[lo:lo + MAX], quote[lo:lo + MAX], tone[lo:lo + MAX], at - lo
    A = lambda x: np.asarray(x, dtype=np.int64)
    return Question(A([tx.CLS] + ids + [tx.SEP]), A([6] + case + [6]), A([4] + quote + [4]), at + 1 if found else 0, LABELS.index(label) if label else -1, A([-100] + tone + [-100]))


class Stance(nn.Module):
    def __init__(s, drop=0.1):
        super().__init__()
        s.enc = M.Encoder(drop)
        s.drop = nn.Dropout(drop)
        s.st_hidden, s.st_out = nn.Linear(2 * M.H, M.H), nn.Linear(M.H, len(LABELS))

        s.aux_tone = nn.Linear(M.H, 3)          # training only

    def forward(s, T, tones=False):
        h = s.enc(T["ids"], T["mask"], T["case"], T["quote"], T["pstart"])
        z = torch.cat([h[:, 0], h[torch.arange(len(h)), T["at"]]], 1)
        y = s.st_out(s.drop(torch.tanh(s.st_hidden(s.drop(z)))))
        return (y, s.aux_tone(s.drop(h))) if tones else y


def collate(qs):
    n = (max(q.n for q in qs) + 7) // 8 * 8
    T = {k: torch.zeros(len(qs), n, dtype=torch.long) for k in ("ids", "case", "quote", "pstart")}
    T["mask"] = torch.zeros(len(qs), n, dtype=torch.bool)
    for i, q in enumerate(qs):
        for k in ("ids", "case", "quote"):
            T[k][i, : q.n] = torch.from_numpy(getattr(q, k))
        T["mask"][i, : q.n] = True
    T["tone"] = M.pad_labels([q.tone for q in qs], n)
    T["at"] = torch.tensor([q.at for q in qs])
    return T


def rows(data, name):
    from .data import root
    with open(os.path.join(root(data), "stance", name + ".jsonl"), encoding="utf-8") as f:
        return [json.loads(l) for l in f]


PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "i", "we", "you", "who", "me", "us"}
TITLES = {"mr.", "mrs.", "ms.", "dr.", "president", "sen.", "rep.", "gov.", "the", "former", "senator", "secretary"}


def sentiment_words():
    """Word -> 1 or 2 from VADER's lexicon (package vaderSentiment, MIT)."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    return {w: 1 if v > 0 else 2 for w, v in SentimentIntensityAnalyzer().lexicon.items() if abs(v) >= 1}


def surnames(R):
    """Last words of the training targets that look like names, most frequent first."""
    n = {}
    for r in R:
        w = [x for x in re.findall(r"[\w'.-]+", r["target"]["text"]) if x.lower() not in TITLES | PRONOUNS]
        if w and w[-1][0].isupper() and len(w[-1]) > 2 and len(w) <= 3:
            n[w[-1]] = n.get(w[-1], 0) + 1
    return [w for w, _ in sorted(n.items(), key=lambda x: (-x[1], x[0]))][:600]


def swap_names(r, names, known, rng):
    """The row with every known surname exchanged for another one, the same throughout; the target's span moves along."""
    table, out, last, a, b = {}, [], 0, r["target"]["start"], r["target"]["end"]
    t, da, db = r["text"], 0, 0
    for m in re.finditer(r"[A-Z][\w'-]+\w", t):
        w = m.group()
        if w not in known:
            continue
        new = table.setdefault(w, rng.choice(names))
        out += [t[last:m.start()], new]
        last = m.end()
        d = len(new) - len(w)
        da += d if m.end() <= a else 0
        db += d if m.end() <= b else 0
    return "".join(out) + t[last:], a + da, b + db


def scores(P, y, weights=None):
    """Accuracy, macro-F1 and F1 of each label."""
    p = P.argmax(1)
    f = []
    for k in range(3):
        tp = int(((p == k) & (y == k)).sum())
        f.append(2 * tp / max(1, int((p == k).sum()) + int((y == k).sum())))
    return float((p == y).mean()), float(np.mean(f)), f


@torch.no_grad()
def predict(m, qs, bs=64):
    m.eval()
    order = sorted(range(len(qs)), key=lambda i: qs[i].n)
    P = np.zeros((len(qs), 3), dtype=np.float32)
    for i in range(0, len(order), bs):
        idx = order[i:i + bs]
        P[idx] = F.softmax(m(collate([qs[j] for j in idx])), -1).numpy()
    return P


def development(tok, data):
    """Questions of the development parts."""
    D = {}
    for n in ("newsmtsc.dev", "newsmtsc_mt.dev", "seesaw.dev"):
        D[n] = [question(tok, r["text"], r["target"]["start"], r["target"]["end"], r["label"]) for r in rows(data, n)]
    return D


def report(m, D, log=print):
    out, both = {}, []
    for n, qs in D.items():
        P, y = predict(m, qs), np.array([q.y for q in qs])
        if n.startswith("seesaw"):
            out[n] = dict(accuracy2=float(((P[:, 0] > P[:, 1]) == (y == 0)).mean()), accuracy2_in=float(np.mean([(p[0] > p[1]) == (q.y == 0) for p, q in zip(P, qs) if q.at])))
        else:
            acc, f1, f = scores(P, y)
            out[n] = dict(accuracy=acc, macro_f1=f1, f1=f)
            both.append((P, y))
    P, y = np.concatenate([b[0] for b in both]), np.concatenate([b[1] for b in both])
    acc, f1, f = scores(P, y)
    c = P.max(1)
    hi = c >= 0.8
    out["both"] = dict(accuracy=acc, macro_f1=f1, f1=f, nll=float(-np.log(P[np.arange(len(y)), y] + 1e-9).mean()), p80=float((P.argmax(1) == y)[hi].mean()), share80=float(hi.mean()))
    log(" | ".join(f"{k} " + " ".join(f"{a} {b:.4f}" for a, b in v.items() if a != "f1") for k, v in out.items()), flush=True)
    return out


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--out", required=True), ap.add_argument("--init", help="a reader's checkpoint to start from; otherwise the base weights")
    ap.add_argument("--epochs", type=float, default=3), ap.add_argument("--lr", type=float, default=1e-4), ap.add_argument("--head-lr", type=float, default=5e-4)
    ap.add_argument("--layer-decay", type=float, default=0.9), ap.add_argument("--bs", type=int, default=32), ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--swap", type=float, default=0.5), ap.add_argument("--absent", type=float, default=0.05), ap.add_argument("--word-drop", type=float, default=0.03)
    ap.add_argument("--smooth", type=float, default=0.05), ap.add_argument("--seed", type=int, default=2), ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--tone", type=float, default=0.3, help="weight of telling apart the words of a sentiment lexicon")
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    tok = tx.load_tokenizer()
    R = rows(a.data, "newsmtsc.train")
    names = surnames(R)
    known = set(names)
    lexicon = sentiment_words() if a.tone else None
    D = development(tok, a.data)
    m = Stance(a.drop)
    if a.init:
        sd = torch.load(a.init)["model"]
        m.enc.load_state_dict({k[4:]: v for k, v in sd.items() if k.startswith("enc.")})
    else:
        m.enc.load_base(tx.weights_dir())
    m.enc.word.weight.requires_grad_(False)
    G = [dict(params=list(l.parameters()), base=a.lr * a.layer_decay ** (M.LAYERS - 1 - i)) for i, l in enumerate(m.enc.layers)]
    G.append(dict(params=[m.enc.pos.weight, m.enc.ln.weight, m.enc.ln.bias], base=a.lr * a.layer_decay ** M.LAYERS))
    G.append(dict(params=[e.weight for e in (m.enc.case, m.enc.quote, m.enc.pstart)], base=a.head_lr * 0.5))
    G.append(dict(params=[p for n, p in m.named_parameters() if not n.startswith("enc.")], base=a.head_lr))
    params = [p for g in G for p in g["params"]]
    opt = torch.optim.AdamW(G, lr=a.lr, weight_decay=0.01, fused=True)
    ema = {k: v.detach().clone() for k, v in m.state_dict().items() if k != "enc.word.weight"}
    steps = int(a.epochs * math.ceil(len(R) / a.bs))
    step, t0, loss_run = 0, time.time(), None
    while step < steps:
        qs = []
        for r in R:
            t, x, y = swap_names(r, names, known, rng) if rng.random() < a.swap else (r["text"], r["target"]["start"], r["target"]["end"])
            q = question(tok, t, x, y, r["label"], lexicon)
            if rng.random() < a.absent:
                q.at = 0
            qs.append(q)
        order = sorted(range(len(qs)), key=lambda i: (qs[i].n // 8 + rng.random() * 2))
        B = [order[i:i + a.bs] for i in range(0, len(order), a.bs)]
        rng.shuffle(B)
        for b in B:
            if step >= steps:
                break
            fr = step / steps
            f = min(1.0, (step + 1) / (0.06 * steps)) * (1 - fr)
            for g in opt.param_groups:
                g["lr"] = g["base"] * f
            m.train()
            T = collate([qs[i] for i in b])
            if a.word_drop:
                T["ids"] = torch.where((torch.rand(T["ids"].shape) < a.word_drop) & (T["ids"] > 103), MASK, T["ids"])
            z, tones = m(T, tones=True)
            loss = F.cross_entropy(z, torch.tensor([qs[i].y for i in b]), label_smoothing=a.smooth)
            if a.tone:
                loss = loss + a.tone * F.cross_entropy(tones.flatten(0, 1), T["tone"].flatten(), weight=torch.tensor([0.2, 1.0, 1.0]))
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
            step += 1
            loss_run = loss.item() if loss_run is None else 0.98 * loss_run + 0.02 * loss.item()
            d = min(0.99, step / (step + 50))
            with torch.no_grad():
                for k, v in m.state_dict().items():
                    if k != "enc.word.weight":
                        ema[k].lerp_(v, 1 - d)
            if step % 137 == 0:
                print(f"step {step}/{steps} loss {loss_run:.4f} {time.time() - t0:.0f}s", flush=True)
        print(f"epoch ends at step {step}", flush=True)
        report(m, D)
    live = {k: v.clone() for k, v in m.state_dict().items()}
    m.load_state_dict({**live, **ema})
    print("averaged weights:", flush=True)
    figures = report(m, D)
    torch.save(dict(model=m.state_dict(), args=vars(a), step=step), os.path.join(a.out, "ema.pt"))
    torch.save(dict(model=live, args=vars(a), step=step), os.path.join(a.out, "last.pt"))
    with open(os.path.join(a.out, "..", "runs.jsonl"), "a") as f:
        f.write(json.dumps(dict(kind="stance", out=os.path.basename(a.out), args=vars(a), seconds=round(time.time() - t0), figures=figures)) + "\n")


if __name__ == "__main__":
    main()
