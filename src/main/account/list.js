/** A list that the server gives piece by piece. */
export class List {
  #ask;
  #of;

  /** `ask(first)` gives a piece from the so-manieth entry on, which has the entries as `of`, and says whether there are `more`. */
  constructor(ask, of) {
    this.#ask = ask;
    this.#of = of;
    this.entries = undefined; // until they are loaded
    this.first = undefined; // the first piece, with what it says besides
    this.more = false;
    this.problem = undefined; // why they could not be loaded
  }

  /** Anew, from the first one on. It does not throw. */
  async load() {
    try {
      this.first = await this.#ask(0);
      this.entries = this.first[this.#of];
      this.more = this.first.more;
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
