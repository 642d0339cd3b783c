package dev.tokenfamily.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * An error of the token endpoint as Keycloak answers it, status and headers too, and with {@code error_uri} (RFC 6749 §5.2), for which
 * Keycloak's representation has no field.
 */
final class ExplainedRefusal extends CorsErrorResponseException {

    private static final long serialVersionUID = 1;

    private final String error;
    private final String uri;

    ExplainedRefusal(Cors cors, String error, String description, String uri, Response.Status status) {
        super(cors, error, description, status);
        this.error = error;
        this.uri = uri;
    }

    @Override
    public Response getResponse() {
        return Response.fromResponse(super.getResponse())
                .entity(new ErrorWithUri(error, getErrorDescription(), uri))
                .build();
    }

    /** What is answered, in JSON. */
    private record ErrorWithUri(
            @JsonProperty("error") String error,
            @JsonProperty("error_description") String description,
            @JsonProperty("error_uri") String uri) {}
}
