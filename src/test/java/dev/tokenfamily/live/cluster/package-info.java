/** Two nodes: under load, killed, restarted, with wrong clocks. */
@NullMarked
package dev.tokenfamily.live.cluster;

import org.jspecify.annotations.NullMarked;
