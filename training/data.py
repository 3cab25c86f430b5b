"""Training and development data -> labelled windows. Reads the folders described in the datasets' own README; nothing is copied.

Word labels of a window (`Window.y`):
  tags   0..6 (model.TAGS) or -100      ars   [{"source": [(i,j)..], "cue": [..], "content": [..]}] inclusive word ranges
  name, nominal, pron                   label rows (model.BIO4, model.PRON) or -100
  pos, dep                              silver syntax, training only
  mentions, ante                        GUM: [(i, j, kind, type, chain)] of this window
"""
from __future__ import annotations
import glob
import gzip
import json
import os
import re
import sys
from collections import defaultdict
import numpy as np
from . import text as tx
from .model import TYPES

NONE = -100


def root(path: str | None = None) -> str:
    """Datasets folder: argument, $SAYSO_DATASETS, or ../shared/datasets."""
    return path or os.environ.get("SAYSO_DATASETS") or os.path.join("..", "shared", "datasets")


def scorer(path: str | None = None):
    d = os.path.join(root(path), "..", "score")
    if d not in sys.path:
        sys.path.insert(0, d)
    import attribution
    return attribution


def pieces(split: str):
    """Sizes of windows: development texts are cut as the program cuts them."""
    return None if split == "train" else tx.READ_PIECES


def read(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


# ------------------------------------------------------------------------------------------------ attribution labels
def paint(w: tx.Window, attributions) -> None:
    """Tags and attributions of one window from [{source, cue, content}] with code-point spans. Inner roles win: content < source < cue."""
    tags = np.zeros(w.n, dtype=np.int64)
    ars = []
    lo, hi = int(w.start[0]), int(w.end[-1])
    for a in attributions:
        r = {}
        for k in ("source", "cue", "content"):
            runs = [tx.span_to_words(w, x, y) for x, y in a[k] or ()]
            r[k] = [x for x in runs if x and w.end[x[0]] > lo and w.start[x[1]] < hi]
        if any(r.values()):
            ars.append(r)
    for k, base in (("content", 5), ("source", 1), ("cue", 3)):
        for r in ars:
            for i, j in r[k]:
                tags[i:j + 1] = base + 1
                tags[i] = base
    w.y["tags"] = tags
    w.y["ars"] = [r for r in ars if r["cue"]]


def polnear(tok, split, path=None, first_only=False, limit=None):
    """(windows with one label set per annotator, {doc: text}). w.y is that of the scorer's annotator; w.alt holds the others'."""
    s = scorer(path)
    d = os.path.join(root(path), "polnear", split)
    syn = {} if first_only else tokens_layer(os.path.join(d, "tokens.tsv.gz"))     # silver layers are for training only
    out, texts = [], {}
    for f in sorted(glob.glob(os.path.join(glob.escape(d), "text", "*.txt")))[:limit]:
        stem = os.path.basename(f)[:-4]
        anns = s.annotator_files(os.path.join(d, "attributions"), stem)
        if not anns:
            continue
        t = read(f)
        texts[stem] = t
        sets = [s.parse_ann(x) for x in (anns[:1] if first_only else anns)]
        for w in tx.windows(tok, t, stem, pieces(split)):
            alts = []
            for a in sets:
                paint(w, a)
                alts.append({"tags": w.y["tags"], "ars": w.y["ars"]})
            w.y.update(alts[0])
            w.alt = alts
            if stem in syn:
                silver(w, syn[stem])
            out.append(w)
    return out, texts


def blogs(tok, split, path=None):
    """Hand-coded web texts. Blocks and contents over several paragraphs are left to the structural extractor (not painted)."""
    d = os.path.join(root(path), "blogs")
    out, texts = [], {}
    for line in read(os.path.join(d, split + ".jsonl")).splitlines():
        r = json.loads(line)
        t = read(os.path.join(d, "text", r["doc"] + ".txt"))
        texts[r["doc"]] = t
        A = []
        for a in r["attributions"]:
            cont = [tuple(x) for x in a["content"] if "\n" not in t[x[0]:x[1]].strip()]
            cue = a["cue"]
            if not cue and a["source"]:                      # "SMITH: ...": the colon is the cue, as in PolNeAR
                e = a["source"][-1][1]
                if t[e:e + 1] == ":":
                    cue = [[e, e + 1]]
            if not cont:
                continue
            A.append({"source": a["source"], "cue": cue, "content": cont})
        for w in tx.windows(tok, t, r["doc"], pieces(split)):
            paint(w, A)
            w.alt = [{"tags": w.y["tags"], "ars": w.y["ars"]}]
            out.append(w)
    return out, texts


# ------------------------------------------------------------------------------------------------ silver layers
NER = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2}
POS, DEP = {}, {}
POS_FIXED = ["CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB "
             ". , : `` '' -LRB- -RRB- $ # HYPH NFP ADD AFX"][0].split()
POS = {k: i for i, k in enumerate(POS_FIXED)}
DEP_FIXED = ("root nsubj nsubjpass dobj iobj ccomp xcomp advcl acl acl:relcl csubj csubjpass nmod nmod:poss nmod:npmod nmod:tmod amod det case mark "
             "advmod neg aux auxpass cop compound compound:prt conj cc appos nummod punct dep parataxis discourse expl mwe name det:predet cc:preconj").split()
DEP = {k: i for i, k in enumerate(DEP_FIXED)}


def tokens_layer(path):
    """{doc: [(sentence, start, end, pos, ner, rel)]}"""
    out, cur = {}, None
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# doc "):
                cur = out.setdefault(line[6:], [])
            elif line:
                c = line.split("\t")
                cur.append((int(c[0]), int(c[2]), int(c[3]), c[6], c[7], c[9]))
    return out


def silver(w, toks):
    pos, dep = np.full(w.n, NONE, dtype=np.int64), np.full(w.n, NONE, dtype=np.int64)
    name = np.zeros(w.n, dtype=np.int64)
    lo, hi = int(w.start[0]), int(w.end[-1])
    prev = None
    for sent, a, b, p, ner, rel in toks:
        if b <= lo or a >= hi:
            continue
        r = tx.span_to_words(w, a, b)
        if not r:
            continue
        i, j = r
        if w.start[i] == a:
            pos[i], dep[i] = POS.get(p, NONE), DEP.get(rel, DEP.get(rel.split(":")[0], NONE))
        if ner in NER:
            k = NER[ner]
            cont = prev == (sent, ner)
            name[i:j + 1] = 2 + 2 * k
            if not cont:
                name[i] = 1 + 2 * k
        elif ner == "MISC":
            name[i:j + 1] = NONE
        prev = (sent, ner)
    w.y["pos"], w.y["dep"], w.y["name"] = pos, dep, name


# ------------------------------------------------------------------------------------------------ GUM
ETYPE = {"person": 0, "organization": 1, "place": 2}
CONNECT = {"of", "and", "&", "for", "the", "de", "la", "van", "von", "der", "-", ".", "'", "\u2019", "/"}
TITLES = set("mr mrs ms miss dr prof professor sir president senator sen rep representative gov governor secretary minister general gen chancellor king "
             "queen prince princess pope judge justice captain capt col colonel lt sgt lord lady dame rev reverend congressman congresswoman mayor chairman "
             "st . prime vice deputy first saint".split())
SECOND = {"prime", "vice", "deputy", "first", "."}
OPEN = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def gum_docs(path):
    """Yields (doc, text, tokens [(start, end, form, xpos)], mentions [(first token, last token, etype, chain, minspan)])."""
    doc, paras, toks, ments, stack, pending = None, 0, [], [], [], False
    text, space, skip = [], False, 0
    n = 0

    def finish():
        return doc, "".join(text), toks, ments
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                if doc:
                    yield finish()
                doc, toks, ments, stack, text, n, space, pending = line[14:], [], [], [], [], 0, False, False
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                pending = bool(toks)
            elif line and line[0] != "#":
                c = line.split("\t")
                misc = dict(x.split("=", 1) for x in c[9].split("|") if "=" in x)
                if "." in c[0]:
                    continue
                if "-" in c[0]:
                    a, b = map(int, c[0].split("-"))
                    skip = b - a + 1
                    mwt, mwt_space, mwt_pos = c[1], misc.get("SpaceAfter") != "No", 0
                    if pending:
                        text.append("\n\n"); n += 2; pending = False
                    elif space:
                        text.append(" "); n += 1
                    text.append(mwt); m0 = n; n += len(mwt); space = mwt_space
                    continue
                if skip:
                    k = mwt.find(c[1], mwt_pos)
                    if k < 0:
                        k = mwt_pos
                    a, b = m0 + k, min(m0 + k + len(c[1]), m0 + len(mwt))
                    mwt_pos = b - m0
                    skip -= 1
                else:
                    if pending:
                        text.append("\n\n"); n += 2; pending = False
                    elif space:
                        text.append(" "); n += 1
                    text.append(c[1])
                    a, b = n, n + len(c[1])
                    n = b
                    space = misc.get("SpaceAfter") != "No"
                i = len(toks)
                toks.append((a, b, c[1], c[4]))
                for m in OPEN.finditer(misc.get("Entity", "")):
                    if m.group(1):
                        p = m.group(1).split("-")
                        stack.append((p[0], i, p[1] if len(p) > 1 else "abstract", p[4] if len(p) > 4 else "1"))
                        # with fields GRP-etype-infstat-salience-centering-minspan-link-identity the minspan is field 5
                        stack[-1] = (p[0], i, stack[-1][2], p[5] if len(p) > 5 else "1")
                    g = p[0] if m.group(1) and m.group(2) else m.group(3)
                    if g:
                        for k in range(len(stack) - 1, -1, -1):
                            if stack[k][0] == g:
                                g0, s0, et, ms = stack.pop(k)
                                ments.append((s0, i, et, g0.split("[")[0], ms))
                                break
    if doc:
        yield finish()


def gum_mention(toks, m):
    """(kind, type, first token, last token) of a GUM entity, or None: names by their proper-noun run, nominals from the span's start to its
    head, pronouns by their one token."""
    s, e, et, _, ms = m
    t = ETYPE.get(et, 3)
    try:
        heads = [s + int(x) - 1 for x in ms.split(",")]
    except ValueError:
        heads = [s]
    heads = [h for h in heads if s <= h <= e] or [s]
    pr = [h for h in heads if toks[h][3] in ("NNP", "NNPS")]
    if pr and pr[0] - heads[0] <= 2:
        i = j = pr[0]
        P = lambda k: toks[k][3] in ("NNP", "NNPS") or (toks[k][3] in ("CD",) and k > s)
        while True:
            if j + 1 <= e and P(j + 1):
                j += 1
            elif j + 2 <= e and toks[j + 1][2].lower() in CONNECT and P(j + 2) and toks[j + 1][3] != "POS":
                j += 2
            elif j + 3 <= e and toks[j + 1][2].lower() in CONNECT and toks[j + 2][2].lower() in CONNECT and P(j + 3):
                j += 3
            else:
                break
        while True:
            if i - 1 >= s and P(i - 1):
                i -= 1
            elif i - 2 >= s and toks[i - 1][2].lower() in CONNECT and P(i - 2) and toks[i - 1][3] != "POS":
                i -= 2
            else:
                break
        if t == 0:
            while i < j and toks[i][2].lower().rstrip(".") in TITLES and toks[i][2].lower() != "st":
                i += 1
        while i < j and toks[i][2].lower() in ("the", "-", "'", "."):
            i += 1
        return 0, t, i, j
    h = heads[0]
    if toks[h][3] in ("PRP", "PRP$", "WP", "WP$", "DT", "WDT", "EX") and s == e:
        return 2, t, h, h
    if toks[h][3] in ("NN", "NNS"):
        return 1, t, s, max(x for x in heads if x - heads[0] < 4)
    return None


def pron_class(word: str) -> int:
    w = word.lower()
    return PRONOUNS.get(w, 10)


PRONOUNS = {}
for _c, _ws in enumerate(["", "he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves", "i me my mine myself",
                          "we us our ours ourselves", "you your yours yourself yourselves", "who whom whose which", "this that these those"]):
    for _w in _ws.split():
        PRONOUNS[_w] = _c


def gum(tok, split, path=None):
    out, texts = [], {}
    for doc, t, toks, ments in gum_docs(os.path.join(root(path), "gum", f"gum.{split}.conllu.gz")):
        texts[doc] = t
        M = []
        for m in ments:
            r = gum_mention(toks, m)
            if r:
                k, ty, i, j = r
                M.append((toks[i][0], toks[j][1], k, ty, m[3]))
        M = sorted(set(M), key=lambda x: (x[0], -x[1]))
        for w in tx.windows(tok, t, doc, pieces(split)):
            lab = [np.zeros(w.n, dtype=np.int64) for _ in range(3)]
            pos = np.full(w.n, NONE, dtype=np.int64)
            lo, hi = int(w.start[0]), int(w.end[-1])
            for a, b, _, p in toks:
                if a >= lo and b <= hi:
                    r = tx.span_to_words(w, a, b)
                    if r and w.start[r[0]] == a:
                        pos[r[0]] = POS.get(p, NONE)
            mm = []
            for a, b, k, ty, ch in sorted(M, key=lambda x: x[1] - x[0]):       # short first, so that long ones overwrite
                if a < lo or b > hi:
                    continue
                r = tx.span_to_words(w, a, b)
                if not r:
                    continue
                i, j = r
                mm.append((i, j, k, ty, ch))
                if k == 2:
                    lab[2][i] = 1 + ty
                else:
                    lab[k][i:j + 1] = 2 + 2 * ty
                    lab[k][i] = 1 + 2 * ty
            w.y.update(name=lab[0], nominal=lab[1], pron=lab[2], pos=pos, mentions=sorted(set(mm), key=lambda x: (x[0], x[1])))
            out.append(w)
    return out, texts


# ------------------------------------------------------------------------------------------------ text without labels
def unlabelled(tok, path=None):
    """Windows of English Web Treebank texts and NewsMTSC sentences (a paragraph each), for a teacher's outputs only.
    Paragraphs that also stand in a text of a dev part are left out."""
    d = root(path)
    bare = lambda t: re.sub(r"\W+", "", t)
    dev = [os.path.join(d, "blogs", "text", json.loads(x)["doc"] + ".txt") for x in read(os.path.join(d, "blogs", "dev.jsonl")).splitlines()]
    held = "\n".join(bare(read(f)) for f in dev + glob.glob(os.path.join(glob.escape(d), "polnear", "dev", "text", "*.txt")))
    texts = [(doc, t.split("\n")) for doc, t, _, _ in gum_docs(os.path.join(d, "ewt", "ewt.train.conllu.gz"))]
    rows = list(dict.fromkeys(json.loads(x)["text"].replace("\n", " ") for x in read(os.path.join(d, "stance", "newsmtsc.train.jsonl")).splitlines()))
    texts += [(f"newsmtsc-{i}", rows[i:i + 100]) for i in range(0, len(rows), 100)]
    own = lambda p: len(bare(p)) < 30 or bare(p) not in held
    return [w for doc, ps in texts for w in tx.windows(tok, "\n".join(filter(own, ps)), doc)]


if __name__ == "__main__":
    tok = tx.load_tokenizer()
    for sp in ("dev", "train"):
        for f in (polnear, blogs, gum):
            w, t = f(tok, sp)
            print(sp, f.__name__, len(t), "docs", len(w), "windows", sum(len(x.ids) for x in w), "pieces", sum(x.n for x in w), "words",
                  sum(len(x.y.get("ars", [])) for x in w), "attributions", sum(len(x.y.get("mentions", [])) for x in w), "mentions", flush=True)
