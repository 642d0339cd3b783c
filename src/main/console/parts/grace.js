/** What if the grace period were another one: of what looks like a lost answer, how much it would have absorbed. */
import { html } from "../../lit-html/lit-html.js";
import { avoided, positionOf } from "./graceCurve.js";

/**
 * A slider over the points of the curve, which are not all of one distance. `seconds` is chosen; `change` gets another choice.
 */
export function graceSlider(messages, curve, avoidable, seconds, change) {
  const text = (chosen) =>
    messages.text("grace.what-if", {
      time: messages.duration(chosen),
      avoided: messages.number(avoided(curve, chosen)),
      of: messages.number(avoidable),
    });
  return html`<div class="token-family-slider">
    <label class="pf-v5-c-form__label" for="grace">${messages.text("grace.slider")}</label>
    <input type="range" id="grace" min="0" max=${curve.length - 1} step="1" .value=${String(positionOf(curve, seconds))}
      aria-valuetext=${messages.duration(seconds)}
      @input=${({ target }) => change(curve[Number(target.value)].seconds)} />
    <output for="grace">${text(seconds)}</output>
  </div>`;
}
