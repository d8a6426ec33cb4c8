import datetime as dt
from uuid import UUID

import pytest
from django.http.request import HttpHeaders

from apps.patterns.ci import signatures
from apps.patterns.ci.secrets import key_of, secret_of, secrets_of
from tests.conftest import AT

ENDPOINT = UUID("019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f")
BODY = b'{"status": "success"}'
NOW = str(int(AT.timestamp()))


def headers_of(**given):
    return HttpHeaders({f"HTTP_{name.upper()}": value for name, value in given.items()})


def check(kind, *, secret, at=AT, body=BODY, **headers):
    signatures.check(kind, headers_of(**headers), body, secrets=[secret], at=at)


def test_github_signature_is_that_of_githubs_documentation():
    signature = signatures.github_signature("It's a Secret to Everybody", b"Hello, World!")

    assert signature == "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def test_standard_signature_is_that_of_the_libraries_of_standard_webhooks():
    signature = signatures.standard_signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        b'{"test": 2432232314}',
    )

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secret_has_the_form_of_standard_webhooks_and_differs_by_endpoint_and_number():
    secrets = {secret_of(ENDPOINT, 1), secret_of(ENDPOINT, 2), secret_of(UUID(int=1), 1)}

    assert len(secrets) == 3
    assert {(one[:6], len(key_of(one))) for one in secrets} == {("whsec_", 32)}
    assert secret_of(ENDPOINT, 1) == secret_of(ENDPOINT, 1)


def test_secret_of_the_key_before_is_still_tried(settings):
    before = secret_of(ENDPOINT, 1)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the installation"

    found = secrets_of(ENDPOINT, 1)

    assert found == [secret_of(ENDPOINT, 1), before]
    headers = headers_of(x_hub_signature_256=signatures.github_signature(before, BODY))
    signatures.check("github", headers, BODY, secrets=found, at=AT)


@pytest.mark.parametrize(
    "given",
    ["", "sha256=", "sha256=" + "0" * 64, "sha1=" + "0" * 40, "é", "{right}0", " {right}", "{upper}"],
)
def test_github_signature_that_is_not_the_bodys_is_refused(given):
    secret = secret_of(ENDPOINT, 1)
    right = signatures.github_signature(secret, BODY)

    check("github", secret=secret, x_hub_signature_256=right)
    with pytest.raises(signatures.BadSignature):
        check("github", secret=secret, x_hub_signature_256=given.format(right=right, upper=right.upper()))
    with pytest.raises(signatures.BadSignature):
        check("github", secret=secret, x_hub_signature_256=right, body=BODY + b" ")


def test_gitlab_token_is_the_secret_itself():
    secret = secret_of(ENDPOINT, 1)

    check("gitlab", secret=secret, x_gitlab_token=secret)
    for wrong in ("", secret[:-1], secret + "=", secret_of(ENDPOINT, 2)):
        with pytest.raises(signatures.BadSignature):
            check("gitlab", secret=secret, x_gitlab_token=wrong)


def test_gitlab_signature_counts_where_it_is_sent_and_not_the_token():
    secret = secret_of(ENDPOINT, 1)
    signed = {"webhook_id": "msg_1", "webhook_timestamp": NOW}
    right = signatures.standard_signature(secret, "msg_1", NOW, BODY)
    foreign = signatures.standard_signature(secret_of(ENDPOINT, 2), "msg_1", NOW, BODY)

    check("gitlab", secret=secret, **signed, webhook_signature=f"v1,AAAA {right} v1a,BBBB")
    for wrong in (foreign, "", right.replace("v1,", "v2,"), right.replace("v1,", "")):
        with pytest.raises(signatures.BadSignature):
            check("gitlab", secret=secret, **signed, webhook_signature=wrong, x_gitlab_token=secret)
    with pytest.raises(signatures.BadSignature):
        check("gitlab", secret=secret, **signed | {"webhook_id": "msg_2"}, webhook_signature=right)


@pytest.mark.parametrize(("off", "is_near"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_signed_time_may_be_five_minutes_off(off, is_near):
    secret, at = secret_of(ENDPOINT, 1), AT + dt.timedelta(seconds=off)
    sent = {
        "generic": {
            "x_firmloop_timestamp": NOW,
            "x_firmloop_signature": signatures.generic_signature(secret, NOW, BODY),
        },
        "gitlab": {
            "webhook_id": "msg_1",
            "webhook_timestamp": NOW,
            "webhook_signature": signatures.standard_signature(secret, "msg_1", NOW, BODY),
        },
    }

    for kind, headers in sent.items():
        if is_near:
            check(kind, secret=secret, at=at, **headers)
        else:
            with pytest.raises(signatures.StaleDelivery):
                check(kind, secret=secret, at=at, **headers)


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1.5", "٣", "9" * 400, f"{NOW} "])
def test_signed_time_that_is_no_time_is_stale(timestamp):
    secret = secret_of(ENDPOINT, 1)
    signature = signatures.generic_signature(secret, timestamp, BODY)

    with pytest.raises(signatures.StaleDelivery):
        check("generic", secret=secret, x_firmloop_timestamp=timestamp, x_firmloop_signature=signature)


def test_generic_signature_covers_the_time():
    secret = secret_of(ENDPOINT, 1)
    signature = signatures.generic_signature(secret, NOW, BODY)

    check("generic", secret=secret, x_firmloop_timestamp=NOW, x_firmloop_signature=signature)
    with pytest.raises(signatures.BadSignature):
        check("generic", secret=secret, x_firmloop_timestamp=str(int(NOW) + 1), x_firmloop_signature=signature)
    with pytest.raises(signatures.BadSignature):  # as GitHub signs
        check("generic", secret=secret, x_firmloop_signature=signatures.github_signature(secret, BODY))
