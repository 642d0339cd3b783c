package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.Digest;
import dev.tokenfamily.incident.GatheredIncidents;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.Sighting;
import dev.tokenfamily.outbox.Messenger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Mails a user all incidents that were gathered since the last mail (ADR 32). Most have one incident, and are about that; where there
 * are several, each wave is a part of the mail with links of its own.
 */
public final class IncidentDigest implements Messenger {

    private static final String TEMPLATE = "token-family-digest.ftl";

    /** A mail that is on the way has its own waits between attempts. */
    private static final Duration BEHIND_ANOTHER = Duration.ofMinutes(1);

    private final GatheredIncidents gathered;
    private final MailSpacing spacing;
    private final BiConsumer<OutboxDeliveryOutcome, String> counter;

    /**
     * The mails of all realms.
     *
     * @param perUserAndDay how many mails a user gets within 24 hours, at least 1
     * @param counter is given what became of each attempt, and the name of the realm
     */
    public IncidentDigest(
            GatheredIncidents gathered, int perUserAndDay, BiConsumer<OutboxDeliveryOutcome, String> counter) {
        this.gathered = gathered;
        this.spacing = new MailSpacing(perUserAndDay);
        this.counter = counter;
    }

    @Override
    public String queue() {
        return Channel.DIGEST.queue();
    }

    /** A mail that is closed goes on until it is sent or given up. */
    @Override
    public Optional<Instant> notBefore(KeycloakSession session, OutboxEntryEntity entry) {
        if (entry.getCorrelationId().equals(entry.getId())) {
            return Optional.empty();
        }
        Instant now = Instant.now();
        SentMails sent = SentMails.besides(session, entry, now);
        return Optional.of(sent.onTheWay() ? now.plus(BEHIND_ANOTHER) : spacing.next(sent.at()));
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        String userId = entry.getPayload();
        Digest digest = gathered.close(realm.getId(), userId, entry.getId());
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null || digest.shown().isEmpty()) {
            return () -> OutboxDeliveryResult.orphaned("The user is not there any more, or the incidents are not");
        }
        String first = digest.shown().get(0).first().listed().id();
        return MailAttempt.prepare(
                session, user, IncidentMail.inLog(first), () -> compose(session, realm, user, digest));
    }

    private static ComposedMail compose(KeycloakSession session, RealmModel realm, UserModel user, Digest digest)
            throws EmailException {
        if (digest.total() == 1) {
            return IncidentMail.compose(
                    session, realm, user, notice(session, realm, digest.shown().get(0)));
        }
        Locale locale = session.getContext().resolveLocale(user);
        List<Map<String, Object>> waves = new ArrayList<>();
        for (Digest.Entry entry : digest.shown()) {
            Map<String, Object> wave =
                    new HashMap<>(IncidentMail.attributes(session, realm, user, notice(session, realm, entry), locale));
            wave.put("others", entry.others());
            waves.add(wave);
        }
        Map<String, Object> shown =
                new HashMap<>(Map.of("waves", waves, "total", digest.total(), "more", digest.more()));
        return ComposedMail.compose(session, realm, user, subject(digest), TEMPLATE, shown);
    }

    /** That something was copied is said only where each of them speaks for it. */
    static String subject(Digest digest) {
        boolean copied = digest.shown().stream()
                .allMatch(entry -> Sighting.of(entry.first().listed().incident().kind()) == Sighting.OLD_TOKEN);
        return copied ? "tokenFamilyMailDigestSubject" : "tokenFamilyMailDigestUnusualSubject";
    }

    private static IncidentNotice notice(KeycloakSession session, RealmModel realm, Digest.Entry entry) {
        return IncidentNotices.withConfiguredAddress(session, realm, entry.first());
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        counter.accept(result.outcome(), realm.getName());
    }
}
