"""Words without end: paragraphs that are the same on every machine and in every year."""

from __future__ import annotations

from collections.abc import Iterator

_WORDS = (
    "affiliation afflicted analysis architecture baffling benchmark boundary classification "
    "coefficient comprehensive computation configuration convolutional curiosity definition "
    "difficult dimension disaffected distribution efficient effortless embedding encyclopaedia "
    "evaluation experiment field figure filter finding fjord flexible flow fluffy generalisation "
    "gradient hierarchical identification implementation insufficient interpretation "
    "investigation justification kernel knowledge layer learning linear low-rank machine "
    "magnificent measurement meta-analysis mountain network neighbourhood normalisation "
    "observation office optimisation parameter performance prediction probability "
    "proficient quantity recognition reflection regularisation representation residual river "
    "scaffold segmentation self-supervised shelf significant staff state-of-the-art structure "
    "suffix sufficient supervision surface system temperature tariff textual theory traffic "
    "transformation understanding unified validation variation waffle workflow yellow zero-shot"
)
_SMALL = "a and are as at by for from in is it of on or that the this to was with"
WORDS, SMALL = _WORDS.split(), _SMALL.split()


class Prose:
    """A source of sentences; what it says depends on ``seed`` alone."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, limit: int) -> int:
        """The next number from 0 to below ``limit`` (Lehmer's generator)."""
        self._state = self._state * 48271 % 2147483647
        return self._state % limit

    def words(self, count: int) -> str:
        return " ".join(self._words(count))

    def sentence(self, count: int) -> str:
        text = self.words(count)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, count: int) -> str:
        """About ``count`` words in sentences of seven to twenty."""
        sentences = []
        while count > 0:
            length = 7 + self.below(14)
            sentences.append(self.sentence(length))
            count -= length
        return " ".join(sentences)

    def _words(self, count: int) -> Iterator[str]:
        for at in range(count):
            small = at % 3 == 1 and self.below(4)
            choice = SMALL if small else WORDS
            yield choice[self.below(len(choice))]
