package dev.tokenfamily.store;

import dev.tokenfamily.family.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.NullUnmarked;

/** What belongs to somebody: it goes with its realm, its client or its user. */
@MappedSuperclass
@NullUnmarked // JPA fills the fields after construction
abstract class OwnedRow {

    @Id
    @Column(name = "ID")
    String id;

    @Column(name = "REALM_ID", updatable = false)
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

    OwnedRow(String id, Owner owner) {
        this.id = id;
        this.realmId = owner.realmId();
        this.clientId = owner.clientId();
        this.userId = owner.userId();
        this.sessionId = owner.sessionId();
        this.offline = owner.offline();
    }

    Owner owner() {
        return new Owner(realmId, clientId, userId, sessionId, offline);
    }
}
