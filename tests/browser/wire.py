"""A network that can be cut: bytes between the browser and the server go through here, and stop when told to."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

CHUNK = 16 * 1024


class Wire:
    """Stands between browser and server. `cut()` breaks what is under way and refuses what comes; `mend()` ends that.

    `cut_after(size)` cuts by itself, once that many bytes have gone up: in the middle of a photo.
    """

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self.there = (parts.hostname or "localhost", parts.port or 80)
        self.door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self.door.getsockname()[1]}"
        self.is_cut = False
        self.left: int | None = None
        self.lines: list[socket.socket] = []
        threading.Thread(target=self._open, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        for line in self.lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self.lines.clear()

    def cut_after(self, size: int) -> None:
        self.left = size

    def mend(self) -> None:
        self.is_cut, self.left = False, None

    def close(self) -> None:
        self.cut()
        self.door.close()

    def _open(self) -> None:
        while True:
            try:
                near, _address = self.door.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(self.there)
            self.lines += [near, far]
            threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, source: socket.socket, to: socket.socket, up: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if up and self.left is not None:
                    self.left -= len(data)
                    if self.left < 0:
                        self.cut()
                        return
                to.sendall(data)
        with contextlib.suppress(OSError):
            to.shutdown(socket.SHUT_WR)
