/**
 * My sign-ins: what users see of their own token families, and how they end them (ADR 27). {@link
 * dev.tokenfamily.selfservice.MineResource} is what a page calls with the user's own access token, which {@link
 * dev.tokenfamily.selfservice.Callers} judges; whatever changes something is begun, confirmed in a login of its own ({@link
 * dev.tokenfamily.selfservice.ActionConfirmation}), and done once.
 */
@NullMarked
package dev.tokenfamily.selfservice;

import org.jspecify.annotations.NullMarked;
