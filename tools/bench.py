"""Builds a corpus of texts and tells how many words a CPU second takes and how much memory at most, beside a peer on the same texts.

    tools/just bench [--documents N] [--texts DIR] [--registry-names N]

The texts are invented, the same on each run: articles that quote people directly and indirectly, with an embedded post, a displayed
quotation, a letter and comments. With --texts, the .txt files of a folder are read instead. With --registry-names, each build of sayso
is measured a second time with an invented registry of so many names, and what it adds is told. What is measured is the program as users run
it, from start to published tables; for sayso also what the reading itself took, which is all that the engines differ in. Every program
may use one thread, and CPU time is what counts: other work on the machine slows the clock more than it slows this figure.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FIRST = ["Ann", "Bo", "Cleo", "Dara", "Edda", "Finn", "Gus", "Hale", "Ines", "Jory", "Kit", "Lene"]
LAST = ["Park", "Lind", "Marsh", "Stone", "Vale", "Ward", "Holt", "Frost", "Birch", "Reed", "Ash", "Dale"]
BODIES = ["Northwick Tenants' Association (NTA)", "the Harbour Party", "Northwick Council", "the Bakers' Union"]
TOPICS = ["the rent freeze", "the new bridge", "bus fares", "the library", "the harbour wall", "street lights"]
VERBS = ["said", "claimed", "argued", "told the meeting", "wrote"]
SENTENCES = [
    "{person} {verb}: “We have waited long enough for {topic}, and nobody can say why.”",
    "“I will vote for {topic},” {verb} {person}, “whatever {body} decides.”",
    "{person} {verb} that {topic} would cost less than the council expects.",
    "According to {person}, {body} had asked for {topic} in May.",
    "The meeting about {topic} was held in the old school, and it rained.",
    "{body} has not answered the question about {topic}.",
]

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def article(chance: random.Random) -> str:
    def person() -> str:
        return f"{chance.choice(FIRST)} {chance.choice(LAST)}"

    def sentence() -> str:
        words = chance.choice(SENTENCES).format(
            person=person(), verb=chance.choice(VERBS), topic=chance.choice(TOPICS), body=chance.choice(BODIES)
        )
        return words[0].upper() + words[1:]

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 5)))

    quoted, writer = person(), person()
    parts = [f"By {person()}", *(paragraph() for _ in range(4))]
    parts += [f"{quoted} commented as follows:-", f"“{sentence()}”", paragraph()]
    parts += [f"{writer} Verified account @{writer.replace(' ', '')} Feb 27\n{sentence()}", paragraph()]
    parts += [f"Dear {person()},\n\n{paragraph()}\n\nYours sincerely,\n{writer}"]
    parts += [f"{sentence()}\nLiked by {chance.randint(1, 9)} people" for _ in range(3)]
    return "\n\n".join(parts) + "\n"


def write_corpus(path: Path, texts: list[str]) -> int:
    """Writes the texts as JSON lines; gives back how many words they have."""
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"title": f"Article {number}", "text": text}, ensure_ascii=False) + "\n")
    return sum(len(text.split()) for text in texts)


def write_registry(path: Path, n_names: int) -> None:
    """Writes people with two names and an office each, and one parliament."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            '[[organisation]]\nid = "org-northwick-assembly"\nname = "Northwick Assembly"\n'
            'classification = "parliament"\nevidence = "invented"\n\n'
        )
        for n in range(n_names // 2):
            given, family = f"{FIRST[n % len(FIRST)]}{n:05}", f"{LAST[n % len(LAST)]}{n:05}"
            file.write(
                f'[[person]]\nid = "per-{n:06}"\nname = "{given} {family}"\ngiven_name = "{given}"\n'
                f'family_name = "{family}"\nnames = [\n    {{ name = "{given} Middle {family}", type = "full_name", '
                'from = "1990" },\n]\npublic_role = "elected"\nroles = [\n    { role = "member", organisation = '
                f'"org-northwick-assembly", area = "Ward{n:05}", from = "2001", to = "2005-05-05" }},\n]\n'
                f'wikidata_id = "Q{n + 1}"\nevidence = "invented"\n\n'
            )


def measure(command: list[str], messages: Path | None = None) -> tuple[float, float, float]:
    """Seconds on the clock, CPU seconds and peak megabytes of one run, whose standard error goes to the file."""
    with messages.open("wb") if messages else contextlib.nullcontext() as stderr:
        started = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, env={**os.environ, **ONE_THREAD}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        if messages:
            sys.stderr.write(messages.read_text(encoding="utf-8"))
        sys.exit(f"error: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def finding_seconds(messages: Path) -> float:
    """What a build says it spent on finding statements and names, of all its work."""
    told = [json.loads(line)["fields"] for line in messages.read_text(encoding="utf-8").splitlines()]
    return next(fields["seconds"] for fields in told if fields["message"].startswith("finding"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the sayso program")
    parser.add_argument("--peer", help="a Python that has the peer's packages (tools/bench.lock)")
    parser.add_argument("--documents", type=int, default=500, help="how many texts to invent")
    parser.add_argument("--texts", type=Path, help="folder of .txt files to read instead")
    parser.add_argument("--registry-names", type=int, default=0, help="names of an invented registry to build with as well")
    arguments = parser.parse_args()
    chance = random.Random(1)
    if arguments.texts:
        texts = [path.read_text(encoding="utf-8") for path in sorted(arguments.texts.glob("*.txt"))]
    else:
        texts = [article(chance) for _ in range(arguments.documents)]
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus.jsonl"
        n_words = write_corpus(corpus, texts)
        print(f"{len(texts)} documents, {n_words} words; one thread each")
        build = [arguments.program, "-v", "--log", "json", "build", "--jobs", "1", "--input", str(corpus)]
        rows = [
            (f"sayso, {engine}", [*build, "--engine", engine, "--out", str(Path(scratch) / engine)])
            for engine in ("model", "rules")
        ]
        if arguments.registry_names:
            registry = Path(scratch) / "registry.toml"
            write_registry(registry, arguments.registry_names)
            rows += [(f"{name}, registry", [*command, "--registry", str(registry)]) for name, command in rows]
        if arguments.peer:
            rows.append(("spaCy small", [arguments.peer, str(ROOT / "tools" / "peer_speed.py"), str(corpus)]))
        print(f"{'':<24}{'clock s':>9}{'CPU s':>9}{'words/CPU s':>13}{'peak MB':>9}")
        took, finding = {}, {}
        for name, command in rows:
            messages = Path(scratch) / "messages.jsonl" if name.startswith("sayso") else None
            seconds, cpu, megabytes = measure(command, messages)
            took[name] = cpu
            if messages:
                finding[name] = finding_seconds(messages)
            print(f"{name:<24}{seconds:9.2f}{cpu:9.2f}{n_words / cpu:13.0f}{megabytes:9.0f}", flush=True)
        model, rules = finding["sayso, model"], finding["sayso, rules"]
        print(f"finding statements and names alone: model {model:.2f} s, rules {rules:.3f} s, {model / rules:.0f} times less")
        for name in [name for name in took if f"{name}, registry" in took]:
            more = took[f"{name}, registry"] - took[name]
            print(f"{name}: {arguments.registry_names} names add {more:.2f} CPU s, {100 * more / took[name]:.1f} %")
        pipeline = [str(ROOT / "pipelines" / "canterbury.toml"), "--out", str(Path(scratch) / "one")]
        seconds, cpu, megabytes = measure([arguments.program, "--quiet", "build", *pipeline])
        print(f"the corpus document, from process start to published tables: {seconds:.2f} s, peak {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
