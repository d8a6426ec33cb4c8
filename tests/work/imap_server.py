"""A small IMAP server over a socket: one mailbox, what our reader asks for, and a log of what it was asked."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from contextlib import contextmanager


class Box:
    """Mails by their UID, with their flags; ``breaks_after`` closes the connection after so many FETCHes of a text."""

    def __init__(self):
        self.mails: dict[int, bytes] = {}
        self.flags: dict[int, set[str]] = {}
        self.asked: list[str] = []
        self.breaks_after: int | None = None
        self.damaged: set[int] = set()  # what the server itself cannot read
        self.port = 0

    def add(self, raw) -> int:
        uid = len(self.mails) + 1
        self.mails[uid] = raw if isinstance(raw, bytes) else bytes(raw)
        self.flags[uid] = set()
        return uid

    @property
    def url(self) -> str:
        return f"imap://replies%40firm.example:sesam%20e@127.0.0.1:{self.port}/INBOX"


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.box, self.is_readonly = self.server.box, False
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            self.box.asked.append(rest)
            command, _, args = rest.partition(" ")
            if not getattr(self, f"do_{command.lower()}")(tag, args):
                return

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def do_capability(self, tag, args):
        self.say("* CAPABILITY IMAP4rev1")
        self.say(f"{tag} OK done")
        return True

    def do_login(self, tag, args):
        is_right = re.sub(r'"', "", args) == "replies@firm.example sesam e"
        self.say(f"{tag} OK done" if is_right else f"{tag} NO wrong password")
        return True

    def do_select(self, tag, args):
        if args != '"INBOX"':
            self.say(f"{tag} NO no such mailbox")
            return True
        self.say(f"* {len(self.box.mails)} EXISTS")
        self.say("* OK [UIDVALIDITY 1]")
        self.say(f"{tag} OK [READ-WRITE] done")
        return True

    def do_examine(self, tag, args):
        self.is_readonly = True
        self.say(f"* {len(self.box.mails)} EXISTS")
        self.say(f"{tag} OK [READ-ONLY] done")
        return True

    def do_uid(self, tag, args):
        command, _, rest = args.partition(" ")
        return getattr(self, f"uid_{command.lower()}")(tag, rest)

    def uid_search(self, tag, args):
        assert args == "UNSEEN"
        found = [str(uid) for uid, flags in self.box.flags.items() if r"\Seen" not in flags]
        self.say(f"* SEARCH {' '.join(found)}".rstrip())
        self.say(f"{tag} OK done")
        return True

    def uid_fetch(self, tag, args):
        number, _, what = args.partition(" ")
        raw = self.box.mails[int(number)]
        if int(number) in self.box.damaged:
            self.say(f"{tag} NO [SERVERBUG] this mail is damaged")
            return True
        if what == "(RFC822.SIZE)":
            self.say(f"* {number} FETCH (UID {number} RFC822.SIZE {len(raw)})")
        else:
            if self.box.breaks_after == 0:
                return False
            if self.box.breaks_after:
                self.box.breaks_after -= 1
            part = re.fullmatch(r"\(BODY\.PEEK\[(\w*)\]\)", what)[1]
            text = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if part == "HEADER" else raw
            self.wfile.write(
                f"* {number} FETCH (UID {number} BODY[{part}] {{{len(text)}}}\r\n".encode() + text + b")\r\n"
            )
        self.say(f"{tag} OK done")
        return True

    def uid_store(self, tag, args):
        number, how, flags = args.split(" ", 2)
        if self.is_readonly:
            self.say(f"{tag} NO read-only")
            return True
        assert how == "+FLAGS.SILENT"
        self.box.flags[int(number)] |= set(flags.strip("()").split())
        self.say(f"{tag} OK done")
        return True

    def do_logout(self, tag, args):
        self.say("* BYE")
        self.say(f"{tag} OK done")
        return False


@contextmanager
def serving(certificate=None):
    """Serve a mailbox in the block, behind TLS where a certificate is given."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.box = Box()
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.box
        finally:
            server.shutdown()
            thread.join()
