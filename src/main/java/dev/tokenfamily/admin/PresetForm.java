package dev.tokenfamily.admin;

import dev.tokenfamily.admin.PresetFormRepresentation.FormGroup;
import dev.tokenfamily.admin.PresetFormRepresentation.FormKey;
import dev.tokenfamily.clientpolicy.RotationExecutorConfiguration;
import dev.tokenfamily.clientpolicy.RotationExecutorFactory;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.ValueType.Alias;
import dev.tokenfamily.policy.ValueType.Names;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.TrueOrFalse;
import dev.tokenfamily.policy.ValueType.Whole;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.ErrorResponse;
import org.keycloak.theme.Theme;

/** The form of the executor as data: its keys in groups, with the words that Keycloak's own console shows. */
public final class PresetForm {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The form for the realm whose required actions can be chosen. */
    public PresetForm(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The form in a language.
     *
     * @param language a BCP 47 tag, such as {@code de} or {@code pt-BR}; null for English; 400 for what is no tag
     */
    PresetFormRepresentation in(@Nullable String language) {
        Properties words = words(locale(language == null ? "en" : language));
        return new PresetFormRepresentation(Arrays.stream(PolicyKey.Group.values())
                .map(group -> new FormGroup(
                        group.text(),
                        PolicyKey.of(group).stream().map(key -> key(key, words)).toList()))
                .toList());
    }

    private static Locale locale(String language) {
        try {
            return new Locale.Builder()
                    .setLanguageTag(language.replace('_', '-'))
                    .build();
        } catch (IllformedLocaleException e) {
            throw ErrorResponse.error("The parameter 'locale' is no language tag", Response.Status.BAD_REQUEST);
        }
    }

    private Properties words(Locale locale) {
        try {
            return session.theme().getTheme(Theme.Type.ADMIN).getEnhancedMessages(realm, locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(PolicyKey key) {
        if (key.type() instanceof Names) {
            return "names";
        }
        if (key.type() instanceof Whole) {
            return "number";
        }
        return key.type() instanceof TrueOrFalse ? "boolean" : "choice";
    }

    private FormKey key(PolicyKey key, Properties words) {
        ProviderConfigProperty property = RotationExecutorFactory.property(key);
        @Nullable List<String> options = null;
        if (key.type() instanceof OneOf oneOf) {
            options = oneOf.texts();
        } else if (key.type() instanceof Alias alias) {
            options = Stream.concat(
                            Stream.of(alias.defaultText()),
                            RotationExecutorConfiguration.enabledActions(realm).stream())
                    .toList();
        }
        @Nullable Whole range = key.type() instanceof Whole whole ? whole : null;
        return new FormKey(
                key.text(),
                type(key),
                options,
                range == null ? null : range.min(),
                range == null ? null : range.max(),
                key.type().defaultText(),
                words.getProperty(property.getLabel(), property.getLabel()),
                words.getProperty(property.getHelpText(), property.getHelpText()));
    }
}
