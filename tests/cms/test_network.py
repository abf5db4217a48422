import datetime

import pytest
from django.test import RequestFactory, override_settings

from cms.network import client_address, network_hash, sender_hash
from cms.origin import is_from_elsewhere


def request(address="192.0.2.11", **headers):
    return RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.11", "192.0.2.200", True),
        ("192.0.2.11", "192.0.3.11", False),
        ("2001:db8:1::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.11", "192.0.2.11", True),
    ],
)
def test_one_network_has_one_hash(one, other, same):
    assert (network_hash(request(one)) == network_hash(request(other))) is same


def test_the_hash_changes_every_month_and_holds_no_address():
    may, june = datetime.date(2026, 5, 31), datetime.date(2026, 6, 1)
    assert network_hash(request(), may) != network_hash(request(), june)
    assert len(network_hash(request(), may)) == 32


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.11", "192.0.2.12", False),
        ("2001:db8:1:1::1", "2001:db8:1:1:9::9", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
    ],
)
def test_one_household_has_one_hash(one, other, same):
    assert (sender_hash(request(one)) == sender_hash(request(other))) is same


def test_unknown_addresses_share_one_hash():
    assert network_hash(request("")) == network_hash(request("no address")) != network_hash(request())


def test_x_forwarded_for_is_the_senders_own_word_unless_a_proxy_of_ours_wrote_it():
    forged = request("10.0.0.1", x_forwarded_for="198.51.100.1, 203.0.113.9")
    assert str(client_address(forged)) == "10.0.0.1"
    with override_settings(TRUSTED_PROXIES=1):
        assert str(client_address(forged)) == "203.0.113.9"


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"sec_fetch_site": "same-origin", "origin": "http://testserver"}, False),
        ({"sec_fetch_site": "cross-site"}, True),
        ({"sec_fetch_site": "same-site"}, True),
        ({"origin": "https://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://["}, True),
        ({"origin": "http://testserver.evil.example"}, True),
    ],
)
def test_a_form_sent_by_another_site_is_told_from_ours(headers, elsewhere):
    assert is_from_elsewhere(request(**headers)) is elsewhere
