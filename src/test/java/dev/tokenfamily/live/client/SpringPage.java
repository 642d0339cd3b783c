package dev.tokenfamily.live.client;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
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

    /** Spring Security has forgotten the tokens by now, and sends the next request to the login. */
    @ExceptionHandler
    ResponseEntity<Void> comeAgain(ClientAuthorizationException refused) {
        if (!refused.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)) {
            throw refused;
        }
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/")).build();
    }
}
