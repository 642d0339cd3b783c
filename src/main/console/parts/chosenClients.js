import { html, nothing } from "../../lit-html/lit-html.js";
import { button } from "../../page/basics.js";
import { clientNamed } from "./clients.js";
import { textField } from "./fields.js";

const SUGGESTIONS = 20;

/** The clients that an admin wants to put under a preset, found by a part of their ids. */
export class ChosenClients {
  #context;
  #changed;
  #chosen;
  #typed = "";
  #suggested = [];

  /** `first` is chosen already, if there is one; `changed` is called when there are others. */
  constructor(context, first, changed) {
    this.#context = context;
    this.#changed = changed;
    this.#chosen = first ? [first] : [];
  }

  /** Their ids. */
  get chosen() {
    return this.#chosen;
  }

  /** `present` are under the preset already. */
  render(present) {
    const { messages } = this.#context;
    const added = this.#chosen.filter((clientId) => !present.includes(clientId));
    return html`
      ${added.length === 0
        ? nothing
        : html`<p>${messages.text("policy.chosen")}</p>
            <ul class="pf-v5-c-list">
              ${added.map(
                (clientId) => html`<li>
                  ${clientId}
                  ${button(messages.text("policy.leave-out", { client: clientId }), () => this.#leaveOut(clientId), {
                    variant: "link",
                  })}
                </li>`,
              )}
            </ul>`}
      <form class="pf-v5-c-form token-family-filter" @submit=${(event) => this.#add(event)}>
        ${textField("client", messages.text("client"), this.#typed, {
          list: "clients",
          input: ({ target }) => this.#suggest(target.value),
        })}
        <datalist id="clients">${this.#suggested.map((clientId) => html`<option value=${clientId}></option>`)}</datalist>
        ${button(messages.text("policy.add"), undefined, { type: "submit", variant: "secondary" })}
      </form>
    `;
  }

  async #suggest(typed) {
    this.#typed = typed;
    if (typed.trim() === "") {
      return;
    }
    const found = await this.#context.api.get("/clients", { search: typed.trim(), max: SUGGESTIONS }).catch(() => []);
    if (typed === this.#typed) {
      this.#suggested = found.map(({ clientId }) => clientId);
      this.#context.redraw();
    }
  }

  async #add(event) {
    event.preventDefault();
    const { api, attempt, messages, warn } = this.#context;
    const clientId = this.#typed.trim();
    if (clientId === "" || this.#chosen.includes(clientId)) {
      return;
    }
    const found = await attempt(async () => (await clientNamed(api, clientId)) ?? null);
    if (found === null) {
      warn(messages.text("policy.no-client", { client: clientId }));
    } else if (found !== undefined) {
      this.#chosen = [...this.#chosen, clientId];
      this.#typed = "";
      this.#changed();
    }
  }

  #leaveOut(clientId) {
    this.#chosen = this.#chosen.filter((other) => other !== clientId);
    this.#changed();
  }
}
