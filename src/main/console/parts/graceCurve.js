/** The curve of what a grace period would have absorbed: `[{ seconds, avoided }, …]`, by their seconds, from 0. */

/** How many a grace period of so many seconds would have absorbed. Between two points the lower one holds. */
export function avoided(curve, seconds) {
  return curve.findLast((point) => point.seconds <= seconds)?.avoided ?? 0;
}

/** Where a slider over the points stands: at the last one that is not longer than so many seconds. */
export function positionOf(curve, seconds) {
  return Math.max(
    0,
    curve.findLastIndex((point) => point.seconds <= seconds),
  );
}
