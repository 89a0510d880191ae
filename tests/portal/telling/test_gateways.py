"""The ways out; the HTTP one against a server of our own."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from portal.telling.services.gateways import Console, GatewayError, Http, Mail, gateway_for
from portal.telling.terms import Channel


@pytest.fixture
def server():
    """A gateway on loopback: answers with `status` and keeps what it was sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.seen.append((dict(self.headers), body))
            self.send_response(made.status)
            self.end_headers()

        def log_message(self, *args):
            pass

    made = HTTPServer(("127.0.0.1", 0), Handler)
    made.seen, made.status = [], 202
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def gateway(server):
    return Http(f"http://127.0.0.1:{server.server_port}/sms", "geheim")


def test_it_posts_json_with_its_key_and_a_signature_over_the_body(gateway, server):
    gateway.send("complaint:1:7", "13971395922", "", "有新进展")
    ((headers, body),) = server.seen
    assert json.loads(body) == {"id": "complaint:1:7", "to": "13971395922", "text": "有新进展"}
    assert headers["Idempotency-Key"] == "complaint:1:7"
    assert headers["X-Signature"] == hmac.new(b"geheim", body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("status", "for_good"), [(400, True), (404, True), (408, False), (429, False), (503, False)]
)
def test_what_the_gateway_refuses_is_for_good_only_where_trying_again_would_not_help(
    gateway, server, status, for_good
):
    server.status = status
    with pytest.raises(GatewayError) as refused:
        gateway.send("k", "1", "", "好")
    assert refused.value.for_good is for_good


def test_a_gateway_that_is_away_is_tried_again():
    with pytest.raises(GatewayError) as refused:
        Http("http://127.0.0.1:9/sms", "geheim").send("k", "1", "", "好")
    assert not refused.value.for_good


def test_the_settings_choose_the_way(settings):
    assert isinstance(gateway_for(Channel.SMS), Console)
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    assert isinstance(gateway_for(Channel.SMS), Http)
    assert isinstance(gateway_for(Channel.EMAIL), Mail)


def test_a_mail_leaves_with_subject_and_text():
    Mail().send("k", "a@example.org", "主题", "正文")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["a@example.org"], "主题", "正文")
