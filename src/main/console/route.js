/**
 * Where the admin is: `#{prefix}/{realm}/{screen}/{id}?{query}`. The prefix, which is empty at the page's own address, tells these
 * hashes from those of another page that shows the element.
 */
export class Route {
  constructor(realm, screen, id, query, prefix) {
    this.realm = realm;
    this.screen = screen;
    this.id = id;
    this.query = query;
    this.prefix = prefix;
  }

  /** Whether a hash is one of these; without a prefix, each is. */
  static isOurs(hash, prefix) {
    return prefix === "" || hash.startsWith(`#${prefix}/`);
  }

  /** Of a URL's hash; `realm` and `screen` are for one that does not say, or is not ours. */
  static of(hash, realm, screen, prefix = "") {
    const place = Route.isOurs(hash, prefix) ? hash.slice(1 + prefix.length) : "";
    const [path, query] = place.replace(/^\//, "").split("?");
    const [foundRealm, foundScreen, id] = path.split("/").map(decoded);
    const found = new URLSearchParams(query ?? "");
    return new Route(foundRealm || realm, foundScreen || screen, id || undefined, found, prefix);
  }

  /** The hash of another place in the same realm. Of the query, what is undefined, null or empty is left out. */
  to(screen, id, query = {}) {
    const path = [this.realm, screen, id].filter((part) => part !== undefined).map(encodeURIComponent);
    const given = new URLSearchParams(
      Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ""),
    ).toString();
    return `#${this.prefix}/${path.join("/")}${given && `?${given}`}`;
  }

  /** The hash of the same screen in another realm. */
  toRealm(realm) {
    return new Route(realm, this.screen, undefined, undefined, this.prefix).to(this.screen);
  }
}

/** What somebody has typed into the address bar may be no encoding of anything. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
