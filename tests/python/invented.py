"""Datasets of invented people and texts, written as the CSV tables that a build publishes."""

import csv
from pathlib import Path

# columns that a report needs, by table; the others of a table may be missing
COLUMNS = {
    "documents": "document_id source title genre lang author_id date date_precision n_words text",
    "segments": "segment_id document_id parent_segment_id segment_type author_id start_char end_char",
    "actors": "actor_id actor_type name family_name public_role is_registered n_mentions",
    "actor_names": "actor_id name name_type is_observed",
    "actor_identifiers": "actor_id scheme identifier",
    "mentions": "document_id actor_id start_char end_char",
    "statements": "statement_id document_id segment_id inside_id speaker_id mode act cue is_negated is_hypothetical content "
    "start_char end_char method rule_id confidence review_status",
    "statement_parts": "statement_id role part start_char end_char",
    "stances": "stance_id document_id statement_id holder_id target_type target_id polarity is_explicit evidence "
    "evidence_start_char evidence_end_char method rule_id confidence review_status",
    "issues": "issue_id label definition",
    "affiliations": "document_id member_id organisation_id role status evidence",
    "redactions": "document_id kind action",
    "diagnostics": "document_id severity code stage message",
    "coverage": "document_id counter n",
}


class Invented:
    """Rows that grow, then are written."""

    def __init__(self):
        self.rows: dict[str, list[dict]] = {name: [] for name in COLUMNS}

    def add(self, table: str, **row):
        self.rows[table].append(row)

    def actor(self, actor_id: str, name: str):
        self.add("actors", actor_id=actor_id, actor_type="person", name=name, family_name=name.split()[-1], public_role="private", is_registered="false", n_mentions=1)

    def document(self, document_id: str, text: str, **row):
        row = {"title": f"Text {document_id}", "genre": "letter", "lang": "en-GB", "date_precision": "unknown", **row}
        self.add("documents", document_id=document_id, source=f"{document_id}.txt", n_words=len(text.split()), text=text, **row)
        self.add("segments", segment_id=f"{document_id}-g1", document_id=document_id, segment_type="body", start_char=0, end_char=len(text))

    def statement(self, statement_id: str, document_id: str, speaker_id: str, *parts: tuple[int, int], mode="direct", confidence=0.9, **row):
        """A statement whose content is the slices `parts` of the document's text."""
        text = next(document["text"] for document in reversed(self.rows["documents"]) if document["document_id"] == document_id)
        fixed = {"act": "speech", "is_negated": "false", "is_hypothetical": "false", "method": "model", "rule_id": "reader", "review_status": "auto"}
        self.add("statements", statement_id=statement_id, document_id=document_id, segment_id=f"{document_id}-g1", speaker_id=speaker_id, mode=mode,
                 confidence=confidence, content=" … ".join(text[start:end] for start, end in parts), start_char=parts[0][0], end_char=parts[-1][1], **{**fixed, **row})  # fmt: skip
        for part, (start, end) in enumerate(parts, 1):
            self.add("statement_parts", statement_id=statement_id, role="content", part=part, start_char=start, end_char=end)

    def stance(self, stance_id: str, document_id: str, holder_id: str, target: tuple[str, str], polarity: str, place: tuple[int, int], **row):
        text = next(document["text"] for document in reversed(self.rows["documents"]) if document["document_id"] == document_id)
        self.add("stances", stance_id=stance_id, document_id=document_id, holder_id=holder_id, target_type=target[0], target_id=target[1],
                 polarity=polarity, is_explicit="true", evidence=text[slice(*place)], evidence_start_char=place[0], evidence_end_char=place[1],
                 method="model", rule_id="reader", confidence=0.7, review_status="auto", **row)  # fmt: skip

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for table, columns in COLUMNS.items():
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns.split(), lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[table])
        return folder
