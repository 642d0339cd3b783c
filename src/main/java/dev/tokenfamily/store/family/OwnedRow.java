package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/** A row that belongs to somebody: it goes with its realm, its client or its user. Its id means nothing in another realm. */
@MappedSuperclass
@NullUnmarked // JPA fills the fields after construction
public abstract class OwnedRow {

    /** The primary key of such a row. Keycloak's ids of realms are unique, but those of rows only within their realm. */
    public record Key(String rowId, String realmId) implements Serializable {}

    @Id
    @Column(name = "ID")
    protected String rowId; // in HQL, "id" would mean both parts of the key

    @Id
    @Column(name = "REALM_ID")
    String realmId;

    @Column(name = "CLIENT_ID", updatable = false)
    String clientId;

    @Column(name = "USER_ID", updatable = false)
    String userId;

    @Column(name = "SESSION_ID", updatable = false)
    String sessionId;

    @Column(name = "IS_OFFLINE", updatable = false)
    boolean offline;

    /** For Hibernate. */
    protected OwnedRow() {}

    /** A new row, with an id that is unique in the realm of the owner. */
    protected OwnedRow(String id, Owner owner) {
        this.rowId = id;
        this.realmId = owner.realmId();
        this.clientId = owner.clientId();
        this.userId = owner.userId();
        this.sessionId = owner.sessionId();
        this.offline = owner.offline();
    }

    /** Its id, unique in the realm of its owner. */
    public String id() {
        return rowId;
    }

    /** Whom it belongs to. */
    public Owner owner() {
        return new Owner(realmId, clientId, userId, sessionId, offline);
    }
}
