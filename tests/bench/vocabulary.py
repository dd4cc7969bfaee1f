"""The words that columns of the corpus are made of.

Owns lists only.  The order matters: a column is drawn from these lists by number, so
that a change here changes every column.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    """
    Jane John Maria Peter Aisha Tomas Ines Robert Leila Carlos Hannah Oscar Priya
    Daniel Ruth Marcus Sofia Henry Nadia Paul Grace Victor Elena Samuel Joan
    """
)
LAST_NAMES = _words(
    """
    Doe Okafor Lindqvist Marsh Delgado Whitfield Tanaka Rourke Abbas Kowalski Hale
    Ferreira Novak Sinclair Mbeki Thorne Ivanova Castell Brandt O'Neill Quigley Vance
    Adeyemi Larkin Pope
    """
)
SECTIONS = _words(
    """
    politics economy world culture health education science technology environment law
    media cities transport housing labor energy faith sport food history
    """
)
WORDS = {
    "noun": _words(
        """
        government budget minister council reform proposal election voter party policy
        hospital school teacher nurse market price wage tax pension landlord tenant
        river bridge railway street neighbor newspaper editor reader argument evidence
        committee report promise mistake consequence generation century habit principle
        compromise crisis question answer citizen court judge law treaty border
        industry factory farmer harvest winter library university student machine
        algorithm computer power grid turbine forest climate memory war peace strike
        union contract bank debt loan household family child parent grandfather village
        city suburb capital parliament speech debate slogan camera audience theater
        orchestra novel poem kitchen table recipe stadium team referee doctor patient
        medicine vaccine statistic survey number average exception rule tradition
        institution trust doubt hope
        """
    ),
    "adjective": _words(
        """
        public private careful reckless expensive modest honest clever ordinary
        remarkable quiet loud local national foreign modern ancient fragile stubborn
        generous cruel sensible absurd necessary optional temporary permanent familiar
        strange awkward decent hollow serious comic tired young old hidden obvious
        difficult simple legal political economic moral practical
        """
    ),
    "verb": _words(
        """
        explains ignores defends attacks remembers forgets promises delivers costs
        rewards punishes protects weakens strengthens replaces repairs measures
        questions answers admits denies suggests requires allows prevents invites
        threatens rescues betrays follows leads changes shapes tests survives
        """
    ),
    "base": _words(
        """
        explain ignore defend attack remember forget promise deliver reward punish
        protect weaken strengthen replace repair measure question admit deny suggest
        require allow prevent invite rescue betray follow lead change shape test
        survive
        """
    ),
    "adverb": _words(
        """
        rarely often quietly openly eventually seldom nearly always perhaps plainly
        slowly suddenly carefully reluctantly
        """
    ),
    "contraction": (
        "doesn't",
        "won't",
        "can't",
        "isn't going to",
        "shouldn't",
        "wouldn't",
        "couldn't",
    ),
    "percent": tuple(str(number) for number in range(2, 99)),
    "year": tuple(str(number) for number in range(1900, 2025)),
    "number": tuple(str(number) for number in range(10_000)),
}
"""The words for each slot of a pattern."""

SENTENCES = (
    "the {adjective} {noun} {verb} the {noun}, and the {noun} {adverb} {verb} it",
    "a {noun} {contraction} {base} a {adjective} {noun} simply because the {noun}"
    " {adverb} {verb} its own {noun}",
    "the {noun}'s {noun} is {adjective}, but no {noun} has shown that the {adjective}"
    " {noun} is any more {adjective}",
    "it's the {noun} that {verb} the {noun} -- not the {adjective} {noun} of {year}",
    '"the {noun} {contraction} {base} the {noun}," one {adjective} {noun} told me,'
    ' "and we\'ll all pay for it"',
    "if the {noun} {verb} {percent} per cent of every {noun}, then the {adjective}"
    " {noun} {contraction} {base} us",
    "we {contraction} {base} the {noun} without a {adjective} {noun}, a {adjective}"
    " {noun} and some {noun}",
    "the {noun} {adverb} {verb} what the {noun} {verb} and {verb} the {noun}",
    "there's a {adjective} {noun} behind every {noun}: it {verb} the {noun} and {verb}"
    " the {noun}",
)
"""With quotes, dashes and apostrophes, as typography has work to do in real columns."""

OPENINGS = (
    "And yet",
    "Still",
    "Of course",
    "In other words",
    "By contrast",
    "Last week",
    "For years",
    "To be fair",
    "Meanwhile",
    "At the same time",
    "In the end",
    "It's worth saying that",
    "Here's the trouble:",
    "Let's be clear:",
    "Nobody doubts that",
    "The critics say",
    "I don't believe that",
    "What we're told is that",
)
TITLES = (
    "The {adjective} {noun} that {verb} us",
    "Why the {noun} {contraction} {base} the {noun}",
    "A {adjective} {noun}, a {adjective} {noun}",
    "In defense of the {adjective} {noun}",
)
LINKS = (
    "https://www.example.org/report/{number}",
    "https://statistics.example.com/tables/{number}?year={year}",
    "https://en.example.net/wiki/{noun}",
    "https://news.example.com/{year}/{number}-{noun}.html",
)
DISCLAIMERS = (
    "The views expressed here are the author's own and don't necessarily reflect those"
    " of this newspaper.",
    "The author has no financial interest in any company mentioned in this column.",
    "The author is a member of the advisory board of a charity named in this column.",
    "",
)
