"""What did not work, told on a calm page that says what to do next."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.web.desk.render import page


class Problem(Exception):
    """Answers a request with the page of `status`; `facts` choose its words."""

    def __init__(self, status: int, **facts: Any) -> None:
        """Note what to answer."""
        super().__init__(str(status))
        self.status, self.facts = status, facts


def told(request: Request, status: int, **facts: Any) -> Response:
    """Return the page of a problem. What she had typed stands on it, so that it is not lost."""
    visitor = getattr(request.state, "visitor", None)
    known = {"why": "", "wait": 0, "signed_in": visitor is not None, "kept": ""}
    return page(request, "problem", visitor, status, code=status, **{**known, **facts})
