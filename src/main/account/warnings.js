import { html, nothing } from "../lit-html/lit-html.js";
import { button, emptyState, label } from "../page/basics.js";
import { confirmation } from "../page/confirmation.js";
import { device, isOpen, sighting, warned } from "./words.js";

/** A token that came twice, or from a new place: what is known of it, and what the user says to it. */
export const WARNINGS = {
  path: "warnings",
  list: ({ warnings }) => warnings,

  render(context) {
    const { messages, warnings } = context;
    return html`
      ${warnings.entries.length === 0
        ? emptyState(messages.text("warnings.none"))
        : warnings.entries.map((incident) => warning(context, incident))}
      ${warnings.more ? button(messages.text("more"), () => context.loadMore(), { variant: "link" }) : nothing}
    `;
  },
};

function warning(context, incident) {
  const { messages } = context;
  const { id, time, presented, holder, ended, answer } = incident;
  const seen = sighting(incident);
  return html`<article class="pf-v5-c-card token-family-card" data-incident=${id} aria-labelledby="incident-${id}">
    <div class="pf-v5-c-card__title">
      <h2 class="pf-v5-c-card__title-text" id="incident-${id}">
        ${warned(messages, incident)}
      </h2>
      ${state(messages, incident)}
    </div>
    <div class="pf-v5-c-card__body my-sign-ins-warning">
      <dl class="my-sign-ins-facts">
        <div>
          <dt>${messages.text("warning.time")}</dt>
          <dd>${messages.moment(time)}</dd>
        </div>
        <div>
          <dt>${messages.text(`warning.presented.${seen}`)}</dt>
          <dd>${origin(messages, presented)}</dd>
        </div>
        <div>
          <dt>${messages.text(`warning.holder.${seen}`)}</dt>
          <dd>${origin(messages, holder)}</dd>
        </div>
      </dl>
      <p>${messages.code("warning.ended", ended)}</p>
      ${answer === undefined ? answers(context, incident) : nothing}
    </div>
  </article>`;
}

function state(messages, incident) {
  if (incident.answer !== undefined) {
    return label(messages.text(`answered.${incident.answer}`), incident.answer === "me" ? "green" : "red");
  }
  return isOpen(incident) ? label(messages.text("answer.open"), "orange") : nothing;
}

function origin(messages, { address, device: used } = {}) {
  return html`<bdi>${device(messages, used)}</bdi>${address === undefined
      ? nothing
      : html`<br />${messages.text("from", { address })}`}`;
}

/** Whoever is under suspicion is told why there is one button only. */
function answers(context, incident) {
  const { messages } = context;
  const given = incident.answers;
  const says = (answer, variant) =>
    given.includes(answer)
      ? html`<button
          class="pf-v5-c-button pf-m-${variant}"
          type="button"
          aria-describedby="incident-${incident.id}"
          @click=${() => say(context, incident, answer)}
        >
          ${messages.text(`answer.${answer}`)}
        </button>`
      : nothing;
  return html`
    <div class="token-family-actions">${says("me", "secondary")} ${says("not-me", "danger")}</div>
    ${isOpen(incident) && !given.includes("me") ? html`<p>${messages.text("answer.accused")}</p>` : nothing}
  `;
}

async function say({ messages, change }, incident, answer) {
  const agreed = await confirmation(messages, messages.text(`answer.${answer}.question`), messages.text("go-on"), {
    explanation: html`<strong>${warned(messages, incident)}</strong>
      ${messages.text(`answer.${answer}.follows`)} ${messages.text("login.first")}`,
    variant: "primary",
  });
  if (agreed) {
    await change({ action: "answer", incident: incident.id, answer });
  }
}
