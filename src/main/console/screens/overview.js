import { html, nothing } from "../../lit-html/lit-html.js";
import { card, emptyState } from "../../page/basics.js";
import { dailyChart } from "../parts/chart.js";
import { racingCopies } from "../parts/copies.js";
import { filterForm, selectField } from "../parts/fields.js";
import { recommended } from "../parts/recommendation.js";
import { NEWEST } from "../parts/search.js";
import { table } from "../parts/table.js";

const DAYS = ["7", "14", "30"];

/** Whether somebody is stealing tokens: open incidents, what is enforced, what was counted day by day, and whose copies race. */
export class OverviewScreen {
  static right = "view-users";

  #open;
  #complete; // whether all incidents were looked at
  #report;
  #copies;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("overview.title");
  }

  async load() {
    const { api, route } = this.context;
    const days = route.query.get("days") ?? DAYS[0];
    const [open, incidents, report, copies] = await Promise.all([
      api.get("/incidents/count", { state: "open", newest: NEWEST }),
      api.get("/incidents/count", { max: NEWEST }),
      api.get("/report", { days }),
      api.get("/report/copies", { days }),
    ]);
    this.#open = open;
    this.#complete = incidents < NEWEST;
    this.#report = report;
    this.#copies = copies;
  }

  render() {
    const { messages } = this.context;
    const { clients } = this.#report;
    return html`
      <div class="token-family-tiles">
        ${this.#tile("overview.open", this.#open, { state: "open" }, this.#amongNewest())}
        ${this.#tile("overview.enforced", clients.filter(({ enforced }) => enforced.refreshes > 0).length)}
        ${this.#tile("overview.observed", clients.filter(({ observed }) => observed.refreshes > 0).length)}
      </div>
      ${this.#period()} ${clients.length === 0 ? emptyState(messages.text("overview.nothing")) : this.#counted()}
      ${racingCopies(this.context, this.#copies)}
    `;
  }

  #amongNewest() {
    const { messages } = this.context;
    return this.#complete
      ? nothing
      : html`<p class="token-family-help">
          ${messages.text("overview.open.newest", { number: messages.number(NEWEST) })}
        </p>`;
  }

  #tile(key, number, query, help = nothing) {
    const { messages, route } = this.context;
    const shown = html`<span class="token-family-number">${messages.number(number)}</span>`;
    return card(
      messages.text(key),
      query === undefined ? shown : html`<a href=${route.to("incidents", undefined, query)}>${shown}</a>${help}`,
    );
  }

  #period() {
    const { messages, route } = this.context;
    return filterForm(this.context, [
      selectField(
        "days",
        messages.text("overview.period"),
        route.query.get("days") ?? DAYS[0],
        DAYS.map((days) => [days, messages.count("days.number", Number(days))]),
      ),
    ]);
  }

  #counted() {
    const { messages } = this.context;
    const { clients, daily } = this.#report;
    return html`
      <div class="token-family-charts">
        ${["refreshes", "graceRetries", "reuse"].map((measure) =>
          dailyChart(messages, messages.text(`overview.${measure}`), daily, (day) => day[measure]),
        )}
      </div>
      ${card(messages.text("overview.clients"), table(messages.text("overview.clients"), this.#columns(), clients))}
    `;
  }

  #columns() {
    const { messages, route } = this.context;
    const count = (key, value) => ({ name: messages.text(key), cell: (client) => messages.number(value(client)) });
    return [
      {
        name: messages.text("client"),
        cell: ({ clientId }) => html`<a href=${route.to("clients", clientId)}>${clientId}</a>`,
      },
      count("overview.refreshes", ({ refreshes }) => refreshes),
      count("overview.graceRetries", ({ graceRetries }) => graceRetries.count),
      count("overview.reuse-enforced", ({ enforced }) => enforced.incidents),
      count("overview.reuse-observed", ({ observed }) => observed.incidents),
      count("overview.lost-answers", ({ enforced, observed }) => enforced.lostAnswers + observed.lostAnswers),
      {
        name: messages.text("overview.recommendation"),
        cell: ({ recommendation }) => recommendation && recommended(messages, recommendation),
      },
    ];
  }
}
