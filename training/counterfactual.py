"""How often a stance changes when nothing but names does.  python -m training.counterfactual --model FILE [--rounds N]

In every sentence of NewsMTSC's development parts each surname that is a target somewhere in the training part is exchanged for another
one (the same throughout), the target's too, and the likelier label is compared with the one before. Reported apart: only the target's
own name exchanged, which the mask makes invisible.
"""
from __future__ import annotations
import argparse
import json
import random
import torch
from . import stance as S, text as tx


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--model", required=True), ap.add_argument("--rounds", type=int, default=3), ap.add_argument("--threads", type=int, default=2), ap.add_argument("--json")
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    tok, rng = tx.load_tokenizer(), random.Random(1)
    m = S.Stance(0.0)
    m.load_state_dict(torch.load(a.model)["model"], strict=False)
    names = S.surnames(S.rows(a.data, "newsmtsc.train"))
    R = S.rows(a.data, "newsmtsc.dev") + S.rows(a.data, "newsmtsc_mt.dev")
    before = S.predict(m, [S.question(tok, r["text"], r["target"]["start"], r["target"]["end"]) for r in R]).argmax(1)
    n = changed = n_target = changed_target = 0
    for _ in range(a.rounds):
        qs, moved, own = [], [], []
        for r in R:
            t, x, y = S.swap_names(r, names, set(names), rng)
            qs.append(S.question(tok, t, x, y))
            moved.append(t != r["text"])
            x0, y0 = r["target"]["start"], r["target"]["end"]
            own.append(r["target"]["text"][0].isupper() and r["text"][:x0] + rng.choice(names) + r["text"][y0:])
        after = S.predict(m, qs).argmax(1)
        n += sum(moved)
        changed += sum(1 for k, p, q in zip(moved, before, after) if k and p != q)
        pairs = [(i, t) for i, t in enumerate(own) if t]
        qs = [S.question(tok, t, R[i]["target"]["start"], len(t) - (len(R[i]["text"]) - R[i]["target"]["end"])) for i, t in pairs]
        after = S.predict(m, qs).argmax(1)
        n_target += len(pairs)
        changed_target += sum(1 for (i, _), q in zip(pairs, after) if before[i] != q)
    out = dict(kind="counterfactual", n=n, changed=changed / max(1, n), n_target=n_target, changed_target=changed_target / max(1, n_target))
    print(json.dumps(out))
    if a.json:
        with open(a.json, "a") as f:
            f.write(json.dumps(out) + "\n")


if __name__ == "__main__":
    main()
