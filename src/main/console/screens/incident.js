import { html, nothing } from "../../lit-html/lit-html.js";
import { alert, card, descriptions } from "../../page/basics.js";
import { device, likelihood, modeLabel, reasons, stateLabel } from "../parts/incident.js";
import { table } from "../parts/table.js";
import { Verbs } from "../parts/verbs.js";

/** One incident: what it probably was, both sides, what is known, and what the admin makes of it. */
export class IncidentScreen {
  static right = "view-users";

  #incident;
  #verbs;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("incident.title");
  }

  async load() {
    const { api, route } = this.context;
    this.#incident = await api.get(`/incidents/${encodeURIComponent(route.id)}`);
    this.#verbs = new Verbs(this.context, this.#incident);
  }

  render() {
    const { messages } = this.context;
    const incident = this.#incident;
    return html`
      ${alert(
        likelihood(incident) === "incident.likely.theft" ? "danger" : "info",
        html`<ul>
          ${reasons(messages, incident).map((reason) => html`<li>${reason}</li>`)}
        </ul>`,
        { title: messages.text(likelihood(incident)) },
      )}
      ${card(messages.text("incident.sides"), this.#sides())} ${this.#verbs.render()}
      ${card(messages.text("incident.facts"), this.#facts())}
    `;
  }

  #sides() {
    const { messages } = this.context;
    const { time, presentedFrom, presentedGeneration, rotatedFrom, currentGeneration, successorIssuedAt } = this.#incident;
    const rows = [
      [messages.text("address"), presentedFrom.address, rotatedFrom.address],
      [messages.text("device"), device(messages, presentedFrom), device(messages, rotatedFrom)],
      [messages.text("generation"), messages.number(presentedGeneration), messages.number(currentGeneration)],
      [messages.text("incident.time"), messages.time(time), successorIssuedAt && messages.time(successorIssuedAt)],
    ];
    return table(
      messages.text("incident.sides"),
      [
        { name: messages.text("incident.what"), cell: ([name]) => name },
        { name: messages.text("incident.side.presented"), cell: ([, presented]) => presented },
        { name: messages.text("incident.side.holder"), cell: ([, , holder]) => holder ?? messages.text("unknown") },
      ],
      rows,
    );
  }

  #facts() {
    const { messages, route } = this.context;
    const incident = this.#incident;
    const { userId, username, clientId, familyId, sessionId, mail } = incident;
    return descriptions([
      [messages.text("incident.state"), this.#stateAndWho()],
      [messages.text("incident.mode"), modeLabel(messages, incident)],
      [messages.text("incident.kind"), messages.code("incident.kind", incident.kind)],
      [messages.text("user"), html`<a href=${route.to("users", userId)}>${username ?? userId}</a>`],
      [
        messages.text("client"),
        clientId === undefined ? messages.text("removed") : html`<a href=${route.to("clients", clientId)}>${clientId}</a>`,
      ],
      [messages.text("family"), html`<a href=${route.to("families", familyId)}>${familyId}</a>`],
      [messages.text("session"), html`<a href=${route.to("history", undefined, { sessionId })}>${sessionId}</a>`],
      [messages.text("incident.scope"), messages.code("verbs.revoke", incident.widenedTo ?? incident.revocationScope)],
      [messages.text("incident.answer"), messages.text(`incident.answer.${incident.answer ?? "none"}`)],
      [messages.text("incident.mail"), mail && this.#mail(mail)],
      [messages.text("incident.last-repeat"), incident.lastRepeatAt && messages.time(incident.lastRepeatAt)],
    ]);
  }

  #stateAndWho() {
    const { messages } = this.context;
    const { stateChangedAt, stateChangedBy } = this.#incident;
    return html`${stateLabel(messages, this.#incident)}
    ${stateChangedAt === undefined
      ? nothing
      : messages.text(stateChangedBy === undefined ? "incident.since" : "incident.since-by", {
          time: messages.time(stateChangedAt),
          admin: stateChangedBy,
        })}`;
  }

  #mail({ state, problem }) {
    const { messages } = this.context;
    return html`${messages.code("incident.mail", state)} ${problem ?? nothing}`;
  }
}
