/** The small things that screens are made of, in the classes of PatternFly, as Keycloak's own consoles have them. */
import { html, nothing } from "../lit-html/lit-html.js";

/** `variant`: primary (unless told otherwise), secondary, danger, link. `focused`: has the focus when its dialog opens. */
export function button(text, click, { variant = "primary", disabled = false, type = "button", focused = false } = {}) {
  return html`<button
    class="pf-v5-c-button pf-m-${variant}"
    type=${type}
    ?disabled=${disabled}
    ?autofocus=${focused}
    @click=${click}
  >
    ${text}
  </button>`;
}

/** `variant`: success, info, warning, danger. `close`: `{ label, click }`. */
export function alert(variant, text, { title, actions, close } = {}) {
  return html`
    <div class="pf-v5-c-alert pf-m-${variant} pf-m-inline token-family-alert">
      <div class="pf-v5-c-alert__title">${title ?? text}</div>
      ${close === undefined
        ? nothing
        : html`<div class="pf-v5-c-alert__action">
            <button class="pf-v5-c-button pf-m-plain" type="button" aria-label=${close.label} @click=${close.click}>
              <span aria-hidden="true">✕</span>
            </button>
          </div>`}
      ${title === undefined ? nothing : html`<div class="pf-v5-c-alert__description">${text}</div>`}
      ${actions === undefined ? nothing : html`<div class="pf-v5-c-alert__action-group">${actions}</div>`}
    </div>
  `;
}

export function spinner(messages) {
  return html`<p class="token-family-loading" role="status">${messages.text("loading")}</p>`;
}

/** A word on a coloured ground. `colour`: grey, blue, green, red, orange. */
export function label(text, colour = "grey") {
  const modifier = colour === "grey" ? "" : `pf-m-${colour}`;
  return html`<span class="pf-v5-c-label ${modifier}"
    ><span class="pf-v5-c-label__content"><span class="pf-v5-c-label__text">${text}</span></span></span
  >`;
}

export function card(title, content) {
  return html`<div class="pf-v5-c-card token-family-card">
    <div class="pf-v5-c-card__title"><h2 class="pf-v5-c-card__title-text">${title}</h2></div>
    <div class="pf-v5-c-card__body">${content}</div>
  </div>`;
}

/** Names and values: `[[term, value], …]`. What is undefined, null or empty is left out: the server does not know it. */
export function descriptions(entries) {
  return html`<dl class="pf-v5-c-description-list pf-m-horizontal token-family-descriptions">
    ${entries
      .filter(([, value]) => value !== undefined && value !== null && value !== "")
      .map(
        ([term, value]) => html`<div class="pf-v5-c-description-list__group">
          <dt class="pf-v5-c-description-list__term"><span class="pf-v5-c-description-list__text">${term}</span></dt>
          <dd class="pf-v5-c-description-list__description">
            <div class="pf-v5-c-description-list__text">${value}</div>
          </dd>
        </div>`,
      )}
  </dl>`;
}

export function emptyState(text) {
  return html`<div class="pf-v5-c-empty-state"><div class="pf-v5-c-empty-state__content"><p>${text}</p></div></div>`;
}
