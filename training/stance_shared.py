"""The cheaper way that was measured: a head on the reader's own word vectors, no second encoder.  python -m training.stance_shared --model READER

The reader is frozen and reads sentences as they stand; a target is its words' mean, beside [CLS] and the mean of the sentence.
"""
from __future__ import annotations
import argparse
import json
import os
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from . import evaluate, model as M, stance as S, text as tx


@torch.no_grad()
def features(m, tok, R, bs=64):
    X, y = np.zeros((len(R), 3 * M.H), dtype=np.float32), np.array([S.LABELS.index(r["label"]) for r in R])
    qs = [S.question(tok, r["text"], None, None) for r in R]
    at = []
    for r in R:
        words = tx.words_of(tok, r["text"])
        n, hit = 1, []
        for a, b, pieces, _ in words:
            if r["target"]["start"] is not None and a < r["target"]["end"] and b > r["target"]["start"]:
                hit.append(n)
            n += len(pieces)
        at.append([i for i in hit if i < S.MAX] or [0])
    order = sorted(range(len(R)), key=lambda i: qs[i].n)
    for i in range(0, len(order), bs):
        idx = order[i:i + bs]
        T = S.collate([qs[j] for j in idx])
        h = m.enc(T["ids"], T["mask"], T["case"], T["quote"], T["pstart"])
        for row, j in enumerate(idx):
            n = qs[j].n
            X[j] = torch.cat([h[row, 0], h[row, [min(k, n - 1) for k in at[j]]].mean(0), h[row, :n].mean(0)]).numpy()
    return torch.from_numpy(X), y


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--model", required=True), ap.add_argument("--threads", type=int, default=2), ap.add_argument("--json")
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    tok, m = tx.load_tokenizer(), evaluate.load(a.model)
    X, y = features(m, tok, S.rows(a.data, "newsmtsc.train"))
    head = nn.Sequential(nn.Dropout(0.2), nn.Linear(3 * M.H, M.H), nn.Tanh(), nn.Dropout(0.2), nn.Linear(M.H, 3))
    opt = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.01)
    steps, n = 12 * (len(X) // 64), len(X)
    for i in range(steps):
        for g in opt.param_groups:
            g["lr"] = 1e-3 * (1 - i / steps)
        b = torch.randint(n, (64,))
        loss = F.cross_entropy(head(X[b]), torch.from_numpy(y[b.numpy()]))
        opt.zero_grad()
        loss.backward()
        opt.step()
    head.eval()
    out = {}
    for name in ("newsmtsc.dev", "newsmtsc_mt.dev"):
        x, t = features(m, tok, S.rows(a.data, name))
        with torch.no_grad():
            acc, f1, _ = S.scores(head(x).numpy(), t)
        out[name] = dict(accuracy=acc, macro_f1=f1)
    print(json.dumps(out))
    if a.json:
        with open(a.json, "a") as f:
            f.write(json.dumps(dict(kind="stance, shared and frozen", model=os.path.basename(a.model), figures=out)) + "\n")


if __name__ == "__main__":
    main()
