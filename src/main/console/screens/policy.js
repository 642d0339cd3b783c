import { html } from "../../lit-html/lit-html.js";
import { label } from "../../page/basics.js";
import { presetDescription } from "../parts/presets.js";
import { table } from "../parts/table.js";

/** The presets of client policies: which are on, and for whom. */
export class PolicyScreen {
  static right = "view-realm";

  #presets;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("policy.title");
  }

  async load() {
    this.#presets = await this.context.api.get("/presets");
  }

  render() {
    const { messages, route } = this.context;
    const client = route.query.get("client");
    return html`
      <p class="token-family-lead">
        ${client === null ? messages.text("policy.intro") : messages.text("policy.choose", { client })}
      </p>
      ${table(messages.text("policy.title"), this.#columns(client), this.#presets)}
    `;
  }

  #columns(client) {
    const { messages, route } = this.context;
    return [
      {
        name: messages.text("policy.preset"),
        cell: ({ name }) => html`<a href=${route.to("policy", name, { client })}>${name}</a>`,
      },
      { name: messages.text("policy.description"), cell: (preset) => presetDescription(messages, preset) },
      { name: messages.text("policy.state"), cell: (preset) => onLabel(messages, preset) },
      {
        name: messages.text("policy.clients"),
        cell: ({ forChosenClients, clientIds }) =>
          forChosenClients ? clientIds.join(", ") : messages.text("policy.by-kind"),
      },
    ];
  }
}

/** Whether it is on, and whether it enforces. */
export function onLabel(messages, { applied }) {
  if (applied === undefined) {
    return label(messages.text("policy.off"));
  }
  const { enforcement } = applied;
  return label(messages.text(`standing.${enforcement}`), enforcement === "enforce" ? "green" : "blue");
}
