import { html } from "../../lit-html/lit-html.js";
import { emptyState, label } from "../../page/basics.js";
import { filterForm, textField } from "../parts/fields.js";
import { PAGE, pageOf, pages } from "../parts/pages.js";
import { recommended } from "../parts/recommendation.js";
import { standingLabel } from "../parts/standing.js";
import { table } from "../parts/table.js";

/** The clients of the realm: how each is governed, and what to do next. */
export class ClientsScreen {
  static right = "view-realm";

  #found;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("clients.title");
  }

  async load() {
    const { api, route } = this.context;
    this.#found = await api.get("/clients", { search: route.query.get("search"), ...pageOf(route.query) });
  }

  render() {
    const { messages, route } = this.context;
    return html`
      ${filterForm(this.context, [textField("search", messages.text("client"), route.query.get("search"))])}
      ${this.#found.length === 0
        ? emptyState(messages.text("clients.none"))
        : table(messages.text("clients.title"), this.#columns(), this.#found.slice(0, PAGE))}
      ${pages(this.context, this.#found)}
    `;
  }

  #columns() {
    const { messages, route } = this.context;
    return [
      {
        name: messages.text("client"),
        cell: ({ clientId, enabled }) =>
          html`<a href=${route.to("clients", clientId)}>${clientId}</a> ${enabled ? "" : label(messages.text("disabled"))}`,
      },
      { name: messages.text("incident.mode"), cell: (client) => standingLabel(messages, client) },
      { name: messages.text("clients.policy"), cell: ({ effective }) => effective?.clientPolicy ?? "" },
      {
        name: messages.text("clients.warnings"),
        cell: ({ warnings }) => (warnings.length === 0 ? "" : label(messages.number(warnings.length), "orange")),
      },
      { name: messages.text("overview.refreshes"), cell: ({ report }) => report && messages.number(report.refreshes) },
      {
        name: messages.text("overview.recommendation"),
        cell: ({ report }) => report && recommended(messages, report.recommendation),
      },
    ];
  }
}
