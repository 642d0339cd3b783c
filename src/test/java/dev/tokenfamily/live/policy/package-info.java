/** Stories of an admin who governs clients: which policy counts, and what it changes. */
@NullMarked
package dev.tokenfamily.live.policy;

import org.jspecify.annotations.NullMarked;
