package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two sketches are equal where they have seen the same users. */
final class SketchEqualityTest {

    private final Sketch sketch = Sketch.empty();

    @Nested
    final class GivenASketchOfAUser {

        @BeforeEach
        void seen() {
            sketch.add("alice");
        }

        @Test
        void thenOneOfTheSameUserIsEqual() {
            Sketch same = Sketch.empty();
            same.add("alice");
            assertThat(sketch).isEqualTo(same).hasSameHashCodeAs(same);
        }

        @Test
        void thenOneOfAnotherUserIsNotNorAnythingElse() {
            Sketch other = Sketch.empty();
            other.add("bob");
            assertThat(sketch).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
            assertThat(sketch).isNotEqualTo(Sketch.empty()).isNotEqualTo("alice");
        }
    }
}
