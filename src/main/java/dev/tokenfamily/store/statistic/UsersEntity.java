package dev.tokenfamily.store.statistic;

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
public class UsersEntity extends ClientDayRow {

    /**
     * The primary key of such a row. The kind is that of {@code dev.tokenfamily.report}; the day is counted since the epoch,
     * in UTC.
     */
    public record Key(String realmId, String clientId, long day, String kind) implements Serializable {}

    @Id
    @Column(name = "KIND")
    String kind;

    @Column(name = "SKETCH")
    String sketch;

    /** For Hibernate. */
    protected UsersEntity() {}

    UsersEntity(Key key, String sketch) {
        super(key.realmId, key.clientId, key.day);
        this.kind = key.kind;
        this.sketch = sketch;
    }
}
