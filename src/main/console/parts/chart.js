import { html, svg } from "../../lit-html/lit-html.js";
import { table } from "./table.js";

const WIDTH = 360;
const HEIGHT = 140;

/** More dates than these would run into each other. */
const DATES = 8;

const BASE = HEIGHT - 20;

/**
 * A bar for each day, and the same numbers in a table, which is what a screen reader reads. `days`: `[{ day, … }]`, the earliest
 * first; `value` takes the number from one of them.
 */
export function dailyChart(messages, title, days, value) {
  const most = Math.max(1, ...days.map(value));
  const step = WIDTH / days.length;
  const every = Math.ceil(days.length / DATES);
  const bars = days.map((day, index) => {
    const height = (value(day) / most) * (BASE - 20);
    return svg`<rect class="token-family-bar" x=${index * step + step * 0.15} y=${BASE - height}
      width=${step * 0.7} height=${height}></rect>
      <text class="token-family-bar-label" x=${(index + 0.5) * step} y=${BASE - height - 4}>${
        value(day) === 0 || every > 1 ? "" : messages.number(value(day))
      }</text>
      <text class="token-family-bar-label" x=${(index + 0.5) * step} y=${HEIGHT - 4}>${
        index % every === 0 ? shortDay(messages, day) : ""
      }</text>`;
  });
  return html`<figure class="token-family-chart">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false">
      ${bars}
      <line class="token-family-axis" x1="0" x2=${WIDTH} y1=${BASE} y2=${BASE}></line>
    </svg>
    <div class="pf-v5-u-screen-reader">
      ${table(
        title,
        [
          { name: messages.text("day"), cell: ({ day }) => messages.day(day) },
          { name: title, cell: (day) => messages.number(value(day)) },
        ],
        days,
      )}
    </div>
  </figure>`;
}

function shortDay(messages, { day }) {
  return new Intl.DateTimeFormat(messages.locale, { day: "numeric", month: "numeric", timeZone: "UTC" }).format(
    new Date(day),
  );
}
