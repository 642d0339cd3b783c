/** Where the admin is: `#/{realm}/{screen}/{id}?{query}`. */
export class Route {
  constructor(realm, screen, id, query) {
    this.realm = realm;
    this.screen = screen;
    this.id = id;
    this.query = query;
  }

  /** Of a URL's hash; `realm` and `screen` are for one that does not say. */
  static of(hash, realm, screen) {
    const [path, query] = hash.replace(/^#\/?/, "").split("?");
    const [foundRealm, foundScreen, id] = path.split("/").map(decoded);
    return new Route(foundRealm || realm, foundScreen || screen, id || undefined, new URLSearchParams(query ?? ""));
  }

  /** The hash of another place in the same realm. Of the query, what is undefined, null or empty is left out. */
  to(screen, id, query = {}) {
    const path = [this.realm, screen, id].filter((part) => part !== undefined).map(encodeURIComponent);
    const given = new URLSearchParams(
      Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ""),
    ).toString();
    return `#/${path.join("/")}${given && `?${given}`}`;
  }

  get hash() {
    return this.to(this.screen, this.id, Object.fromEntries(this.query));
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
