"""Builds a corpus of invented texts and tells how long it took and how much memory it needed at most.

    tools/just bench [N_DOCUMENTS]

The texts are the same on each run: articles that quote people directly and indirectly, with an embedded post, a displayed quotation, a
letter and comments. What is measured is the program as users run it, reading to publishing, for one thread and for one a core.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def write_corpus(path: Path, n_documents: int) -> int:
    """Writes the texts as JSON lines; gives back how many bytes of text they have."""
    chance = random.Random(1)
    n_bytes = 0
    with open(path, "w", encoding="utf-8") as file:
        for number in range(n_documents):
            text = article(chance)
            n_bytes += len(text.encode())
            file.write(json.dumps({"title": f"Article {number}", "text": text}, ensure_ascii=False) + "\n")
    return n_bytes


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"error: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return seconds, usage.ru_maxrss * unit / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the sayso program")
    parser.add_argument("--documents", type=int, default=10_000, help="how many texts to build")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus.jsonl"
        n_bytes = write_corpus(corpus, arguments.documents)
        print(f"{arguments.documents} documents, {n_bytes / 1e6:.1f} MB of text")
        for jobs in sorted({1, os.cpu_count() or 1}):
            out = Path(scratch) / f"out-{jobs}"
            command = [arguments.program, "--quiet", "build", "--input", str(corpus), "--out", str(out), "--jobs", str(jobs)]
            seconds, megabytes = measure(command)
            print(
                f"{jobs} thread{'s' if jobs > 1 else ''}: {seconds:.1f} s, {arguments.documents / seconds:.0f} documents/s, "
                f"{n_bytes / 1e6 / seconds:.2f} MB/s, peak {megabytes:.0f} MB"
            )


if __name__ == "__main__":
    main()
