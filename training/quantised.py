"""Cost of int8: weights per row, and weights with activations rounded per row, on PolNeAR dev.  python -m training.quantised --model FILE --params FILE"""
from __future__ import annotations
import argparse
import json
import os
import torch
from . import data, decode, evaluate as ev, export, text as tx


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--params", required=True), ap.add_argument("--data"), ap.add_argument("--threads", type=int, default=2), ap.add_argument("--json")
    ap.add_argument("--limit", type=int)
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    z = json.load(open(a.params))
    p, cal = decode.Params(**z["decode"]), z["calibration"]
    tok, S = tx.load_tokenizer(), data.scorer(a.data)
    d = os.path.join(data.root(a.data), "polnear", "dev")
    gold = S.load_gold(os.path.join(d, "text"), os.path.join(d, "attributions"))
    ws, _ = data.polnear(tok, "dev", a.data, first_only=True, limit=a.limit)
    gold = {w.doc: gold[w.doc] for w in ws}
    m = ev.load(a.model)
    out = {}
    for name, f in (("f32", lambda m: m), ("int8 weights", export.fake_quantise), ("int8 weights and activations", export.dynamic_activations)):
        m = f(m)
        s = ev.score_polnear(ev.predict(ws, decode.infer(m, ws, p, mentions=False), p, cal), gold, S)
        out[name] = {k: s[k]["f1"] for k in ("attr.any", "content.soft", "content.piece_exact")}
        print(name, ev.line(s), flush=True)
    if a.json:
        with open(a.json, "a") as f:
            f.write(json.dumps(dict(kind="int8", model=a.model, figures=out)) + "\n")


if __name__ == "__main__":
    main()
