package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.globalrevocation.SubjectIdentifier.Email;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.IssuerAndSubject;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.Opaque;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of the body of a request, and what its sender is told where nothing is. */
final class RequestBodyTest {

    private static SubjectIdentifier read(String body) throws IOException, RequestRefused {
        return RequestBody.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givenEachSupportedFormatThenTheSubjectIsRead() throws IOException, RequestRefused {
        assertThat(read("{\"sub_id\": {\"format\": \"opaque\", \"id\": \"7f2a\"}}"))
                .isEqualTo(new Opaque("7f2a"));
        assertThat(read("{\"sub_id\": {\"format\": \"email\", \"email\": \"ada@example.org\"}}"))
                .isEqualTo(new Email("ada@example.org"));
        assertThat(read("{\"sub_id\": {\"format\": \"iss_sub\", \"iss\": \"https://idp\", \"sub\": \"00u1\"}}"))
                .isEqualTo(new IssuerAndSubject("https://idp", "00u1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "{}",
                "{\"sub_id\": null}",
                "{\"sub_id\": \"7f2a\"}",
                "{\"sub_id\": {}}",
                "{\"subject\": {\"format\": \"opaque\", \"id\": \"7f2a\"}}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \"7f2a\"}, \"dry_run\": true}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \"7f2a\"}} {}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \"7f2a\", \"id\": \"8\"}}",
                "{\"sub_id\": {\"format\": \"opaque\"}}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \" \"}}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": 7}}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \"a\\u0000b\"}}",
                "{\"sub_id\": {\"format\": \"opaque\", \"id\": \"7f2a\", \"realm\": \"other\"}}",
                "{\"sub_id\": {\"format\": \"email\", \"id\": \"7f2a\"}}",
                "{\"sub_id\": {\"format\": \"phone_number\", \"phone_number\": \"+12065550100\"}}",
                "{\"sub_id\": {\"format\": \"aliases\", \"identifiers\": []}}",
            })
    void givenAnythingElseThenItIsABadRequest(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(RequestRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(Response.Status.BAD_REQUEST);
            assertThat(refused.error()).isEqualTo("invalid_request");
            assertThat(refused).message().isNotBlank();
        });
    }

    @Test
    void givenBytesOfUtf32ThatAreNoCharactersThenItIsABadRequest() {
        byte[] body = {0, 0, 0, '{', 0x7f, -1, -1, -1};
        assertThatThrownBy(() -> RequestBody.read(new ByteArrayInputStream(body)))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.status())
                        .isEqualTo(Response.Status.BAD_REQUEST));
    }

    @Test
    void givenATextThatIsTooLongForAnyUserThenItIsABadRequest() {
        String id = "a".repeat(SubjectIdentifier.LONGEST + 1);
        assertThatThrownBy(() -> read("{\"sub_id\": {\"format\": \"opaque\", \"id\": \"" + id + "\"}}"))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("255")
                .hasMessageNotContaining(id);
    }

    @Test
    void givenAHugeBodyThenNoMoreOfItIsReadThanIsNeededToRefuseIt() {
        ByteArrayInputStream huge = new ByteArrayInputStream(new byte[1_000_000]);
        assertThatThrownBy(() -> RequestBody.read(huge))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.status())
                        .isEqualTo(Response.Status.REQUEST_ENTITY_TOO_LARGE));
        assertThat(huge.available()).isGreaterThan(900_000);
    }
}
