import { html, nothing } from "../../lit-html/lit-html.js";
import { card, descriptions, emptyState } from "../../page/basics.js";
import { dailyChart } from "../parts/chart.js";
import { clientNamed } from "../parts/clients.js";
import { graceSlider } from "../parts/grace.js";
import { onlyObserves, othersUnder } from "../parts/presets.js";
import { recommended } from "../parts/recommendation.js";
import { textOf } from "../parts/policyValues.js";
import { english, governingPreset, standing, standingLabel, warnings } from "../parts/standing.js";

const DAYS = 7;
const FIRST_PRESET = "observe-first";
const READY = ["enforce", "enforce-with-grace", "raise-grace"]; // recommendations that the button follows

/** One client: how it is governed and why, what was counted of it, and the way from nothing to observe to enforce. */
export class ClientScreen {
  static right = "view-realm";

  #client;
  #presets;
  #words = {}; // labels of the keys of a policy
  #report; // undefined where the admin may not see it
  #seconds; // of the slider

  constructor(context) {
    this.context = context;
  }

  get title() {
    return this.context.route.id;
  }

  async load() {
    const { api, messages, route } = this.context;
    const clientId = route.id;
    const [client, presets, form, report] = await Promise.all([
      clientNamed(api, clientId),
      api.get("/presets"),
      api.get("/presets/form", { locale: messages.locale }),
      reportOf(api, clientId),
    ]);
    this.#client = client;
    this.#presets = presets;
    this.#words = Object.fromEntries(form.groups.flatMap(({ keys }) => keys.map(({ key, label }) => [key, label])));
    this.#report = report;
    this.#seconds =
      report?.recommendation?.graceSeconds ?? client?.effective?.policy["grace-period-seconds"] ?? 0;
  }

  render() {
    const { messages } = this.context;
    if (this.#client === undefined) {
      return emptyState(messages.text("problem.not-found"));
    }
    return html`
      ${card(messages.text("client.next"), this.#next())} ${warnings(messages, this.#client.warnings)}
      ${this.#report === undefined ? nothing : this.#counted()}
      ${card(messages.text("client.why"), this.#why())}
      ${this.#client.effective === undefined ? nothing : card(messages.text("client.policy"), this.#policy())}
    `;
  }

  /** What the server recommends, and what would do it. */
  #next() {
    const { messages, route } = this.context;
    const { clientId } = this.#client;
    const recommendation = this.#report?.recommendation;
    return html`
      <p class="token-family-lead">
        ${standingLabel(messages, this.#client)}
        ${recommendation === undefined ? nothing : recommended(messages, recommendation)}
      </p>
      ${this.#before()}
      <div class="token-family-actions">
        ${this.#actions()}
        <a class="pf-v5-c-button pf-m-link" href=${route.to("policy", undefined, { client: clientId })}
          >${messages.text("client.other-preset")}</a
        >
        <a class="pf-v5-c-button pf-m-link" href=${route.to("incidents", undefined, { clientId })}
          >${messages.text("incidents.title")}</a
        >
      </div>
    `;
  }

  #actions() {
    const { messages } = this.context;
    const preset = governingPreset(this.#presets, this.#client);
    if (preset !== undefined) {
      return html`${this.#enforce(preset)} ${this.#link(preset.name, {}, messages.text("client.edit"), "secondary")}`;
    }
    return this.#mayObserve()
      ? this.#link(FIRST_PRESET, { preview: true }, messages.text("client.observe"), "primary")
      : html`<span>${this.#notOurs()}</span>`;
  }

  /** Not where the first preset enforces by now, for its other clients. */
  #mayObserve() {
    const first = this.#presets.find(({ name }) => name === FIRST_PRESET);
    return standing(this.#client) === "none" && onlyObserves(first);
  }

  /** What is governed by no preset cannot be edited here. */
  #notOurs() {
    const { messages } = this.context;
    const { effective } = this.#client;
    if (standing(this.#client) === "none") {
      return messages.text("client.observe.enforces", { preset: FIRST_PRESET });
    }
    return effective === undefined
      ? messages.text(standing(this.#client) === "users" ? "client.someUsers" : "client.depends")
      : messages.text("client.elsewhere", { policy: effective.clientPolicy });
  }

  /** For whom the button that enforces is as well. */
  #before() {
    const { messages } = this.context;
    const preset = governingPreset(this.#presets, this.#client);
    if (preset === undefined || this.#isEnforced()) {
      return nothing;
    }
    if (!preset.forChosenClients) {
      return html`<p>${messages.text("client.enforce.kind", { preset: preset.name })}</p>`;
    }
    const others = othersUnder(preset, this.#client.clientId);
    return others.length === 0
      ? nothing
      : html`<p>${messages.text("client.enforce.others", { preset: preset.name, clients: others.join(", ") })}</p>`;
  }

  /** With the grace period of the slider. */
  #isEnforced() {
    const { policy } = this.#client.effective;
    return standing(this.#client) === "enforce" && policy["grace-period-seconds"] === this.#seconds;
  }

  /** From observing to enforcing, or to another grace period. */
  #enforce({ name }) {
    const { messages } = this.context;
    if (this.#isEnforced()) {
      return nothing;
    }
    const wanted = { enforcement: "enforce", rotation: "on-use", "grace-period-seconds": this.#seconds };
    return this.#link(
      name,
      { ...wanted, preview: true },
      messages.text("client.enforce", { time: messages.duration(this.#seconds) }),
      READY.includes(this.#report?.recommendation?.code) ? "primary" : "secondary",
    );
  }

  #link(preset, wanted, text, variant) {
    const { route } = this.context;
    const query = { client: this.#client.clientId, ...wanted };
    return html`<a class="pf-v5-c-button pf-m-${variant}" href=${route.to("policy", preset, query)}>${text}</a>`;
  }

  #counted() {
    const { messages } = this.context;
    const { daily, graceCurve, avoidable, refreshes, distinctUsers } = this.#report;
    const { wouldBeRevocations, revocations, falseAlarms, lateRecoveries } = this.#report;
    if (refreshes === 0) {
      return card(messages.text("client.report"), emptyState(messages.text("client.no-refreshes")));
    }
    return html`
      ${card(
        messages.text("client.report"),
        html`${descriptions([
            [messages.text("overview.refreshes"), messages.number(refreshes)],
            [messages.text("client.users"), messages.number(distinctUsers)],
            [messages.text("overview.graceRetries"), messages.number(this.#report.graceRetries.count)],
            [messages.text("overview.reuse-observed"), messages.number(wouldBeRevocations)],
            [messages.text("overview.reuse-enforced"), messages.number(revocations)],
            [messages.text("overview.lost-answers"), messages.number(avoidable)],
            [messages.text("client.false-alarms"), messages.number(falseAlarms)],
            [messages.text("client.logouts-spared"), messages.number(lateRecoveries.spared)],
            [messages.text("client.logouts-that-would-be-spared"), messages.number(lateRecoveries.wouldBeSpared)],
          ])}
          <div class="token-family-charts">
            ${dailyChart(messages, messages.text("overview.refreshes"), daily, (day) => day.refreshes)}
            ${dailyChart(messages, messages.text("overview.reuse"), daily, (day) => day.reuse)}
          </div>`,
      )}
      ${avoidable === 0
        ? nothing
        : card(
            messages.text("grace.title"),
            graceSlider(messages, graceCurve, avoidable, this.#seconds, (seconds) => this.#choose(seconds)),
          )}
    `;
  }

  #choose(seconds) {
    this.#seconds = seconds;
    this.context.redraw();
  }

  #why() {
    return html`<ul class="pf-v5-c-list">
      ${this.#client.why.map((sentence) => html`<li>${english(sentence)}</li>`)}
    </ul>`;
  }

  #policy() {
    const { policy } = this.#client.effective;
    return descriptions(Object.entries(policy).map(([key, value]) => [this.#words[key] ?? key, textOf(value).replaceAll("\n", ", ")]));
  }
}

/** What was counted of a client; undefined for an admin who may see the client, but no users. */
async function reportOf(api, clientId) {
  try {
    const { clients } = await api.get("/report", { clientId, days: DAYS });
    return clients[0];
  } catch (error) {
    if (error.forbidden) {
      return undefined;
    }
    throw error;
  }
}
