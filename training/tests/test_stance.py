"""Questions and exchanges of names on invented sentences.  python -m pytest training/tests"""
import random
import numpy as np
from training import stance as S, text as tx

TOK = tx.load_tokenizer()


def pieces(q):
    return [TOK.id_to_token(int(i)) for i in q.ids]


def test_the_target_is_one_mask_wherever_its_words_stand():
    s = "Anita Quell said Quell's plan would fail, and Quell left."
    a = s.index("Quell's")
    q = S.question(TOK, s, a, a + 5, "oppose")
    p = pieces(q)
    assert p.count("[MASK]") == 3 and p[q.at] == "[MASK]" and p[q.at - 1] == "said" and q.y == 1
    assert (q.ids[0], q.ids[-1]) == (tx.CLS, tx.SEP) and len(q.ids) == len(q.case) == len(q.quote) == len(q.tone)


def test_a_name_makes_no_difference():
    one, other = "Nobody trusts Anita Quell.", "Nobody trusts the Harbour Party."
    a, b = S.question(TOK, one, 14, 25), S.question(TOK, other, 14, 31)
    assert a.ids.tolist() == b.ids.tolist() and a.case.tolist() == b.case.tolist()


def test_a_pronoun_is_masked_only_where_it_stands():
    p = pieces(S.question(TOK, "she said she knew", 9, 12))
    assert p.count("[MASK]") == 1 and p[1] == "she"


def test_without_a_target_nothing_is_masked():
    q = S.question(TOK, "Nobody came.", None, None)
    assert q.at == 0 and "[MASK]" not in pieces(q)


def test_a_long_sentence_keeps_its_target():
    for n_before in (10, 80, 200):
        s = "word " * n_before + "Quell " + "more " * 150
        q = S.question(TOK, s, 5 * n_before, 5 * n_before + 5)
        assert len(q.ids) == S.MAX + 2 and q.ids[q.at] == S.MASK


def test_names_are_exchanged_the_same_throughout_and_the_span_moves_along():
    s = "Kolm met Quell, and Quell liked Kolm."
    r = dict(text=s, target=dict(text="Quell", start=9, end=14))
    names = ["Brandt", "Ottoline", "Vask"]
    t, a, b = S.swap_names(r, names, {"Kolm", "Quell"}, random.Random(3))
    new = t[a:b]
    assert new in names and t.count(new) in (2, 4) and "Kolm" not in t and "Quell" not in t
    assert S.swap_names(r, names, set(), random.Random(3)) == (s, 9, 14)


def test_scores():
    P = np.eye(3)[[0, 1, 2, 2]]
    acc, f1, f = S.scores(P, np.array([0, 1, 2, 0]))
    assert acc == 0.75 and np.isclose(f[0], 2 / 3) and np.isclose(f1, np.mean(f))
