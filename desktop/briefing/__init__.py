"""From a session to the briefing that every writer receives.

Nothing is asked of the clock or the machine: the same session and options give the same briefing.

*What stands where.* A title block; contents; the legend, with the key to the grades where any is
used; then the passages: claims as a table (who claims it, how it is graded, what supports and
contradicts it), quotes as a table by speaker, opinions and context each as a list of its own, tags
the house has added after them; the pictures; each article in full with its passages over it; the
list of sources. So facts, opinions and context are apart by their headings and by their form, and
who reads two pages has read the claims.

*Nothing is told three times.* By default the words of a passage stand in two places: in the section
of its tag, and in the article. ``SectionName.PASSAGES``, all tags as plain lists, repeats the first
of them and comes only when it is asked for. References lead to the first section that lists a
passage, from there to the article, and back; where a section is not chosen, what would lead there
is plain text. A section or column with nothing to say is left out.

*Numbers.* Passages are numbered through the whole briefing: by article, then by where they start,
the longest first. The letter before the number tells the tag (``letters``). A passage left out by
hand has no number and appears nowhere; what another one says about it names its place only.
"""

from desktop.briefing.compose import compose
from desktop.briefing.words import direction
from desktop.model.codebook import letters
from desktop.options import Options

__all__ = ["Options", "compose", "direction", "letters"]
