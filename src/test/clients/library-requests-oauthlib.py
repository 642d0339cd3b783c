"""A command that calls an API for its user, by requests-oauthlib; several processes share the stored tokens."""
import os
import secrets

from oauthlib.oauth2 import OAuth2Error, WebApplicationClient
from requests import RequestException
from requests_oauthlib import OAuth2Session

import store
from calls import at_once
from commands import serve, settings

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the tests speak plain HTTP
os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"  # Keycloak grants scopes that nobody asked for, which is an error else
ENDPOINTS = f"{settings['realm']}/protocol/openid-connect/"
client = WebApplicationClient(settings["clientId"])
verifier = secrets.token_urlsafe(48)
login = None  # what the application remembers of a login under way


def authorization_url():
    global login
    login = OAuth2Session(client=client, redirect_uri=settings["redirectUri"], scope="openid")
    url, _ = login.authorization_url(
        ENDPOINTS + "auth",
        code_challenge=client.create_code_challenge(verifier, "S256"),
        code_challenge_method="S256",
    )
    return {"url": url}


def callback(url):
    store.write(login.fetch_token(ENDPOINTS + "token", authorization_response=url, code_verifier=verifier))


def call_api():
    """The library refreshes before the request, since the access token has expired."""
    api = OAuth2Session(
        settings["clientId"],
        token=store.read(),
        auto_refresh_url=ENDPOINTS + "token",
        auto_refresh_kwargs={"client_id": settings["clientId"]},
        token_updater=store.write,
    )
    api.get(ENDPOINTS + "userinfo").raise_for_status()


serve(
    {
        "authorizationUrl": authorization_url,
        "callback": callback,
        "call": at_once(call_api, OAuth2Error, RequestException),
    }
)
