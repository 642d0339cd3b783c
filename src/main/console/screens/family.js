import { html } from "../../lit-html/lit-html.js";
import { button, card, descriptions } from "../../page/basics.js";
import { confirmation } from "../../page/confirmation.js";
import { device, likelihood } from "../parts/incident.js";
import { ended } from "../parts/history.js";
import { timeline } from "../parts/timeline.js";
import { statusLabel } from "./families.js";

/** One family: what it is, its life from the first token on, and its end. */
export class FamilyScreen {
  static right = "view-users";

  #family;
  #incidents;
  #ends;

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.messages.text("family.title");
  }

  async load() {
    const { api, route } = this.context;
    const familyId = route.id;
    this.#family = await api.get(`/${encodeURIComponent(familyId)}`);
    const { userId, username } = this.#family;
    [this.#incidents, this.#ends] = await Promise.all([
      // an admin with rights over single users must name the user, who is there if there is a name
      api.get("/incidents", { familyId, userId: username && userId }),
      api.get("/history", { familyId }),
    ]);
  }

  render() {
    const { messages } = this.context;
    return html`
      ${card(messages.text("family.timeline"), timeline(messages, this.#life()))}
      ${card(messages.text("family.facts"), this.#facts())}
      ${this.#family.status === "active" ? this.#revocation() : ""}
    `;
  }

  #life() {
    const { messages, route } = this.context;
    const family = this.#family;
    return [
      { time: family.startedAt, title: messages.text("family.started") },
      {
        time: family.firstUsedAt,
        title: messages.text("family.first-used"),
        detail: messages.text("family.from-address", { address: family.firstUsedFrom }),
      },
      {
        time: family.rotatedAt,
        title: messages.count("family.rotated", family.generation),
        detail: html`${family.rotatedFrom.address}<br />${device(messages, family.rotatedFrom)}`,
      },
      {
        time: family.lastUsedAt,
        title: messages.text("family.last-used"),
        detail: messages.text("family.from-address", { address: family.lastUsedFrom }),
      },
      ...this.#incidents.map((incident) => ({
        time: incident.time,
        title: html`<a href=${route.to("incidents", incident.id)}>${messages.text("incident.title")}</a>`,
        detail: messages.text(likelihood(incident)),
      })),
      ...this.#end(),
    ].sort((one, other) => one.time - other.time);
  }

  /** As the history tells it; of a family that ended before there was one, what its row says. */
  #end() {
    const { messages, route } = this.context;
    const { revokedAt, revocationReason } = this.#family;
    if (this.#ends.length > 0) {
      return this.#ends.map((end) => ended(messages, route, end));
    }
    return revokedAt === undefined
      ? []
      : [{ time: revokedAt, title: messages.code("family.revoked", revocationReason ?? "unknown") }];
  }

  #facts() {
    const { messages, route } = this.context;
    const family = this.#family;
    const { userId, username, clientId, sessionId } = family;
    return descriptions([
      [messages.text("family.status"), statusLabel(messages, family)],
      [messages.text("user"), html`<a href=${route.to("users", userId)}>${username ?? userId}</a>`],
      [
        messages.text("client"),
        clientId === undefined ? messages.text("removed") : html`<a href=${route.to("clients", clientId)}>${clientId}</a>`,
      ],
      [messages.text("session"), html`<a href=${route.to("history", undefined, { sessionId })}>${sessionId}</a>`],
      [messages.text("generation"), messages.number(family.generation)],
      [messages.text("family.grace-retries"), messages.number(family.graceRetries)],
      [messages.text("family.late-recoveries"), messages.number(family.lateRecoveries)],
      [messages.text("family.recovered"), family.recoveredAt && messages.time(family.recoveredAt)],
      [messages.text("family.expires"), family.expiresAt && messages.time(family.expiresAt)],
      [messages.text("family.id"), family.id],
    ]);
  }

  #revocation() {
    const { messages } = this.context;
    return button(messages.text("family.revoke"), () => this.#askAndRevoke(), { variant: "danger" });
  }

  async #askAndRevoke() {
    const { api, attempt, messages, reload, say } = this.context;
    const agreed = await confirmation(messages, messages.text("family.revoke.question"), messages.text("family.revoke"));
    if (!agreed) {
      return;
    }
    const revoked = await attempt(async () => {
      await api.delete(`/${encodeURIComponent(this.#family.id)}`);
      return true;
    }, "manage-users");
    if (revoked) {
      await reload();
      say(messages.text("family.revoke.done"));
    }
  }
}
