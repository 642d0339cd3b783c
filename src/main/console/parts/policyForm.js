/** The form in which a policy is edited, as the server describes it: keys in groups, what matters most first. */
import { html } from "../lit-html/lit-html.js";
import { checkbox, selectField, textField } from "./fields.js";

/** Shown at once; the others are behind their names. */
const FIRST_GROUPS = ["enforcement", "rotation", "grace"];

/** Of all values, as texts, those that differ from the preset's own. */
export function differences(own, values) {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== String(own[key])));
}

/** The values of a configuration as texts, with what is wanted besides; what is wanted of unknown keys is left out. */
export function valuesOf(configuration, wanted = {}) {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [key, String(wanted[key] ?? value)]),
  );
}

/** `groups` as the server gives them, `values` by their keys; `change` gets a key and its new value. */
export function policyForm(messages, groups, values, change) {
  return groups.map(({ name, keys }) => {
    const fields = keys.map((key) => fieldOf(key, values[key.key], (value) => change(key.key, value)));
    const title = messages.code("policy.group", name);
    return FIRST_GROUPS.includes(name)
      ? html`<fieldset class="token-family-group">
          <legend class="pf-v5-c-title pf-m-md">${title}</legend>
          ${fields}
        </fieldset>`
      : html`<details class="token-family-group">
          <summary class="pf-v5-c-title pf-m-md">${title}</summary>
          ${fields}
        </details>`;
  });
}

function fieldOf({ key, type, options, min, max, label, help }, value, change) {
  if (type === "boolean") {
    return checkbox(key, label, value === "true", { change: ({ target }) => change(String(target.checked)), help });
  }
  if (type === "number") {
    return textField(key, label, value, { type, min, max, input: ({ target }) => change(target.value), help });
  }
  const choices = options.map((option) => [option, option]); // as the help explains them
  return selectField(key, label, value, choices, { change: ({ target }) => change(target.value), help });
}
