import { html } from "../../lit-html/lit-html.js";
import { emptyState, label } from "../../page/basics.js";
import { filterForm, selectField, textField } from "../parts/fields.js";
import { incomplete, PAGE, pageOf, pages } from "../parts/pages.js";
import { search } from "../parts/search.js";
import { table } from "../parts/table.js";

/** Search among the families of the realm. */
export class FamiliesScreen {
  static right = "view-users";

  #found;
  #complete;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("families.title");
  }

  async load() {
    const { api, route } = this.context;
    const { query } = route;
    const { found, complete } = await search(api, "", Object.fromEntries(query), pageOf(query), "sessionId");
    this.#found = found;
    this.#complete = complete;
  }

  render() {
    const { messages } = this.context;
    return html`
      ${this.#filter()} ${incomplete(this.context, this.#complete)}
      ${this.#found.length === 0
        ? emptyState(messages.text("families.none"))
        : table(messages.text("families.title"), this.#columns(), this.#found.slice(0, PAGE))}
      ${pages(this.context, this.#found)}
    `;
  }

  /** Address and device are asked of one user only: among all families they would cost the server too much. */
  #filter() {
    const { messages, route } = this.context;
    const { query } = route;
    const ofUser = { help: messages.text("families.of-user") };
    return filterForm(this.context, [
      textField("username", messages.text("username"), query.get("username")),
      textField("clientId", messages.text("client"), query.get("clientId")),
      textField("sessionId", messages.text("session"), query.get("sessionId")),
      selectField("status", messages.text("family.status"), query.get("status"), [
        ["", messages.text("any")],
        ["active", messages.text("family.status.active")],
        ["revoked", messages.text("family.status.revoked")],
      ]),
      textField("address", messages.text("address"), query.get("address"), ofUser),
      textField("device", messages.text("device"), query.get("device"), ofUser),
    ]);
  }

  #columns() {
    const { messages, route } = this.context;
    return [
      {
        name: messages.text("family.last-used"),
        cell: ({ id, lastUsedAt }) => html`<a href=${route.to("families", id)}>${messages.time(lastUsedAt)}</a>`,
      },
      { name: messages.text("user"), cell: ({ username, userId }) => username ?? userId },
      { name: messages.text("client"), cell: ({ clientId }) => clientId ?? messages.text("removed") },
      { name: messages.text("address"), cell: ({ lastUsedFrom }) => lastUsedFrom },
      { name: messages.text("generation"), cell: ({ generation }) => messages.number(generation) },
      { name: messages.text("family.status"), cell: (family) => statusLabel(messages, family) },
    ];
  }
}

/** Whether it is alive. */
export function statusLabel(messages, { status, offline }) {
  const alive = status === "active";
  return html`${label(messages.text(`family.status.${status}`), alive ? "green" : "red")}
  ${offline ? label(messages.text("family.offline"), "blue") : ""}`;
}
