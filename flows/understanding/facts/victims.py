"""Who suffers what is told: the writer before others, unless only somebody else is hurt; and what is of no concern."""

from collections import Counter

from flows.understanding.facts.acts import Act
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention, meant
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.suffering import STRONG
from flows.understanding.facts.vocabulary import PEOPLE

_LISTS = lists("victims")
_GRAVE = frozenset({"fisik", "seksual"})
_WORSE = _GRAVE | {"eksploitasi", "tppo"}
"""What outweighs a threat to the writer who tells of it ("sepupuku dijual. aku takut lapor krn diancem")."""
_CHILDREN = frozenset({"anak", "bayi"})
_IN_CARE = _CHILDREN | {"adik", "cucu", "keponakan", "nenek", "teman", "tetangga", "perempuan"}
"""Of whom a sentence goes on telling where it names nobody ("katanya sudah disetubuhi")."""
_PARTNERS = frozenset({"suami", "istri", "pasangan", "pacar", "mantan_suami", "mantan_pacar"})
"""Whose deeds are done to the writer where nobody else is named beside them."""
_NEXT = 2
"""Words between being in care and who cares."""
_NEAR, _OWN = 10, 5
"""Words around a deed among which something of the writer's is looked for, and letters of the shortest."""
_TOO = _LISTS["too"]
_ANYBODY = frozenset({"perempuan", "lelaki", "pasien"})
"""Words that say what the writer is, not whose ("saya janda anak 1")."""
_FOR = _LISTS["for"]
_TELLS = 8
"""Words after a child within which it is said that it tells."""
_ASKED = frozenset({"polisi", "tempat"})
"""Needs of those to whom harm is done, and hardly of others."""
_CROSS = _LISTS["cross"]
_WRITER = _LISTS["writer"]
_MODEST = frozenset({"psikis", "tppo"})


def without_defence(done: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return what was done without what was done to whoever is told to have hurt somebody in body before."""
    suffers = any("saya" in act.patients for act in done)
    done = tuple(act for act in done if act.by != "saya" or not suffers)
    hurt = {act.by for act in done if act.by and (act.mark.code in _GRAVE or "saya" in act.patients)}
    own = {code for act in done if act.mark.code in _GRAVE for code in act.patients}
    strong = STRONG & {act.by for act in done}
    return tuple(act for act in done if not act.patients or not set(act.patients) <= (hurt | strong) - own)


def victims_of(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return who suffers: the writer before others, unless only somebody else is hurt in body."""
    told = any(mark.code == "korban" for mark in said.of("writer"))
    counted = Counter(code for act in done for code in act.patients if code not in {"pelaku"})
    for act in done:
        for code in act.patients:
            counted[code] += act.mark.code in _GRAVE
    own = [act for act in done if "saya" in act.patients]
    if any(mark.code == "not_me" for mark in said.of("marks")):
        own, told = [], False
    third = [code for code, _ in counted.most_common() if code != "saya"]
    worse = [act for act in done if act.mark.code in _WORSE and set(act.patients) - {"saya"}]
    apart = {act.by for act in own} - {"", *(act.by for act in worse)}
    grave = bool(worse) and not apart
    modest = bool(own) and all(act.mark.code in _MODEST for act in own)
    kin = any(mark.code == "keluarga" for mark in said.of("writer"))
    if own and modest and kin and not told:
        return tuple(third) or _implied(said, done, people)
    if not third and any(mark.code == "not_me" for mark in said.of("marks")):
        return _somebody_else(done, people)
    if set(third) == {"bayi"} and all(act.mark.code == "psikis" for act in done) and not (kin or told):
        return ("saya",)  # what is said of a baby is said to its mother
    left = {act.mark.code for act in done if act.patients and set(act.patients) <= set(third)} == {"penelantaran"}
    open_ = [act for act in done if not act.patients and act.by in _PARTNERS]
    harmed = any(act.mark.code != "penelantaran" or (act.agent and act.agent.whose == "saya") for act in open_)
    scolded = any(act.mark.code == "psikis" and not act.patients and not act.by for act in done)
    harmed = harmed or (scolded and set(third) <= _CHILDREN and any(act.by in _PARTNERS for act in done))
    harmed = harmed or (bool(open_) and _suffers_too(said, third, people))
    harmed = harmed or (left and _for_child(said, done, people))
    left = left or (bool(third) and _suffers_too(said, third, people))
    threatened = bool(third) and set(third) <= _CHILDREN and _threatens(done, people)
    if told or threatened or (own and not (modest and grave and third)) or (left and harmed):
        return ("saya", *third)
    if third:
        return tuple(third)
    return _implied(said, done, people)


def _suffers_too(said: Said, third: list[str], people: tuple[Mention, ...]) -> bool:
    """Return whether it is said of the writer's child that it suffers as well ("anak saya ikut kena")."""
    young = (one for one in people if one.code in third and one.code in _CHILDREN and one.whose == "saya")
    return any(said.is_a(place, *_TOO) for one in young for place in said.after(one.last, 4))


def _for_child(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> bool:
    """Return whether her partner leaves the writer without money for a child ("gak pernah kirim uang buat anak")."""
    here = {said.sentence[act.mark.first] for act in done if act.by in _PARTNERS}
    named = (one for one in people if one.code in _CHILDREN and one.sentence in here and one.whose in {"", "saya"})
    return any(said.is_a(one.first - 1, *_FOR) for one in named) and any(one.code == "saya" for one in people)


def _threatens(done: tuple[Act, ...], people: tuple[Mention, ...]) -> bool:
    """Return whether the writer's partner, who hurt nobody in body, also threatens nobody by name."""
    own = {one.code for one in people if one.code in _PARTNERS and one.whose != "dia"}
    open_ = any(act.mark.code == "psikis" and not act.patients and act.by in own for act in done)
    return open_ and all(act.mark.code in _MODEST for act in done)


def presumed(said: Said, people: tuple[Mention, ...]) -> Mention | None:
    """Return who does harm to the writer where no deed was understood, but that she suffers from one person.

    Only where nobody else is named, or only one who more often does harm, and she says that she is afraid, forced or a
    victim; of one of her own also where she tells of rage, or asks for the police or for shelter.
    """
    told = any(mark.code != "korban" for mark in said.of("writer"))
    named = [one for one in people if one.named and not one.beside and not one.denied and PEOPLE[one.code]["relation"]]
    codes = {one.code for one in named if one.code != "pelaku"}
    strong = codes & STRONG
    wrong = told or not any(one.code == "saya" and not one.itself for one in people)
    wrong = wrong or (len(codes) != 1 and len(strong) != 1)
    sees = (mark for mark in said.of("marks") if mark.code == "sees" and not said.is_a(mark.first - 1, "dia"))
    if wrong or any(sees) or any(mark.code == "not_me" for mark in said.of("marks")):
        return None
    one = next(one for one in named if one.code in (strong if len(strong) == 1 else codes))
    bad = (one.code not in STRONG and PEOPLE[one.code]["relation"] != "orang_tua") or one.lesser
    suffers = any(mark.code == "suffers" and not said.quoted[mark.first] for mark in said.of("marks"))
    turns = one.code in STRONG and one.whose != "dia" and _turns_to_us(said)
    return None if bad or not (suffers or turns) or said.means(one.last, "gone") else one


def _turns_to_us(said: Said) -> bool:
    """Return whether the text tells of rage, or asks for help and denies no deed ("tidak ada pemukulan")."""
    asks = any(mark.code in _ASKED for mark in said.of("need"))
    rages = [mark for mark in said.of("marks") if mark.code == "rages"]
    wild = any(not said.is_a(mark.first, *_CROSS) for mark in rages)
    return wild or (bool(rages) and bool(said.of("need"))) or (asks and not said.of("violence"))


def _somebody_else(done: tuple[Act, ...], people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return who suffers where the writer says that it is not she: who is named first and did nothing."""
    by = {act.by for act in done}
    others = [one.code for one in people if one.named and not one.beside and not one.denied and one.code not in by]
    return tuple(others[:1]) if done and others else ("korban",) if done else ()


def _implied(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return who suffers where no sentence says it: "dipukul suami" is the writer, "suaminya" is somebody's."""
    if done and any(one.code == "korban" and said.between(one.last - 1).strip() == ":" for one in people):
        return ("korban",)
    speaker = _speaker(said, done, people)
    if speaker:
        return (speaker,)
    kept = keeping(said, people)
    if kept and all(not act.by or act.by == kept[1].code for act in done):
        return (kept[0],)
    theirs = _spouse_of(done, people)
    if theirs:
        return (theirs,)
    for act in done:
        if act.agent and act.agent.whose in PEOPLE and not PEOPLE[act.agent.whose].get("strong"):
            return ("saya",) if _is_mine(said, act) else (act.agent.whose,)
        if act.agent and act.agent.whose == "dia" and not _of_own(said, act, people):
            back = [one for one in people if one.named and one.first < act.agent.first and not one.beside]
            named = [one.code for one in back if one.code != act.by]
            rather = [code for code in named if code not in STRONG]
            first = rather[:1] if rather and PEOPLE[rather[0]]["side"] == "saksi" else rather[-1:]
            return tuple(first or named[-1:]) or ("korban",)
    here = {said.sentence[act.mark.first] for act in done}
    near = [one for one in people if said.sentence[one.first] in here and not one.beside]
    own = [one.code for one in near if one.whose == "saya" and PEOPLE.get(one.code, {}).get("cared_for")]
    grave = any(act.mark.code in _GRAVE for act in done)
    also = any(said.is_a(at, *_TOO) for one in near if one.code in own[:1] for at in said.after(one.last, 4))
    if grave and own and also and any(act.agent and act.agent.whose == "saya" for act in done):
        return ("saya", own[0])
    if grave and own and not any(one.code == "saya" for one in near) and own[0] not in {act.by for act in done}:
        return (own[0],)
    wards = [one.code for one in people if one.named and PEOPLE[one.code]["side"] == "murid"]
    if not done or wards:
        return tuple(wards[:1])
    by = {act.by for act in done}
    told = any(mark.code in {"keluarga", "saksi", "instansi"} for mark in said.of("writer"))
    kin = any(one.itself and one.itself not in _ANYBODY and one.whose == "dia" for one in people)
    told = told or kin or is_institution(said)
    others = [one.code for one in people if one.named and one.code not in by and not one.beside]
    if not told and not any(act.agent or act.by for act in done):
        back = [one for one in people if one.first < done[0].mark.first and one.code in _IN_CARE]
        topic = [one for one in back if number(said, one.last) is None or said.is_a(one.last + 1, "tahun")]
        spouse = any(one.code in _PARTNERS and one.whose == "saya" for one in people if one.first < done[0].mark.first)
        if spouse and not any(one.sentence in here for one in topic):
            return ("saya",)
        return tuple(one.code for one in topic[-1:]) or ("saya",)
    others = [code for code in others if code not in STRONG] or others
    if told and is_institution(said):
        return tuple(dict.fromkeys(others))[:2] or ("korban",)
    ward = _opens_text(people, done) or _introduced(said, people, done)
    return tuple(others[:1]) if told and others else (ward,) if ward else ("saya",)


def _spouse_of(done: tuple[Act, ...], people: tuple[Mention, ...]) -> str:
    """Return the wife of who did it, a relative of the writer ("istri adik saya lari … yang mukul ya adik saya")."""
    own = {act.by for act in done if act.agent and act.agent.whose == "saya" and not act.patients}
    wives = (one for one in people if one.whose in own and one.whose not in {"saya", "dia"} and not one.beside)
    return next((one.code for one in wives if one.code in {"adik_ipar", "kakak_ipar", "menantu", "istri"}), "")


def _is_mine(said: Said, act: Act) -> bool:
    """Return whether something of the writer's is named beside a deed ("suami kakakku … narik selimutku")."""
    people = {place for mark in said.of("people") for place in range(mark.first, mark.last)}
    near = (*said.before(act.mark.first, _NEAR), *said.after(act.mark.first, _NEAR))
    words = (said.words[place].word for place in near if place not in people)
    return any(word.endswith("ku") and len(word) > _OWN and not word.startswith("di") for word in words)


def keeping(said: Said, people: tuple[Mention, ...]) -> tuple[str, Mention] | None:
    """Return who is in the care of whom: "bapakku melu adikku", "cucuku diasuh mantan mantu"."""
    for mark in said.of("marks"):
        if mark.code != "kept":
            continue
        here = said.sentence[mark.first]
        back = [one for one in people if one.sentence == here and one.last <= mark.first and not one.beside]
        on = [one for one in people if one.sentence == here and 0 <= one.first - mark.last <= _NEXT and one.named]
        kept = meant(people, people.index(back[-1])) if back else ""
        if kept not in {"", "saya", on[0].code if on else ""} and on and not on[0].denied:
            return kept, on[0]
    return None


def _introduced(said: Said, people: tuple[Mention, ...], done: tuple[Act, ...]) -> str:
    """Return who is brought into the story by "ada" before the first deed ("di mess ada mbak2 …")."""
    for one in people:
        led = said.means(one.first - 1, "there_is") or said.means(one.first, "there_is")
        other = one.code in {"perempuan", "orang_lain", "anak", "bayi", "siswi", "pasien"} and one.whose == ""
        if led and other and done and one.last <= done[0].mark.first and not one.beside:
            return one.code
    return ""


def _opens_text(people: tuple[Mention, ...], done: tuple[Act, ...]) -> str:
    """Return of whom the text tells from its first word, where nothing is said of the writer ("Ponakan saya …")."""
    one = people[0] if people else None
    if one is None or one.whose != "saya" or one.code not in _IN_CARE or one.code in {act.by for act in done}:
        return ""
    own = any(other.code == "saya" and not other.beside and other.first < done[0].mark.first for other in people)
    return "" if own or one.first > done[0].mark.first else one.code


def is_institution(said: Said) -> bool:
    """Return whether an institution writes: it names itself as one in the beginning, in the words of an office."""
    marks = said.of("marks")
    named = any(mark.code == "institution" and said.sentence[mark.first] <= 1 for mark in marks)
    formal = sum(mark.code == "formal" for mark in marks) > 0
    alone = any(token.word in _WRITER for token in said.words)
    return named and formal and not alone


def _speaker(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> str:
    """Return the child who tells in the sentence of a deed what somebody does ("anakku bilang takut krn om itu …")."""
    if not done:
        return ""
    here, first = said.sentence[done[0].mark.first], done[0].mark.first
    for one in people:
        young = one.code in PEOPLE and PEOPLE[one.code].get("cared_for") and one.sentence == here and one.last < first
        if young and one.whose == "saya" and not one.beside:
            tells = any(said.means(place, "speaks") for place in said.after(one.last, _TELLS) if place < first)
            return one.code if tells else ""
    return ""


def _of_own(said: Said, act: Act, people: tuple[Mention, ...]) -> bool:
    """Return whether "agennya" is somebody of the writer's: she is named before, and nobody in her care."""
    agent = act.agent
    if agent is None or PEOPLE[agent.code]["side"] != "saksi" or agent.code not in STRONG:
        return False
    back = [one for one in people if one.first < agent.first and not one.beside]
    third = any(one.named and (PEOPLE[one.code].get("cared_for") or one.whose == "saya") for one in back)
    return any(one.code == "saya" for one in back) and not third


def told_of_others(said: Said, done: tuple[Act, ...], victims: tuple[str, ...]) -> frozenset[int]:
    """Return the words that tell what happened to an outsider while the writer suffers herself.

    The whole sentence does, or only the part between commas where the writer's own story stands beside it.
    """
    if "saya" not in victims:
        return frozenset()
    own = {said.sentence[act.mark.first] for act in done if "saya" in act.patients}
    sentences, clauses = set(), set()
    for act in done:
        outsiders = [code for code in act.patients if code != "saya" and PEOPLE[code]["side"] == "saksi"]
        if outsiders and "saya" not in act.patients:
            clauses.add(said.clause[act.mark.first])
            sentences.add(said.sentence[act.mark.first])
    sentences -= own
    told = enumerate(zip(said.sentence, said.clause, strict=True))
    return frozenset(place for place, (sentence, clause) in told if sentence in sentences or clause in clauses)
