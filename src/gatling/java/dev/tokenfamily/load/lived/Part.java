package dev.tokenfamily.load.lived;

import dev.tokenfamily.load.lived.Stacks.Stack;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose work a stack is. What is not ours is the first of these with one of its frames. */
enum Part {
    OUR_STATEMENTS("ours: statements, with Hibernate, pool and driver", Part.NEVER),
    OURS("ours: everything else", Part.NEVER),
    COMPILER("Java's compilers", "CompileBroker::.*"),
    COLLECTOR("garbage collection", "G1.*|(WorkerThread|GangWorker|ConcurrentGCThread|VMThread)::.*"),
    SIGNATURE("signature of the access token (RSA)", "java/security/Signature.*|sun/security/rsa/.*"),
    CLIENT_POLICIES("Keycloak's client policies", "org/keycloak/services/clientpolicy/.*"),
    STATEMENTS("Keycloak's statements, with Hibernate, pool and driver", Part.OF_STATEMENTS),
    CACHES("Keycloak's caches (Infinispan)", "org/infinispan/.*"),
    KEYCLOAK("Keycloak: everything else", "org/keycloak/.*"),
    HTTP("HTTP and REST", "(io/vertx|io/netty|io/quarkus|org/jboss/resteasy)/.*"),
    REST("threads, and the rest", ".*");

    private static final String NEVER = "(?!)";
    private static final String OF_STATEMENTS = "(org/hibernate|org/postgresql|io/agroal|com/arjuna)/.*";
    private static final Pattern STATEMENT = Pattern.compile(OF_STATEMENTS);

    private static final String OUR_PACKAGES = "dev/tokenfamily/";

    /** Where Keycloak's own work goes on, which ours stands around. */
    private static final Pattern BACK_AT_KEYCLOAK =
            Pattern.compile("org/keycloak/protocol/oidc/refresh/(Default|Abstract)RefreshTokenProvider\\..*");

    private static final Pattern METHOD = Pattern.compile("(\\$\\$Lambda.*)?\\.[^.]*");

    private final String label;
    private final Pattern frame;

    Part(String label, String frame) {
        this.label = label;
        this.frame = Pattern.compile(frame);
    }

    /** As reports call it. */
    String label() {
        return label;
    }

    static Part of(Stack stack) {
        List<String> frames = stack.frames();
        int ours = innermostOfOurs(frames);
        if (ours >= 0) {
            return has(STATEMENT, frames.subList(ours, frames.size())) ? OUR_STATEMENTS : OURS;
        }
        return Arrays.stream(values())
                .filter(part -> has(part.frame, frames))
                .findFirst()
                .orElse(REST);
    }

    /** The class of ours that is at work, or has others work for it; empty where none is. */
    static Optional<String> ourClass(Stack stack) {
        int ours = innermostOfOurs(stack.frames());
        return ours < 0
                ? Optional.empty()
                : Optional.of(METHOD.matcher(stack.frames().get(ours).substring(OUR_PACKAGES.length()))
                        .replaceFirst("")
                        .replace('/', '.'));
    }

    /** Negative where there is none, or where it has handed over to Keycloak. */
    private static int innermostOfOurs(List<String> frames) {
        int innermost = -1;
        for (int n = 0; n < frames.size(); n++) {
            if (frames.get(n).startsWith(OUR_PACKAGES)) {
                innermost = n;
            } else if (BACK_AT_KEYCLOAK.matcher(frames.get(n)).matches()) {
                innermost = -1;
            }
        }
        return innermost;
    }

    private static boolean has(Pattern frame, List<String> frames) {
        return frames.stream().anyMatch(frame.asMatchPredicate());
    }
}
