"""Candidates and features of the antecedent scorer, shared by training and inference. SPEC.md 6.5."""
from __future__ import annotations
from dataclasses import dataclass
import torch
from .data import pron_class
from .model import ubucket

CANDIDATES = 40


@dataclass
class Mention:
    win: int          # window number (row of the batch while training)
    i: int            # first and last word within the window
    j: int
    kind: int         # model.KINDS
    type: int         # model.TYPES
    start: int        # code points
    end: int
    words: tuple      # lower-cased words
    para: int
    quoted: bool
    chain: str = ""
    score: float = 1.0

    @property
    def pron(self):
        return pron_class(self.words[0]) if self.kind == 2 else 0


def make(w, text, win, i, j, kind, typ, chain="", score=1.0) -> Mention:
    words = tuple(text[a:b].lower() for a, b in zip(w.start[i:j + 1], w.end[i:j + 1]))
    return Mention(win, i, j, kind, typ, int(w.start[i]), int(w.end[j]), words, int(w.para[i]), bool(1 <= w.quote[w.first[i]] <= 3), chain, score)


def match(a: Mention, c: Mention) -> int:
    if a.words == c.words:
        return 2
    if a.words[-1] == c.words[-1]:
        return 1
    return 3 if a.words[-1] in c.words else 0


def pairs(ms: list[Mention]):
    """For each anaphor (nominal or pronoun), the up to CANDIDATES nearest earlier mentions that do not overlap it.
    ms is sorted by (start, end). Returns (anaphor index, [candidate indices, nearest first])."""
    out = []
    for n, a in enumerate(ms):
        if a.kind == 0:
            continue
        c = []
        for k in range(n - 1, -1, -1):
            if ms[k].end <= a.start:
                c.append(k)
                if len(c) == CANDIDATES:
                    break
        out.append((n, c))
    return out


def features(ms, pr):
    """Index tensors (anaphor, candidate, rank, paragraph distance, match, quote) of all pairs."""
    A, C, R, P, M, Q = [], [], [], [], [], []
    for n, cs in pr:
        a = ms[n]
        for r, k in enumerate(cs):
            c = ms[k]
            A.append(n), C.append(k), R.append(r + 1), P.append(a.para - c.para), M.append(match(a, c)), Q.append(2 * a.quoted + c.quoted)
    t = lambda x: torch.tensor(x, dtype=torch.long)
    return t(A), t(C), ubucket(t(R)), ubucket(t(P)), t(M), t(Q)
