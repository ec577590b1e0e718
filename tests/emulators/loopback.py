"""An HTTP server in the test's own event loop, on a free port of 127.0.0.1."""

import uvicorn
from starlette.types import ASGIApp


class LoopbackServer:
    """Serves an application; ready once `start` returns, gone once `stop` does."""

    def __init__(self, app: ASGIApp) -> None:
        self._config = uvicorn.Config(
            app,
            host="127.0.0.1",
            port=0,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        self._server = uvicorn.Server(self._config)
        self.url = ""

    async def start(self) -> None:
        """Listen. Unlike uvicorn's own `serve`, this takes no signals and leaves no task behind."""
        self._config.load()
        self._server.lifespan = self._config.lifespan_class(self._config)
        await self._server.startup()
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        await self._server.shutdown()

    def cut(self, client: tuple[str, int]) -> None:
        """Cut the connection of one client without a word."""
        for connection in list(self._server.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.abort()
