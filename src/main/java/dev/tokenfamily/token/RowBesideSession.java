package dev.tokenfamily.token;

import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Reads the row of a family before Keycloak loads the session that the family lives on. */
public interface RowBesideSession {

    /**
     * Reads it, where that saves a read. Of the token only its signature, client and time have been verified.
     *
     * @param request in whose transaction the session will be loaded
     * @param familyId as the token says it
     * @param sessionId as the token says it, of an offline session or another one
     * @return the row and the time; empty where nothing was read, or there is no such session or row
     * @throws StoreUnavailableException if the database fails
     */
    Optional<Reading> read(KeycloakSession request, String familyId, String sessionId, boolean offline);
}
