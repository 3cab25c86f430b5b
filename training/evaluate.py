"""Figures on the development parts.  python -m training.evaluate --model FILE [--data DIR] [--params FILE]"""
from __future__ import annotations
import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
import torch
from . import data, decode, text as tx
from .model import Encoder, Reader, layers_of

ROWS = ["attr.any", "content.soft", "content.token", "source.soft", "cue.soft", "class.direct.attr.any", "class.mixed.attr.any", "class.indirect.attr.any",
        "source.piece_exact", "cue.piece_exact", "content.piece_exact", "attr.full", "attr.exact"]


def load(path):
    z = torch.load(path)
    m = Reader(encoder=Encoder(layers=layers_of(z["model"])))
    m.load_state_dict({k: v for k, v in z["model"].items() if not k.startswith("aux")}, strict=False)
    return m.eval()


def by_doc(ws, rs):
    d = defaultdict(lambda: ([], []))
    for w, r in zip(ws, rs):
        d[w.doc][0].append(w), d[w.doc][1].append(r)
    return d


def predict(ws, rs, p, cal=None, **kw):
    return {doc: decode.document(a, b, p, cal, **kw) for doc, (a, b) in by_doc(ws, rs).items()}


def score_polnear(pred, gold, S):
    P = {d: [{k: S.norm_spans(a.get(k)) for k in ("source", "cue", "content")} for a in A] for d, A in pred.items()}
    return S.score(gold, P)


def score_blogs(pred, path=None, split="dev"):
    d = os.path.join(data.root(path), "blogs")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as f:
        for k, v in pred.items():
            f.write(json.dumps(dict(doc=k, attributions=v)) + "\n")
    o = subprocess.run([sys.executable, os.path.join(data.root(path), "..", "score", "blogs.py"), "--gold", os.path.join(d, split + ".jsonl"), "--text", os.path.join(d, "text"),
                        "--pred", f.name], capture_output=True, text=True, check=True).stdout
    os.unlink(f.name)
    return json.loads(o)


def prf(tp, n, g):
    p, r = tp / max(n, 1), tp / max(g, 1)
    return dict(p=round(p, 4), r=round(r, 4), f1=round(2 * p * r / max(p + r, 1e-9), 4), tp=tp, pred=n, gold=g)


def line(S):
    return " ".join(f"{k.replace('class.', '').replace('content', 'con').replace('piece_exact', 'px')}={S[k]['f1']:.3f}" for k in ROWS) + f" P={S['attr.any']['p']:.3f} R={S['attr.any']['r']:.3f}"


def gum_documents(ws, rs, texts):
    """{doc: (mentions sorted, results per window)} from the model."""
    out = {}
    for doc, (a, b) in by_doc(ws, rs).items():
        ms = sorted((m for k, (w, r) in enumerate(zip(a, b)) for m in decode.mentions(w, r, texts[doc], k)), key=lambda m: (m.start, m.end))
        out[doc] = (ms, b)
    return out


def nearest_baseline(docs, texts):
    """Nearest earlier compatible GOLD mention: he/she -> person, it -> no person, they -> any, I/we/you/who -> the same class; nominals -> the nearest with
    the same last word. Pronoun accuracy and link figures (an easier task than the model's, which finds its mentions itself)."""
    from . import coref
    n = ok = 0
    L = [0, 0, 0]
    for doc, (a, _) in docs.items():
        ms = sorted((coref.make(w, texts[doc], k, i, j, kd, t, c) for k, w in enumerate(a) for i, j, kd, t, c in w.y["mentions"]), key=lambda m: (m.start, m.end))
        for x, m in enumerate(ms):
            if m.kind == 0:
                continue
            before = [c for c in ms[:x] if c.end <= m.start]
            has = any(c.chain == m.chain for c in before)
            hit = None
            for c in reversed(before):
                if m.kind == 1:
                    fit = c.words[-1] == m.words[-1]
                elif m.pron in (1, 2):
                    fit = c.type == 0 and c.pron in (0, m.pron, 8)
                elif m.pron == 3:
                    fit = c.type != 0 and c.pron in (0, 3, 9)
                elif m.pron == 4:
                    fit = c.pron in (0, 4)
                elif m.pron == 8:
                    fit = c.kind != 2
                else:
                    fit = c.pron == m.pron
                if fit:
                    hit = c
                    break
            good = hit is not None and hit.chain == m.chain
            L[0] += good
            L[1] += hit is not None
            L[2] += has
            if m.kind == 2 and has:
                n += 1
                ok += good
    return round(ok / max(n, 1), 4), prf(*L)


def score_gum(model, ws, rs, texts, p):
    """Names (exact spans, person and organisation; a leading "the" is not part of a name), mention spans, antecedents."""
    docs = gum_documents(ws, rs, texts)
    N = defaultdict(lambda: [0, 0, 0])
    L = [0, 0, 0]
    pron = defaultdict(int)
    for doc, (a, b) in by_doc(ws, rs).items():
        ms, res = docs[doc]
        gold = [(int(w.start[i]), int(w.end[j]), k, t, c) for w in a for i, j, k, t, c in w.y["mentions"]]
        for key, f in (("person", lambda k, t: k == 0 and t == 0), ("organisation", lambda k, t: k == 0 and t == 1), ("place", lambda k, t: k == 0 and t == 2), ("other", lambda k, t: k == 0 and t == 3),
                       ("name+type", lambda k, t: k == 0), ("nominal", lambda k, t: k == 1), ("pronoun", lambda k, t: k == 2)):
            g = {(x[0], x[1], x[3]) for x in gold if f(x[2], x[3])}
            q = {(x.start, x.end, x.type) for x in ms if f(x.kind, x.type)}
            N[key][0] += len(g & q)
            N[key][1] += len(q)
            N[key][2] += len(g)
        chain = {(x[0], x[1]): x[4] for x in gold}
        order = sorted(chain, key=lambda x: (x[0], x[1]))
        seen = defaultdict(list)
        kinds = {(x[0], x[1]): x[2] for x in gold}
        gl = {}
        for s in order:
            if kinds[s] and any(e <= s[0] for _, e in seen[chain[s]]):
                gl[s] = {x for x in seen[chain[s]] if x[1] <= s[0]}
            seen[chain[s]].append(s)
        pl = {(ms[n].start, ms[n].end): None if c is None else (ms[c].start, ms[c].end) for n, c, _ in decode.antecedents(model, ms, res, p)}
        for s, c in pl.items():
            L[1] += c is not None
            L[0] += c is not None and c in gl.get(s, ())
        L[2] += len(gl)
        for s in gl:
            if kinds[s] == 2:
                pron["n"] += 1
                pron["ok"] += pl.get(s) in gl[s]
    base = nearest_baseline(by_doc(ws, rs), texts)
    out = {k: prf(*v) for k, v in N.items()}
    po = [N["person"][i] + N["organisation"][i] for i in range(3)]
    out["person+organisation"] = prf(*po)
    out["links"] = prf(*L)
    out["pronoun_antecedent_accuracy"] = round(pron["ok"] / max(pron["n"], 1), 4)
    out["pronouns"] = pron["n"]
    out["baseline_nearest_compatible_pronoun_accuracy"], out["baseline_links"] = base
    return out


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--data"), ap.add_argument("--params"), ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--limit", type=int), ap.add_argument("--json"), ap.add_argument("--name", default=""), ap.add_argument("--skip-polnear", action="store_true")
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    m = load(a.model)
    p, cal = decode.Params(), None
    if a.params:
        z = json.load(open(a.params))
        p, cal = decode.Params(**z["decode"]), z["calibration"]
    tok = tx.load_tokenizer()
    S = data.scorer(a.data)
    res = {}
    if not a.skip_polnear:
        d = os.path.join(data.root(a.data), "polnear", "dev")
        gold = S.load_gold(os.path.join(d, "text"), os.path.join(d, "attributions"))
        ws, _ = data.polnear(tok, "dev", a.data, first_only=True, limit=a.limit)
        gold = {w.doc: gold[w.doc] for w in ws}
        sc = score_polnear(predict(ws, decode.infer(m, ws, p, mentions=False), p, cal), gold, S)
        print("polnear dev", line(sc), flush=True)
        res["polnear"] = {k: sc[k] for k in ROWS}
    bw, _ = data.blogs(tok, "dev", a.data)
    res["blogs"] = score_blogs(predict(bw, decode.infer(m, bw, p, mentions=False), p, cal), a.data)
    print("blogs dev", res["blogs"], flush=True)
    gw, gt = data.gum(tok, "dev", a.data)
    res["gum"] = score_gum(m, gw, decode.infer(m, gw, p), gt, p)
    for k, v in res["gum"].items():
        print("gum dev", k, v, flush=True)
    if a.json:
        with open(a.json, "a") as f:
            f.write(json.dumps(dict(kind="eval", model=os.path.basename(os.path.dirname(a.model)) + "/" + os.path.basename(a.model), name=a.name, params=bool(a.params), figures=res)) + "\n")


if __name__ == "__main__":
    main()
