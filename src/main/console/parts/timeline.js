import { html, nothing } from "../../lit-html/lit-html.js";

/** What happened, in the order given. `entries`: `[{ time: epoch milliseconds, title, detail }]`; the detail may be missing. */
export function timeline(messages, entries) {
  return html`<ol class="token-family-timeline">
    ${entries.map(
      ({ time, title, detail }) => html`<li>
        <time datetime=${new Date(time).toISOString()}>${messages.time(time)}</time>
        <div>
          <strong>${title}</strong>
          ${detail === undefined ? nothing : html`<div>${detail}</div>`}
        </div>
      </li>`,
    )}
  </ol>`;
}
