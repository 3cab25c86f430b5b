"""A reader with more layers that reads as the given one does, to be trained on.  python -m training.deepen --model FILE --after 2,3,4,5 --out FILE

Behind each of the given layers comes a copy of it whose outputs are zero, so that only its two normalisations are left. Their gains and offsets are
fitted, number by number, so that they give what they get (least squares over the pieces of a sample).
"""
from __future__ import annotations
import argparse
import random
import torch
import torch.nn.functional as F
from . import data, text as tx
from .evaluate import load
from .model import collate, layers_of


@torch.no_grad()
def undoing(m, ws):
    """After each layer: gain and offset that make normalised vectors of it, as near as may be, the vectors again."""
    seen = [[] for _ in m.enc.layers]
    hooks = [l.register_forward_hook(lambda _m, _x, y, n=n: seen[n].append(y)) for n, l in enumerate(m.enc.layers)]
    for i in range(0, len(ws), 8):
        T = collate(ws[i:i + 8])
        m.words(T)
        for y in seen:
            y[-1] = y[-1][T["mask"]]
    for h in hooks:
        h.remove()
    out = []
    for y in map(torch.cat, seen):
        z = F.layer_norm(y, y.shape[-1:])
        gain = ((z - z.mean(0)) * (y - y.mean(0))).sum(0) / ((z - z.mean(0)) ** 2).sum(0)
        out.append(dict(weight=gain, bias=y.mean(0) - gain * z.mean(0)))
    return out


def deepen(state, after, norms):
    """The state with a layer more behind each layer of `after`."""
    out = {k: v for k, v in state.items() if not k.startswith("enc.layers.")}
    new = 0
    for n in range(layers_of(state)):
        own = {k.split(".", 3)[3]: v for k, v in state.items() if k.startswith(f"enc.layers.{n}.")}
        out |= {f"enc.layers.{new}.{k}": v for k, v in own.items()}
        new += 1
        if n not in after:
            continue
        for k, v in own.items():
            module, part = k.split(".")
            out[f"enc.layers.{new}.{k}"] = norms[n][part].clone() if module in ("ln1", "ln2") else torch.zeros_like(v) if module in ("out", "down") else v.clone()
        new += 1
    return out


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--out", required=True), ap.add_argument("--data"), ap.add_argument("--after", default="2,3,4,5", help="layers, counted from 0"), ap.add_argument("--threads", type=int, default=1)
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    ws, _ = data.polnear(tx.load_tokenizer(), "train", a.data, limit=40)
    norms = undoing(load(a.model), random.Random(1).sample(ws, min(len(ws), 60)))
    state = torch.load(a.model)["model"]
    torch.save(dict(model=deepen(state, {int(x) for x in a.after.split(",")}, norms)), a.out)


if __name__ == "__main__":
    main()
