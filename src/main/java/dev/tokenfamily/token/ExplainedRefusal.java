package dev.tokenfamily.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * An error of the token endpoint as Keycloak answers it, status and headers too, and with {@code error_uri} (RFC 6749 §5.2), for which
 * Keycloak's representation has no field.
 */
final class ExplainedRefusal extends CorsErrorResponseException {

    private static final long serialVersionUID = 1;

    private final String error;
    private final String description;
    private final String uri;

    ExplainedRefusal(Cors cors, String error, String description, String uri, Response.Status status) {
        super(cors, error, description, status);
        this.error = error;
        this.description = description;
        this.uri = uri;
    }

    @Override
    public Response getResponse() {
        return Response.fromResponse(super.getResponse())
                .entity(new ErrorWithUri(error, description, uri))
                .build();
    }

    /** What is answered, in JSON. */
    static final class ErrorWithUri extends OAuth2ErrorRepresentation {

        private final String errorUri;

        ErrorWithUri(String error, String description, String errorUri) {
            super(error, description);
            this.errorUri = errorUri;
        }

        /** Where the error is explained. */
        @JsonProperty("error_uri")
        public String getErrorUri() {
            return errorUri;
        }
    }
}
