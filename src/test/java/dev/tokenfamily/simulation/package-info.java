/**
 * Whom a policy logs out, and which thieves it catches, in numbers. {@link dev.tokenfamily.simulation.Population}s of clients
 * and {@link dev.tokenfamily.simulation.Thief thieves} live for virtual months over the production protocol, under each preset
 * ({@link dev.tokenfamily.simulation.FamilyEndpoint}), and over models of what others do. The run writes {@code docs/explanation/trust.md}.
 * Nobody here knows a field of the store or a branch of the detector: a change of either shows by the numbers.
 */
@NullMarked
package dev.tokenfamily.simulation;

import org.jspecify.annotations.NullMarked;
