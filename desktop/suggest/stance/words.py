"""Closed-class words, and general word lists of English by what they do in a sentence."""

CLOSED = tuple(
    dict.fromkeys(
        """
a about above across after again against ago all almost already also although always am among an
and another any anybody anyone anything are around as at away back be because been before behind
being below between beyond both but by can cannot could did do does doing done down during each
either else enough ever every everybody everyone everything except few for from had has have having
he her here hers herself him himself his how however i if in indeed instead into is it its itself
just least less like many may maybe me might mine more most much must my myself n't near neither
never no nobody none nor not nothing now of off often on once one only or other others otherwise
ought our ours ourselves out over own perhaps quite rather same shall she should since so some
somebody someone something sometimes soon still such than that the their theirs them themselves then
there therefore these they this those though through thus to today together tomorrow too toward
towards under unless unlike until up upon us very was we well were what whatever when whenever where
whereas whether which while who whoever whom whose why will with within without would yesterday yet
you your yours yourself yourselves 'll 're 've 'd 'm 's first last next two three
""".split()
    )
)
"""Each is a feature of its own."""

GROUPS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "praise": """
good great best better excellent important remarkable brilliant wise brave noble admirable vital
positive successful beautiful honest fair decent worthy valuable effective proud hopeful generous
impressive sensible reasonable legitimate strong welcome healthy powerful essential crucial
necessary useful meaningful inspiring courageous smart right true free safe happy
""",
        "blame": """
bad worse worst terrible horrible awful wrong dangerous foolish stupid absurd ridiculous shameful
disgraceful cynical corrupt cruel brutal unfair unjust immoral reckless naive tragic disastrous
catastrophic pathetic evil weak dishonest hypocritical hypocrisy failure disaster catastrophe crisis
mistake mess nonsense outrage outrageous shame tragedy danger threat irresponsible unacceptable
alarming deplorable ugly toxic hollow empty futile hopeless false misleading scandal greed
incompetent ignorance ignorant illusion myth fantasy propaganda lie lies racist extremist bigotry
hatred fear oppression injustice abuse sad worrying troubling disturbing
""",
        "attitude": """
unfortunately fortunately sadly surely clearly obviously certainly undoubtedly frankly honestly
simply merely truly really actually apparently evidently hardly barely arguably admittedly
ironically importantly rightly wrongly inevitably hopefully naturally absolutely utterly completely
totally deeply profoundly desperately literally basically essentially precisely exactly definitely
presumably supposedly seemingly curiously interestingly remarkably tragically
""",
        "hedge": """
probably possibly likely unlikely seem seems seemed appear appears appeared suggest suggests tend
tends could may might perhaps maybe somewhat relatively largely mostly generally typically usually
expected expect expects potentially reportedly allegedly
""",
        "obligation": """
need needs needed must should ought require requires required demand demands deserve deserves
responsibility duty obligation imperative urgent urgently time let
""",
        "cause": "because therefore thus hence since consequently so result reason due leads means",
        "contrast": "but however yet although though despite instead nevertheless rather whereas",
        "before": """
ago earlier previously formerly former once since decade decades century year years month months
history historically originally initially founded established began until past later then
""",
        "after": "will future forecast expected plans plan planned prospect next coming soon ahead",
        "time-now": """
monday tuesday wednesday thursday friday saturday sunday today yesterday tonight week morning
""",
        "month": """
january february march april may june july august september october november december jan feb
aug sept oct nov dec
""",
        "general": """
people everyone nobody society world humanity nation nations human life democracy freedom politics
politicians citizens power truth moral morality values justice peace idea belief principle
""",
        "measure": """
percent per cent million billion trillion thousand hundred dozen half third quarter number rate
share total average figure figures data survey poll study report statistics dollars pounds euros
""",
        "think": """
think believe feel know understand imagine hope fear wonder doubt suppose argue consider realize
realise remember see
""",
        "compare": "like unlike similar different same equal compared comparison than as resemble",
        "personal": "i me my myself mine we us our ourselves",
        "ask": "why how what who whether",
    }.items()
}
"""Words counted together; all of them are ordinary entries of a dictionary."""
