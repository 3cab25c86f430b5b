"""Writes fixtures/ for the Rust tests: invented texts with every intermediate result, and tokeniser cases.

python -m training.fixtures --model FILE --params FILE --out DIR      (the weights are rounded as the exported f16 file rounds them)
"""
from __future__ import annotations
import argparse
import json
import os
import numpy as np
import torch
from . import decode, evaluate as ev, text as tx

TEXTS = {
    "plain": 'Mayor Ada Quill said on Monday that the council would not raise the water rate. She told reporters the plan was dead.\n\nOpponents disagreed. "It is far from dead," said Orrin Vask, who leads the Harbour Party. "They will be back."\n',
    "curly": '\u201cWe won\u2019t yield,\u201d Senator Bela Tromp told the Northfield Herald, adding that voters \u201cdeserve better\u201d.\n\n\u201cNobody asked us,\u201d she said.\n',
    "apostrophes": "Governor Lund said, ''The bridge will open.'' His aides called the report ''a work of fiction.''\n\nAccording to the Ministry of Works, costs doubled.\n",
    "multi_paragraph_quote": '\u201cFirst, we must count the votes,\u201d Judge Imre Sokal wrote in a letter.\n\n\u201cSecond, we must publish them.\n\n\u201cThird, we go home.\u201d\n\nThe clerk did not reply.\n',
    "nested_quotes": 'Rep. Dana Okoro said: "My mother told me, \'Never trust a man who says "trust me",\' and I believed her."\n\nCritics say that Okoro claimed last year that the fund was empty.\n',
    "emoji": 'BREAKING \U0001f6a8 Minister Ravn resigns!! \U0001f62e\u200d\U0001f4a8 "I am tired \U0001f634," he tweeted.\nReaders asked why. caf\u00e9 na\u00efve \u0130stanbul \u00df \ufb01ne\n',
    "unknown": 'The spokesman (\u4e2d\u6587 \u0434\u0430 \u0645\u0631\u062d\u0628\u0627) said \u2603 the\u00a0talks\u200b failed\u2026 \u00abC\u2019est fini\u00bb, he added \u2014 twice.\r\nNew line here.\n',
    "long_word": "An anonymous source claimed that " + "x" * 120 + " was the password, and that Donaudampfschifffahrtsgesellschaftskapit\u00e4n was not.\n",
    "transcript": "QUILL: We will vote tonight.\n\nVASK: No, we will not.\n\nMODERATOR: Thank you both. Ms. Quill, you believe the bill is fair?\n",
    "no_attribution": "The weather was mild.\n\n\n   \nShops opened at nine and closed at five.\n",
    "long_paragraph": " ".join(f"Councillor number {i} said that item {i} should pass, but the treasurer, Ola Brandt, warned it would cost {i} million." for i in range(1, 14)) + "\n\nThe meeting ended. He thanked them.\n",
    "indirect": "The union believes the law is unfair. Its president, Teo Marsh, has asked the court whether it will hear the case; the court declined. Polls suggest most voters want a new election, which the party opposes.\n",
}


def cases():
    """About 200 strings that tokenisers get wrong."""
    out = ["", " ", "\n", "a", "A", "Hello, world!", "U.S.A.", "don't", "don\u2019t", "''quoted''", '"quoted"', "\u201cquoted\u201d", "\u00abquoted\u00bb", "\u201elow\u201c", "e-mail", "co\u00f6perate",
           "caf\u00e9", "cafe\u0301", "\u00c5ngstr\u00f6m", "A\u030a", "\u1e9e", "\u00df", "\u0130stanbul", "\u0131", "\ufb01ne", "\u01c4", "\u03a3\u03a3\u03a3", "\u0391\u03a3", "na\u00efve", "\u00f1", "\u0141\u00f3d\u017a", "\u00d8re",
           "\u4e2d\u6587\u5b57", "abc\u4e2ddef", "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8", "\ud55c\uad6d\uc5b4", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd", "\u0e44\u0e17\u0e22",
           "\U0001f600", "hi\U0001f600there", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\u2603\ufe0f", "\u00a9 2020", "a\u00a9b", "100\u20ac", "$5", "\u00a35m", "5%", "\u2030", "\u00bd", "x\u00b2", "\u2160", "\u2460",
           "a\u00a0b", "a\u200bb", "a\u200db", "\ufeffstart", "a\u00adb", "a\tb", "a\r\nb", "a\rb", "a\u2028b", "a\u0085b", "a\x00b", "a\x07b", "a\ufffdb", "a\ue000b", "a\u3000b", "a\u2009b", "\u200e\u200f",
           "a_b", "a__b", "#hashtag", "@handle", "http://example.org/a?b=c&d=e", "www.example.org", "a@b.co", "C++", "C#", "A&B", "1,234.56", "12:30", "1990s", "'90s", "3rd", "2/3", "--", "\u2014", "\u2013", "\u2026", "...", "!!!", "?!",
           "(a)", "[b]", "{c}", "<d>", "`e`", "~f~", "^g^", "|h|", "\\i\\", "=j=", "+k+", "*l*", "\u00a7 5", "\u00b6", "\u2022 item", "\u00b7", "\u2190", "\u221e", "\u2260", "\u00d7", "\u00f7", "\u00b0C", "\u2032", "\u2033",
           "[CLS]", "[SEP]", "[UNK]", "[MASK]", "[PAD]", "##ing", "x" * 99, "x" * 100, "x" * 101, "\u00e9" * 100, "a" * 60 + "." + "b" * 60, "supercalifragilisticexpialidocious", "antidisestablishmentarianism",
           "Donaudampfschifffahrt", "anti-Quill", "Quill's", "Quill\u2019s", "MPs'", "O'Hara", "O\u2019Hara", "d'Arcy", "McDonald", "iPhone", "eBay", "WHO", "Who", "who", "NATO-led", "post-Brexit", "Labour", "Tories", "Lib Dems",
           "\u2018single\u2019", "\u201cHe said \u2018no\u2019,\u201d", "''He said 'no',''", "'''", "''''", '""', '"\'', "\u2019\u2019", "\u02bcx", "\u055a", "\u060c", "\u3002", "\uff01", "\u00bfQu\u00e9?", "\u00a1No!", "\u0964",
           "\u0301", "\u0301a", "a\u0301\u0302", "e\u0323\u0301", "\u1ec7", "\u212b", "\u2126", "\ud7a3", "\u1100\u1161", "\u0f00", "\u200ca\u200c", "\u180eb", "a\u2060b", "\u034f", "\U000e0061", "\U0001d400\U0001d401", "\U0002a6d6", "\U00020000x",
           "mixed \u4e2d English \u6587 text", "  lead and trail  ", "double  space", "tab\t\ttab", "ends with dash-", "-starts", "a-b-c-d", "1-2-3", "Mr. Vask", "St. Louis", "Ph.D.", "a.m.", "p.m.", "No. 10", "vs.", "etc.",
           "said:\u201cno\u201d", "word\u201d.", "word.\u201d", "\u201c\u2018Nested\u2019\u201d", "end\u201d\u2014she", "\u0429\u0443\u043a\u0430", "\u0419", "\u0439", "\u0451", "\u03af", "\u1f00", "\u1fb3", "\u0149", "\u01f0", "\u1e96"]
    return out


def rnd(x):
    return np.round(np.asarray(x, dtype=np.float64), 5).tolist()


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", required=True), ap.add_argument("--params", required=True), ap.add_argument("--out", required=True)
    a = ap.parse_args(argv)
    torch.set_num_threads(1)
    z = json.load(open(a.params))
    p, cal = decode.Params(**z["decode"]), z["calibration"]
    m = ev.load(a.model)
    with torch.no_grad():
        for v in m.parameters():
            if v.dim() > 1:
                v.copy_(v.half().float())
    tok = tx.load_tokenizer()
    os.makedirs(a.out, exist_ok=True)
    for name, s in TEXTS.items():
        ws = tx.windows(tok, s, name, tx.READ_PIECES)
        us = decode.encode(m, ws)
        rs = [decode.heads(m, w, u, p) for w, u in zip(ws, us)]
        W = []
        for w, r in zip(ws, rs):
            with torch.no_grad():
                U = r["u"][None]
                lg = {k: rnd(getattr(m, k)(U)[0].numpy()) for k in ("tag", "name", "nominal", "pron")}
            W.append(dict(ids=w.ids.tolist(), pieces=[tok.id_to_token(int(i)) for i in w.ids], piece_offsets=[[int(x), int(y)] for x, y in zip(w.piece_start, w.piece_end)],
                          case=w.case.tolist(), quote=w.quote.tolist(), pstart=w.pstart.tolist(), first=w.first.tolist(), start=w.start.tolist(), end=w.end.tolist(), para=w.para.tolist(),
                          word_vectors_first8=rnd(r["u"][:, :8].numpy()), logits=lg, sources=[list(x) for x in r["sources"]], cues=[list(x) for x in r["cues"]],
                          srl_logits=rnd(r["srl_logits"]) if r["srl_logits"] is not None else [], source_links=[[*k, round(v, 5)] for k, v in r["link"].items()]))
        at = []
        for w, r in zip(ws, rs):
            for x in decode.attributions(w, r, p):
                c = decode.confidence(x["feats"], cal)
                at.append(dict(window=w.index, cue_words=list(x["cue"]), source_words=list(x["source"]) if x["source"] else None, content_words=[list(y) for y in x["content"]],
                               features=rnd(x["feats"]), kept=c >= p.conf_min, **decode.to_chars(w, x), confidence=round(c, 5)))
        ms = sorted((x for k, (w, r) in enumerate(zip(ws, rs)) for x in decode.mentions(w, r, s, k)), key=lambda x: (x.start, x.end))
        an = decode.antecedents(m, ms, rs, p)
        out = dict(name=name, text=s, windows=W, attributions=at, mentions=[dict(start=x.start, end=x.end, kind=x.kind, type=x.type, score=round(x.score, 5), text=s[x.start:x.end]) for x in ms],
                   antecedents=[dict(mention=n, antecedent=c, probability=round(q, 5)) for n, c, q in an])
        with open(os.path.join(a.out, name + ".json"), "w", encoding="utf-8") as f:
            json.dump(out, f, ensure_ascii=True)
    T = []
    for s in dict.fromkeys(cases()):
        e = tok.encode(s, add_special_tokens=False)
        T.append(dict(text=s, ids=e.ids, pieces=e.tokens, offsets=[list(x) for x in e.offsets], words=e.word_ids))
    with open(os.path.join(a.out, "tokenizer_cases.json"), "w") as f:
        json.dump(T, f, ensure_ascii=True)
    print(len(TEXTS), "texts", len(T), "tokeniser cases")


if __name__ == "__main__":
    main()
