package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.notice.UserMail;
import dev.tokenfamily.outbox.Messenger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Mails users what was ended in their name among their own sign-ins: if it was not they, they hear of it. The first end is mailed at
 * once, and those that follow soon together; none is left out, so that nobody ends small things first to end the rest unheard.
 */
public final class EndMail implements Messenger {

    private static final Logger LOG = Logger.getLogger(EndMail.class);

    /** The queue of these mails. */
    static final String QUEUE = "token-family-end-mail";

    private static final String SUBJECT_ONE = "tokenFamilyMailEndSubject";
    private static final String SUBJECT_MORE = "tokenFamilyMailEndsSubject";
    private static final String TEMPLATE = "token-family-ended.ftl";

    private final UserMail mails;

    /**
     * The mails of all realms.
     *
     * @param perUserAndDay how many mails a user gets within 24 hours, at least 1
     * @param counter is given what became of each attempt, and the name of the realm
     */
    public EndMail(int perUserAndDay, BiConsumer<OutboxDeliveryOutcome, String> counter) {
        this.mails = new UserMail(perUserAndDay, counter);
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public Optional<Instant> notBefore(KeycloakSession session, OutboxEntryEntity entry) {
        return mails.notBefore(session, entry);
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        if (read(entry.getPayload()).isEmpty()) {
            LOG.warnf(
                    "A user is not told what has ended: entry %s of the outbox cannot be read",
                    LogField.of(entry.getId()));
            return () -> OutboxDeliveryResult.deadLetter("The entry cannot be read");
        }
        mails.gather(session, entry, EndMail::join);
        EndedSignIns ended = read(entry.getPayload()).orElseThrow();
        @Nullable UserModel user = session.users().getUserById(realm, ended.user());
        if (user == null) {
            return () -> OutboxDeliveryResult.orphaned("The user is not there any more");
        }
        String subject = ended.total() == 1 ? SUBJECT_ONE : SUBJECT_MORE;
        return mails.prepare(session, realm, user, entry, subject, TEMPLATE, locale -> shown(ended, locale));
    }

    private static Optional<EndedSignIns> read(String payload) {
        try {
            return Optional.of(EndedSignIns.read(payload));
        } catch (JsonProcessingException e) {
            LOG.debug("An entry of the outbox is not what we write", e);
            return Optional.empty();
        }
    }

    /** One payload for two; empty where the later one cannot be read. */
    static Optional<String> join(String payload, String later) {
        return read(payload).flatMap(ended -> read(later).map(ended::and)).map(EndedSignIns::json);
    }

    private static Map<String, Object> shown(EndedSignIns ended, Locale locale) {
        List<Map<String, Object>> ends = ended.ends().stream()
                .map(end -> {
                    Map<String, Object> shown = new HashMap<String, Object>(end);
                    shown.put("time", UserMail.time(Long.parseLong(end.getOrDefault(EndedSignIns.AT, "0")), locale));
                    return shown;
                })
                .toList();
        return new HashMap<>(Map.of("ends", ends, "total", ended.total(), "more", ended.more()));
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        mails.ended(realm, result);
    }
}
