package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.jpa.entity.FederatedUserAttributeEntity;
import org.keycloak.storage.jpa.entity.FederatedUserCredentialEntity;

/** What ends with a change of a row in Keycloak's own tables. */
final class ModelChange {

    /** The attribute in which {@code AbstractUserAdapterFederatedStorage} keeps whether a user of another system is enabled. */
    private static final String ENABLED = "ENABLED";

    private static final String CREATED = "createdDate";

    private static final Set<String> ENDING = Set.of("enabled", "notBefore", "value");

    private ModelChange() {}

    /** What ends by what a row says now: whatever it said before, what has no active families costs nothing. */
    static List<SelectionRevocation> endedBy(Object row) {
        if (row instanceof UserEntity user) {
            return user.isEnabled() ? List.of() : List.of(disabled(user.getRealmId(), user.getId()));
        }
        if (row instanceof FederatedUserAttributeEntity attribute) {
            return ENABLED.equals(attribute.getName()) && !Boolean.parseBoolean(attribute.getValue())
                    ? List.of(disabled(attribute.getRealmId(), attribute.getUserId()))
                    : List.of();
        }
        if (row instanceof ClientEntity client) {
            return Stream.of(disabled(client), notBefore(client))
                    .flatMap(Optional::stream)
                    .toList();
        }
        return row instanceof RealmEntity realm && realm.getNotBefore() > 0
                ? List.of(notBefore(Selection.ofRealmIssuedBefore(realm.getId(), realm.getNotBefore())))
                : List.of();
    }

    /**
     * Whether a new row may end something. Users, clients and realms that are new have nothing yet; whether a user of another
     * system is enabled has no row before it is told for the first time.
     */
    static boolean mattersWhenNew(Object row) {
        return row instanceof FederatedUserAttributeEntity;
    }

    /** Whether one of those attributes has changed by which a row may end something. Sessions are written all the time. */
    static boolean matters(PostUpdateEvent event) {
        return mayEnd(event.getEntity())
                && matters(event.getPersister().getPropertyNames(), event.getOldState(), event.getState());
    }

    private static boolean mayEnd(Object row) {
        return row instanceof UserEntity
                || row instanceof FederatedUserAttributeEntity
                || row instanceof ClientEntity
                || row instanceof RealmEntity;
    }

    static boolean matters(String[] attributes, Object @Nullable [] before, Object[] after) {
        return before == null
                || IntStream.range(0, attributes.length)
                        .filter(i -> ENDING.contains(attributes[i]))
                        .anyMatch(i -> !Objects.equals(before[i], after[i]));
    }

    /** What begins with that change of a row, of all that the row ends; not what it said before. */
    static Set<RevocationReason> began(PostUpdateEvent event) {
        return began(event.getEntity(), event.getPersister().getPropertyNames(), event.getOldState(), event.getState());
    }

    /** Nothing, where it is not known what the row said before: nobody guesses. */
    static Set<RevocationReason> began(Object row, String[] attributes, Object @Nullable [] before, Object[] after) {
        Set<RevocationReason> began = EnumSet.noneOf(RevocationReason.class);
        if (before == null) {
            return began;
        }
        for (int i = 0; i < attributes.length; i++) {
            if (!Objects.equals(before[i], after[i])) {
                switch (attributes[i]) {
                    case "enabled" ->
                        began.add(
                                row instanceof ClientEntity
                                        ? RevocationReason.CLIENT_DISABLED
                                        : RevocationReason.USER_DISABLED);
                    case "value" -> began.add(RevocationReason.USER_DISABLED);
                    case "notBefore" -> began.add(RevocationReason.NOT_BEFORE);
                    default -> {}
                }
            }
        }
        return began;
    }

    private static SelectionRevocation disabled(String realmId, String userId) {
        return new SelectionRevocation(Selection.ofUser(realmId, userId), RevocationReason.USER_DISABLED);
    }

    private static Optional<SelectionRevocation> disabled(ClientEntity client) {
        return client.isEnabled()
                ? Optional.empty()
                : Optional.of(new SelectionRevocation(
                        Selection.ofClient(client.getRealmId(), client.getId()), RevocationReason.CLIENT_DISABLED));
    }

    private static Optional<SelectionRevocation> notBefore(ClientEntity client) {
        return client.getNotBefore() > 0
                ? Optional.of(notBefore(
                        Selection.ofClientIssuedBefore(client.getRealmId(), client.getId(), client.getNotBefore())))
                : Optional.empty();
    }

    private static SelectionRevocation notBefore(Selection selection) {
        return new SelectionRevocation(selection, RevocationReason.NOT_BEFORE);
    }

    /**
     * Whose credential it is.
     *
     * @param realmId null where the row does not say it
     */
    record CredentialOwner(@Nullable String realmId, String userId) {}

    /**
     * Whose credential a removed row was; empty where nobody lost one. Old passwords go by themselves, and recovery codes by
     * being used.
     */
    static Optional<CredentialOwner> lostCredential(Object removedRow) {
        return credential(removedRow)
                .filter(c -> !PasswordCredentialModel.PASSWORD_HISTORY.equals(c.type))
                .filter(c -> !RecoveryAuthnCodesCredentialModel.TYPE.equals(c.type))
                .map(Credential::owner);
    }

    /**
     * Who has another password by an update; empty where nobody has. The same one that is hashed anew, at a login, keeps the
     * time at which it was chosen.
     */
    static Optional<CredentialOwner> changedPassword(PostUpdateEvent event) {
        return changedPassword(
                event.getEntity(), event.getPersister().getPropertyNames(), event.getOldState(), event.getState());
    }

    static Optional<CredentialOwner> changedPassword(
            Object row, String[] attributes, Object @Nullable [] before, Object[] after) {
        return credential(row)
                .filter(c -> PasswordCredentialModel.TYPE.equals(c.type))
                .filter(c -> before == null || hasChanged(CREATED, attributes, before, after))
                .map(Credential::owner);
    }

    private static boolean hasChanged(String attribute, String[] attributes, Object[] before, Object[] after) {
        int i = Arrays.asList(attributes).indexOf(attribute);
        return !Objects.equals(before[i], after[i]);
    }

    private record Credential(@Nullable String type, CredentialOwner owner) {}

    private static Optional<Credential> credential(Object row) {
        if (row instanceof CredentialEntity local) {
            return Optional.of(new Credential(
                    local.getType(), new CredentialOwner(null, local.getUser().getId())));
        }
        return row instanceof FederatedUserCredentialEntity foreign
                ? Optional.of(new Credential(
                        foreign.getType(), new CredentialOwner(foreign.getRealmId(), foreign.getUserId())))
                : Optional.empty();
    }
}
