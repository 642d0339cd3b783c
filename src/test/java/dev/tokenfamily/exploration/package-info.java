/**
 * Every interleaving of a few requests, enumerated. {@link dev.tokenfamily.exploration.Explorer} walks from
 * {@link dev.tokenfamily.exploration.Moment} to moment: in each it lets every actor do its next step, in every way the
 * step can turn out, and holds what it did to the rows ({@link dev.tokenfamily.exploration.RowChange}) and what people
 * could see of it ({@link dev.tokenfamily.exploration.Showing}) against the claims. The actors run the production
 * protocol; nothing of it is modelled.
 */
@NullMarked
package dev.tokenfamily.exploration;

import org.jspecify.annotations.NullMarked;
