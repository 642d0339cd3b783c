/** A list that the server gives piece by piece. */
export class List {
  #ask;
  #of;

  /** `ask(first)` gives a piece from the so-manieth entry on, with the entries as `of`, and whether there are `more`. */
  constructor(ask, of) {
    this.#ask = ask;
    this.#of = of;
    this.entries = undefined; // until they are loaded
    this.more = false;
    this.problem = undefined; // why they could not be loaded
  }

  /** Anew, from the first one on. It does not throw. */
  async load() {
    try {
      const first = await this.#ask(0);
      this.entries = first[this.#of];
      this.more = first.more;
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }

  /** The next ones besides. What has moved to them meanwhile is there once. */
  async loadMore() {
    const next = await this.#ask(this.entries.length);
    const known = new Set(this.entries.map(({ id }) => id));
    this.entries = [...this.entries, ...next[this.#of].filter(({ id }) => !known.has(id))];
    this.more = next.more;
  }
}
