/**
 * The dashboard for Grafana that we ship, without a Grafana: what its panels ask a real Prometheus, a picture of what is answered, and
 * where its links lead. {@link dev.tokenfamily.dashboard.Overview} draws it, for the documents and for whoever changes it.
 */
@NullMarked
package dev.tokenfamily.dashboard;

import org.jspecify.annotations.NullMarked;
