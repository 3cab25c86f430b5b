"""`sayso agree` gives the figures of the package krippendorff, on random matrices of all levels with missing values."""

import csv
import json
import os
import random
import subprocess

import krippendorff
import numpy
import pytest

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def matrix(seed):
    """Coders by units: values that mostly agree, of a scale of its own, a part of them missing."""
    chance = random.Random(seed)
    n_coders, n_units, n_values = chance.randint(2, 6), chance.randint(4, 60), chance.randint(2, 9)
    scale = chance.choice(["small", "large", "fractions"])
    values = {"small": range(n_values), "large": range(2010, 2010 + n_values), "fractions": [nth / 7 for nth in range(n_values)]}[scale]
    truth = [chance.choice(values) for _ in range(n_units)]
    share_missing, share_wrong = chance.choice([0, 0.1, 0.5]), chance.choice([0.05, 0.3, 1])

    def coded(true):
        if chance.random() < share_missing:
            return None
        return chance.choice(values) if chance.random() < share_wrong else true

    return [[coded(true) for true in truth] for _ in range(n_coders)]


def alpha(coders, level):
    """What the package says; None where it refuses, as there is one value only or nothing to pair."""
    data = numpy.array([[numpy.nan if value is None else value for value in row] for row in coders], dtype=float)
    pairable = data[:, (~numpy.isnan(data)).sum(axis=0) > 1]
    if len(numpy.unique(pairable[~numpy.isnan(pairable)])) < 2:
        return None
    return krippendorff.alpha(reliability_data=data, level_of_measurement=level)


def agree(folder, coders, *options):
    """The figures of the program for the variable v, as rows of its JSON."""
    with open(folder / "coding.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["coder_id", "unit_id", "variable", "value"])
        for coder, row in enumerate(coders):
            writer.writerows([f"c{coder}", unit, "v", "" if value is None else repr(value)] for unit, value in enumerate(row))
    levels = [part for level in LEVELS for part in ("--level", f"v={level}")]
    program = os.environ.get("SAYSO_PROGRAM")
    if not program:
        raise pytest.UsageError("set SAYSO_PROGRAM to the sayso program, or run `tools/just test-python`")
    command = [program, "agree", "coding.csv", "--json", *levels, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["agreement"]


@pytest.mark.parametrize("seed", range(60))
def test_alpha_is_that_of_the_package(tmp_path, seed):
    coders = matrix(seed)
    figures = [row for row in agree(tmp_path, coders, "--samples", "0") if row["statistic"] == "krippendorff_alpha"]
    assert [row["level"] for row in figures] == list(LEVELS)
    for row in figures:
        expected = alpha(coders, row["level"])
        if expected is None:
            assert row["value"] is None and row["undefined"]
        else:
            assert row["value"] == pytest.approx(expected, abs=1e-12, rel=1e-12), (row["level"], coders)


def test_the_matrices_try_everything():
    matrices = [matrix(seed) for seed in range(60)]
    assert any(None in row for coders in matrices for row in coders)
    alphas = [alpha(coders, "nominal") for coders in matrices]
    assert min(value for value in alphas if value is not None) < 0 < max(value for value in alphas if value is not None)


def test_the_interval_is_that_of_drawing_units(tmp_path):
    """Drawn here with another generator, so the two intervals are alike and not equal."""
    coders = [[1 + (unit + (unit % 5 == coder)) % 3 for unit in range(60)] for coder in range(3)]
    row = next(row for row in agree(tmp_path, coders, "--samples", "2000") if row["level"] == "nominal")
    data, chance = numpy.array(coders, dtype=float), numpy.random.default_rng(3)
    drawn = [krippendorff.alpha(data[:, chance.integers(0, 60, 60)], level_of_measurement="nominal") for _ in range(2000)]
    low, high = numpy.quantile(drawn, [0.025, 0.975])
    assert (row["low"], row["high"]) == (pytest.approx(low, abs=0.02), pytest.approx(high, abs=0.02))
