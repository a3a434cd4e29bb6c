"""Whether a rim seems to bear a name where no reading proves it: some of it is hidden or worn.

What is said on these grounds is said to a person who looks at the seal; it never passes by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.seals.fitting import LIKELY_LOSS, MOST_UNEVEN, SEEN_LOSS

if TYPE_CHECKING:
    from extract.seals.fitting import Fit

LEAST_SEEN, SEEN_SHARE = 4, 0.5
"""So many of a name's characters are seen, and this share of them."""
OTHER_ON_MEAN = 0.6
"""Another character that the readings have so surely on the mean stands in the place of the name's own."""
_DIVISIONS = frozenset("省市县区")


def seems(fit: Fit, name: str) -> bool:
    """Whether enough of ``name`` is seen where it should stand, its end too, and nothing else is.

    A department's name goes on where its unit's ends: of a name whose end lies off the paper nobody can tell which it is.
    """
    enough = fit.seen >= max(LEAST_SEEN, SEEN_SHARE * len(name)) and fit.losses[-1] <= SEEN_LOSS
    evenly = not fit.beside and not fit.lacking and fit.uneven <= MOST_UNEVEN
    return enough and evenly and not any(_is_other(fit, at) for at in range(len(name))) and _place_likely(fit, name)


def _is_other(fit: Fit, at: int) -> bool:
    """Whether another character stands in the place of one that is not seen, or another place's is seen there."""
    if at < len(fit.ahead) and fit.ahead[at] < 0 and fit.ahead[at] + fit.losses[at] <= SEEN_LOSS:
        return True
    return fit.losses[at] > LIKELY_LOSS and fit.rivals[at] >= OTHER_ON_MEAN


def _place_likely(fit: Fit, name: str) -> bool:
    """Whether half of the place's own name is thought of: the same organ of another place has all the rest."""
    own = [at for at in range(len(fit.ahead)) if name[at] not in _DIVISIONS]
    return 2 * sum(fit.losses[at] <= LIKELY_LOSS for at in own) >= len(own)
