"""Rules about engines."""

from publish.diagnostics.core import Rule, Severity

MISSING_ENGINE = Rule(
    "ENG001",
    "missing-engine",
    Severity.ERROR,
    "A tool that this command needs is not installed, or is too old. `publish doctor` "
    "lists every tool, its version and how to get it.",
    cause="engine",
)

PANDOC_FAILED = Rule(
    "ENG002",
    "pandoc-failed",
    Severity.ERROR,
    "pandoc could not process a text or a citation style. The message names what it was "
    "working on. A text that is nested extremely deep exhausts its memory.",
    cause="engine",
)

ENGINE_TIMEOUT = Rule(
    "ENG003",
    "engine-timeout",
    Severity.ERROR,
    "An engine took longer than its time limit and was ended. Thousands of unclosed brackets "
    "or deeply nested blocks in an entry are the usual cause.",
    cause="engine",
)

PANDOC_WARNING = Rule(
    "ENG004",
    "pandoc-warning",
    Severity.WARNING,
    "pandoc reported something while reading a text or rendering its citations. The document "
    "is made, but what the message names may not read as intended.",
)

CANNOT_WRITE = Rule(
    "ENG005",
    "cannot-write",
    Severity.ERROR,
    "The output can't be written: the disk is full, the folder may not be changed, or the place "
    "that `--copy-to` names refuses it. Files from an earlier build are left as they were.",
    cause="engine",
)

NO_CLUSTER = Rule(
    "ENG007",
    "no-cluster",
    Severity.ERROR,
    "The cluster that `--cluster` names can't be used: nobody answers at the address, it has no "
    "workers, or its workers have other versions of what shapes the files, so that theirs would "
    "differ from those made here.",
    cause="engine",
)

NO_CACHE = Rule(
    "ENG008",
    "no-cache",
    Severity.ERROR,
    "The folder that `--cache-dir` names can't be used as a cache: it can't be read, or holds "
    "other things. What was not used for longest is removed from a cache, so it needs a folder "
    "of its own.",
    cause="engine",
)

NOTHING_KEPT = Rule(
    "ENG009",
    "nothing-kept",
    Severity.WARNING,
    "What was made can't be kept in `build/`, which may not be written, or isn't a folder: so each "
    "build makes everything anew. `--no-cache` says that this is meant. Or the cache is smaller "
    "than what one build uses (`--cache-size`): then its end removes what its beginning made.",
    cause="engine",
    passing=True,
)

WORKER_LOST = Rule(
    "ENG006",
    "worker-lost",
    Severity.ERROR,
    "The process that was making an entry ended without a word, and once more when it was "
    "tried again alone. Usually the machine has run out of memory and the system has ended "
    "it. The other entries are made all the same.",
    cause="engine",
)

NO_ANSWER = Rule(
    "ENG011",
    "no-answer",
    Severity.WARNING,
    "A judge of PDF files that is installed has given no answer: it has run out of memory or of "
    "time, or was ended. What it would have judged is said to be judged in part, or isn't "
    "claimed; nothing of it is kept, so the next build asks again.",
    cause="engine",
    passing=True,
)

BUG = Rule(
    "ENG010",
    "bug",
    Severity.ERROR,
    "An entry or a collection couldn't be made because of a bug in `publish`; the others are made. "
    "The hint says where the trace is: please report it.",
    cause="bug",
)
