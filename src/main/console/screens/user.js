import { html } from "../../lit-html/lit-html.js";
import { button, card, descriptions, emptyState } from "../../page/basics.js";
import { confirmation } from "../../page/confirmation.js";
import { history } from "../parts/history.js";
import { likelihood, modeLabel, stateLabel } from "../parts/incident.js";
import { oneAtATime } from "../../page/oneAtATime.js";
import { table } from "../parts/table.js";
import { enabledLabel, fullName } from "../parts/users.js";
import { statusLabel } from "./families.js";

/** How many of each kind are shown; the rest is where the links go. */
const MOST = 10;

/** Everything of one user: why the user was logged out, the incidents, the families, and the way to end it all. */
export class UserScreen {
  static right = "view-users";

  #user;
  #ends;
  #incidents;
  #families;
  #alone = oneAtATime();

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.#user?.username ?? this.context.messages.text("user");
  }

  async load() {
    const { api, route } = this.context;
    const ofUser = { userId: route.id, max: MOST };
    [this.#user, this.#ends, this.#incidents, this.#families] = await Promise.all([
      api.ofKeycloak(`/users/${encodeURIComponent(route.id)}`),
      api.get("/history", ofUser),
      api.get("/incidents", ofUser),
      api.get("", ofUser),
    ]);
  }

  render() {
    const { messages, route } = this.context;
    const { username } = this.#user;
    const all = (screen) =>
      html`<a
        href=${route.to(screen, undefined, { username })}
        aria-label="${messages.text("user.all")}: ${messages.text(`${screen}.title`)}"
        >${messages.text("user.all")}</a
      >`;
    return html`
      ${card(messages.text("user.why"), html`${history(this.context, this.#ends)} ${all("history")}`)}
      ${card(messages.text("incidents.title"), html`${this.#incidentTable()} ${all("incidents")}`)}
      ${card(messages.text("families.title"), html`${this.#familyTable()} ${all("families")}`)}
      ${card(messages.text("user.facts"), this.#facts())}
      ${button(messages.text("user.export"), () => this.#alone(() => this.#export()), { variant: "secondary" })}
      ${button(messages.text("user.sign-out"), () => this.#alone(() => this.#signOut()), { variant: "danger" })}
    `;
  }

  #incidentTable() {
    const { messages, route } = this.context;
    if (this.#incidents.length === 0) {
      return emptyState(messages.text("user.incidents.none"));
    }
    return table(
      messages.text("incidents.title"),
      [
        {
          name: messages.text("incident.time"),
          cell: ({ id, time }) => html`<a href=${route.to("incidents", id)}>${messages.time(time)}</a>`,
        },
        { name: messages.text("incident.what"), cell: (incident) => messages.text(likelihood(incident)) },
        { name: messages.text("client"), cell: ({ clientId }) => clientId ?? messages.text("removed") },
        { name: messages.text("incident.mode"), cell: (incident) => modeLabel(messages, incident) },
        { name: messages.text("incident.state"), cell: (incident) => stateLabel(messages, incident) },
      ],
      this.#incidents,
    );
  }

  #familyTable() {
    const { messages, route } = this.context;
    if (this.#families.length === 0) {
      return emptyState(messages.text("user.families.none"));
    }
    return table(
      messages.text("families.title"),
      [
        {
          name: messages.text("family.last-used"),
          cell: ({ id, lastUsedAt }) => html`<a href=${route.to("families", id)}>${messages.time(lastUsedAt)}</a>`,
        },
        { name: messages.text("client"), cell: ({ clientId }) => clientId ?? messages.text("removed") },
        { name: messages.text("address"), cell: ({ lastUsedFrom }) => lastUsedFrom },
        { name: messages.text("family.status"), cell: (family) => statusLabel(messages, family) },
      ],
      this.#families,
    );
  }

  #facts() {
    const { messages } = this.context;
    const { id, username, email, enabled } = this.#user;
    return descriptions([
      [messages.text("username"), username],
      [messages.text("users.name"), fullName(this.#user)],
      [messages.text("users.email"), email],
      [messages.text("users.state"), enabledLabel(messages, enabled)],
      [messages.text("user.id"), id],
    ]);
  }

  /** All that is held of the user, as a file. */
  async #export() {
    const { api, attempt } = this.context;
    const data = await attempt(() => api.get(`/users/${encodeURIComponent(this.#user.id)}/data`));
    if (data !== undefined) {
      const file = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
      const link = document.createElement("a");
      link.href = file;
      link.download = `token-families-${this.#user.id}.json`;
      link.click();
      URL.revokeObjectURL(file);
    }
  }

  /** Asks first, with what the dry run says. */
  async #signOut() {
    const { messages, reload, say } = this.context;
    const extent = await this.#revoke(true);
    if (extent === undefined) {
      return;
    }
    const question = messages.text("user.sign-out.question", { name: this.#user.username, ...this.#numbers(extent) });
    if (await confirmation(messages, question, messages.text("user.sign-out"))) {
      const ended = await this.#revoke(false);
      if (ended !== undefined) {
        say(messages.text("user.sign-out.done", this.#numbers(ended)));
        await reload();
      }
    }
  }

  #revoke(dryRun) {
    const { api, attempt } = this.context;
    return attempt(() => api.post("/revoke", { userId: this.#user.id, dryRun }));
  }

  #numbers({ families, clientSessions }) {
    const { messages } = this.context;
    return {
      families: messages.count("families.number", families),
      sessions: messages.count("client-sessions.number", clientSessions),
    };
  }
}
