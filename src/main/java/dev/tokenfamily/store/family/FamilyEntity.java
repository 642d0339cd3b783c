package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.Grace;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Recoveries;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.family.TokenUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The row of a family. Times are epoch seconds of the database's clock, but for {@code iat} and {@code exp}. */
@Entity
@Table(name = "TOKEN_FAMILY")
@IdClass(OwnedRow.Key.class)
@NullUnmarked // JPA fills the fields after construction
public class FamilyEntity extends OwnedRow {

    @Column(name = "STARTED_AT", updatable = false)
    long startedAt;

    @Column(name = "GENERATION")
    int generation;

    @Column(name = "HEAD_JTI")
    String headTokenId;

    @Column(name = "HEAD_IAT")
    long headIssuedAt;

    @Column(name = "HEAD_EXP")
    @Nullable
    Long headExpiresAt;

    @Column(name = "ROTATED_AT")
    long rotatedAt;

    @Column(name = "ROTATED_FROM")
    String rotatedFrom;

    @Column(name = "ROTATED_BY")
    @Nullable
    String rotatedBy;

    @Column(name = "GRACE_UNTIL")
    long graceUntil;

    @Column(name = "GRACE_MAX_RETRIES")
    int graceMaxRetries;

    @Column(name = "GRACE_ADDRESS_BOUND")
    boolean graceAddressBound;

    @Column(name = "GRACE_BINDING")
    @Nullable
    String graceBinding;

    @Column(name = "GRACE_RETRIES")
    int graceRetries;

    @Column(name = "GRACE_STREAK")
    int graceStreak;

    @Enumerated(EnumType.STRING)
    @Column(name = "SUPERSESSION")
    Supersession supersession;

    @Column(name = "GRACE_BURST")
    @Nullable
    String graceBurst;

    @Column(name = "FIRST_USED_AT", updatable = false)
    long firstUsedAt;

    @Column(name = "FIRST_USED_FROM", updatable = false)
    String firstUsedFrom;

    @Column(name = "LAST_USED_AT")
    long lastUsedAt;

    @Column(name = "LAST_USED_FROM")
    String lastUsedFrom;

    @Column(name = "ACCESS_TOKENS")
    @Nullable
    String accessTokens;

    @Column(name = "UNNAMED_UNTIL")
    long accessTokensUnnamedUntil;

    @Column(name = "CATCH_UPS")
    int catchUps;

    @Column(name = "LATE_RECOVERIES")
    @Nullable
    Integer lateRecoveries;

    @Column(name = "RECOVERED_AT")
    @Nullable
    Long recoveredAt;

    @Column(name = "KEEP_UNTIL")
    long keepUntil;

    @Column(name = "IS_ENDLESS")
    boolean endless;

    @Column(name = "REVOKED_AT")
    @Nullable
    Long revokedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "REVOCATION_REASON")
    @Nullable
    RevocationReason revocation;

    @Column(name = "SPARED_UNTIL", insertable = false)
    @Nullable
    Long sparedUntil;

    /** What its user calls it, as {@link NameColumn} writes it; null for no name. */
    @Column(name = "USER_LABEL", insertable = false)
    @Nullable
    String userLabel;

    /** Since when an incident is due that is not recorded yet, that is, since the family was revoked for it. */
    @Column(name = "INCIDENT_DUE_AT", insertable = false)
    @Nullable
    Long incidentDueAt;

    /** Which one, as JSON; null for none. */
    @Column(name = "INCIDENT_DUE", insertable = false)
    @Nullable
    String incidentDue;

    /** For Hibernate. */
    protected FamilyEntity() {}

    private FamilyEntity(String id, Owner owner) {
        super(id, owner);
    }

    static FamilyEntity of(Family family) {
        FamilyEntity row = new FamilyEntity(family.id(), family.owner());
        row.startedAt = family.start();
        row.firstUsedAt = family.firstUse().at();
        row.firstUsedFrom = family.firstUse().address();
        row.revocation = family.revocation();
        row.revokedAt = family.revoked() ? family.lastUse().at() : null;
        row.write(family);
        return row;
    }

    /** What a use of the family changes. */
    private void write(Family family) {
        generation = family.generation();
        headTokenId = family.head().tokenId();
        headIssuedAt = family.head().issuedAt();
        headExpiresAt = family.head().expiresAt();
        rotatedAt = family.head().since();
        rotatedFrom = family.rotatedFrom().address();
        rotatedBy = family.rotatedFrom().userAgent();
        graceUntil = SupersessionColumns.graceUntil(family.grace());
        graceMaxRetries = family.grace().terms().maxRetries();
        graceAddressBound =
                RetryBindingColumn.addressBound(family.grace().terms().binding());
        graceBinding =
                RetryBindingColumn.write(generation, family.grace().terms().binding());
        graceRetries = family.grace().retries();
        graceStreak = family.grace().streak();
        supersession = SupersessionColumns.column(family.grace());
        graceBurst = BurstColumn.write(family.grace().burst(), family.generation());
        lastUsedAt = family.lastUse().at();
        lastUsedFrom = family.lastUse().address();
        AccessTokensColumn column = AccessTokensColumn.of(family.accessTokens());
        accessTokens = column.text();
        accessTokensUnnamedUntil = column.accessTokens().unnamedUntil();
        catchUps = family.catchUps();
        boolean recovered = !family.recoveries().equals(Recoveries.NONE);
        lateRecoveries = recovered ? family.recoveries().count() : null;
        recoveredAt = recovered ? family.recoveries().last() : null;
        keepUntil = family.retention().until();
        endless = family.retention().endless();
    }

    ListedFamily toListed() {
        return new ListedFamily(toFamily(), revokedAt, NameColumn.read(userLabel));
    }

    /** Since when an incident of this revoked family waits to be recorded, in epoch seconds; null where none does. */
    public @Nullable Long incidentDueAt() {
        return incidentDueAt;
    }

    /** That incident, as {@link FamilyStatements#revokeFor} was given it; null where none waits. */
    public @Nullable String incidentDue() {
        return incidentDue;
    }

    /** The family that this row keeps. */
    public Family toFamily() {
        return new Family(
                rowId,
                owner(),
                startedAt,
                generation,
                new Head(headTokenId, headIssuedAt, headExpiresAt, rotatedAt),
                new Grace(
                        new GraceTerms(
                                SupersessionColumns.deadline(supersession, graceUntil),
                                graceMaxRetries,
                                RetryBindingColumn.read(graceBinding, generation, graceAddressBound)),
                        graceRetries,
                        graceStreak,
                        SupersessionColumns.supersession(supersession, graceUntil),
                        BurstColumn.read(graceBurst, generation)),
                new TokenUse(firstUsedAt, firstUsedFrom),
                new TokenUse(lastUsedAt, lastUsedFrom),
                new Origin(rotatedFrom, rotatedBy),
                AccessTokensColumn.read(accessTokens, accessTokensUnnamedUntil),
                catchUps,
                new Retention(keepUntil, endless),
                revocation,
                recoveries(),
                sparedUntil);
    }

    private Recoveries recoveries() {
        return lateRecoveries == null || recoveredAt == null
                ? Recoveries.NONE
                : new Recoveries(lateRecoveries, recoveredAt);
    }
}
