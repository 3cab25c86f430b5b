"""From the base weights to the shipped model in one command:  python -m training.train_all [--data DIR] [--work DIR] [--out DIR]

Joint training of the small reader, a larger teacher that begins from it, the teacher's outputs, the small reader once more with these; tuning of the
decoder and confidence on dev, evaluation, export, fixtures; then the reader of stances. Seeded. Every stage is skipped when its result exists, a
broken-off training goes on from its last state (every five minutes).
Figures of every stage are appended to WORK/runs.jsonl.
"""
from __future__ import annotations
import argparse
import os
from . import calibrate, distil, evaluate, export, fixtures, reliability, stance, stance_ship, teacher, train

HERE = os.path.dirname(os.path.abspath(__file__))


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data"), ap.add_argument("--work", default=os.path.join("target", "training")), ap.add_argument("--out", default=os.path.join("data", "models"))
    ap.add_argument("--threads", default="2"), ap.add_argument("--steps", default="5000"), ap.add_argument("--teacher-steps", default="2400"), ap.add_argument("--distil-steps", default="5000"), ap.add_argument("--version", default="4"), ap.add_argument("--set", default="cue_bias=1.0,conf_min=0.3", help="decoder numbers that are set after tuning; these suit the constraints that the program adds, which raise precision and cost recall"), ap.add_argument("--fixtures", default=os.path.join(HERE, "fixtures"))
    a = ap.parse_args(argv)
    os.makedirs(a.work, exist_ok=True)
    d = ["--data", a.data] if a.data else []
    W = lambda *x: os.path.join(a.work, *x)
    if not os.path.exists(W("one", "last.pt")):
        train.main(d + ["--out", W("one"), "--steps", a.steps, "--gum-share", "0.4", "--enc-drop", "0.05", "--threads", a.threads, "--resume"])
    if not os.path.exists(W("teacher", "done")):
        teacher.main(d + ["--student", W("one", "last.pt"), "--out", W("teacher"), "--steps", a.teacher_steps, "--bs", "8", "--frozen", "3", "--lr", "8e-5", "--warm-up", "100", "--threads", a.threads, "--resume"])
        open(W("teacher", "done"), "w").close()
    if not os.path.exists(W("distilled", "last.pt")):
        distil.main(["cache"] + d + ["--model", W("teacher", "ema.pt"), "--out", W("soft.pt"), "--threads", a.threads])
        train.main(d + ["--out", W("distilled"), "--init", W("one", "last.pt"), "--soft", W("soft.pt"), "--steps", a.distil_steps, "--gum-share", "0.6", "--hard-weight", "0.3", "--seed", "3", "--threads", a.threads, "--resume"])
    best = W("distilled", "ema.pt")
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
