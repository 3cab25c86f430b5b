"""Windows with other words in place of some: text that nobody coded, for a teacher's outputs (as TinyBERT's augmentation, Jiao et al. 2020).

Nouns, verbs, adjectives and adverbs (silver part of speech) that are one piece give way to one of the nearest pieces of the encoder's fixed word
embeddings. Between a tenth and four tenths of them in a window; names too, so that what is learned is not who they are.
"""
from __future__ import annotations
import dataclasses
import functools
import os
import numpy as np
from . import text as tx
from .data import POS

NEAREST = 12
OPEN = {POS[k] for k in "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ JJ JJR JJS RB".split()}


@functools.cache
def neighbours():
    """For each piece id that is a word of letters: ids of the words nearest to it by cosine, most of them of its kind and form."""
    from safetensors.torch import load_file
    tok = tx.load_tokenizer()
    W = load_file(os.path.join(tx.weights_dir(), "model.safetensors"))
    E = next(v for k, v in W.items() if k.endswith("word_embeddings.weight")).float().numpy()
    E /= np.linalg.norm(E, axis=1, keepdims=True) + 1e-9
    words = np.array([i for w, i in sorted(tok.get_vocab().items(), key=lambda x: x[1]) if w.isascii() and w.isalpha() and len(w) > 2])
    near = {}
    for c in range(0, len(words), 1000):
        part = words[c:c + 1000]
        order = np.argpartition(-(E[part] @ E[words].T), NEAREST + 1, axis=1)[:, :NEAREST + 1]
        near |= {int(w): [int(words[k]) for k in o if words[k] != w] for w, o in zip(part, order)}
    return near


def varied(ws, seed):
    """A copy of each window with other words, without labels."""
    near, r = neighbours(), np.random.default_rng(seed)
    out = []
    for w in ws:
        pos = w.y.get("pos")
        if pos is None:
            continue
        last = np.append(w.first[1:], len(w.ids) - 1) - 1
        free = [k for k in range(w.n) if int(pos[k]) in OPEN and w.first[k] == last[k] and int(w.ids[w.first[k]]) in near]
        ids, share = w.ids.copy(), r.uniform(0.1, 0.4)
        for k in free:
            if r.random() < share:
                ids[w.first[k]] = r.choice(near[int(w.ids[w.first[k]])])
        out.append(dataclasses.replace(w, ids=ids, y={}))
    return out
