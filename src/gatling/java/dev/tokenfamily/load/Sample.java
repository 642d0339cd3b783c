package dev.tokenfamily.load;

/**
 * What one cell did in one round.
 *
 * @param perSecond answers as expected
 * @param p50 half of them came within so many milliseconds
 * @param p99 likewise 99 of 100
 * @param failed answers that were not as expected
 */
record Sample(double perSecond, double p50, double p99, long failed) {}
