/** The store on real databases: its contract, its plans, its purge, and outages. */
@NullMarked
package dev.tokenfamily.live.store;

import org.jspecify.annotations.NullMarked;
