"""Joint training of all heads.  python -m training.train --out DIR [--init FILE] [--steps N | --minutes M] ...

Seeded; resumable (--resume picks up DIR/state.pt); appends a line of figures to DIR/../runs.jsonl.
"""
from __future__ import annotations
import argparse
import json
import os
import random
import time
import torch
import torch.nn.functional as F
from . import data, text as tx, coref
from .model import Encoder, Reader, LAYERS, collate, layers_of, pad_labels


def by_length(r, ws, bs, kind):
    """Batches of `bs` windows of about one length, in chance order."""
    ws = list(ws)
    r.shuffle(ws)
    out = []
    for c in range(0, len(ws), bs * 30):
        ch = sorted(ws[c:c + bs * 30], key=lambda w: len(w.ids))
        out += [(kind, ch[i:i + bs]) for i in range(0, len(ch), bs)]
    return out


def batches(seed, pol, blog, gum, bs, gum_share, blog_times, plain=()):
    """One epoch: [("att", [windows]) | ("gum", [consecutive windows of one document]) | ("soft", [windows without labels])]"""
    r = random.Random(seed)
    out = by_length(r, pol + blog * blog_times, bs, "att")
    docs = {}
    for w in gum:
        docs.setdefault(w.doc, []).append(w)
    sl = []
    for d in docs.values():
        o = r.randrange(min(6, len(d)))
        for c in range(-o, len(d), 6):
            x = d[max(c, 0):c + 6]
            if len(x) > 1 or len(d) == 1:
                sl.append(x)
    r.shuffle(sl)
    out += [("gum", x) for x in sl[: int(len(sl) * gum_share)]]
    out += by_length(r, plain, bs, "soft")
    r.shuffle(out)
    return out


def cue_map(B, W, cues):
    m = torch.zeros(B, W, dtype=torch.long)
    for b, a, _ in cues:
        m[b, a] = 1
    return m


def between(cues, lo, hi, me):
    return sum(1 for c in cues if lo <= c[0] < hi and c != me)


def attribution_loss(m, u, T, ws, labels, rng, log):
    B, W = T["first"].shape
    tags = pad_labels([l["tags"] for l in labels], W)
    lg = m.tag(u)
    lt = F.cross_entropy(lg.flatten(0, 1), tags.flatten(), ignore_index=-100)
    rows, Y, P, allc = [], [], [], []
    with torch.no_grad():
        pq = torch.softmax(lg, -1)[..., 3:5].sum(-1)
        pq[(tags == 3) | (tags == 4) | (tags == -100)] = 0
    for i, l in enumerate(labels):
        cues = [(r["cue"][0][0], r["cue"][-1][1]) for r in l["ars"]]
        allc += [(i, a, b) for a, b in cues]
        sp = [(x, y, 0) for x, y in sorted({p for r in l["ars"] for p in r["source"][:1]})] + \
             [(x, y, 1) for x, y in sorted({p for r in l["ars"] for p in r["content"]})]
        for r, (a, b) in zip(l["ars"], cues):
            y = [0] * ws[i].n
            for x, z in r["content"]:
                y[x:z + 1] = [2] * (z + 1 - x)
            for x, z in r["source"]:
                y[x:z + 1] = [1] * (z + 1 - x)
            rows.append((i, a, b)), Y.append(y)
            for x, z, t in sp:
                lo, hi = (z, a) if z < a else (b, x)
                P.append((i, a, b, x, z, t, between(cues, lo, hi, (a, b)), int((x, z) in (r["content"] if t else r["source"][:1]))))
        # hard negatives: words the tagger takes for cues, answered with "nothing belongs to this cue"
        cand = [k for k in torch.nonzero(pq[i] > 0.2).flatten().tolist()]
        for k in rng.sample(cand, min(2, len(cand))):
            rows.append((i, k, k)), Y.append([0] * ws[i].n)
    loss = lt
    log("tag", lt)
    if rows:
        R = torch.tensor(rows).T
        y = m.srl(u, R[0], R[1], R[2], T["para"], cue_map(B, W, allc))
        ls = F.cross_entropy(y.flatten(0, 1), pad_labels(Y, W).flatten(), ignore_index=-100)
        loss = loss + 1.5 * ls
        log("srl", ls)
    if P:
        p = torch.tensor(P).T
        ll = F.binary_cross_entropy_with_logits(m.link(u, *p[:7], T["para"]), p[7].float())
        loss = loss + 0.5 * ll
        log("link", ll)
    return loss


def rows_loss(head, u, rows, W, log, name):
    y = pad_labels(rows, W)
    if not (y != -100).any():
        return 0.0
    l = F.cross_entropy(head(u).flatten(0, 1), y.flatten(), ignore_index=-100)
    log(name, l)
    return l


def coref_loss(m, u, ws, texts, log):
    ms = [coref.make(w, texts[w.doc], r, i, j, k, t, c) for r, w in enumerate(ws) for i, j, k, t, c in w.y["mentions"]]
    pr = [p for p in coref.pairs(ms) if p[1]]
    if not pr:
        return 0.0
    t = lambda f: torch.tensor([f(x) for x in ms])
    row = t(lambda x: x.win)
    rep = m.mention_rep(u[row, t(lambda x: x.i)], u[row, t(lambda x: x.j)], t(lambda x: 4 * x.kind + x.type), t(lambda x: x.pron))
    A, C, R, P, M, Q = coref.features(ms, pr)
    s = m.pair(rep[A], rep[C], R, P, M, Q)
    none = m.none(rep[torch.tensor([n for n, _ in pr])])
    n = len(pr)
    K = max(len(c) for _, c in pr)
    S = torch.full((n, K + 1), -1e9)
    gold = torch.zeros(n, K + 1, dtype=torch.bool)
    ri = torch.tensor([r for r, (_, c) in enumerate(pr) for _ in c])
    ci = torch.tensor([k + 1 for _, c in pr for k in range(len(c))])
    S = S.index_put((ri, ci), s)
    S = S.index_put((torch.arange(n), torch.zeros(n, dtype=torch.long)), none)
    for r, (a, c) in enumerate(pr):
        g = [k + 1 for k, x in enumerate(c) if ms[x].chain == ms[a].chain]
        gold[r, g or [0]] = True
    l = (torch.logsumexp(S, 1) - torch.logsumexp(S.masked_fill(~gold, -1e9), 1)).mean()
    log("coref", l)
    return l


def groups(m, lr, head_lr, decay):
    """Layer-wise learning rates; word embeddings stay as they are."""
    g = []
    m.enc.word.weight.requires_grad = False
    for i, l in enumerate(m.enc.layers):
        g.append(dict(params=list(l.parameters()), base=lr * decay ** (len(m.enc.layers) - 1 - i)))
    g.append(dict(params=[m.enc.pos.weight, *m.enc.ln.parameters()], base=lr * decay ** len(m.enc.layers)))
    g.append(dict(params=[e.weight for e in (m.enc.case, m.enc.quote, m.enc.pstart)], base=head_lr * 0.5))
    g.append(dict(params=[p for n, p in m.named_parameters() if not n.startswith("enc.")], base=head_lr))
    return g


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--out", required=True), ap.add_argument("--init")
    ap.add_argument("--steps", type=int, default=0), ap.add_argument("--minutes", type=float, default=0)
    ap.add_argument("--lr", type=float, default=1.5e-4), ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--start", type=float, default=1.0, help="learning rate factor at the beginning"), ap.add_argument("--end", type=float, default=0.0)
    ap.add_argument("--layer-decay", type=float, default=0.9), ap.add_argument("--bs", type=int, default=8)
    ap.add_argument("--gum-share", type=float, default=0.5), ap.add_argument("--blog-times", type=int, default=2)
    ap.add_argument("--word-drop", type=float, default=0.04), ap.add_argument("--aux", type=float, default=0.15), ap.add_argument("--ment", type=float, default=0.4)
    ap.add_argument("--drop", type=float, default=0.1), ap.add_argument("--enc-drop", type=float, default=0.0)
    ap.add_argument("--seed", type=int, default=1), ap.add_argument("--first-epoch", type=int, default=0), ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--limit", type=int), ap.add_argument("--resume", action="store_true"), ap.add_argument("--save-every", type=float, default=300)
    ap.add_argument("--soft", help="a teacher's outputs (training.distil cache)"), ap.add_argument("--soft-weight", type=float, default=1.0)
    ap.add_argument("--varied", type=int, default=0, help="copies of PolNeAR's windows with other words, of which the teacher told too")
    ap.add_argument("--hard-weight", type=float, default=0.5, help="of the coders' labels beside a teacher"), ap.add_argument("--temperature", type=float, default=2.0)
    a = ap.parse_args(argv)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    tok = tx.load_tokenizer()
    pol, _ = data.polnear(tok, "train", a.data, limit=a.limit)
    blog, _ = data.blogs(tok, "train", a.data)
    gum, gtext = data.gum(tok, "train", a.data)
    plain = []
    if a.soft:
        from . import distil, vary    # here, since it needs this module's losses
        plain = data.unlabelled(tok, a.data) + [w for n in range(a.varied) for w in vary.varied(pol, n)]
        distil.attach(pol + blog + gum + plain, a.soft)
    begin = torch.load(a.init)["model"] if a.init else None
    m = Reader(a.enc_drop, len(data.POS), len(data.DEP), Encoder(a.enc_drop, layers_of(begin) if begin else LAYERS))
    m.drop.p = a.drop
    if begin:
        missing, unknown = m.load_state_dict(begin, strict=False)
        if unknown or any(not k.startswith("aux") for k in missing):          # shipped weights lack the heads that are for training only
            raise SystemExit(f"{a.init} is no reader: missing {missing}, unknown {unknown}")
    else:
        m.enc.load_base(tx.weights_dir())
    G = groups(m, a.lr, a.head_lr, a.layer_decay)
    params = [p for g in G for p in g["params"]]
    opt = torch.optim.AdamW(G, lr=a.lr, weight_decay=0.01, fused=True)
    ema = {k: v.detach().clone() for k, v in m.state_dict().items() if k != "enc.word.weight"}
    step, ep, pos, spent = 0, a.first_epoch, 0, 0.0
    state = os.path.join(a.out, "state.pt")
    if a.resume and os.path.exists(state):
        z = torch.load(state)
        m.load_state_dict(z["model"]), opt.load_state_dict(z["opt"]), ema.update(z["ema"])
        step, ep, pos, spent = z["step"], z["ep"], z["pos"], z["spent"]
        torch.manual_seed(a.seed + step), rng.seed(a.seed + step)
    run, pieces, t0, saved = {}, 0, time.time(), time.time()

    def log(k, v):
        run[k] = v.item() if k not in run else 0.97 * run[k] + 0.03 * v.item()

    def save(final=False):
        full = {**m.state_dict(), **ema}
        torch.save(dict(model=full, args=vars(a), step=step), os.path.join(a.out, "ema.pt.tmp"))
        os.replace(os.path.join(a.out, "ema.pt.tmp"), os.path.join(a.out, "ema.pt"))
        torch.save(dict(model=m.state_dict(), ema=ema, opt=opt.state_dict(), step=step, ep=ep, pos=pos, spent=spent + time.time() - t0), state + ".tmp")
        os.replace(state + ".tmp", state)

    def fraction():
        return step / a.steps if a.steps else (spent + time.time() - t0) / 60 / a.minutes
    done = False
    while not done:
        B = batches(a.seed * 1000 + ep, pol, blog, gum, a.bs, a.gum_share, a.blog_times, plain)
        while pos < len(B):
            fr = fraction()
            if fr >= 1:
                done = True
                break
            kind, ws = B[pos]
            f = (a.start + (a.end - a.start) * fr) * min(1.0, (step + 1) / 60)
            for g in opt.param_groups:
                g["lr"] = g["base"] * f
            m.train()
            T = collate(ws)
            if a.word_drop:
                T["ids"] = torch.where((torch.rand(T["ids"].shape) < a.word_drop) & (T["ids"] > 103), 103, T["ids"])
            u = m.words(T)
            W = u.shape[1]
            loss = 0.0 if kind == "soft" else a.aux * rows_loss(m.aux_pos, u, [w.y.get("pos") for w in ws], W, log, "pos")
            if kind == "att":
                labels = [w.alt[0] if len(w.alt) == 1 or rng.random() < 0.5 else rng.choice(w.alt) for w in ws]
                loss = loss + (a.hard_weight if a.soft else 1.0) * attribution_loss(m, u, T, ws, labels, rng, log)
                loss = loss + a.aux * rows_loss(m.aux_dep, u, [w.y.get("dep") for w in ws], W, log, "dep")
                loss = loss + 0.5 * a.ment * rows_loss(m.name, u, [w.y.get("name") for w in ws], W, log, "silver")
            elif kind == "gum":
                for k, h in (("name", m.name), ("nominal", m.nominal), ("pron", m.pron)):
                    loss = loss + a.ment * rows_loss(h, u, [w.y[k] for w in ws], W, log, k)
                loss = loss + a.ment * coref_loss(m, u, ws, gtext, log)
            if a.soft:
                loss = loss + a.soft_weight * distil.soft_loss(m, u, T, ws, a.temperature, log)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
            step += 1
            pos += 1
            pieces += int(T["mask"].sum())
            if step % 4 == 0:
                d = min(0.992, step / (step + 200))
                with torch.no_grad():
                    for k, v in m.state_dict().items():
                        if k != "enc.word.weight":
                            ema[k].lerp_(v, 1 - d)
            if step % 50 == 0:
                print(f"step {step} ep {ep + pos / len(B):.2f} done {fr:.3f} {pieces / (time.time() - t0):.0f}/s wall {time.time() - t0:.0f} "
                      + " ".join(f"{k} {v:.4f}" for k, v in run.items()), flush=True)
            if time.time() - saved > a.save_every:
                save()
                saved = time.time()
        if not done:
            ep, pos = ep + 1, 0
    save()
    torch.save(dict(model=m.state_dict(), args=vars(a), step=step), os.path.join(a.out, "last.pt"))
    with open(os.path.join(a.out, "..", "runs.jsonl"), "a") as f:
        f.write(json.dumps(dict(kind="train", out=os.path.basename(a.out), args=vars(a), step=step, epoch=round(ep + pos / len(B), 2), seconds=round(spent + time.time() - t0),
                                losses={k: round(v, 4) for k, v in run.items()})) + "\n")
    print("done", step, flush=True)


if __name__ == "__main__":
    main()
