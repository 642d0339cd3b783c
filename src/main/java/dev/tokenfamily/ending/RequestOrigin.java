package dev.tokenfamily.ending;

import dev.tokenfamily.family.Origin;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The HTTP request that a session serves, if it serves one: Keycloak does much by itself. */
public final class RequestOrigin {

    private static final Logger LOG = Logger.getLogger(RequestOrigin.class);

    private RequestOrigin() {}

    /**
     * Where a request comes from.
     *
     * @param address as the event has it; null where it has none, and then there is no origin
     */
    static @Nullable Origin of(KeycloakSession session, @Nullable String address) {
        return address == null ? null : new Origin(address, header(session, HttpHeaders.USER_AGENT));
    }

    /** Where the request comes from that the session serves. */
    public static Origin of(KeycloakSession session) {
        return new Origin(
                session.getContext().getConnection().getRemoteHost(), header(session, HttpHeaders.USER_AGENT));
    }

    private static @Nullable String header(KeycloakSession session, String name) {
        try {
            return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(name);
        } catch (ContextNotActiveException e) {
            LOG.debug("An event without a request", e);
            return null;
        }
    }

    /** Whether it came to such a path; as it was sent, for an encoded slash is part of a name. */
    static boolean isAt(KeycloakSession session, Pattern path) {
        try {
            return path.matcher(session.getContext()
                            .getHttpRequest()
                            .getUri()
                            .getRequestUri()
                            .getRawPath())
                    .matches();
        } catch (ContextNotActiveException e) {
            LOG.debug("An event without a request", e);
            return false;
        }
    }

    /** A field of the form that was sent; null where there is none, or no form, or no request. */
    static @Nullable String field(KeycloakSession session, String name) {
        try {
            MultivaluedMap<String, String> form =
                    session.getContext().getHttpRequest().getDecodedFormParameters();
            return form.getFirst(name);
        } catch (ContextNotActiveException e) {
            LOG.debug("An event without a request", e);
            return null;
        }
    }
}
