import { html, nothing } from "../../lit-html/lit-html.js";
import { button, card } from "../../page/basics.js";
import { checkbox, selectField } from "./fields.js";
import { overtakenBy } from "./likelihood.js";
import { oneAtATime } from "../../page/oneAtATime.js";

/** What can end when a theft is confirmed, the least first. */
const REVOCATIONS = ["none", "family", "client-session", "user-session", "user"];

const MANAGE = "manage-users";

/** What an admin makes of an incident: confirms it, with a choice of what falls and a preview of that, or closes it otherwise. */
export class Verbs {
  #context;
  #incident;
  #confirming = false;
  #chosen;
  #extent; // of the last preview
  #requiredActions = [];
  #alone = oneAtATime();

  constructor(context, incident) {
    this.#context = context;
    this.#incident = incident;
    this.#chosen = {
      revoke: incident.enforcement === "enforce" ? "client-session" : "family",
      notify: false,
      requiredAction: "",
    };
  }

  render() {
    const { messages } = this.#context;
    return card(messages.text("verbs.title"), this.#confirming ? this.#form() : this.#buttons());
  }

  #buttons() {
    const { messages } = this.#context;
    const { state } = this.#incident;
    return html`<div class="token-family-actions">
      ${state === "confirmed"
        ? nothing
        : button(messages.text("verbs.confirm"), () => this.#confirm(), { variant: "danger" })}
      ${this.#close("false-alarm", state)} ${this.#close("dismissed", state)}
      ${state === "open"
        ? nothing
        : button(messages.text("verbs.open"), () => this.#change({ state: "open" }), { variant: "secondary" })}
    </div>`;
  }

  #close(to, state) {
    return state === to
      ? nothing
      : button(this.#context.messages.text(`verbs.${to}`), () => this.#change({ state: to }), { variant: "secondary" });
  }

  #form() {
    const { messages } = this.#context;
    const { revoke, notify, requiredAction } = this.#chosen;
    const choose = (change) => this.#choose(change);
    return html`<form class="pf-v5-c-form" @submit=${(event) => this.#submit(event)}>
      ${selectField(
        "revoke",
        messages.text("verbs.revoke"),
        revoke,
        REVOCATIONS.map((scope) => [scope, messages.text(`verbs.revoke.${scope}`)]),
        { change: ({ target }) => choose({ revoke: target.value }) },
      )}
      ${checkbox("notify", messages.text("verbs.notify"), notify, {
        change: ({ target }) => choose({ notify: target.checked }),
        disabled: !this.#mayNotify(),
      })}
      ${selectField(
        "requiredAction",
        messages.text("verbs.required-action"),
        requiredAction,
        [["", messages.text("verbs.required-action.none")], ...this.#requiredActions],
        { change: ({ target }) => choose({ requiredAction: target.value }) },
      )}
      <p role="status">${this.#preview()}</p>
      <div class="token-family-actions">
        ${button(messages.text("verbs.confirm-now"), undefined, {
          variant: "danger",
          type: "submit",
          disabled: this.#extent === undefined, // nothing ends that was not previewed
        })}
        ${button(messages.text("cancel"), () => this.#cancel(), { variant: "link" })}
      </div>
    </form>`;
  }

  #preview() {
    const { messages } = this.#context;
    if (this.#extent === undefined) {
      return messages.text("loading");
    }
    const { families, clientSessions } = this.#extent;
    return messages.text("verbs.preview", {
      families: messages.count("families.number", families),
      sessions: messages.count("client-sessions.number", clientSessions),
    });
  }

  /** A mail tells of what has ended, and there is no second one about an incident. */
  #mayNotify() {
    const { enforcement, mail } = this.#incident;
    return mail === undefined && (enforcement === "enforce" || this.#chosen.revoke !== "none");
  }

  async #confirm() {
    this.#confirming = true;
    this.#context.redraw();
    document.getElementById("revoke")?.focus(); // the button is gone
    const [actions] = await Promise.all([this.#enabledActions(), this.#dryRun()]);
    this.#requiredActions = actions;
    this.#context.redraw();
  }

  #cancel() {
    this.#confirming = false;
    this.#context.redraw();
  }

  #choose(change) {
    this.#chosen = { ...this.#chosen, ...change };
    this.#chosen.notify &&= this.#mayNotify();
    return this.#dryRun();
  }

  /** What would end by what is chosen now. */
  async #dryRun() {
    const asked = this.#chosen;
    this.#extent = undefined;
    this.#context.redraw();
    const extent = await this.#put({ ...this.#confirmed(), dryRun: true });
    if (asked === this.#chosen) {
      this.#extent = extent;
      this.#confirming &&= extent !== undefined; // what cannot be previewed is not offered
      this.#context.redraw();
    }
  }

  #confirmed() {
    const { requiredAction, ...chosen } = this.#chosen;
    return { state: "confirmed", ...chosen, ...(requiredAction === "" ? {} : { requiredAction }) };
  }

  #submit(event) {
    event.preventDefault();
    return this.#change(this.#confirmed());
  }

  #change(change) {
    return this.#alone(() => this.#changeNow(change));
  }

  async #changeNow(change) {
    const { messages, say, reload } = this.#context;
    const done = await this.#put(change);
    if (done !== undefined) {
      await reload(); // first, so that what is said goes with what is shown
      say(
        done.families + done.clientSessions > 0
          ? messages.text(`verbs.done.ended`, {
              families: messages.count("families.number", done.families),
              sessions: messages.count("client-sessions.number", done.clientSessions),
            })
          : messages.text(`verbs.done.${done.state}`),
      );
    }
  }

  /** Undefined where it failed. It holds for what the admin has seen: what has come meanwhile is shown, and nothing is done. */
  #put(change) {
    const { api, attempt, messages, reload, warn } = this.#context;
    const { id, state, repeats } = this.#incident;
    const path = `/incidents/${encodeURIComponent(id)}`;
    return attempt(async () => {
      try {
        return await api.put(`${path}/state`, { ...change, expected: state, repeats });
      } catch (error) {
        if (!error.conflict) {
          throw error;
        }
        const overtaken = overtakenBy(this.#incident, await api.get(path));
        await reload();
        warn(messages.text(overtaken));
        return undefined;
      }
    }, MANAGE);
  }

  /** What the realm may ask of a user; nothing where the admin may not see that. */
  async #enabledActions() {
    const actions = await this.#context.api.ofKeycloak("/authentication/required-actions").catch(() => []);
    return actions.filter(({ enabled }) => enabled).map(({ alias, name }) => [alias, name]);
  }
}
