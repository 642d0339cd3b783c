package dev.tokenfamily.notice;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people are told of: a token of generation 4 that was presented while generation 5 was the head. */
public final class OneReuse {

    static final long NOW = 1_700_000_000;
    static final Owner OWNER = new Owner("realm-id", "client-id", "user-id", "session-id", false);
    static final Origin THIEF = new Origin("203.0.113.9", "curl/8.5.0");
    static final Origin HOLDER = new Origin("192.0.2.1", null);
    private static final String FAMILY = "family-id";

    private OneReuse() {}

    public static Family row() {
        return Family.opened(
                FAMILY,
                OWNER,
                NOW - 900,
                5,
                new Head("head", NOW, NOW + 1_800, NOW),
                GraceTerms.UNLIMITED,
                NOW,
                HOLDER,
                AccessTokens.NONE);
    }

    /** A row of which the last so many generations needed grace, the present one not yet. */
    public static Family rowAfterStreak(int generations) {
        Family row = row();
        for (int i = 0; i < generations; i++) {
            AccessToken access = new AccessToken("access", NOW + 300);
            Family retried = row.retried(new TokenUse(NOW, HOLDER.address()), access);
            row = retried.advanced(row.generation(), row.head(), GraceTerms.UNLIMITED, NOW, HOLDER, access);
        }
        return row;
    }

    public static Finding finding(Verdict verdict, @Nullable Family row, boolean incident) {
        return finding(verdict, row, incident, OWNER, THIEF);
    }

    /** A finding on the token of generation 4 of that owner, which somebody else presented. */
    public static Finding finding(Verdict verdict, @Nullable Family row, boolean incident, Owner owner, Origin thief) {
        PresentedToken token = new PresentedToken(FAMILY, 4, NOW - 900, NOW - 60, NOW - 60, NOW + 1_740, null, owner);
        return new Finding(
                verdict,
                token,
                new Reading(row, NOW, 0),
                new Presentation(thief, false, null),
                PolicyParser.parse(Map.of("revocation-scope", "user-session", "enforcement", "observe")),
                3,
                incident);
    }

    static ListedIncident incident(@Nullable Answer answer) {
        return incident(THIEF, answer);
    }

    static ListedIncident incidentFrom(String address) {
        return incident(new Origin(address, THIEF.userAgent()), null);
    }

    static ListedIncident incidentOf(String kind) {
        return incident(kind, THIEF, null);
    }

    private static ListedIncident incident(Origin thief, @Nullable Answer answer) {
        return incident("recent-predecessor", thief, answer);
    }

    private static ListedIncident incident(String kind, Origin thief, @Nullable Answer answer) {
        Incident incident =
                new Incident(FAMILY, OWNER, kind, 4, 5, thief, HOLDER, "user-session", true, null, null, null);
        return new ListedIncident("incident-id", NOW, incident, null, 0, 0, null, null, answer, null);
    }
}
