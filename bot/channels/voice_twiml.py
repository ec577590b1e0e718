"""What Twilio does in a telephone call, as its own markup: says a text, and asks for one digit.

https://www.twilio.com/docs/voice/twiml/say and https://www.twilio.com/docs/voice/twiml/gather
"""

from twilio.twiml.voice_response import Gather, VoiceResponse

VOICE, LANGUAGE = "Google.id-ID-Standard-A", "id-ID"
"""Twilio's default voice speaks no Indonesian; one of this language must be named."""
TIMES = 2
"""How often a question is asked before the call ends."""
PATIENCE = 6
"""Seconds to press a digit after the question."""


def question(text: str, action: str) -> str:
    """Ask `text` for one digit, which is posted to `action`; without any the call ends, and nothing is posted."""
    response = VoiceResponse()
    for _ in range(TIMES):
        asked = Gather(num_digits=1, timeout=PATIENCE, action=action, method="POST")
        _say(asked, text)
        response.append(asked)
    response.hangup()
    return str(response)


def statement(text: str) -> str:
    """Say `text` as often as a question is asked, and end the call."""
    response = VoiceResponse()
    for _ in range(TIMES):
        _say(response, text)
        response.pause(length=1)
    response.hangup()
    return str(response)


def answer(text: str) -> str:
    """Say `text` once, and end the call."""
    response = VoiceResponse()
    _say(response, text)
    response.hangup()
    return str(response)


def _say(where: VoiceResponse | Gather, text: str) -> None:
    where.say(text, voice=VOICE, language=LANGUAGE)
