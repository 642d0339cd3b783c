package dev.tokenfamily.store.statistic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.NullUnmarked;

/** How often something happened to a client's refreshes on one day. */
@Entity
@Table(name = "TOKEN_FAMILY_STATISTIC")
@IdClass(StatisticEntity.Key.class)
@NullUnmarked // JPA fills the fields after construction
public class StatisticEntity extends ClientDayRow {

    /**
     * The primary key of such a row. Measure and bucket are those of {@code dev.tokenfamily.report}; the day is counted since
     * the epoch, in UTC.
     */
    public record Key(String realmId, String clientId, long day, String measure, int bucket) implements Serializable {}

    @Id
    @Column(name = "MEASURE")
    String measure;

    @Id
    @Column(name = "BUCKET")
    int bucket;

    @Column(name = "TOTAL")
    long total;

    /** For Hibernate. */
    protected StatisticEntity() {}

    StatisticEntity(Key key, long total) {
        super(key.realmId, key.clientId, key.day);
        this.measure = key.measure;
        this.bucket = key.bucket;
        this.total = total;
    }
}
