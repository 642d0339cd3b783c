package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokenfamily.notice.UserMail;
import dev.tokenfamily.outbox.Messenger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Mails users what was ended in their name among their own sign-ins: if it was not they, they hear of it. One for each action. */
public final class EndMail implements Messenger {

    /** The queue of these mails. */
    static final String QUEUE = "token-family-end-mail";

    /** In the payload: whose sign-ins they were. */
    static final String USER = "user";

    /** In the payload: when it was, epoch seconds. */
    static final String AT = "at";

    private static final String SUBJECT = "tokenFamilyMailEndSubject";
    private static final String TEMPLATE = "token-family-ended.ftl";

    private static final ObjectReader JSON =
            JsonMapper.builder().build().readerFor(new TypeReference<Map<String, String>>() {});

    private final UserMail mails;

    /**
     * The mails of all realms.
     *
     * @param perUserAndDay how many a user gets within 24 hours, at least 1
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
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        Map<String, String> facts;
        try {
            facts = JSON.readValue(entry.getPayload());
        } catch (JsonProcessingException e) {
            return () -> OutboxDeliveryResult.deadLetter("The entry cannot be read");
        }
        @Nullable UserModel user = session.users().getUserById(realm, facts.getOrDefault(USER, ""));
        if (user == null) {
            return () -> OutboxDeliveryResult.orphaned("The user is not there any more");
        }
        return mails.prepare(session, realm, user, entry, SUBJECT, TEMPLATE, locale -> {
            Map<String, Object> shown = new HashMap<>(facts);
            shown.remove(USER);
            shown.put("time", UserMail.time(Long.parseLong(facts.getOrDefault(AT, "0")), locale));
            return shown;
        });
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        mails.ended(realm, entry, result);
    }
}
