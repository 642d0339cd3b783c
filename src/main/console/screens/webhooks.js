import { html, nothing } from "../lit-html/lit-html.js";
import { alert, button, card, emptyState, label } from "../parts/basics.js";
import { filterForm, selectField } from "../parts/fields.js";
import { FreshLogin } from "../parts/freshLogin.js";
import { oneAtATime } from "../parts/oneAtATime.js";
import { PAGE, pageOf, pages } from "../parts/pages.js";
import { table } from "../parts/table.js";

const STATES = { pending: "blue", delivered: "green", dead_letter: "red" };

/** Whom the realm tells, and what became of it; what was told can be told again. */
export class WebhooksScreen {
  static right = "view-realm";

  #webhooks;
  #deliveries;
  #login;
  #alone = oneAtATime();

  constructor(context) {
    this.context = context;
    this.#login = new FreshLogin(context, "webhooks.login.why");
  }

  get title() {
    return this.context.messages.text("webhooks.title");
  }

  async load() {
    const { api, route } = this.context;
    const { endpoint, state } = Object.fromEntries(route.query);
    [this.#webhooks, this.#deliveries] = await Promise.all([
      api.get("/webhooks"),
      api.get("/webhooks/deliveries", { endpoint, state, ...pageOf(route.query) }),
    ]);
  }

  render() {
    const { messages } = this.context;
    return html`
      ${this.#login.render(nothing)} ${card(messages.text("webhooks.receivers"), this.#receivers())} ${this.#filter()}
      ${this.#deliveries.length === 0
        ? emptyState(messages.text("webhooks.no-deliveries"))
        : table(messages.text("webhooks.deliveries"), this.#columns(), this.#deliveries.slice(0, PAGE))}
      ${pages(this.context, this.#deliveries)}
    `;
  }

  #receivers() {
    const { messages } = this.context;
    const { endpoints, hosts, problem } = this.#webhooks;
    return html`
      ${hosts.length === 0 ? alert("info", messages.text("webhooks.not-allowed")) : nothing}
      ${problem === undefined ? nothing : alert("danger", problem)}
      ${endpoints.length === 0
        ? html`<p>${messages.text("webhooks.none")}</p>`
        : table(
            messages.text("webhooks.receivers"),
            [
              { name: messages.text("webhooks.receiver"), cell: ({ id }) => id },
              { name: messages.text("webhooks.address"), cell: ({ url }) => url },
              { name: messages.text("webhooks.events"), cell: ({ events }) => events.join(", ") },
              {
                name: messages.text("webhooks.problem"),
                cell: ({ problem: known }) => known ?? messages.text("webhooks.no-problem"),
              },
            ],
            endpoints,
          )}
    `;
  }

  #filter() {
    const { messages, route } = this.context;
    const any = ["", messages.text("any")];
    return filterForm(this.context, [
      selectField("endpoint", messages.text("webhooks.receiver"), route.query.get("endpoint"), [
        any,
        ...this.#webhooks.endpoints.map(({ id }) => [id, id]),
      ]),
      selectField("state", messages.text("webhooks.state"), route.query.get("state"), [
        any,
        ...Object.keys(STATES).map((state) => [state, messages.text(`webhooks.state.${state}`)]),
      ]),
    ]);
  }

  #columns() {
    const { messages } = this.context;
    return [
      { name: messages.text("webhooks.queued"), cell: ({ queuedAt }) => messages.time(queuedAt) },
      { name: messages.text("webhooks.receiver"), cell: ({ endpoint }) => endpoint },
      { name: messages.text("webhooks.events"), cell: (delivery) => this.#told(delivery) },
      {
        name: messages.text("webhooks.state"),
        cell: ({ state, problem }) => html`${label(messages.text(`webhooks.state.${state}`), STATES[state])}
        ${problem === undefined ? nothing : html`<br />${problem}`}`,
      },
      {
        name: messages.text("webhooks.replay"),
        cell: ({ id, state }) =>
          state === "pending"
            ? nothing
            : button(messages.text("webhooks.replay"), () => this.#alone(() => this.#replay(id)), { variant: "secondary" }),
      },
    ];
  }

  #told({ type, subject }) {
    const name = type.replace("dev.tokenfamily.", "");
    return name === "end" ? name : html`<a href=${this.context.route.to("incidents", subject)}>${name}</a>`;
  }

  #replay(id) {
    const { api, messages, say } = this.context;
    return this.#login.needing(async () => {
      await api.post(`/webhooks/deliveries/${encodeURIComponent(id)}/replay`, {});
      await this.load();
      say(messages.text("webhooks.replayed"));
    });
  }
}
