package dev.tokenfamily.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.Extension;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.outbox.NewEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.session.UserSessionPersisterProvider;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.JsonSerialization;

/**
 * Lets a test move the server's clock, look at the rows, change them as a restored backup would, call the store, and
 * forge tokens.
 */
public final class TestServerResource {

    private final KeycloakSession session;

    TestServerResource(KeycloakSession session) {
        this.session = session;
    }

    /** Moves the clock forward. */
    @POST
    @Path("clock")
    @Produces(MediaType.TEXT_PLAIN)
    public String advance(@QueryParam("seconds") int seconds) {
        Time.setOffset(Time.getOffset() + seconds);
        return Integer.toString(Time.getOffset());
    }

    /** The server's time in epoch seconds. */
    @GET
    @Path("clock")
    @Produces(MediaType.TEXT_PLAIN)
    public String now() {
        return Long.toString(Time.currentTimeSeconds());
    }

    /** All rows of this realm by id, columns by name in lower case. */
    @GET
    @Path("families")
    @Produces(MediaType.APPLICATION_JSON)
    @SuppressWarnings("unchecked") // jakarta.persistence has no typed native query
    public List<Map<String, Object>> families() {
        List<Tuple> rows = em().createNativeQuery(
                        "select * from TOKEN_FAMILY where REALM_ID = :realm order by ID", Tuple.class)
                .setParameter("realm", session.getContext().getRealm().getId())
                .getResultList();
        return rows.stream().map(TestServerResource::columns).toList();
    }

    /** How many rows of whatever realm have this id. */
    @GET
    @Path("families/{id}")
    @Produces(MediaType.TEXT_PLAIN)
    public String count(@PathParam("id") String id) {
        return em().createNativeQuery("select count(*) from TOKEN_FAMILY where ID = :id")
                .setParameter("id", id)
                .getSingleResult()
                .toString();
    }

    /** How many rows the statistics of this realm have. */
    @GET
    @Path("statistics")
    @Produces(MediaType.TEXT_PLAIN)
    public String statistics() {
        String realm = session.getContext().getRealm().getId();
        return em().createNativeQuery("select (select count(*) from TOKEN_FAMILY_STATISTIC where REALM_ID = :realm)"
                        + " + (select count(*) from TOKEN_FAMILY_USERS where REALM_ID = :realm)")
                .setParameter("realm", realm)
                .getSingleResult()
                .toString();
    }

    /** When an online session was last refreshed: from the database, since the cache shows changes that are rolled back. */
    @GET
    @Path("sessions/{id}")
    @Produces(MediaType.TEXT_PLAIN)
    public String refreshed(@PathParam("id") String id) {
        return em().createNativeQuery("select LAST_SESSION_REFRESH from OFFLINE_USER_SESSION"
                        + " where USER_SESSION_ID = :id and OFFLINE_FLAG = '0'")
                .setParameter("id", id)
                .getSingleResult()
                .toString();
    }

    /** How many rows the history of this realm has. */
    @GET
    @Path("ends")
    @Produces(MediaType.TEXT_PLAIN)
    public String ends() {
        return em().createNativeQuery("select count(*) from TOKEN_FAMILY_END where REALM_ID = :realm")
                .setParameter("realm", session.getContext().getRealm().getId())
                .getSingleResult()
                .toString();
    }

    /** How many entries Keycloak's outbox has about that user of this realm. */
    @GET
    @Path("outbox/{user}")
    @Produces(MediaType.TEXT_PLAIN)
    public String outbox(@PathParam("user") String userId) {
        return em().createNativeQuery("select count(*) from OUTBOX_ENTRY where OWNER_ID = :owner")
                .setParameter(
                        "owner",
                        NewEntry.ownerId(session.getContext().getRealm().getId(), userId))
                .getSingleResult()
                .toString();
    }

    /** Removes what has expired in this realm, as Keycloak does every few minutes. */
    @POST
    @Path("sessions/expire")
    public void expireSessions() {
        session.getProvider(UserSessionPersisterProvider.class)
                .removeExpired(session.getContext().getRealm());
    }

    /** Ends an online session without a word to anybody, as an extension may. */
    @POST
    @Path("sessions/{id}/remove")
    public void removeSession(@PathParam("id") String id) {
        RealmModel realm = session.getContext().getRealm();
        session.sessions().removeUserSession(realm, session.sessions().getUserSession(realm, id));
    }

    /** Runs SQL on the rows of this realm; {@code :realm} is its id. */
    @POST
    @Path("families")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_PLAIN)
    public String change(@FormParam("sql") String sql) {
        return Integer.toString(em().createNativeQuery(sql)
                .setParameter("realm", session.getContext().getRealm().getId())
                .executeUpdate());
    }

    /** The texts in the only column of what this SQL selects; {@code :realm} is the id of this realm. */
    @POST
    @Path("texts")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> texts(@FormParam("sql") String sql) {
        List<?> found = em().createNativeQuery(sql)
                .setParameter("realm", session.getContext().getRealm().getId())
                .getResultList();
        return found.stream().map(String::valueOf).toList();
    }

    /** Keeps the rows locked that this SQL selects while somebody makes a {@link MeanwhileCall}; gives the answer to that. */
    @POST
    @Path("locked")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response whileLocked(@FormParam("sql") String sql) {
        List<?> locked = em().createNativeQuery(sql)
                .setParameter("realm", session.getContext().getRealm().getId())
                .getResultList();
        if (locked.isEmpty()) {
            throw new IllegalStateException("Nothing is locked by " + sql);
        }
        HttpResponse<String> answer = MeanwhileCall.in(session).answer();
        return Response.status(answer.statusCode()).entity(answer.body()).build();
    }

    /** The same refresh token with another family claim, signed with the realm's own key. */
    @POST
    @Path("forge")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_PLAIN)
    public String forge(@FormParam("token") String encoded, @FormParam("claim") String claim) throws IOException {
        RefreshToken token = session.tokens().decode(encoded, RefreshToken.class);
        token.getOtherClaims().put("family", JsonSerialization.readValue(claim, Object.class));
        return session.tokens().encode(token);
    }

    /** Signs these payloads, a JSON array of texts, with the key of the realm's refresh tokens. */
    @POST
    @Path("sign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String sign(String payloads) throws IOException {
        SignatureSignerContext signer =
                session.getProvider(SignatureProvider.class, Algorithm.HS512).signer();
        List<String> signed = new ArrayList<>();
        for (JsonNode payload : JsonSerialization.mapper.readTree(payloads)) {
            byte[] content = payload.textValue().getBytes(StandardCharsets.UTF_8);
            signed.add(new JWSBuilder().type("JWT").content(content).sign(signer));
        }
        return JsonSerialization.writeValueAsString(signed);
    }

    /** Stores client profiles without validating them. */
    @POST
    @Path("profiles")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void profiles(@FormParam("json") String json) {
        session.getContext().getRealm().setAttribute(Constants.CLIENT_PROFILES, json);
    }

    /** Calls the family store of this server; 503 with what it threw if it is not available. */
    @POST
    @Path("store/{method}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response call(@PathParam("method") String method, String arguments) throws IOException {
        FamilyStore families = Extension.of(session).families();
        IncidentStore incidents = Extension.of(session).incidentStore();
        try {
            return Response.ok(StoreCall.answer(families, incidents, method, arguments))
                    .build();
        } catch (StoreUnavailableException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .entity(trace.toString())
                    .build();
        }
    }

    /** Disables a user of this realm as Keycloak's workflows do it, of which no event tells. */
    @POST
    @Path("users/{id}/disable")
    @Produces(MediaType.TEXT_PLAIN)
    public String disableUser(@PathParam("id") String id) {
        session.users().getUserById(session.getContext().getRealm(), id).setEnabled(false);
        return id;
    }

    /** Takes a credential away as Keycloak's own reset of one-time passwords does it, of which no event tells either. */
    @POST
    @Path("users/{id}/credentials/{credential}/remove")
    @Produces(MediaType.TEXT_PLAIN)
    public String removeCredential(@PathParam("id") String id, @PathParam("credential") String credential) {
        session.users()
                .getUserById(session.getContext().getRealm(), id)
                .credentialManager()
                .removeStoredCredentialById(credential);
        return credential;
    }

    /** Disables a client in that way. */
    @POST
    @Path("clients/{id}/disable")
    @Produces(MediaType.TEXT_PLAIN)
    public String disableClient(@PathParam("id") String id) {
        session.clients().getClientById(session.getContext().getRealm(), id).setEnabled(false);
        return id;
    }

    private EntityManager em() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static Map<String, Object> columns(Tuple row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        row.getElements().forEach(e -> columns.put(e.getAlias().toLowerCase(java.util.Locale.ROOT), row.get(e)));
        return columns;
    }
}
