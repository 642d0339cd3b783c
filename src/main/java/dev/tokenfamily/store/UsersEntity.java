package dev.tokenfamily.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/** How many different users a client had on one day, as a sketch that names none of them. */
@Entity
@Table(name = "TOKEN_FAMILY_USERS")
@IdClass(UsersEntity.Key.class)
@NullUnmarked // JPA fills the fields after construction
class UsersEntity {

    /** The kind is that of {@code dev.tokenfamily.report}; the day is counted since the epoch, in UTC. */
    record Key(String realmId, String clientId, long day, String kind) implements Serializable {}

    @Id
    @Column(name = "REALM_ID")
    String realmId;

    @Id
    @Column(name = "CLIENT_ID")
    String clientId;

    @Id
    @Column(name = "ON_DAY")
    long day;

    @Id
    @Column(name = "KIND")
    String kind;

    @Column(name = "SKETCH")
    String sketch;

    /** For Hibernate. */
    protected UsersEntity() {}

    UsersEntity(Key key, String sketch) {
        this.realmId = key.realmId;
        this.clientId = key.clientId;
        this.day = key.day;
        this.kind = key.kind;
        this.sketch = sketch;
    }
}
