"""«Mengapa?»: a recommendation in plain sentences, for the person it is about and for the superior alike.

reasons = reasons_of(recommendation, evidence, period)                # the tree that reason_list draws
gaps = gap_sentences(recommendation.missing, evidence)                # what is missing, why it matters, who can help
changes = sentences_of_changes(what_would_change(…), evidence)        # «Apa yang akan mengubahnya»

Pure functions without queries. A derivation or note they don't know becomes a readable line and a warning in the log,
never an error. Answers of fewer than five peers, subordinates or citizens are never shown.
"""

from teladan.appraisal.explain.changes import sentences_of_changes
from teladan.appraisal.explain.gaps import Reader, gap_sentences
from teladan.appraisal.explain.reasons import reasons_of

__all__ = ["Reader", "gap_sentences", "reasons_of", "sentences_of_changes"]
