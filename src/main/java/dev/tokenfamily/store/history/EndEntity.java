package dev.tokenfamily.store.history;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.IncidentName;
import dev.tokenfamily.history.ListedEnd;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.store.incident.IncidentEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The row of an end. Its time is epoch milliseconds of the clock of the node that saw it. Whatever a row does not say may be
 * anybody's: one without user, session and family is of the whole realm, or of a client.
 */
@Entity
@Table(name = "TOKEN_FAMILY_END")
@NullUnmarked // JPA fills the fields after construction
public class EndEntity {

    @Id
    @Column(name = "ID")
    String rowId;

    @Column(name = "REALM_ID", updatable = false)
    String realmId;

    @Column(name = "USER_ID", updatable = false)
    @Nullable
    String userId;

    @Column(name = "CLIENT_ID", updatable = false)
    @Nullable
    String clientId;

    @Column(name = "SESSION_ID", updatable = false)
    @Nullable
    String sessionId;

    @Column(name = "FAMILY_ID", updatable = false)
    @Nullable
    String familyId;

    @Column(name = "IS_OFFLINE", updatable = false)
    @Nullable
    Boolean offline;

    @Column(name = "ENDED_AT", updatable = false)
    long endedAt;

    @Column(name = "CAUSE", updatable = false)
    String cause;

    @Column(name = "ACTOR", updatable = false)
    String actor;

    @Column(name = "ACTOR_REALM_ID")
    @Nullable
    String actorRealmId;

    @Column(name = "ACTOR_ID")
    @Nullable
    String actorId;

    @Column(name = "ENDED_FROM", updatable = false)
    @Nullable
    String endedFrom;

    @Column(name = "ENDED_BY", updatable = false)
    @Nullable
    String endedBy;

    @Column(name = "INCIDENT_ID", updatable = false)
    @Nullable
    String incidentId;

    @Column(name = "DETAIL", updatable = false)
    @Nullable
    String detail;

    /** For Hibernate. */
    protected EndEntity() {}

    static EndEntity of(String id, End end) {
        EndEntity row = new EndEntity();
        row.rowId = id;
        Reach reach = end.reach();
        row.realmId = reach.realmId();
        row.userId = reach.userId();
        row.clientId = reach.clientId();
        row.sessionId = reach.sessionId();
        row.familyId = reach.familyId();
        row.offline = reach.offline();
        row.endedAt = end.time();
        row.cause = end.cause().name();
        row.actor = end.actor().kind().name();
        row.actorRealmId = end.actor().realmId();
        row.actorId = end.actor().userId();
        row.endedFrom = end.from() == null ? null : end.from().address();
        row.endedBy = end.from() == null ? null : end.from().userAgent();
        row.incidentId = incidentOf(end);
        row.detail = end.detail();
        return row;
    }

    private static @Nullable String incidentOf(End end) {
        @Nullable IncidentName incident = end.incident();
        return incident == null
                ? null
                : IncidentEntity.idOf(end.reach().realmId(), incident.familyId(), incident.kind(), incident.enforced());
    }

    ListedEnd toListed() {
        End end = new End(
                endedAt,
                named(Cause.values(), cause, Cause.UNKNOWN),
                new Reach(realmId, userId, clientId, sessionId, familyId, offline),
                new Actor(named(Actor.Kind.values(), actor, Actor.Kind.UNKNOWN), actorRealmId, actorId),
                endedFrom == null ? null : new Origin(endedFrom, endedBy),
                null,
                detail);
        return new ListedEnd(rowId, end, incidentId);
    }

    /** A newer version that shares the database during an upgrade may have other words. */
    private static <E extends Enum<E>> E named(E[] all, String name, E otherwise) {
        return Arrays.stream(all).filter(e -> e.name().equals(name)).findFirst().orElse(otherwise);
    }
}
