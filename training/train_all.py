"""From the base weights to the shipped model in one command:  python -m training.train_all [--data DIR] [--work DIR] [--out DIR]

Joint training (one cycle that decays to zero; a second one from there at a lower rate if asked for), tuning of the decoder and confidence on dev,
evaluation, export, fixtures; then the reader of stances. Seeded. Every stage is skipped when its result exists, a broken-off cycle goes on from its last state (every five minutes).
Figures of every stage are appended to WORK/runs.jsonl.
"""
from __future__ import annotations
import argparse
import os
from . import calibrate, evaluate, export, fixtures, reliability, stance, stance_ship, train

HERE = os.path.dirname(os.path.abspath(__file__))


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--work", default=os.path.join("target", "training")), ap.add_argument("--out", default=os.path.join("data", "models"))
    ap.add_argument("--threads", default="2"), ap.add_argument("--steps1", default="5000"), ap.add_argument("--steps2", default="0", help="steps of an optional second cycle at a lower rate (456 steps did not help, see README.md)"), ap.add_argument("--version", default="2"), ap.add_argument("--set", default="cue_bias=1.0,conf_min=0.3", help="decoder numbers that are set after tuning; these suit the constraints that the program adds, which raise precision and cost recall"), ap.add_argument("--fixtures", default=os.path.join(HERE, "fixtures"))
    a = ap.parse_args(argv)
    os.makedirs(a.work, exist_ok=True)
    d = ["--data", a.data] if a.data else []
    W = lambda *x: os.path.join(a.work, *x)
    if not os.path.exists(W("one", "last.pt")):
        train.main(d + ["--out", W("one"), "--steps", a.steps1, "--gum-share", "0.4", "--enc-drop", "0.05", "--threads", a.threads, "--resume"])
    if int(a.steps2) and not os.path.exists(W("two", "last.pt")):
        train.main(d + ["--out", W("two"), "--init", W("one", "last.pt"), "--steps", a.steps2, "--start", "0.55", "--gum-share", "0.2", "--seed", "2", "--first-epoch", "20", "--threads", a.threads, "--resume"])
    best = W("two" if int(a.steps2) else "one", "last.pt")
    if not os.path.exists(W("params.json")):
        calibrate.main(d + ["--model", best, "--out", W("params.json"), "--passes", "1", "--threads", a.threads, "--set", a.set])
    evaluate.main(d + ["--model", best, "--params", W("params.json"), "--json", W("runs.jsonl"), "--threads", a.threads])
    export.main(["--model", best, "--params", W("params.json"), "--out", a.out, "--version", a.version])
    reliability.main(["--params", W("params.json"), "--out", os.path.join(HERE, "reliability.svg")])
    fixtures.main(["--model", best, "--params", W("params.json"), "--out", a.fixtures])
    if not os.path.exists(W("stance", "ema.pt")):
        stance.main(d + ["--out", W("stance"), "--threads", a.threads])
    stance_ship.main(d + ["--model", W("stance", "ema.pt"), "--out", a.out, "--fixtures", os.path.join(a.fixtures, "stance"), "--threads", a.threads])


if __name__ == "__main__":
    main()
