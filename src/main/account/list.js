/** A list that the server gives piece by piece. */
export class List {
  #ask;
  #of;
  #next; // from where on the rest is; undefined where there is none

  /** `ask(first)` gives a piece from the so-manieth entry on, with the entries as `of`, and where the `next` piece begins, if any. */
  constructor(ask, of) {
    this.#ask = ask;
    this.#of = of;
    this.entries = undefined; // until they are loaded
    this.problem = undefined; // why they could not be loaded
  }

  /** Whether there are more than have been loaded. */
  get more() {
    return this.#next !== undefined;
  }

  /** Anew, from the first one on. It does not throw. */
  async load() {
    try {
      this.entries = await this.#piece(0, []);
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }

  /** The next ones besides. What has moved to them meanwhile is there once. */
  async loadMore() {
    this.entries = [...this.entries, ...(await this.#piece(this.#next, this.entries))];
  }

  /** What a piece has beside the known ones; where that is nothing, as of ended sign-ins that are not shown, a later piece. */
  async #piece(first, known) {
    const ids = new Set(known.map(({ id }) => id));
    let next = first;
    let unknown = [];
    do {
      const piece = await this.#ask(next);
      unknown = piece[this.#of].filter(({ id }) => !ids.has(id));
      next = piece.next;
    } while (unknown.length === 0 && next !== undefined);
    this.#next = next;
    return unknown;
  }
}
