import { html } from "../../lit-html/lit-html.js";
import { emptyState } from "../../page/basics.js";
import { filterForm, textField } from "../parts/fields.js";
import { PAGE, pageOf, pages } from "../parts/pages.js";
import { table } from "../parts/table.js";
import { enabledLabel, fullName } from "../parts/users.js";

/** Search for a user, by whatever Keycloak finds users by: a part of the user name, the name or the e-mail address. */
export class UsersScreen {
  static right = "view-users";

  #found;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("users.title");
  }

  async load() {
    const { api, route } = this.context;
    const search = route.query.get("search");
    this.#found = await api.ofKeycloak("/users", { search, briefRepresentation: true, ...pageOf(route.query) });
  }

  render() {
    const { messages, route } = this.context;
    return html`
      ${filterForm(this.context, [textField("search", messages.text("users.search"), route.query.get("search"))])}
      ${this.#found.length === 0
        ? emptyState(messages.text("users.none"))
        : table(messages.text("users.title"), this.#columns(), this.#found.slice(0, PAGE))}
      ${pages(this.context, this.#found)}
    `;
  }

  #columns() {
    const { messages, route } = this.context;
    return [
      {
        name: messages.text("username"),
        cell: ({ id, username }) => html`<a href=${route.to("users", id)}>${username}</a>`,
      },
      { name: messages.text("users.name"), cell: fullName },
      { name: messages.text("users.email"), cell: ({ email }) => email ?? "" },
      { name: messages.text("users.state"), cell: ({ enabled }) => enabledLabel(messages, enabled) },
    ];
  }
}
