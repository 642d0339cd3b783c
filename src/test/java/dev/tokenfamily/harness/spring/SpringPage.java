package dev.tokenfamily.harness.spring;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one page of {@link SpringApp}, which needs a valid access token. */
@RestController
class SpringPage {

    @GetMapping("/")
    String hello(
            @AuthenticationPrincipal OidcUser user,
            @RegisteredOAuth2AuthorizedClient(SpringSetUp.REGISTRATION) OAuth2AuthorizedClient client) {
        return user.getPreferredUsername() + " with a token of "
                + client.getAccessToken().getTokenType().getValue();
    }

    /**
     * Says what it was, and sends the browser here again where the refresh was refused: Spring Security has forgotten the tokens by now,
     * and sends the next request to the login.
     */
    @ExceptionHandler
    ResponseEntity<String> comeAgain(ClientAuthorizationException failure) {
        if (failure instanceof ClientAuthorizationRequiredException) {
            throw failure; // Spring Security sends the user to the login
        }
        String shown = ClientAuthorizationException.class.getSimpleName() + ": " + failure.getMessage();
        return failure.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)
                ? ResponseEntity.status(HttpStatus.FOUND)
                        .location(URI.create("/"))
                        .body(shown)
                : ResponseEntity.internalServerError().body(shown);
    }
}
