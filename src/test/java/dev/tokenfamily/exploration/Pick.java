package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import java.util.List;

/** Which of the tokens that were handed out somebody presents. */
sealed interface Pick {

    /** Of those held, oldest generation first. */
    PresentedToken from(List<PresentedToken> held);

    /** What a well-behaved client presents: the newest, but for some answers that have not reached it yet. */
    record Newest(int missed) implements Pick {
        @Override
        public PresentedToken from(List<PresentedToken> held) {
            return held.get(Math.max(0, held.size() - 1 - missed));
        }
    }

    /** Whatever has been delivered since: the token of this generation. */
    record OfGeneration(int generation) implements Pick {
        @Override
        public PresentedToken from(List<PresentedToken> held) {
            return held.stream()
                    .filter(t -> t.generation() == generation)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
