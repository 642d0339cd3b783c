import { html, nothing } from "../../lit-html/lit-html.js";
import { button, card } from "../../page/basics.js";
import { ChosenClients } from "../parts/chosenClients.js";
import { confirmation } from "../../page/confirmation.js";
import { FreshLogin } from "../parts/freshLogin.js";
import { oneAtATime } from "../../page/oneAtATime.js";
import { policyForm } from "../parts/policyForm.js";
import { PolicyPreview } from "../parts/policyPreview.js";
import { differences, valuesOf } from "../parts/policyValues.js";
import { presetDescription } from "../parts/presets.js";
import { onLabel } from "./policy.js";

/**
 * One preset: whom it governs, and its form. Nothing is written before the admin has seen what would change. What is typed
 * stays whatever happens. The URL's query may say what is wanted: `client`, keys of the policy, and `preview` to show at once
 * what that would change.
 */
export class PresetScreen {
  static right = "view-realm";

  #preset;
  #groups;
  #values;
  #clients;
  #preview;
  #login;
  #alone = oneAtATime();

  constructor(context) {
    this.context = context;
  }

  get title() {
    const { messages, route } = this.context;
    return messages.text("policy.edit.title", { preset: route.id });
  }

  async load() {
    const { api, messages, route } = this.context;
    const wanted = Object.fromEntries(route.query);
    const [preset, { groups }] = await Promise.all([this.#read(), api.get("/presets/form", { locale: messages.locale })]);
    this.#preset = preset;
    this.#groups = groups;
    this.#values = valuesOf({ ...preset.configuration, ...preset.applied }, wanted);
    this.#clients = new ChosenClients(this.context, wanted.client, () => this.#changed());
    this.#login = new FreshLogin(this.context);
    this.#preview = new PolicyPreview(this.context, this.#login, () => this.#request());
    if (wanted.preview) {
      await this.#preview.look();
    }
  }

  async #read() {
    const { api, route } = this.context;
    const found = (await api.get("/presets")).find(({ name }) => name === route.id);
    return found ?? (await api.get(`/presets/${encodeURIComponent(route.id)}`)); // which says that there is none
  }

  render() {
    const { messages } = this.context;
    return html`
      <p class="token-family-lead">${presetDescription(messages, this.#preset)} ${onLabel(messages, this.#preset)}</p>
      ${this.#login.render(this.#preview.render())}
      ${card(messages.text("policy.clients"), this.#governed())}
      <form class="pf-v5-c-form" @submit=${(event) => this.#look(event)}>
        ${policyForm(messages, this.#groups, this.#values, (key, value) => this.#change(key, value))}
        <div class="token-family-actions">
          ${button(messages.text("policy.preview"), undefined, { type: "submit" })}
          ${this.#preset.applied === undefined
            ? nothing
            : button(messages.text("policy.turn-off"), () => this.#turnOff(), { variant: "danger" })}
        </div>
      </form>
    `;
  }

  #governed() {
    const { messages } = this.context;
    const { forChosenClients, clientIds } = this.#preset;
    if (!forChosenClients) {
      return html`<p>${messages.text("policy.by-kind.long")}</p>`;
    }
    return html`
      ${clientIds.length === 0
        ? html`<p>${messages.text("policy.clients.none")}</p>`
        : html`<p>${messages.text("policy.clients.all")}</p>
            <ul class="pf-v5-c-list">
              ${clientIds.map(
                (clientId) => html`<li>
                  ${clientId}
                  ${button(messages.text("policy.take-out", { client: clientId }), () => this.#takeOut(clientId), {
                    variant: "link",
                  })}
                </li>`,
              )}
            </ul>`}
      ${this.#clients.render(clientIds)}
    `;
  }

  #change(key, value) {
    this.#values = { ...this.#values, [key]: value };
    this.#changed();
  }

  /** A preview holds only for what it was of. */
  #changed() {
    this.#preview.drop();
    this.context.redraw();
  }

  #look(event) {
    event.preventDefault();
    return this.#preview.look();
  }

  #request() {
    const { name, configuration, forChosenClients } = this.#preset;
    return {
      name,
      clientIds: forChosenClients ? this.#clients.chosen : [],
      configuration: differences(configuration, this.#values),
    };
  }

  #takeOut(clientId) {
    return this.#alone(() => this.#remove("policy.take-out", { clientId }, { client: clientId }));
  }

  #turnOff() {
    return this.#alone(() => this.#remove("policy.turn-off", {}, {}));
  }

  /** Asks first, and removes nothing where the policies are not any more those that the admin was asked about. */
  #remove(key, parameters, values) {
    const { api, messages, say, warn } = this.context;
    return this.#login.needing(async () => {
      const path = `/presets/${encodeURIComponent(this.#preset.name)}`;
      const { version } = await api.post(path, { clientIds: [], dryRun: true });
      await this.#readAgain();
      if (!(await confirmation(messages, messages.text(`${key}.question`, values), messages.text(key, values)))) {
        return;
      }
      try {
        await api.delete(path, { ...parameters, version });
        say(messages.text(`${key}.done`, values));
      } catch (error) {
        if (!error.conflict) {
          throw error;
        }
        warn(`${messages.text("policy.conflict")} ${error.message}`);
      }
      await this.#readAgain();
    });
  }

  /** The form keeps what is typed; only whom the preset governs, and whether it is on, is read again. */
  async #readAgain() {
    this.#preset = await this.#read();
    this.#preview.drop();
    this.context.redraw();
  }
}
