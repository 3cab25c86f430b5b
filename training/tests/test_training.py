"""Alignment, features and decode constraints on invented sentences.  python -m pytest training/tests"""
import numpy as np
import pytest
from training import coref, decode, text as tx

TOK = tx.load_tokenizer()
S = 'Mayor Ada Quill said: \u201cWe won\u2019t yield.\u201d\n\n\u201cNever,\u201d she added, citing \U0001f600 the U.N. budget.\n\nSHORT LINE\n'


def words(w, s):
    return [s[a:b] for a, b in zip(w.start, w.end)]


def test_words_are_pretokens_with_code_point_offsets():
    (w,) = tx.windows(TOK, S)
    x = words(w, S)
    assert x[:6] == ["Mayor", "Ada", "Quill", "said", ":", "\u201c"]
    assert "\U0001f600" in x and x[-1] == "LINE"
    assert ["U", ".", "N", "."] == x[x.index("U"):x.index("U") + 4]
    assert w.ids[0] == tx.CLS and w.ids[-1] == tx.SEP
    assert len(w.ids) == len(w.case) == len(w.quote) == len(w.pstart)


def test_features():
    (w,) = tx.windows(TOK, S)
    x = words(w, S)
    q = dict(zip(range(w.n), w.wquote()))
    assert q[x.index("\u201c")] == 2 and q[x.index("\u201d")] == 3 and q[x.index("yield")] == 1 and q[x.index("said")] == 0
    c = w.case[w.first]
    assert c[0] == 1 and c[x.index("said")] == 0 and c[x.index("SHORT")] == 2 and c[x.index(":")] == 5
    p = w.pstart[w.first]
    assert p[0] == 1 and p[1] == 2 and p[4] == 0 and p[x.index("Never") - 1] == 1
    assert list(dict.fromkeys(w.para)) == [0, 1, 2]


@pytest.mark.parametrize("w,c", [("word", 0), ("Word", 1), ("A", 1), ("WORD", 2), ("iPhone", 3), ("12", 4), ("b2b", 0), ("...", 5), ("\u4e2d", 0), ("McDonald", 1)])
def test_case(w, c):
    assert tx.case_class(w) == c


def test_quotes_unclosed_and_apostrophe_marks():
    assert tx.quote_regions('a "b" c') == [(2, 5)]
    assert tx.quote_regions("x ''y'' z's") == [(2, 7)]
    assert tx.quote_regions('say "open\n\nnext "q"') == [(4, 9), (16, 19)]
    assert list(tx.quote_states('a "bc" d')) == [0, 0, 2, 1, 1, 3, 0, 0]


def test_long_paragraphs_are_cut_at_sentence_ends_and_nothing_is_lost():
    s = ("One two three four five six seven eight nine ten eleven. " * 40).strip() + "\n\nLast one."
    ws = tx.windows(TOK, s)
    assert len(ws) > 2 and all(len(w.ids) <= tx.MAX_PIECES + 2 for w in ws)
    assert [s[a:b] for w in ws for a, b in zip(w.start, w.end)] == [s[a:b] for a, b, *_ in tx.words_of(TOK, s)]
    assert s[ws[0].start[-1]:ws[0].end[-1]] == "."
    assert ws[1].pstart[1] == 0          # not the beginning of its paragraph


def test_spans_round_trip():
    (w,) = tx.windows(TOK, S)
    a = S.index("Ada")
    r = tx.span_to_words(w, a, a + 9)
    assert tx.words_to_span(w, *r) == [a, a + 9]
    assert tx.span_to_words(w, a + 1, a + 2) == (1, 1)
    assert tx.span_to_words(w, 5, 6) is None           # a space


def test_bio_path_never_begins_inside():
    lp = np.log(np.full((4, 7), 1e-3))
    lp[:, 6] = 0
    y = decode.bio_path(lp)
    assert y[0] == 5 and all(t == 6 for t in y[1:])
    assert decode.bio_spans([0, 1, 2, 1, 5, 6, 0]) == [(0, 1, 2), (0, 3, 3), (2, 4, 5)]


def test_decode_cue_and_cut():
    sc = np.full((5, 3), -5.0)
    sc[:, 0] = -0.1
    sc[2:4, 2] = 3
    y = decode.decode_cue(sc, np.zeros(5), decode.Params(switch=1.0))
    assert list(y) == [0, 0, 2, 2, 0]
    assert decode.cut((0, 9), (3, 4)) == [(0, 2), (5, 9)] and decode.cut((0, 2), (3, 4)) == [(0, 2)]


def test_sources_never_overlap_the_cue():
    s = np.log(np.full((4, 3), 1 / 3))
    r = dict(sources=[(0, 1)], link={(1, 1, 0, 1, 0): 0.99})
    assert decode.best_source(r, (1, 1), s, np.zeros(4, int), decode.Params())[0] is None


def test_candidates_do_not_overlap_and_are_nearest_first():
    M = lambda a, b, k, *w: coref.Mention(0, 0, 0, k, 0, a, b, w, 0, False)
    ms = [M(0, 3, 0, "ada"), M(5, 8, 2, "her"), M(5, 15, 1, "her", "mother"), M(20, 23, 2, "she")]
    assert coref.pairs(ms) == [(1, [0]), (2, [0]), (3, [2, 1, 0])]
    assert coref.match(ms[1], ms[1]) == 2 and coref.match(ms[3], ms[0]) == 0
