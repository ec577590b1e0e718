"""Every rule hears the sentence that shows what it is for, and none of the innocent uses of its words calls anybody."""

import pytest

from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import CONCEPTS
from flows.understanding.model import loudest, model
from flows.understanding.phrases import standing
from flows.understanding.reading import read
from flows.understanding.rules import RULES, heard
from flows.understanding.triage import hear

IDS = [rule.id for rule in RULES]


def by_rules(text, above):
    reading = read(text)
    return heard(reading, standing(reading), above)


def fired(text, above):
    """Return the rules that hear `text` when its score is so much above that from which the model calls."""
    return {evidence.rule for evidence in by_rules(text, above)}


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_hears_what_it_is_for(rule):
    assert rule.id in fired(rule.fires, loudest(rule.fires).score - model().calls)
    assert rule.label in hear(rule.fires).labels
    assert hear(rule.fires).urgent or rule.label not in URGENT


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_innocent_use_of_its_words_calls_nobody(rule):
    said = hear(rule.silent)
    assert not said.urgent
    assert rule.id not in {evidence.rule for evidence in said.why}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.agrees > -1], ids=lambda rule: rule.id)
def test_a_rule_is_silent_where_the_model_does_not_agree(rule):
    assert rule.id not in fired(rule.fires, rule.agrees - 0.01)
    assert rule.id in fired(rule.fires, rule.agrees)


def test_the_rules_have_names_of_their_own_and_known_labels():
    assert len(set(IDS)) == len(IDS)
    assert {rule.label for rule in RULES} <= set(LABELS)
    assert len(set(CONCEPTS)) == len(CONCEPTS)


ENGLISH = [
    ("weapon.held", "he is holding a machete and shouting", "he never picked up the knife"),
    ("weapon.near", "he's outside the door with a hammer", "the knife set is on sale, outside every shop"),
    ("weapon.person", "dad beat me with his belt", "in the movie a man throws his axe"),
    ("break_in", "my ex is banging on the window", "in the movie someone is kicking the door"),
    ("hiding", "i'm hiding in the closet, he is looking for me", "my cat hides in the wardrobe all day"),
    ("hurt.body", "he punched me and my lip is bleeding", "i fell off my bike and now my knee is swollen"),
    ("hurt.now", "the bleeding won't stop", "bleeding on a persian rug, how to clean"),
    ("choked", "last night he put his hands around my neck", "my throat hurts because of the flu"),
    ("locked_in", "they won't let us leave, the door is locked", "how to apply for a new passport"),
    ("coming", "he is on his way", "my parcel is on the way"),
    ("gone_quiet", "the woman next door went quiet", "a silent night at the restaurant"),
    ("fleeing", "i ran away, he is behind me", "running from work to lunch"),
    ("poisoned", "he made her drink bleach", "where to buy rat poison"),
    ("pregnant_hurt", "i'm pregnant and he kicked my belly", "i'm pregnant and looking for a midwife"),
    ("self_harm", "i can't take it anymore, i have a razor", "jumping to conclusions is easy"),
    ("farewell", "forgive me, tell my kids i'm at peace", "look after my parcel please"),
    ("hit_now", "he hit me again today", "today he didn't hit me"),
    ("overheard", "don't call, he is next to me", "check my phone number in the form"),
    ("heard_next_door", "screaming through the wall right now", "the noise of fireworks is nice"),
    ("forced_lately", "he touched me last night", "the lesson about consent was boring"),
    ("wants_to_kill", "he said he will kill me", "this heat kills plants"),
    ("child.harmed", "my little brother was beaten with a belt", "my daughter likes her school"),
    ("raped_lately", "i was raped yesterday", "a documentary about men who raped, on tv last night"),
    ("hiding_in", "whispering from the bathroom", "the bathroom was cleaned by our plumber"),
    ("child.exposed", "im 11, my stepdad touches me at night", "when i was 11 my uncle touched me"),
    ("held_for_work", "the agent took our passports", "the agent asked for a photo of my passport"),
    ("child.missing", "my daughter hasn't come home", "my daughter hasn't eaten"),
]
"""What each rule is for in English, and an innocent use of such words, whatever the model says of either."""


def test_every_rule_is_told_in_english():
    assert {rule for rule, *_ in ENGLISH} == set(IDS)


@pytest.mark.parametrize(("rule", "fires", "silent"), ENGLISH)
def test_a_rule_hears_what_it_is_for_in_english_and_not_the_innocent_use_of_such_words(rule, fires, silent):
    assert rule in fired(fires, next(one.agrees for one in RULES if one.id == rule))
    assert rule not in fired(silent, 0)


PLAIN = [
    ("suami bawa pisau", "weapon"),
    ("aku mau bunuh diri", "suicide"),
    ("pengen mati", "suicide"),
    ("saya dicekik", "strangulation"),
    ("aku dikurung", "confined"),
    ("perut berdarah", "medical"),
    ("mantan mau bakar rumah", "threat_to_kill"),
    ("my husband has a knife", "weapon"),
    ("i don't want to live", "suicide"),
    ("he choked me", "strangulation"),
    ("he won’t let me leave", "confined"),
    ("she's not waking up", "medical"),
    ("he will kill me", "threat_to_kill"),
    ("hes next to me", "perpetrator_reads"),
    ("he is beating my mom", "danger_now"),
]


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_what_is_said_plainly_in_a_few_words_needs_nobody_to_agree(text, label):
    assert label in hear(text).labels
    assert label in {evidence.label for evidence in by_rules(text, -9)}


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_in_a_long_sentence_the_model_must_agree_and_she_is_asked_in_any_case(text, label):
    long = f"{text} begitu yang ada di halaman pertama buku itu"
    assert label not in {evidence.label for evidence in by_rules(long, -9)}
    assert hear(long).unsure


@pytest.mark.parametrize("text", ["tidak bawa pisau", "itu ga pernah bawa parang", "he doesn't even have a gun"])
def test_a_denial_just_before_takes_the_words_back(text):
    assert "weapon" not in {evidence.label for evidence in by_rules(text, 0)}


def test_what_is_over_is_not_now_and_what_came_back_is():
    assert not fired("dulu suami bawa pisau", 0)
    assert "words.weapon" in fired("dulu tidak begitu, tadi suami bawa pisau", 0)


@pytest.mark.parametrize("behind", [". terima kasih", "\nitu tadi aman", "! dulu tidak begitu"])
def test_what_is_written_behind_a_sentence_does_not_take_it_back(behind):
    assert "words.weapon" in fired(f"suami bawa pisau{behind}", 0)


@pytest.mark.parametrize("text", ["mantan bawa parang", "anak umur 7 tahun itu dicekik"])
def test_an_age_and_a_former_partner_are_not_the_past(text):
    assert fired(text, 0)


NOTHING = "yang"
"""A word that is about nothing, to set others apart."""


def apart(first, count, last):
    """Return `first` and `last` with so many words between them that are about nothing."""
    return " ".join([first, *[NOTHING] * count, last])


REACH = [
    ("weapon.held", "pisau", "bawa", 5, -0.25),
    ("weapon.near", "pisau", "jendela", 5, -0.25),
    ("weapon.person", "pisau", "suami", 5, -0.25),
    ("break_in", "dobrak", "jendela", 5, -0.25),
    ("hiding", "sembunyi", "dia", 6, -0.25),
    ("hurt.body", "luka", "tampar", 6, -0.25),
    ("hurt.now", "luka", "sekarang", 4, -0.25),
    ("choked", "cekik", "suami", 4, -0.25),
    ("locked_in", "gembok", "dia", 4, -0.1),
    ("coming", "datang", "dia", 4, -0.25),
    ("gone_quiet", "sepi", "suara", 5, -0.25),
    ("fleeing", "kabur", "suami", 5, -0.25),
    ("poisoned", "racun", "anak", 5, -0.25),
    ("pregnant_hurt", "hamil", "luka", 6, -0.25),
    ("self_harm", "silet", "sekarang", 4, 0.0),
    ("farewell", "pamit", "silet", 8, -0.1),
    ("hit_now", "tampar", "sekarang", 5, -0.3),
    ("overheard", "lihatin", "dia", 5, -0.1),
    ("heard_next_door", "jerit", "jendela", 5, -0.1),
    ("forced_lately", "raba", "semalam", 6, 0.0),
    ("wants_to_kill", "bunuh", "suami", 4, 0.0),
    ("child.harmed", "anak", "tampar", 8, -0.1),
    ("raped_lately", "diperkosa", "semalam", 6, -1.3),
    ("hiding_in", "lemari", "gudang", 3, -0.3),
    ("held_for_work", "ditahan", "agen", 8, -2.5),
    ("child.missing", "anak", "diculik", 10, -0.8),
]
"""Of each rule of two groups: a word of each, how far apart they may stand, and how much the model must agree."""
EXPOSED, ALONE = "child.exposed", -9.0
"""The rule of three groups, and how much the model must agree to it."""


def test_every_rule_has_its_reach_told_here():
    assert {rule for rule, *_ in REACH} | {EXPOSED} == set(IDS)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_a_rule_hears_its_words_so_far_apart_and_no_farther_whichever_comes_first(rule, one, other, within, agrees):
    for first, last in ((one, other), (other, one)):
        assert rule in fired(apart(first, within - 1, last), agrees)
        assert rule not in fired(apart(first, within, last), agrees)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_a_rule_needs_the_model_to_agree_so_much_and_no_more(rule, one, other, within, agrees):
    assert rule in fired(f"{one} {other}", agrees)
    assert rule not in fired(f"{one} {other}", agrees - 0.01)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_the_words_of_one_group_alone_are_not_what_a_rule_is_for(rule, one, other, within, agrees):
    assert rule not in fired(one, agrees)
    assert rule not in fired(other, agrees)


@pytest.mark.parametrize(("near", "far"), [("raba", "om"), ("om", "raba")])
def test_a_child_is_exposed_only_where_age_touch_and_whoever_she_meets_again_stand_together(near, far):
    assert EXPOSED in fired(apart(f"umur3 {near}", 10, far), ALONE)
    assert EXPOSED not in fired(apart(f"umur3 {near}", 11, far), ALONE)
    assert EXPOSED not in fired(f"umur3 {near}", ALONE)
    assert EXPOSED not in fired(f"umur3 {near} {far}", ALONE - 0.01)


@pytest.mark.parametrize(
    ("rule", "text", "calm"),
    [
        ("weapon.held", "bawa pisau", "kue"),
        ("weapon.near", "pisau di jendela", "kue"),
        ("weapon.person", "pisau suami", "kue"),
        (EXPOSED, "umur3 raba om", "dipecat"),
        ("held_for_work", "ktp ditahan agen", "dipecat"),
        ("child.missing", "anak diculik", "dipecat"),
    ],
)
def test_a_blade_in_the_kitchen_and_somebody_who_is_gone_call_nobody(rule, text, calm):
    assert rule in fired(text, 0)
    assert rule not in fired(f"{text} {calm}", 0)


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_a_denial_reaches_over_two_words_and_no_farther(rule):
    assert rule not in fired(apart("tidak", 2, "bawa pisau"), 0)
    assert rule in fired(apart("tidak", 3, "bawa pisau"), 0)


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_what_calms_reaches_over_seven_words_before_and_behind_and_no_farther(rule):
    for first, last in (("aman", "bawa pisau"), ("bawa pisau", "aman")):
        assert rule not in fired(apart(first, 7, last), 0)
        assert rule in fired(apart(first, 8, last), 0)


@pytest.mark.parametrize("text", ["i am not safe", "i don't feel safe", "is it safe to run"])
def test_to_ask_for_safety_is_not_to_be_safe(text):
    assert "words.weapon" in fired(f"{text}, he is holding a knife", 0)
    assert "words.weapon" not in fired("i am safe, he is holding a knife", 0)


@pytest.mark.parametrize("when", ["sekarang", "kemarin"])
def test_the_past_beside_now_or_the_last_days_is_not_over(when):
    assert "words.weapon" not in fired("dulu bawa pisau", 0)
    assert "words.weapon" in fired(f"dulu {when} bawa pisau", 0)


def test_six_words_are_a_few_and_seven_are_not():
    assert "words.weapon" in fired(apart("suami bawa pisau", 2, NOTHING), -9)
    assert "words.weapon" not in fired(apart("suami bawa pisau", 3, NOTHING), -9)


def test_the_words_of_each_sentence_are_counted_for_themselves():
    long = apart(NOTHING, 7, NOTHING)
    assert "words.weapon" in fired(f"{long}. suami bawa pisau", -9)
    assert "words.weapon" not in fired(f"begitu saja. suami bawa pisau {long}", -9)


def test_words_with_a_full_stop_between_them_belong_to_the_sentence_in_which_they_begin():
    assert "words.weapon" in fired(apart("suami bawa. pisau", 7, NOTHING), -9)


def test_in_a_long_sentence_words_are_heard_from_as_much_as_the_model_must_agree():
    long = apart("suami bawa pisau", 7, NOTHING)
    assert "words.weapon" in fired(long, -0.25)
    assert "words.weapon" not in fired(long, -0.26)


def test_what_only_describes_the_case_is_named_however_calm_denied_or_long():
    text = apart("dulu tidak diperkosa, sudah aman", 7, NOTHING)
    assert {evidence.label for evidence in by_rules(text, -9)} == {"sexual"}


def test_a_word_that_is_about_both_groups_is_not_near_itself():
    assert "hiding_in" not in fired("lemari", 0)
    assert "weapon.held" not in fired("todong", 0)


@pytest.mark.parametrize("called", ["kak", "KK", "kka"])
def test_the_word_that_calls_a_counselor_is_no_relative_and_a_brother_is_one(called):
    assert "weapon.person" not in fired(f"{called} pisau", 0)
    assert "weapon.person" in fired("kakak pisau", 0)
    assert "weapon.person" in fired(f"{called}, pisau bapak", 0)
    assert "weapon.held" in fired(f"{called} bawa pisau", 0)


@pytest.mark.parametrize("text", ["pisau yang suami", "suami yang pisau"])
def test_a_reason_reaches_from_the_first_of_its_words_to_the_last(text):
    told = next(evidence for evidence in by_rules(f"itu, {text}!", 0) if evidence.rule == "weapon.person")
    assert (told.first, told.last) == (1, 1 + len(text.split()))


def test_a_rule_gives_one_reason_the_first_however_often_it_hears():
    first, second = "suami bawa pisau", "bapak bawa parang"
    told = by_rules(apart(first, 8, second), 0)
    assert {"words.weapon", "weapon.held", "weapon.person"} <= {evidence.rule for evidence in told}
    assert len({evidence.rule for evidence in told}) == len(told)
    assert all(reason.last <= len(first.split()) for reason in told)


@pytest.mark.parametrize(
    "text",
    [
        "hari ini dia tidak memukul saya",
        "tadi malam suami nggak mukul anak",
        "saiki aku ora digebug maneh",
        "today he didn't hit me",
        "today he didnt hit me",
        "tonight my dad has not beaten us",
    ],
)
def test_a_deed_that_was_not_done_today_is_none(text):
    assert "hit_now" not in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "hari ini dia memukul saya",
        "tadi gak ada yang gak dipukul",
        "tadi saya tidak kerja karena dipukul",
        "tadi dia tidak cuma mukul saya",
    ],
)
def test_a_denial_elsewhere_takes_nothing_back(text):
    assert "hit_now" in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    "text",
    ["tadi malam dia tidak mencekik saya", "last night he didn't choke me", "mambengi bojoku ora nyekik aku"],
)
def test_nobody_was_choked_where_it_is_denied(text):
    assert "choked" not in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [("supaya saya tidak kabur", "fleeing"), ("saya sembunyi, belum dia temukan", "hiding")],
)
def test_a_denial_right_before_what_is_no_blow_takes_nothing_back(text, rule):
    assert rule in fired(text, 0)


def test_a_denial_of_a_denial_far_before_it_makes_a_blow_one_that_was():
    assert "hit_now" in fired("gak mungkin anak itu tadi gak dipukul", 0)


@pytest.mark.parametrize("called", ["kak", "kk", "kka"])
def test_a_counselor_is_called_wherever_her_word_stands(called):
    assert "weapon.person" not in fired(f"itu pisau, {called}", 0)
    assert "weapon.person" not in fired(f"itu {called} pisaunya", 0)
    assert "weapon.person" in fired(f"itu pisau ipar, {called}", 0)


def test_what_is_written_behind_in_the_sentence_in_which_words_end_takes_them_back():
    assert "hit_now" in fired("dipukul rotan. sekarang", 0)
    assert "hit_now" not in fired("dipukul rotan. sekarang sudah aman", 0)


def test_a_word_inside_a_phrase_about_the_same_hides_no_other_word():
    assert "hit_now" in fired("kuli itu menyeret saya ke balik kontainer subuh tadi", 0)
    assert "hiding" in fired(apart("on his way", 4, "sembunyi"), 0)
    assert "hiding" not in fired(apart("on his way", 5, "sembunyi"), 0)
    assert "hiding" in fired(apart("sembunyi", 5, "on his way"), 0)
    assert "hiding" not in fired(apart("sembunyi", 6, "on his way"), 0)


@pytest.mark.parametrize("many", [7, 8, 9, 30])
def test_a_rule_hears_as_far_however_many_people_a_long_message_names(many):
    people = apart(" ".join([NOTHING] * 60), 0, " ".join(["dia"] * many))
    assert "hiding" in fired(apart(people, 5, "sembunyi"), 0)
    assert "hiding" not in fired(apart(people, 6, "sembunyi"), 0)
    assert "hiding" in fired(apart("sembunyi", 5, " ".join(["dia"] * many)), 0)
    assert "hiding" not in fired(apart("sembunyi", 6, " ".join(["dia"] * many)), 0)


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_a_phrase_that_calms_reaches_from_where_it_begins(rule):
    assert rule not in fired(apart("bawa pisau", 7, "minta maaf"), 0)
    assert rule in fired(apart("bawa pisau", 8, "minta maaf"), 0)
    assert rule not in fired(apart("minta maaf", 6, "bawa pisau"), 0)
    assert rule in fired(apart("minta maaf", 7, "bawa pisau"), 0)


NAMES = {
    "weapon": {"weapon.held", "weapon.near", "weapon.person"},
    "danger_now": {
        "break_in",
        "coming",
        "gone_quiet",
        "fleeing",
        "hit_now",
        "heard_next_door",
        "child.exposed",
        "child.missing",
    },
    "perpetrator_reads": {"hiding", "overheard", "hiding_in"},
    "medical": {"hurt.body", "hurt.now", "poisoned", "pregnant_hurt"},
    "strangulation": {"choked"},
    "confined": {"locked_in", "held_for_work"},
    "suicide": {"self_harm", "farewell"},
    "recent_72h": {"forced_lately", "raped_lately"},
    "threat_to_kill": {"wants_to_kill"},
    "child": {"child.harmed"},
}
"""Which rules tell a counselor what: a knife that is called poison sends her to the wrong door."""


def test_every_rule_names_what_it_hears():
    assert {rule.id: rule.label for rule in RULES} == {rule: label for label, rules in NAMES.items() for rule in rules}


WAYS = [
    ("weapon.held", "dia menodongkan senapan angin"),
    ("weapon.held", "laki gw bawa bensin"),
    ("weapon.near", "dia duduk di teras, ada senapan"),
    ("weapon.near", "ada linggis, dia datang"),
    ("weapon.near", "bapak lepas sabuk lagi"),
    ("weapon.person", "suami sama senapannya"),
    ("weapon.person", "bojoku nyiram bensin"),
    ("weapon.person", "om ngamuk bawa linggis"),
    ("weapon.person", "dia bawa parang"),
    ("weapon.person", "guru memukul pakai kayu"),
    ("break_in", "barusan kaca pecah"),
    ("break_in", "pintunya digedor, ada yang datang"),
    ("break_in", "dia gedor2"),
    ("hiding", "saya sembunyi, suami di bawah"),
    ("hiding", "saya sembunyi, paman di bawah"),
    ("hiding", "saya sembunyi, ada yang datang"),
    ("hiding", "saya sembunyi, masih ada yang ngamuk"),
    ("hurt.body", "pusing habis dicekik"),
    ("hurt.body", "minum baygon, muntah"),
    ("hurt.now", "tanganku bengkak kemarin"),
    ("hurt.now", "darahnya tidak berhenti"),
    ("choked", "dicekik bapak"),
    ("choked", "dia bekap pakai bantal"),
    ("choked", "kmrn dicekik"),
    ("choked", "ini sekarang dicekik"),
    ("choked", "leher saya ada bekas cekikan"),
    ("locked_in", "tidak bisa, pintu digembok"),
    ("locked_in", "saya diikat"),
    ("locked_in", "dikunci suami"),
    ("locked_in", "dikunci dari luar"),
    ("coming", "suami mengejar"),
    ("coming", "motornya masuk gang"),
    ("gone_quiet", "kakak saya sekarang diam, sepi"),
    ("gone_quiet", "di sebelah sekarang sunyi"),
    ("fleeing", "kabur dari paman"),
    ("fleeing", "sekarang kabur"),
    ("fleeing", "kabur lewat jendela"),
    ("fleeing", "kabur, dia mengejar"),
    ("fleeing", "supaya saya tidak kabur"),
    ("poisoned", "minum racun, gak kuat"),
    ("poisoned", "minum baygon tadi"),
    ("poisoned", "dia menelan racun"),
    ("poisoned", "suami minum racun"),
    ("poisoned", "aku minum racun"),
    ("pregnant_hurt", "hamil tujuh bulan, ditendang"),
    ("self_harm", "aku pegang silet"),
    ("self_harm", "silet ini, gak kuat"),
    ("self_harm", "surat perpisahan, talinya sudah siap"),
    ("farewell", "maaf ya semua, jaga anak-anak"),
    ("farewell", "pamit, tidak balik"),
    ("hit_now", "wingi ditampar"),
    ("overheard", "jangan, dengar"),
    ("overheard", "sekarang lihatin"),
    ("overheard", "aku dilihatin"),
    ("overheard", "suamiku baca chat"),
    ("overheard", "mertua lihatin hp"),
    ("heard_next_door", "masih terdengar jerit"),
    ("heard_next_door", "suara jerit hilang"),
    ("heard_next_door", "suara orang dipukul"),
    ("heard_next_door", "suaranya, tolong"),
    ("wants_to_kill", "ngancem mau dibunuh"),
    ("wants_to_kill", "dibunuh bapak"),
    ("wants_to_kill", "dia mau bunuh"),
    ("wants_to_kill", "siapkan kain kafan"),
    ("wants_to_kill", "pisau buat membunuh"),
    ("child.harmed", "adik dicekik"),
    ("child.harmed", "anak saya diraba"),
    ("child.harmed", "anak-anak disandera"),
    ("child.harmed", "anak saya, papa ngamuk"),
    ("child.harmed", "anak saya takut"),
    ("child.harmed", "anak saya sembunyi"),
    ("child.harmed", "anak saya, ada parang"),
    ("child.harmed", "adik minum racun"),
    ("raped_lately", "sedang diperkosa"),
    ("child.missing", "umur3 diculik"),
]
"""Of each rule the other ways to say it: each sentence is heard by one word of those that only it holds."""


@pytest.mark.parametrize(("rule", "text"), WAYS)
def test_a_rule_hears_every_way_to_say_what_it_is_for(rule, text):
    assert rule in fired(text, 0)


@pytest.mark.parametrize("calm", ["aman", "sinetron", "berapa"])
@pytest.mark.parametrize(
    ("rule", "text"), [*((rule, f"{one} {other}") for rule, one, other, *_ in REACH), (EXPOSED, "umur3 raba om")]
)
def test_what_is_safe_told_by_a_film_or_asked_for_information_silences_every_rule(rule, text, calm):
    assert rule in fired(text, 0)
    assert rule not in fired(f"{text} {calm}", 0)


def test_a_greeting_or_thanks_makes_nothing_quieter_that_is_said_plainly():
    around = [
        ("halo, ", ""),
        ("assalamualaikum, ", ""),
        ("permisi kak, ", ""),
        ("selamat siang bu, ", ""),
        ("", " makasih"),
    ]
    plain = [text for text, _ in PLAIN if len(read(text).words) <= 5]  # with an address, no more than are few
    quiet = [
        f"{front}{text}{back}" for front, back in around for text in plain if not hear(f"{front}{text}{back}").urgent
    ]
    assert quiet == []
