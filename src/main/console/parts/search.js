/** Searches that take no longer in a realm of a million: where no index knows what is asked for, the server looks at the newest only. */

/** How many these are. */
export const NEWEST = 10_000;

/** By the first of these that is given the server finds entries at once, in the order of time. */
const OWNERS = ["userId", "username", "clientId"];

const PAGES = ["first", "max"];

/**
 * A page of the list at `path`, as `found`, and whether all was looked at for it, as `complete`. `few` is a parameter by which
 * the server finds few entries at once.
 */
export async function search(api, path, asked, page, few) {
  const owner = OWNERS.find((name) => asked[name]);
  const others = Object.keys(asked).filter((name) => asked[name] && name !== owner && !PAGES.includes(name));
  if (others.length === 0 || asked[few]) {
    return { found: await api.get(path, { ...asked, ...page }), complete: true };
  }
  const [found, number] = await Promise.all([
    api.get(path, { ...asked, ...page, newest: NEWEST }),
    api.get(`${path}/count`, { ...(owner && { [owner]: asked[owner] }), max: NEWEST }),
  ]);
  return { found, complete: number < NEWEST };
}
