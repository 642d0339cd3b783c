import { html, nothing } from "../../lit-html/lit-html.js";
import { alert, button, card } from "../../page/basics.js";
import { oneAtATime } from "../../page/oneAtATime.js";
import { english } from "./standing.js";

/**
 * What saving would change, as the server's dry run says; and saving just that, or nothing if it is not so any more. An answer that
 * comes when the form says something else already is not shown.
 */
export class PolicyPreview {
  #context;
  #login;
  #wanted;
  #looked; // what the last dry run is of; undefined once that is not wanted any more
  #outcome; // of that dry run
  #conflict; // what the server said
  #alone = oneAtATime();

  /** `wanted()` is what the form says: `{ name, clientIds, configuration }`. */
  constructor(context, login, wanted) {
    this.#context = context;
    this.#login = login;
    this.#wanted = wanted;
  }

  drop() {
    this.#looked = undefined;
    this.#outcome = undefined;
    this.#conflict = undefined;
  }

  /** Asks for a dry run. */
  look() {
    this.drop();
    return this.#login.needing(() => this.#lookNow());
  }

  async #lookNow() {
    const wanted = this.#wanted();
    this.#looked = wanted;
    const outcome = await this.#post(wanted, { dryRun: true });
    if (wanted === this.#looked) {
      this.#outcome = outcome;
    }
  }

  render() {
    const { messages } = this.#context;
    if (this.#conflict !== undefined) {
      return html`<div role="alert">
        ${alert("warning", english(this.#conflict), {
          title: messages.text("policy.conflict"),
          actions: button(messages.text("policy.look-again"), () => this.look()),
        })}
      </div>`;
    }
    return this.#outcome === undefined ? nothing : html`<div role="status">${this.#shown(this.#outcome)}</div>`;
  }

  #shown({ changes, warnings }) {
    const { messages } = this.#context;
    const sentences = (list) =>
      html`<ul class="pf-v5-c-list">
        ${list.map((sentence) => html`<li>${english(sentence)}</li>`)}
      </ul>`;
    return card(
      messages.text("policy.preview.title"),
      html`${changes.length === 0 ? html`<p>${messages.text("policy.preview.nothing")}</p>` : sentences(changes)}
      ${warnings.length === 0
        ? nothing
        : alert("warning", sentences(warnings), { title: messages.text("policy.preview.warnings") })}
      ${changes.length === 0
        ? nothing
        : html`<div class="token-family-actions">
            ${button(messages.text("policy.save"), () => this.#save())}
            ${button(messages.text("cancel"), () => this.#cancel(), { variant: "link" })}
          </div>`}`,
    );
  }

  #cancel() {
    this.drop();
    this.#context.redraw();
  }

  /** What was looked at; where something else was typed while the admin logged in, that is looked at first. */
  #save() {
    const wanted = this.#looked;
    const { version } = this.#outcome;
    return this.#alone(() =>
      this.#login.needing(async () => {
        if (wanted !== this.#looked) {
          return this.#lookNow();
        }
        try {
          await this.#post(wanted, { dryRun: false, version });
        } catch (error) {
          if (!error.conflict) {
            throw error;
          }
          this.drop();
          this.#conflict = error.message;
          return undefined;
        }
        return this.#saved(wanted);
      }),
    );
  }

  /** Where the next step is: at the client, if it was about one. */
  async #saved({ clientIds }) {
    const { go, messages, reload, route, say } = this.#context;
    this.drop();
    say(messages.text("policy.saved"));
    if (clientIds.length === 1) {
      go(route.to("clients", clientIds[0]));
    } else {
      go(route.to("policy", route.id)); // without what was wanted
      await reload();
    }
  }

  #post({ name, ...body }, how) {
    return this.#context.api.post(`/presets/${encodeURIComponent(name)}`, { ...body, ...how });
  }
}
