"""A mail server. Says its port, then each message it took as one line of JSON, as Python's own library reads it.

An address says what goes wrong: later@ is put off, gone@ is refused, never@ is refused with its message, silent@ hangs up.
"""
import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "later":
            return "451 4.3.0 come again"
        if name == "gone":
            return "550 5.1.1 no such person"
        if name == "silent":
            server.transport.abort()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("never@"):
            return "554 5.6.0 not this"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "head": {name.lower(): str(value) for name, value in message.items()},
            "names": [name.lower() for name in message.keys()],
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
            "plain": message.get_body(("plain",)).get_content(),
            "html": message.get_body(("html",)).get_content(),
        }
        print(json.dumps(told), flush=True)
        return "250 OK"


async def serve():
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), hostname="peer.test"), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


try:
    asyncio.run(serve())
except KeyboardInterrupt:
    sys.exit(0)
