package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Decision;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.MailDelivery;
import dev.tokenfamily.incident.Wave;
import dev.tokenfamily.store.family.OwnedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The row of an incident. Times are epoch seconds of the database's clock. */
@Entity
@Table(name = "TOKEN_FAMILY_INCIDENT")
@IdClass(OwnedRow.Key.class)
@NullUnmarked // JPA fills the fields after construction
public class IncidentEntity extends OwnedRow {

    @Column(name = "FAMILY_ID", updatable = false)
    String familyId;

    @Column(name = "OCCURRED_AT", updatable = false)
    long occurredAt;

    @Column(name = "KIND", updatable = false)
    String kind;

    @Column(name = "PRESENTED_GENERATION", updatable = false)
    int presentedGeneration;

    @Column(name = "CURRENT_GENERATION", updatable = false)
    int currentGeneration;

    @Column(name = "PRESENTED_FROM", updatable = false)
    String presentedFrom;

    @Column(name = "PRESENTED_BY", updatable = false)
    @Nullable
    String presentedBy;

    @Column(name = "ROTATED_FROM", updatable = false)
    String rotatedFrom;

    @Column(name = "ROTATED_BY", updatable = false)
    @Nullable
    String rotatedBy;

    @Column(name = "REVOCATION_SCOPE", updatable = false)
    String scope;

    @Column(name = "IS_ENFORCED", updatable = false)
    boolean enforced;

    @Column(name = "REPEATS")
    int repeats;

    @Column(name = "LAST_REPEAT_AT")
    @Nullable
    Long lastRepeatAt;

    @Column(name = "REALM_URL", updatable = false)
    @Nullable
    String realmUrl;

    @Column(name = "REQUIRED_ACTION")
    @Nullable
    String requiredAction;

    @Enumerated(EnumType.STRING)
    @Column(name = "ANSWER")
    @Nullable
    Answer answer;

    @Column(name = "ANSWERED_AT")
    @Nullable
    Long answeredAt;

    @Column(name = "LINKS_ENDED_AT")
    @Nullable
    Long linksEndedAt;

    @Column(name = "SUCCESSOR_AT", updatable = false)
    @Nullable
    Long successorAt;

    @Column(name = "IMPERSONATOR", updatable = false)
    @Nullable
    String impersonator;

    @Column(name = "CLIENT_LOOPS")
    int clientLoops;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE")
    @Nullable
    IncidentState state;

    @Column(name = "STATE_AT")
    @Nullable
    Long stateAt;

    @Column(name = "STATE_BY")
    @Nullable
    String stateBy;

    @Column(name = "STATE_REPEATS")
    @Nullable
    Integer stateRepeats;

    @Column(name = "STATE_ENDED")
    @Nullable
    String stateEnded;

    @Column(name = "WAVE", updatable = false)
    @Nullable
    String wave;

    @Column(name = "MAIL_ID")
    @Nullable
    String mailId;

    /** For Hibernate. */
    protected IncidentEntity() {}

    private IncidentEntity(String id, Owner owner) {
        super(id, owner);
    }

    /** One row for a family of a realm, a kind, perhaps a day and network, and whether it was enforced, however often it happens. */
    static String idOf(Incident incident) {
        return idOf(
                incident.owner().realmId(),
                incident.familyId(),
                incident.kind() + incident.occasion(),
                incident.enforced());
    }

    /** The id of the incident of that kind in that family, whether it was enforced or only observed. */
    public static String idOf(String realmId, String familyId, String kind, boolean enforced) {
        return named(kind + " " + enforced + " " + realmId + " " + familyId);
    }

    private static String named(String all) {
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The ids of all incidents for which a family can have ended, also from before their ids knew the realm. */
    static List<String> idsOf(String realmId, String familyId) {
        return Arrays.stream(IncidentKind.values())
                .map(IncidentKind::text)
                .flatMap(kind -> Stream.of(true, false)
                        .flatMap(enforced -> Stream.of(
                                idOf(realmId, familyId, kind, enforced),
                                named(kind + " " + enforced + " " + familyId))))
                .toList();
    }

    static IncidentEntity of(Incident incident, FollowUp followUp, long now) {
        IncidentEntity row = new IncidentEntity(idOf(incident), incident.owner());
        row.familyId = incident.familyId();
        row.occurredAt = now;
        row.kind = incident.kind();
        row.presentedGeneration = incident.presentedGeneration();
        row.currentGeneration = incident.currentGeneration();
        row.presentedFrom = incident.presentedFrom().address();
        row.presentedBy = incident.presentedFrom().userAgent();
        row.rotatedFrom = incident.rotatedFrom().address();
        row.rotatedBy = incident.rotatedFrom().userAgent();
        row.scope = incident.scope();
        row.enforced = incident.enforced();
        row.realmUrl = followUp.realmUrl();
        row.requiredAction = followUp.requiredAction();
        row.successorAt = incident.successorIssuedAt();
        row.impersonator = incident.impersonator();
        row.wave = named(Wave.of(incident, now).text());
        return row;
    }

    ListedIncident toListed(@Nullable MailDelivery mail) {
        Incident incident = new Incident(
                familyId,
                owner(),
                kind,
                presentedGeneration,
                currentGeneration,
                new Origin(presentedFrom, presentedBy),
                new Origin(rotatedFrom, rotatedBy),
                scope,
                enforced,
                successorAt,
                impersonator,
                null);
        return new ListedIncident(
                rowId, occurredAt, incident, wave, repeats, clientLoops, lastRepeatAt, decision(), answer, mail);
    }

    /** With what is needed to give notice of it. */
    IncidentNotice toNotice() {
        return new IncidentNotice(toListed(null), realmUrl, requiredAction, linksEndedAt != null);
    }

    private @Nullable Decision decision() {
        return state == null || stateAt == null || stateBy == null || stateRepeats == null
                ? null
                : new Decision(state, stateAt, stateBy, stateRepeats, stateEnded);
    }
}
