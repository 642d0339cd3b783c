package dev.tokenfamily.load;

import java.util.List;

/**
 * Who is compared with whom.
 *
 * @param cells what is measured, named apart
 * @param comparisons of two of them each
 */
record Contest(List<Cell> cells, List<Comparison> comparisons) {}
