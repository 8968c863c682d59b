"""Words that say that somebody says something: a general lexicon of English, with its forms."""

from functools import cache

_SPEECH = """
acknowledge add admit advise affirm agree allege announce answer apologise apologize argue ask
assert assure attest avow bark beg bellow bemoan blog boast brag caution challenge chant charge
chime claim clarify comment complain concede conclude concur confess confide confirm conjecture
contend continue counter crow cry decide declare demand deny detail determine disclose dispute
elaborate email emphasise emphasize estimate exclaim exhort explain express find fire forecast
grin gripe groan grumble gush highlight hint hold implore imply indicate inform inquire insist
interject interrupt joke lament laugh liken maintain marvel mention moan mumble murmur muse mutter
note object observe opine outline plead pledge point posit post predict press proclaim profess
project promise propose protest quip read reason reassure recall recap recite recommend recount
reflect reiterate relate remark remind repeat reply report request respond retort retweet reveal
rule say scoff scream shoot shout show sigh signal smile snap snarl sneer speculate state
stipulate stress submit suggest sum summarize swear tell testify theorize thunder tout tweet
underline underscore urge volunteer vouch vow warn whisper wonder write yell
""".split()
"""Verbs whose complement is what is said: "that", a clause, or words in marks."""

_OF_SOMEBODY = """
accuse blame praise criticize criticise condemn denounce attack slam blast mock ridicule deride
call describe characterize characterise portray depict brand label dub denigrate compare
defend endorse commend applaud hail laud credit congratulate thank honor honour
""".split()
"""Verbs that say something of somebody: "accused X of", "called X Y"."""

_TO_DO = """
promise pledge vow swear threaten offer agree ask urge tell order call demand request advise
encourage persuade implore beg exhort instruct direct warn remind claim refuse decline propose
recommend want
""".split()
"""Verbs whose infinitive says what is asked or promised."""

_OF_SOMETHING = """
speak talk complain warn boast brag joke tell ask comment remark testify write tweet inquire
question discuss mention cite quote announce propose reject deny dismiss dispute confirm address
""".split()
"""Verbs with "about", "of", "on", "against" or an object that names what is spoken of."""

NOUNS = frozenset(
    "accusation admission allegation announcement answer argument assertion assurance claim "
    "comment complaint conclusion contention criticism declaration denial description explanation "
    "insistence message note observation pledge prediction promise proposal question rebuttal "
    "remark reminder reply report request response revelation statement suggestion testimony "
    "threat vow warning word".split()
)
"""Nouns whose clause says what was said: "the claim that"."""

AUXILIARIES = frozenset(
    "be am is are was were been being 's 're 'm have has had having 've 'd do does did will would "
    "'ll shall should can could ca wo may might must to get got getting".split()
)
PRONOUNS = frozenset(
    "i you he she it we they one who which that what this these those someone somebody anyone "
    "everyone nobody none some many few others both all another me him her us them".split()
)
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "hold": "holds held holding",
    "shoot": "shoots shot shooting",
    "read": "reads reading",
    "beg": "begs begged begging",
    "admit": "admits admitted admitting",
    "submit": "submits submitted submitting",
    "snap": "snaps snapped snapping",
    "brag": "brags bragged bragging",
    "sum": "sums summed summing",
    "slam": "slams slammed slamming",
    "grin": "grins grinned grinning",
    "dub": "dubs dubbed dubbing",
    "quip": "quips quipped quipping",
    "recap": "recaps recapped recapping",
    "blog": "blogs blogged blogging",
    "chime": "chimes chimed chiming",
    "label": "labels labeled labelled labeling labelling",
    "signal": "signals signaled signalled signaling signalling",
    "refer": "refers referred referring",
    "put": "puts put putting",
}


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular English verb, or of an irregular one that is known here."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb].split())
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (verb, verb + plural, verb + "ed", verb + "ing")


@cache
def lexicon() -> dict[str, str]:
    """The verb that each lower-case form stands for."""
    verbs = (*_SPEECH, *_OF_SOMEBODY, *_TO_DO, *_OF_SOMETHING, "refer", "put")
    return {form: verb for verb in verbs for form in forms(verb)}


SPEECH, OF_SOMEBODY, TO_DO, OF_SOMETHING = map(
    frozenset, (_SPEECH, _OF_SOMEBODY, _TO_DO, _OF_SOMETHING)
)
