package dev.tokenfamily;

import dev.tokenfamily.token.FamilyTokenPostProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Puts our post-processor behind all others, so that whoever wants to refuse a refresh has done so (ADR 2). */
public final class FamilyTokenPostProcessorFactory implements TokenPostProcessorFactory {

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        Extension extension = Extension.of(session);
        return new FamilyTokenPostProcessor(
                session,
                extension.protocol(session),
                extension.cap(session),
                extension.verdictListener(),
                extension.refusal(session));
    }

    /** Keycloak calls the highest first. */
    @Override
    public int order() {
        return Integer.MIN_VALUE;
    }

    @Override
    public String getId() {
        return "token-family";
    }
}
