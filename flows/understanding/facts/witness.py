"""What a witness says of herself: whose house hers stands beside, who has fled to her; it is nothing of who did it."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import told_of
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("witness")
_HOUSES = frozenset(_LISTS["houses"])
_HOUSEHOLD = frozenset({"anak", "bayi", "istri", "cucu"})
"""Who lives with the writer, so that the house of the other is near when it is near hers."""
_ONE = frozenset(_LISTS["one"])
_BESIDE = _LISTS["beside"]
_NEAR = 4


def of_herself(story: Story, mark: Mark) -> bool:
    """Return whether a witness tells by a phrase where she lives herself, or with whom who suffers is safe."""
    if story.of_self or not story.victims:
        return False
    if mark.code == "dekat":
        return _her_house(story, mark) or _of_victim(story, mark)
    return mark.code == "serumah" and (_with_her(story, mark) or _she_lives(story, mark))


def _her_house(story: Story, mark: Mark) -> bool:
    """Return whether her house is what stands near ("kamarku sebelah kamarnya", "rumah ulun di sabalah rumahnya")."""
    said = story.said
    before = [at for at in said.before(mark.first, _NEAR) if said.clause[at] == said.clause[mark.first]]
    for at in (mark.first, *before):
        bare, whose = owner(said.words[at].word)
        ended = said.words[at].word.removesuffix("ku")
        head = bare in _HOUSES or ended in _HOUSES or any(form in _HOUSES for form in said.forms[at])
        own = (
            whose == "saya"
            or ended in _HOUSES - {said.words[at].word}
            or (said.has(at + 1) and said.words[at + 1].word in _ONE)
        )
        first = at < mark.first or at + 1 < mark.last
        if head and own and first and not said.is_a(at - 1, *_BESIDE):
            return said.words[at].word not in {"depan", "sebelah"}
    return False


def _of_victim(story: Story, mark: Mark) -> bool:
    """Return whether "rumahnya dekat rumahku" tells of who suffers, about whom the sentence is."""
    said = story.said
    heads = (mark.first, *said.before(mark.first, 2))
    theirs = any(owner(said.words[at].word)[0] in _HOUSES and owner(said.words[at].word)[1] == "dia" for at in heads)
    hers = any(owner(said.words[at].word)[1] == "saya" or said.is_a(at, "saya") for at in said.after(mark.first, 5))
    return theirs and hers and _is_about_victim(story, mark)


def _is_about_victim(story: Story, mark: Mark) -> bool:
    """Return whether the sentence opens with who suffers, no child of the household, whose the other is."""
    said = story.said
    inside = [number for number, one in enumerate(story.people) if one.sentence == said.sentence[mark.first]]
    named = [number for number in inside if story.people[number].last <= mark.first and story.people[number].named]
    opens = named[0] if named else told_of(story, mark.first)
    theirs = any(one.whose == "dia" for one in story.agents)
    safe = bool(story.victims) and story.victims[0] not in _HOUSEHOLD
    return opens is not None and story.role(opens) == "korban" and theirs and safe


def _with_her(story: Story, mark: Mark) -> bool:
    """Return whether who suffers lives with the writer ("dia serumah sama aku", "menginap di rumah saya")."""
    said = story.said
    part = [at for at in said.after(mark.last - 1, 3) if said.clause[at] == said.clause[mark.first]]
    words = {said.words[at].word for at in part}
    writer = bool(words & _ONE) or any(word.endswith("ku") and word.removesuffix("ku") in _HOUSES for word in words)
    return writer and _is_about_victim(story, mark)


def _she_lives(story: Story, mark: Mark) -> bool:
    """Return whether the writer alone lives with who suffers ("aku numpang di rumah tante")."""
    said = story.said
    number = story.nearest(mark.first, _NEAR)
    alone = number is not None and said.words[story.people[number].first].word in _ONE
    part = [at for at in said.after(mark.last - 1, 4) if said.clause[at] == said.clause[mark.first]]
    others = [story.role(story.at[at]) for at in part if at in story.at and story.people[story.at[at]].named]
    return alone and "korban" in others and "pelaku" not in others
