"""Other words in place of some. Invented sentences."""
import numpy as np
from training import text as tx, vary
from training.data import POS

(W,) = tx.windows(tx.load_tokenizer(), "The mayor announced new plans for the bridge on Monday.")
TAGS = "DT NN VBD JJ NNS IN DT NN IN NNP .".split()


def window():
    W.y["pos"] = np.array([POS[t] for t in TAGS])
    return W


def test_words_of_open_classes_change_and_nothing_else():
    w = window()
    assert w.n == len(TAGS)
    seen = np.zeros(len(w.ids), dtype=bool)
    for seed in range(60):
        (x,) = vary.varied([w], seed)
        assert x.y == {} and x.doc == w.doc and np.array_equal(x.case, w.case)
        changed = x.ids != w.ids
        assert changed.sum() < len(TAGS) - 5                # never all of them
        seen |= changed
    fixed = [k for k, t in enumerate(TAGS) if POS[t] not in vary.OPEN]
    assert not seen[w.first[fixed]].any() and seen[w.first].sum() == len(TAGS) - len(fixed)


def test_a_seed_gives_the_same_words_again():
    w = window()
    assert np.array_equal(vary.varied([w], 3)[0].ids, vary.varied([w], 3)[0].ids)


def test_neighbours_are_of_a_kind():
    tok = tx.load_tokenizer()
    v = tok.get_vocab()
    assert v["says"] in vary.neighbours()[v["said"]] and v["said"] not in vary.neighbours()[v["said"]]
