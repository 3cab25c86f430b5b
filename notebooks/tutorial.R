#' # From texts to a network, with R
#'
#' From the tables that `sayso build` publishes to a picture of who stands where, step by step. The same tutorial is there for polars
#' (`tutorial-polars.ipynb`), pandas (`tutorial-pandas.ipynb`), DuckDB (`tutorial-duckdb.ipynb`) and R (`tutorial.R`); all four come to the
#' same figures, so take the one whose tool you know.
#'
#' It reads the dataset in the folder that the environment variable `SAYSO_DATASET` names, or else `data/out/canterbury`, which
#' `tools/just build-dataset` makes. The networks are made by the program itself, found under the name in `SAYSO_PROGRAM` or else as
#' `sayso` on the path. All columns are explained in `schemas/README.md`. It needs R and the package igraph (on Debian and Ubuntu:
#' `r-base-core`, `r-cran-igraph`); `Rscript tutorial.R` runs it, and `knitr::spin("tutorial.R")` makes a page of it.

#' ## Load the tables
#'
#' Each table is a CSV file beside the Parquet file, and an empty cell is a missing value. Ids join them: `speaker_id` in `statements` is
#' an `actor_id` in `actors`. An id is the same in every build, so count by id and look names up last.

library(igraph, warn.conflicts = FALSE)

folder <- Sys.getenv("SAYSO_DATASET", "../data/out/canterbury")
results <- "results-r"
dir.create(results, showWarnings = FALSE)
read_table <- function(path) {
  read.csv(path, na.strings = "", encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE)
}
for (name in c("documents", "actors", "statements", "statement_parts", "stances", "issues")) {
  assign(name, read_table(file.path(folder, paste0(name, ".csv"))))
}
cat(nrow(documents), "documents,", nrow(statements), "statements,", nrow(actors), "actors,", nrow(stances), "stances\n")

#' ## Statements and their speakers
#'
#' One row of `statements` is one report that somebody said something. Where the speaker is missing, the text does not tell, or the name
#' could not be resolved.

name_of <- setNames(actors$name, actors$actor_id)
type_of <- setNames(actors$actor_type, actors$actor_id)
statements$speaker <- unname(name_of[statements$speaker_id])
statements$speaker[is.na(statements$speaker)] <- "(not known)"
shown <- head(statements[c("speaker", "mode", "cue", "content")], 8)
shown$content <- substring(shown$content, 1, 60)
print(shown)

#' ## Who is quoted, and how
#'
#' `mode` tells how words are reported: `direct` in quotation marks, `indirect` in the reporter's words, `mixed` some of both, `block` a
#' post, letter or displayed quotation of its own.

# radix sorts as the other versions do, whatever the language of the system
ordered <- function(table, ...) table[order(..., method = "radix"), ]
quoted <- aggregate(list(statements = statements$statement_id), statements[c("speaker", "mode")], length)
quoted <- ordered(quoted, -quoted$statements, quoted$speaker, quoted$mode)
print(head(xtabs(statements ~ speaker + mode, quoted), 10))

#' ## Who stands where
#'
#' One row of `stances` is one actor for or against something: an issue of the codebook or another actor. Here are the issues.
#' `mixed` and `neutral` positions are left out.

taken <- stances[stances$polarity %in% c("support", "oppose") & !is.na(stances$holder_id), ]
taken$actor <- unname(name_of[taken$holder_id])
label_of <- setNames(issues$label, issues$issue_id)
taken$issue <- unname(label_of[taken$target_id])
on_issues <- taken[!is.na(taken$issue), ]
sides <- list(support = on_issues$polarity == "support", oppose = on_issues$polarity == "oppose")
positions <- aggregate(sides, on_issues[c("actor", "issue")], sum)
positions <- ordered(positions, positions$issue, positions$actor)
print(positions, row.names = FALSE)

#' ## Back into the text
#'
#' Every row leads back to its words. Positions are Unicode code points, counted from 0, the end not included; R counts from 1, the end
#' included. A statement that its attribution interrupts has several parts, so the parts are compared.

document_of <- setNames(statements$document_id, statements$statement_id)
text_of <- setNames(documents$text, documents$document_id)
statement_parts$body <- unname(text_of[document_of[statement_parts$statement_id]])
texts <- statement_parts[!is.na(statement_parts$body), ]
texts$equal <- substring(texts$body, texts$start_char + 1, texts$end_char) == texts$text
checked <- aggregate(list(parts = texts$equal), texts["role"], length)
checked$equal <- aggregate(texts$equal, texts["role"], sum)$x
stopifnot(checked$parts == checked$equal)
print(checked, row.names = FALSE)

#' ## Networks
#'
#' Two actors are congruent on an issue or a person if both are for it, or both against it; they are in conflict if one is for it and the
#' other against it. `sayso network` counts that, with the options that Discourse Network Analyzer has:

program <- Sys.getenv("SAYSO_PROGRAM", "sayso")
network <- function(aggregate, form, ...) {
  path <- file.path(results, paste0(aggregate, ..., ".", form))
  options <- c("network", folder, "--nodes", "actor", "--aggregate", aggregate, ..., "--format", form, "--out", path)
  stopifnot(system2(program, shQuote(options), stderr = FALSE) == 0)
  path
}
congruence <- read_table(network("congruence", "edges"))
conflict <- read_table(network("conflict", "edges"))
print(head(congruence[order(-congruence$weight), c("source", "target", "weight")], 10), row.names = FALSE)

#' The same by hand, to see that there is no more to it: join the positions with themselves.

held <- taken[type_of[taken$holder_id] != "unknown", ]
held$concept <- ifelse(is.na(held$issue), name_of[held$target_id], held$issue)
held <- held[c("actor", "concept", "polarity")]
pairs <- merge(held, held, by = "concept", suffixes = c("", "_2"))
# each pair once, in the order of the alphabet that `sayso network` goes by
place <- setNames(seq_along(unique(held$actor)), sort(unique(held$actor), method = "radix"))
pairs <- pairs[place[pairs$actor] < place[pairs$actor_2], ]
is_same <- pairs$polarity == pairs$polarity_2
ties <- aggregate(list(congruence = is_same, conflict = !is_same), list(source = pairs$actor, target = pairs$actor_2), sum)
ties <- ordered(ties, ties$source, ties$target)
for (counted in list(list("congruence", congruence), list("conflict", conflict))) {
  by_hand <- ties[ties[[counted[[1]]]] > 0, ]
  stopifnot(by_hand$source == counted[[2]]$source, by_hand$target == counted[[2]]$target, by_hand[[counted[[1]]]] == counted[[2]]$weight)
}
print(head(ties, 10), row.names = FALSE)

#' ## Plot the network
#'
#' igraph reads the GraphML file as it is. First who is for or against what, then who takes whose side. Solid is for, dashed is against.

draw <- function(path, file, min_ties = 2) {
  graph <- read_graph(path, format = "graphml")
  is_two_mode <- "type" %in% vertex_attr_names(graph)
  if (is_two_mode) {
    graph <- delete_vertices(graph, V(graph)[type & degree(graph) < min_ties])
  }
  graph <- delete_vertices(graph, V(graph)[degree(graph) == 0])
  names <- V(graph)$label
  longest <- if (is_two_mode) 40 else 30
  names <- ifelse(nchar(names) > longest, paste0(substring(names, 1, longest - 1), "…"), names)
  if (is_two_mode) {
    spots <- layout_as_bipartite(graph, maxiter = 500)
    for (side in c(TRUE, FALSE)) {
      # evenly apart, in the order that crosses least
      at <- V(graph)$type == side
      spots[at, 1] <- (rank(spots[at, 1], ties.method = "first") - 1) / max(1, sum(at) - 1)
    }
    spots <- cbind(ifelse(V(graph)$type, 1, 0), spots[, 1])
    tall <- max(table(V(graph)$type))
    png(file, width = 1050, height = 60 + 34 * tall, res = 100)
    par(mar = c(0, 0, 2, 0))
    plot(NULL, xlim = c(-1.1, 2.1), ylim = c(-0.03, 1.03), axes = FALSE, ann = FALSE)
  } else {
    spots <- layout_in_circle(graph)
    png(file, width = 1050, height = 1050, res = 100)
    par(mar = c(0, 0, 0, 0))
    plot(NULL, xlim = c(-1.9, 1.9), ylim = c(-1.9, 1.9), asp = 1, axes = FALSE, ann = FALSE)
  }
  weights <- E(graph)$weight
  ends <- as_edgelist(graph, names = FALSE)
  segments(spots[ends[, 1], 1], spots[ends[, 1], 2], spots[ends[, 2], 1], spots[ends[, 2], 2],
    col = ifelse(weights > 0, "#0072B2", "#D55E00"), lty = ifelse(weights > 0, 1, 2), lwd = 1 + 1.5 * abs(weights) / max(abs(weights)))
  points(spots, pch = if (is_two_mode) ifelse(V(graph)$type, 15, 19) else 19, cex = 0.9)
  if (is_two_mode) {
    text(spots[, 1], spots[, 2], names, pos = ifelse(V(graph)$type, 4, 2), cex = 0.8)
  } else {
    slant <- atan2(spots[, 2], spots[, 1]) * 180 / pi
    is_left <- spots[, 1] < -1e-9
    for (nth in seq_along(names)) {
      text(1.05 * spots[nth, 1], 1.05 * spots[nth, 2], names[nth],
        srt = slant[nth] + 180 * is_left[nth], adj = c(as.numeric(is_left[nth]), 0.5), cex = 0.8)
    }
  }
  told <- if (is_two_mode) c("support", "opposition") else c("same side", "other side")
  legend(if (is_two_mode) "top" else "topleft", told, lty = 1:2, col = c("#0072B2", "#D55E00"), lwd = 2, bty = "n",
    horiz = is_two_mode, inset = -0.03, xpd = TRUE)
  invisible(dev.off())
}
draw(network("subtract", "graphml", "--type=twomode"), file.path(results, "positions.png"))
draw(network("subtract", "graphml"), file.path(results, "sides.png"))

#' ## Keep the figures
#'
#' As CSV files, for a spreadsheet or to compare them with those of the other three versions.

kept <- list(quoted = quoted, positions = positions, checked = checked, ties = ties)
for (name in names(kept)) {
  write.csv(kept[[name]], file.path(results, paste0(name, ".csv")), row.names = FALSE, fileEncoding = "UTF-8")
}
