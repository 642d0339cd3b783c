package dev.tokenfamily.store.statistic;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.NullUnmarked;

/** What was counted of a client on one day, since the epoch, in UTC. */
@MappedSuperclass
@NullUnmarked // JPA fills the fields after construction
abstract class ClientDayRow {

    @Id
    @Column(name = "REALM_ID")
    String realmId;

    @Id
    @Column(name = "CLIENT_ID")
    String clientId;

    @Id
    @Column(name = "ON_DAY")
    long day;

    /** For Hibernate. */
    protected ClientDayRow() {}

    ClientDayRow(String realmId, String clientId, long day) {
        this.realmId = realmId;
        this.clientId = clientId;
        this.day = day;
    }
}
