/**
 * Lets one piece of work be done at a time. Whoever presses a button twice means it once, and would otherwise be told that somebody
 * else was faster. What comes meanwhile is not done, and gives undefined.
 */
export function oneAtATime() {
  let busy = false;
  return async (work) => {
    if (busy) {
      return undefined;
    }
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
}
