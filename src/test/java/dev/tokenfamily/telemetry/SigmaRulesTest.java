package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.log.Names;
import dev.tokenfamily.notice.OneReuse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Sigma rules in docker/siem: rules by Sigma's own schemas, which find what is logged and nothing beside it. */
class SigmaRulesTest {

    private static final Path RULES = Path.of("docker/siem");
    private static final Path SCHEMAS = Path.of("src/test/resources/sigma");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** As the rules say that a SIEM splits a message. */
    private static final Pattern FIELD = Pattern.compile("([A-Za-z_]+)=(?:\"([^\"]*)\"|([^ ,]*))");

    static Stream<Path> rules() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.sorted().toList().stream();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode rule(String name) {
        return read(RULES.resolve(name + ".yml"));
    }

    @Test
    void thenThereAreFour() throws IOException {
        assertThat(rules()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thenEachIsValidByTheSchemaThatSigmaPublishes(Path file) throws IOException {
        JsonNode rule = read(file);
        String schema = rule.has("correlation") ? "sigma-correlation-rules-schema" : "sigma-detection-rule-schema";
        JsonNode published = YAML.readTree(SCHEMAS.resolve(schema + ".json").toFile());

        assertThat(
                        SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                                .getSchema(published)
                                .validate(rule)
                                .stream()
                                .map(Error::toString))
                .isEmpty();
        assertThat(published.path("required").valueStream().map(JsonNode::asText))
                .as("what the schema asks for")
                .allMatch(rule::has)
                .isNotEmpty();
    }

    /** Or the check above would find nothing wrong with anything. */
    @Test
    void givenARuleThatIsWrongThenTheSchemaFindsIt() throws IOException {
        JsonNode wrong = YAML.readTree("{title: x, level: terrible, logsource: {}, detection: {selection: {a: b}}}");

        assertThat(SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                        .getSchema(YAML.readTree(SCHEMAS.resolve("sigma-detection-rule-schema.json")
                                .toFile()))
                        .validate(wrong))
                .extracting(error -> error.getInstanceLocation().toString())
                .contains("/detection", "/level");
    }

    @Test
    void givenAReuseThenTheRuleFindsTheLineThatWeLog() {
        JsonNode rule = rule("keycloak_token_family_reuse");
        Map<String, String> line = logged(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11), true);

        assertThat(matches(rule, line)).isTrue();
        assertThat(rule.path("fields").valueStream().map(JsonNode::asText).filter(f -> !List.of("benign", "incident")
                        .contains(f)))
                .allMatch(line::containsKey);
        assertThat(rule("keycloak_token_family_reuse_of_one_client")
                        .at("/correlation/group-by")
                        .valueStream()
                        .map(JsonNode::asText))
                .isNotEmpty()
                .allMatch(line::containsKey);
        assertThat(matches(rule, logged(new Verdict.CatchUp(false), true))).isFalse();
    }

    /** A copy that came after its user had ended the family. */
    @Test
    void givenACopyAfterTheEndThenTheRuleFindsTheLineThatWeLog() {
        Map<String, String> line = logged(new Verdict.Revoked(ReuseKind.RECENT_PREDECESSOR), true);

        assertThat(line).containsEntry("verdict", "revoked");
        assertThat(matches(rule("keycloak_token_family_reuse"), line)).isTrue();
    }

    @Test
    void givenTheCorrelationThenItCountsWhatTheFirstRuleFinds() {
        assertThat(rule("keycloak_token_family_reuse_of_one_client")
                        .at("/correlation/rules/0")
                        .asText())
                .isEqualTo(rule("keycloak_token_family_reuse").path("name").asText());
    }

    /** Keycloak's own lines, as its JBossLoggingEventListenerProvider writes them. */
    @Test
    void givenEventsOfKeycloakThenTheOthersFindTheirs() {
        Map<String, String> notMe = line(
                "org.keycloak.events",
                "INFO",
                "type=\"EXECUTE_ACTION_TOKEN\", realmId=\"r\", realmName=\"shop\", clientId=\"web\", userId=\"u\","
                        + " ipAddress=\"192.0.2.1\", action=\"token-family-answer\", token_family_id=\"f\","
                        + " token_family_answer=\"not-me\"");
        Map<String, String> me = new HashMap<>(notMe);
        me.put("token_family_answer", "me");
        Map<String, String> notMeOnThePage = line(
                "org.keycloak.events",
                "INFO",
                "type=\"CUSTOM_REQUIRED_ACTION\", realmId=\"r\", realmName=\"shop\", clientId=\"token-family-account\","
                        + " userId=\"u\", sessionId=\"s\", ipAddress=\"192.0.2.1\","
                        + " custom_required_action=\"TOKEN_FAMILY_SELF_SERVICE\", token_family_action=\"answer\","
                        + " token_family_ended=\"2\", token_family_incident_id=\"i\", token_family_answer=\"not-me\"");
        Map<String, String> meOnThePage = new HashMap<>(notMeOnThePage);
        meOnThePage.put("token_family_answer", "me");
        Map<String, String> off = line(
                "org.keycloak.events",
                "INFO",
                "operationType=\"DELETE\", realmId=\"r\", realmName=\"master\", clientId=\"c\", userId=\"u\","
                        + " ipAddress=\"192.0.2.1\", resourceType=\"TOKEN_FAMILY\","
                        + " resourcePath=\"token-families/presets/strict\"");
        Map<String, String> revoked = new HashMap<>(off);
        revoked.put("resourcePath", "token-families/0b4c");

        JsonNode reported = rule("keycloak_token_family_not_me");
        JsonNode changed = rule("keycloak_token_family_policy_changed");
        assertThat(matches(reported, notMe)).isTrue();
        assertThat(matches(reported, notMeOnThePage)).isTrue();
        assertThat(matches(reported, me)).isFalse();
        assertThat(matches(reported, meOnThePage)).isFalse();
        assertThat(matches(changed, off)).isTrue();
        assertThat(matches(changed, revoked)).isFalse();
        assertThat(matches(changed, notMe)).isFalse();
        Map<String, String> either = new HashMap<>(notMe);
        either.putAll(notMeOnThePage);
        for (Map.Entry<JsonNode, Map<String, String>> found :
                Map.of(reported, either, changed, off).entrySet()) {
            assertThat(found.getKey().path("fields").valueStream().map(JsonNode::asText))
                    .allMatch(found.getValue()::containsKey);
        }
    }

    /** What the one selection of such a rule says (Sigma 2.0): all of its fields, each as one of its values. */
    private static boolean matches(JsonNode rule, Map<String, String> line) {
        assertThat(rule.at("/detection/condition").asText()).isEqualTo("selection");
        return rule.at("/detection/selection").propertyStream().allMatch(wanted -> {
            String[] field = wanted.getKey().split("\\|", -1);
            String value = line.getOrDefault(field[0], "");
            Stream<String> values = wanted.getValue().isArray()
                    ? wanted.getValue().valueStream().map(JsonNode::asText)
                    : Stream.of(wanted.getValue().asText());
            return values.anyMatch(one -> field.length == 1 ? value.equals(one) : value.contains(one));
        });
    }

    private static Map<String, String> logged(Verdict verdict, boolean incident) {
        try (HeardLog log = HeardLog.of("dev.tokenfamily.incident", Level.WARN)) {
            IncidentLog.write(
                    OneReuse.finding(verdict, OneReuse.row(), incident),
                    () -> Optional.of(new Names("shop", "web", "alice")));
            assertThat(log.records()).hasSize(1);
            LogRecord written = log.records().get(0);
            return line(
                    written.getLoggerName(), written.getLevel().getName(), new PatternFormatter("%s").format(written));
        }
    }

    private static Map<String, String> line(String logger, String level, String message) {
        Map<String, String> fields = new HashMap<>(Map.of("loggerName", logger, "level", level));
        Matcher field = FIELD.matcher(message);
        while (field.find()) {
            fields.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
        }
        return fields;
    }
}
