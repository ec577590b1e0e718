"""Every rule hears the sentence that shows what it is for, and none of the innocent uses of its words calls anybody."""

import pytest

from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import CONCEPTS
from flows.understanding.model import loudest, model
from flows.understanding.rules import RULES
from flows.understanding.triage import hear
from tests.understanding.heard_by_rules import IDS, fired


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
