package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.Email;
import org.junit.jupiter.api.Test;

/** An order, as the outbox keeps it. */
final class RevocationOrderTest {

    private final RevocationOrder order =
            RevocationOrder.of(new Email("ada@example.org"), "c1", "okta", new Origin("192.0.2.7", "curl/8"));

    @Test
    void thenItIsReadAsItWasWritten() {
        RevocationOrder read = RevocationOrder.read(order.text());
        assertThat(read).isEqualTo(order);
        assertThat(SubjectIdentifier.of(read.subject())).isEqualTo(new Email("ada@example.org"));
        assertThat(read.origin()).isEqualTo(new Origin("192.0.2.7", "curl/8"));
    }

    @Test
    void givenANewerVersionHasWrittenMoreThenItIsRead() {
        String newer = order.text().replaceFirst("\\{", "{\"reason\":{\"why\":1},");
        assertThat(RevocationOrder.read(newer)).isEqualTo(order);
    }

    @Test
    void givenSomethingElseThenItIsNotRead() {
        assertThatThrownBy(() -> RevocationOrder.read("no order")).isInstanceOf(IllegalArgumentException.class);
    }
}
