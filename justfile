# What can be done here. `tools/just` runs these recipes and brings a `just` along; `tools/just` alone lists them.
# Everything is compiled with the one optimised profile, so that the program, its tests and clippy share their dependencies.

cache := `tools/cache-dir`
export CARGO_TARGET_DIR := env("CARGO_TARGET_DIR", cache / "target")
sayso := "cargo run --quiet --release --locked --bin sayso --"

# List the recipes
[private]
default:
    @{{just_executable()}} --justfile {{justfile()}} --list --unsorted

# Build the dataset into data/out/canterbury, check it, and write its report and the files of other programs beside it
build-dataset: build
    {{sayso}} build pipelines/canterbury.toml --out data/out/canterbury
    {{sayso}} check data/out/canterbury
    {{sayso}} report data/out/canterbury --out data/out/canterbury.html
    {{sayso}} export data/out/canterbury --out data/out/canterbury-exports

# Compile the program
build:
    cargo build --release --locked --bin sayso

# Draw the network of the README anew, docs/network.png
network-picture: build
    {{sayso}} build pipelines/canterbury.toml --out data/out/canterbury
    {{sayso}} network data/out/canterbury --type twomode --nodes actor --format graphml --out data/out/network.graphml
    $(tools/python tools/environment.py python tests/python/requirements.lock {{cache}})/bin/python notebooks/draw_network.py data/out/network.graphml docs/network.png

# Run every test: format, lints, Rust tests, then the published tables in Python and the notebooks
test: lint test-rust test-python

# Format and lints, without changing anything
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --release --locked -- --deny warnings

# The Rust tests: unit, property, golden, drift, layering, and the program from outside
test-rust:
    cargo test --workspace --release --locked

# Build the dataset afresh, check it, and read it with pandas, polars, pyarrow, DuckDB, frictionless and the notebooks
test-python: build
    tools/test-python

# The quick round while working: format, lints and unit tests
check: lint
    cargo test --workspace --release --locked --lib --bins

# Write schemas/ anew from the tables' declarations
schema:
    {{sayso}} schema --write schemas

# Take today's rows as the expected ones in tests/golden; read the differences before committing them
accept:
    SAYSO_UPDATE=1 cargo test --workspace --release --locked --test golden
    git diff --stat -- tests/golden

# Measure speed and memory beside a peer, on invented texts or on those of a folder (--texts DIR)
bench *options:
    tools/bench {{options}}

# Train the learned reader anew, from base weights to data/models (hours; see training/README.md)
train *options:
    tools/train {{options}}
