/** Fields of forms, and forms that are filters of a list. */
import { html, nothing } from "../../lit-html/lit-html.js";
import { button } from "../../page/basics.js";

/** `type`, `min`, `max` and `list` as of `<input>`. */
export function textField(name, label, value, { type = "text", help, min, max, list, input } = {}) {
  return field(
    name,
    label,
    html`<span class="pf-v5-c-form-control"
      ><input id=${name} name=${name} type=${type} .value=${value ?? ""} autocomplete="off"
        min=${min ?? nothing} max=${max ?? nothing} list=${list ?? nothing} @input=${input ?? nothing}
        aria-describedby=${help === undefined ? nothing : `${name}-help`}
    /></span>`,
    help,
  );
}

/** A text of several lines. */
export function linesField(name, label, value, { help, input }) {
  return field(
    name,
    label,
    html`<span class="pf-v5-c-form-control pf-m-resize-vertical"
      ><textarea id=${name} name=${name} rows="2" .value=${value ?? ""} autocomplete="off" @input=${input}
        aria-describedby="${name}-help"></textarea></span>`,
    help,
  );
}

/** `options`: `[[value, text], …]`. */
export function selectField(name, label, value, options, { change, help } = {}) {
  return field(
    name,
    label,
    html`<span class="pf-v5-c-form-control"
      ><select id=${name} name=${name} @change=${change ?? nothing}
        aria-describedby=${help === undefined ? nothing : `${name}-help`}>
        ${options.map(
          ([option, text]) => html`<option value=${option} ?selected=${option === (value ?? "")}>${text}</option>`,
        )}
      </select></span
    >`,
    help,
  );
}

export function checkbox(name, label, checked, { change, disabled = false, help } = {}) {
  return html`<div class="pf-v5-c-check">
    <input class="pf-v5-c-check__input" type="checkbox" id=${name} name=${name} .checked=${checked}
      ?disabled=${disabled} @change=${change ?? nothing}
      aria-describedby=${help === undefined ? nothing : `${name}-help`} />
    <label class="pf-v5-c-check__label" for=${name}>${label}</label>
    ${help === undefined ? nothing : html`<span class="pf-v5-c-check__description" id="${name}-help">${help}</span>`}
  </div>`;
}

function field(name, label, control, help) {
  return html`<div class="pf-v5-c-form__group token-family-field">
    <div class="pf-v5-c-form__group-label">
      <label class="pf-v5-c-form__label" for=${name}><span class="pf-v5-c-form__label-text">${label}</span></label>
    </div>
    <div class="pf-v5-c-form__group-control">
      ${control}
      ${help === undefined ? nothing : html`<p class="token-family-help" id="${name}-help">${help}</p>`}
    </div>
  </div>`;
}

/** A form whose fields become the query of the screen's URL, so that a filter can be sent to somebody, and Back undoes it. */
export function filterForm({ route, messages, go }, fields) {
  const submit = (event) => {
    event.preventDefault();
    const asked = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, value.trim()]));
    go(route.to(route.screen, undefined, asked));
  };
  return html`<form class="pf-v5-c-form token-family-filter" role="search" @submit=${submit}>
    ${fields} ${button(messages.text("search"), undefined, { type: "submit" })}
    <a class="pf-v5-c-button pf-m-link" href=${route.to(route.screen)}>${messages.text("clear")}</a>
  </form>`;
}
