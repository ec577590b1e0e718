"""Twilio's forms for WhatsApp, documented and hostile, what each means, and what a bubble becomes there.

https://www.twilio.com/docs/messaging/guides/webhook-request and https://www.twilio.com/docs/whatsapp/buttons.
"""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.update import Outgoing, Template, Update
from bot.channels.whatsapp_form import LONGEST, composed, form_of, read, read_report, variables
from flows.draft import EVERYWHERE
from flows.events import Said, Sent, Shared
from flows.states import FreeText, Listen, options_of
from tests.bot.notices import EXAMPLES, SENT
from tests.bot.wordings import FLOW, KNOWN, WORDING, bubble, said

ADDRESS = "whatsapp:+6281230005001"
HIDDEN = "whatsapp:ID.ENT.9aZ"
NAMES = {"ProfileName": "KENARI-NAMA", "WaId": "6281230005999", "ChannelMetadata": '{"profile": "KENARI"}'}
URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
REFERRAL = {"ReferralBody": "KENARI-IKLAN", "ReferralSourceUrl": "https://fb.me/KENARI", "ReferralNumMedia": "1"}
REPLIED = {"OriginalRepliedMessageSid": "SM0", "OriginalRepliedMessageSender": "whatsapp:+628110000000"}


def form(**fields: str) -> dict[str, str]:
    """Return the fields of an inbound message."""
    usual = {"MessageSid": "SM1", "SmsMessageSid": "SM1", "From": ADDRESS, "To": "whatsapp:+628110000000"}
    return {**usual, "Body": "", "NumMedia": "0", "MessageType": "text", **NAMES, **fields}


def file(kind: str, content_type: str, **fields: str) -> dict[str, str]:
    """Return the fields of a message with a file."""
    return form(MessageType=kind, NumMedia="1", MediaContentType0=content_type, MediaUrl0=URL, **fields)


MEANT: list[tuple[str, dict[str, str], Any]] = [
    ("a text", form(Body="suami saya bawa parang"), Said("suami saya bawa parang")),
    ("wide digits", form(Body="１１２"), Said("112")),
    ("an answer to a message", form(Body="ya", **REPLIED), Said("ya")),
    ("a text after an advertisement", form(Body="halo", **REFERRAL), Said("halo")),
    ("from somebody who hides her number", form(From=HIDDEN, Body="halo", ExternalUserId="ID.9aZ"), Said("halo")),
    (
        "a button",
        form(MessageType="button", Body="1 Terima", ButtonText="1 Terima", ButtonPayload="a"),
        Said("1 Terima"),
    ),
    ("a button whose body is empty", form(MessageType="button", ButtonText="Ya", ButtonPayload="a"), Said("Ya")),
    ("a row of a list", form(MessageType="interactive", Body="Dua", ListId="b", ListTitle="Dua"), Said("Dua")),
    ("a voice note", file("audio", "audio/ogg"), Sent("voice", URL)),
    ("a photo", file("image", "image/jpeg"), Sent("photo", URL)),
    ("a photo with a caption", file("image", "image/jpeg", Body="ini lebamnya"), Sent("photo", URL, "ini lebamnya")),
    ("a video", file("video", "video/mp4"), Sent("video", URL)),
    ("a file", file("document", "application/pdf", Body="KENARI.pdf"), Sent("document", URL, "KENARI.pdf")),
    ("a file of plain text", file("document", "text/plain"), Sent("document", URL)),
    ("a file of no known kind", file("document", "x-world/x-3dmf"), Sent("other", URL)),
    ("a file without its kind", form(NumMedia="1"), Sent("other", "")),
    ("a sticker", file("sticker", "image/webp"), Sent("sticker", URL)),
    ("a contact", file("contacts", "text/vcard"), Sent("contact", URL)),
    ("a contact without its file", form(MessageType="contacts"), Sent("contact", "")),
    ("a location", form(MessageType="location", Latitude="-7.4699", Longitude="112.43"), Shared(-7.4699, 112.43)),
    ("a named location", form(Latitude="-7", Longitude="112", Label="KENARI", Address="KENARI"), Shared(-7.0, 112.0)),
    ("something of a later kind", form(MessageType="hologram"), Sent("other")),
    ("an empty body", form(), Sent("other")),
    ("marks that cannot be seen", form(Body="\u200b\u2060\ufeff"), Sent("other")),
    ("NUL", form(Body="a\x00b"), Said("ab")),
    ("marks that turn the text around", form(Body="a\u202eb\u200bc\u2066d"), Said("abcd")),
    ("ten thousand characters", form(Body="a" * 10_000), Said("a" * 4096)),
    ("a text that grows in its normal form", form(Body="\ufdfa" * 4096), Said(("صلى الله عليه وسلم" * 4096)[:4096])),
    ("braces of a template", form(Body="{{ office.name }}"), Said("{{ office.name }}")),
    ("a location that is no number", form(Latitude="nan", Longitude="112"), Sent("other")),
    ("a location out of this world", form(Latitude="1e308", Longitude="112", Body="x"), Said("x")),
    ("half a location", form(Latitude="-7", Body="x"), Said("x")),
    ("an id under the older name alone", form(MessageSid="", Body="x"), Said("x")),
]
FIELDS = st.sampled_from(sorted(form(MediaUrl0="", MediaContentType0="", Latitude="")))
BLANKS = st.builds(lambda count: " " * count + "b" + " " * count, st.integers(0, 4000))
NOTHING = {
    "no id": form(MessageSid="", SmsMessageSid=""),
    "an id without end": form(MessageSid="S" * 65),
    "no sender": form(From=""),
    "another channel": form(From="+6281230005001", Body="x"),
    "a sender without end": form(From="whatsapp:" + "1" * 200),
    "nothing": {},
}


def heard(fields: dict[str, str]) -> Update | None:
    """Return what the fields mean after their way over the wire."""
    wire = form_of(urlencode(fields).encode())
    assert wire is not None
    return read(wire)


@pytest.mark.parametrize(("fields", "event"), [row[1:] for row in MEANT], ids=[row[0] for row in MEANT])
def test_a_message_means(fields: dict[str, str], event: Any) -> None:
    update = heard(fields)
    assert update == Update("whatsapp", "SM1", fields["From"], event)
    assert Update.from_bytes(update.to_bytes()) == update
    told = repr(update).replace("KENARI.pdf", "")  # the name of a file is its caption here
    assert "KENARI" not in told
    assert NAMES["WaId"] not in told


@pytest.mark.parametrize("fields", NOTHING.values(), ids=NOTHING)
def test_what_carries_no_sender_or_no_id_is_nothing(fields: dict[str, str]) -> None:
    assert heard(fields) is None


@pytest.mark.parametrize(
    "body", [b"Body=%ed%a0%80", b"Body=%ff", b"\xff\xfe", "Body=é".encode(), b"&".join([b"a=b"] * 501)]
)
def test_what_is_no_form_of_ours_is_none(body: bytes) -> None:
    assert form_of(body) is None


def test_a_repeated_field_counts_as_it_came_first() -> None:
    wire = form_of(urlencode([*form(Body="pertama").items(), ("Body", "kedua")]).encode())
    assert wire is not None
    assert wire["Body"] == ("pertama", "kedua")
    assert read(wire) == Update("whatsapp", "SM1", ADDRESS, Said("pertama"))


@given(
    st.dictionaries(
        st.sampled_from(sorted(form(MediaUrl0="", MediaContentType0="", Latitude=""))) | st.text(), st.text()
    )
)
def test_whatever_the_fields_hold_reading_them_never_fails(fields: dict[str, str]) -> None:
    wire = form_of(urlencode(fields).encode())
    if wire is not None:
        read(wire)
        read_report(wire)
    update = heard(form(**{name: fields[name] for name in fields if name in {"Body", "NumMedia", "Latitude"}}))
    assert update is not None
    update.to_bytes()


@pytest.mark.parametrize(
    ("status", "code", "means"),
    [
        ("queued", "", ("queued", None)),
        ("sending", "", ("queued", None)),
        ("sent", "", ("sent", None)),
        ("Delivered", "", ("delivered", None)),
        ("read", "63016", ("read", None)),
        ("undelivered", "63016", ("failed", "outside_window")),
        ("failed", "63014", ("failed", "blocked")),
        ("failed", "30008", ("failed", "unknown")),
        ("failed", "", ("failed", "permanent")),
        ("failed", "²", ("failed", "permanent")),
        ("failed", "-1", ("failed", "permanent")),
        ("failed", "9" * 5000, ("failed", "permanent")),
        ("canceled", "", ("failed", "permanent")),
        ("hologram", "", None),
        ("", "", None),
    ],
)
def test_a_report_means(status: str, code: str, means: tuple[str, str | None] | None) -> None:
    told = read_report({"MessageSid": ("SM1",), "MessageStatus": (status,), "ErrorCode": (code,)})
    assert (told and (told.status, told.error and told.error.kind)) == means
    assert read_report({"MessageStatus": ("sent",)}) is None


@given(st.text(st.sampled_from("ab \n.🙏é"), max_size=6000) | BLANKS)
def test_a_text_of_any_length_is_parted_within_the_limit_and_whole(text: str) -> None:
    parts = composed(Outgoing(text))
    assert max(map(len, parts)) <= LONGEST
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)
    assert len(parts) == 1 or all(part.strip() for part in parts)
    assert len(text) > LONGEST or parts == (text,)


def test_a_long_text_is_parted_at_the_end_of_a_line_or_a_word() -> None:
    words = " ".join(["kata"] * 500)
    assert all(part.startswith("kata") and part.endswith("kata") for part in composed(Outgoing(words)))
    assert composed(Outgoing("a" * 1500 + "\n\n" + "b" * 200)) == ("a" * 1500, "b" * 200)
    assert [len(part) for part in composed(Outgoing("a" * 3300))] == [1600, 1600, 100]


def test_no_variable_of_a_template_is_empty() -> None:
    template = Template("staff", ("", 'a"b', "é"))
    assert variables(Outgoing("", template=template)) == '{"1": "-", "2": "a\\"b", "3": "é"}'
    assert variables(Outgoing("")) == "{}"


@pytest.mark.parametrize("state", sorted(set(KNOWN) - {EVERYWHERE}))
def test_every_message_of_the_bot_is_one_message_with_its_digits_in_it(state: str) -> None:
    before = max((said(EVERYWHERE, block) for block in KNOWN[EVERYWHERE]), key=len)
    for block in KNOWN[state] & {"ask", "again", "ticked", "more", "closed"}:
        marked = f"{before}\n\n{bubble(state, (state, block))}\n\n{said(EVERYWHERE, 'repeated')}"
        assert len(composed(Outgoing(marked))) == 1, (block, len(marked))
        options = () if isinstance(FLOW.states[state], FreeText | Listen) else options_of(FLOW.states[state])
        for place, key in enumerate(options, 1):
            assert f"\n{place}. {WORDING.label(state, key)}" in marked


def test_every_notice_to_duty_is_one_message() -> None:
    for notice, facts in SENT:
        text = WORDING.notice(notice, {"marked": True, **{name: EXAMPLES.get(name, "#K7Q4") for name in facts}})
        assert len(composed(Outgoing(f"{text}\n{WORDING.code('repeated')}"))) == 1, notice
