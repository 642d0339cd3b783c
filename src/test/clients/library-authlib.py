"""A command that calls an API for its user, by Authlib; several processes share the stored tokens."""
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from requests import RequestException

import store
from calls import at_once
from commands import serve, settings

ENDPOINTS = f"{settings['realm']}/protocol/openid-connect/"
verifier = generate_token(48)
login = None  # what the application remembers of a login under way


def session(**more):
    return OAuth2Session(
        settings["clientId"],
        scope="openid",
        code_challenge_method="S256",
        token_endpoint=ENDPOINTS + "token",
        token_endpoint_auth_method="none",
        **more,
    )


def authorization_url():
    global login
    login = session(redirect_uri=settings["redirectUri"])
    url, _ = login.create_authorization_url(ENDPOINTS + "auth", code_verifier=verifier)
    return {"url": url}


def callback(url):
    store.write(login.fetch_token(authorization_response=url, code_verifier=verifier))


def call_api():
    """The library refreshes before the request, since the access token has expired."""
    api = session(token=store.read(), update_token=lambda token, **old: store.write(token))
    api.get(ENDPOINTS + "userinfo").raise_for_status()


serve(
    {
        "authorizationUrl": authorization_url,
        "callback": callback,
        "call": at_once(call_api, AuthlibBaseError, RequestException),
    }
)
