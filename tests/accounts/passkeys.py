"""A passkey as it is stored, for pages that show one; real ones are made by a browser in test_passkeys.py."""

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)


def make_passkey(user, name="Phone"):
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    stored = AttestedCredentialData.create(Aaguid.NONE, b"an id of a key", key)
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP
    data = AuthenticatorData.create(sha256(b"localhost"), flags, 0, stored)
    response = {
        "clientDataJSON": websafe_encode(
            CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
        ),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    id_ = websafe_encode(b"an id of a key")
    extras = {"credProps": {"rk": True}}
    credential = {"id": id_, "rawId": id_, "type": "public-key", "response": response}
    data = {"name": name, "credential": {**credential, "clientExtensionResults": extras}}
    return Authenticator.objects.create(user=user, type="webauthn", data=data)
