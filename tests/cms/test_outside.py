"""Asking pages elsewhere, against a real server on this machine, which only a test may talk to."""

import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.outside import Answer, ask, is_public


class Pages(BaseHTTPRequestHandler):
    """`/200` answers 200 and so on; `/head/200` does so to GET alone; `/to?…` leads on."""

    asked: list = []

    def answer(self):
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
        else:
            status = int(self.path.rsplit("/", 1)[1])
            is_shy = self.path.startswith("/head/") and self.command == "HEAD"
            self.send_response(405 if is_shy else status)
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def asked():
    Pages.asked.clear()
    return Pages.asked


def anybody(address):
    return True


@pytest.mark.parametrize(
    ("status", "is_gone"), [(200, False), (404, True), (410, True), (403, False), (429, False), (500, False)]
)
def test_the_status_is_told_and_only_404_and_410_are_gone(site, status, is_gone):
    assert ask(f"{site}/{status}", allows=anybody) == Answer(status=status, is_gone=is_gone)


def test_what_does_not_answer_head_is_asked_again_with_get_and_knows_who_asks(site, asked, settings):
    assert ask(f"{site}/head/200", allows=anybody).status == 200
    agent = f"Palimpsest link check (+{settings.SITE_URL})"
    assert asked == [("HEAD", "/head/200", agent), ("GET", "/head/200", agent)]


def test_redirects_are_followed_but_not_in_circles(site):
    assert ask(f"{site}/to?/200", allows=anybody).status == 200
    assert ask(f"{site}/to?{site}/404", allows=anybody).is_gone
    assert ask(f"{site}/to?/to?/to?/to?/to?/to?/to?/200", allows=anybody).trouble == "it leads in circles"


def test_our_own_network_is_not_asked(site, asked):
    assert ask(f"{site}/200") == Answer(trouble="it leads into a private network")
    assert ask(site.replace("127.0.0.1", "localhost")) == Answer(trouble="it leads into a private network")
    assert asked == []


def test_a_redirect_into_our_own_network_is_not_followed(site, asked):
    allowed = iter([True, False])
    answer = ask(f"{site}/to?{site}/200", allows=lambda address: next(allowed))
    assert answer == Answer(trouble="it leads into a private network")
    assert [path for _, path, _ in asked] == [f"/to?{site}/200"]


@pytest.mark.parametrize("url", ["ftp://a.example/", "http:///x", "file:///etc/passwd"])
def test_what_is_no_web_page_is_not_asked(url):
    assert ask(url, allows=anybody).trouble == "it leads to no web page"


def test_a_name_that_does_not_exist_is_gone_and_a_closed_door_is_not():
    assert ask("http://no-such-name.invalid/", allows=anybody).status is None
    assert ask("http://127.0.0.1:1/", allows=anybody) == Answer(trouble="it could not be reached")


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.0.0.8 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255"
    " 240.0.0.1 :: ::1 fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1"
    " 2002:7f00:1:: 64:ff9b::a00:1".split(),
)  # fmt: skip
def test_private_addresses_are_told(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700:4700::1111", "::ffff:93.184.216.34"])
def test_public_addresses_are_told(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_in_another_changes_nothing(address):
    assert is_public(ipaddress.ip_address(f"::ffff:{address}")) == is_public(address)
