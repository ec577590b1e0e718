"""Brings a session that an earlier release stored onto the states of this one."""

from dataclasses import replace

from flows.session import Session
from flows.states import Flow


def landed(flow: Flow, session: Session) -> Session:
    """Return `session` on states of this release: renamed, or the nearest safe one where its own is gone.

    In a language that is no longer spoken here, it goes on in the usual one.
    """
    if session.language not in flow.languages:
        session = replace(session, language=flow.languages[0])
    if session.revision == flow.revision:
        return session
    state = flow.renamed.get(session.state, session.state)
    if state not in flow.states:
        state = (flow.person if session.accepted else flow.human) if session.case else flow.start
    trail = (flow.renamed.get(name, name) for name in session.trail)
    return replace(
        session,
        state=state,
        revision=flow.revision,
        answers={flow.renamed.get(name, name): given for name, given in session.answers.items()},
        trail=tuple(name for name in trail if name in flow.states),
        picked=(),
        offered=(),
    )
