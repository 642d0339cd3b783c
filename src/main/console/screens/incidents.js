import { html } from "../../lit-html/lit-html.js";
import { alert, emptyState } from "../../page/basics.js";
import { filterForm, selectField, textField } from "../parts/fields.js";
import { device, modeLabel, stateLabel, STATES } from "../parts/incident.js";
import { incomplete, PAGE, pageOf, pages } from "../parts/pages.js";
import { search } from "../parts/search.js";
import { table } from "../parts/table.js";
import { userNamed } from "../parts/users.js";

/** The queue of incidents: of each wave the newest, or all of one wave. */
export class IncidentsScreen {
  static right = "view-users";

  #found = [];
  #complete = true;
  #unknownUser = false;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("incidents.title");
  }

  async load() {
    const { api, route } = this.context;
    const { username, ...asked } = Object.fromEntries(route.query);
    if (username) {
      asked.userId = (await userNamed(api, username))?.id;
      this.#unknownUser = asked.userId === undefined;
    }
    if (!this.#unknownUser) {
      const page = { ...pageOf(route.query), grouped: asked.wave ? undefined : "true" };
      const { found, complete } = await search(api, "/incidents", asked, page, "familyId");
      this.#found = found;
      this.#complete = complete;
    }
  }

  render() {
    return html`${this.#filter()} ${incomplete(this.context, this.#complete)} ${this.#list()}
    ${pages(this.context, this.#found)}`;
  }

  #list() {
    const { messages, route } = this.context;
    if (this.#unknownUser) {
      return alert("info", messages.text("users.unknown", { name: route.query.get("username") }));
    }
    return this.#found.length === 0
      ? emptyState(messages.text("incidents.none"))
      : table(messages.text("incidents.title"), this.#columns(), this.#found.slice(0, PAGE));
  }

  #filter() {
    const { messages, route } = this.context;
    const { query } = route;
    return filterForm(this.context, [
      selectField("state", messages.text("incident.state"), query.get("state"), [
        ["", messages.text("any")],
        ...STATES.map((state) => [state, messages.text(`incident.state.${state}`)]),
      ]),
      selectField("enforcement", messages.text("incident.mode"), query.get("enforcement"), [
        ["", messages.text("any")],
        ["enforce", messages.text("incident.mode.enforce")],
        ["observe", messages.text("incident.mode.observe")],
      ]),
      textField("username", messages.text("username"), query.get("username")),
      textField("clientId", messages.text("client"), query.get("clientId")),
      textField("address", messages.text("address"), query.get("address")),
      textField("device", messages.text("device"), query.get("device")),
    ]);
  }

  /** Where the others are that may be of the same attack, with the same filter. */
  #wave({ wave, waveSize }) {
    const { messages, route } = this.context;
    const query = { ...Object.fromEntries(route.query), first: undefined, wave };
    return waveSize > 1
      ? html`<br /><a href=${route.to("incidents", undefined, query)}
            >${messages.count("incidents.wave", waveSize - 1)}</a
          >`
      : "";
  }

  #columns() {
    const { messages, route } = this.context;
    return [
      {
        name: messages.text("incident.time"),
        cell: (incident) => html`<a href=${route.to("incidents", incident.id)}>${messages.time(incident.time)}</a>
          ${this.#wave(incident)}`,
      },
      { name: messages.text("user"), cell: ({ username, userId }) => username ?? userId },
      { name: messages.text("client"), cell: ({ clientId }) => clientId ?? messages.text("removed") },
      {
        name: messages.text("incident.presented-from"),
        cell: ({ presentedFrom }) => html`${presentedFrom.address}<br />${device(messages, presentedFrom)}`,
      },
      { name: messages.text("incident.mode"), cell: (incident) => modeLabel(messages, incident) },
      { name: messages.text("incident.state"), cell: (incident) => stateLabel(messages, incident) },
    ];
  }
}
