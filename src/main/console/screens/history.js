import { html, nothing } from "../../lit-html/lit-html.js";
import { alert, emptyState } from "../../page/basics.js";
import { filterForm, textField } from "../parts/fields.js";
import { history } from "../parts/history.js";
import { PAGE, pageOf, pages } from "../parts/pages.js";
import { userNamed } from "../parts/users.js";

/** Why a user was logged out: of a user, a session or a family. */
export class HistoryScreen {
  static right = "view-users";

  #asked = false;
  #unknownUser = false;
  #ends = [];

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("history.title");
  }

  async load() {
    const { api, route } = this.context;
    const { username, sessionId, familyId } = Object.fromEntries(route.query);
    this.#asked = Boolean(username || sessionId || familyId);
    if (!this.#asked) {
      return;
    }
    const user = username ? await userNamed(api, username) : undefined;
    this.#unknownUser = Boolean(username) && user === undefined;
    this.#ends = this.#unknownUser
      ? []
      : await api.get("/history", { userId: user?.id, sessionId, familyId, ...pageOf(route.query) });
  }

  render() {
    const { messages, route } = this.context;
    const { query } = route;
    return html`
      ${filterForm(this.context, [
        textField("username", messages.text("username"), query.get("username")),
        textField("sessionId", messages.text("session"), query.get("sessionId")),
        textField("familyId", messages.text("family"), query.get("familyId")),
      ])}
      ${this.#asked ? this.#found() : emptyState(messages.text("history.ask"))}
    `;
  }

  #found() {
    const { messages, route } = this.context;
    if (this.#unknownUser) {
      return alert("info", messages.text("users.unknown", { name: route.query.get("username") }));
    }
    return html`${history(this.context, this.#ends.slice(0, PAGE))} ${pages(this.context, this.#ends)}
    ${this.#ends.length === 0 ? nothing : html`<p class="token-family-help">${messages.text("history.kept")}</p>`}`;
  }
}
