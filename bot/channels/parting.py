"""Parts a text that is too long for one bubble."""


def pieces(text: str, most: int) -> list[str]:
    """Return `text` in parts of at most `most` characters; of an empty text one empty part.

    It is parted at the ends of paragraphs, lines or words, whichever comes last in the second half of a part.
    """
    parts = []
    while len(text) > most:
        cut = max(text.rfind(mark, most // 2, most) for mark in ("\n\n", "\n", " "))
        cut = cut if cut > 0 else most
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*parts, text) if part] or [""]
