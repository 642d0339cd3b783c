/** What operators see: details of events, lines of the log, meters. */
@NullMarked
package dev.tokenfamily.telemetry;

import org.jspecify.annotations.NullMarked;
