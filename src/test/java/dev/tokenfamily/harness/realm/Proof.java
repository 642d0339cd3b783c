package dev.tokenfamily.harness.realm;

import java.net.URI;
import java.util.List;

/** How an application proves, in a request, that it has the key to which its tokens are bound. */
@FunctionalInterface
public interface Proof {

    /** Of an application without a key. */
    Proof NONE = endpoint -> List.of();

    /** What it adds to a request: names and values by turns. */
    List<String> headers(URI endpoint);
}
