/** The form in which a policy is edited, as the server describes it: keys in groups, what matters most first. */
import { html } from "../../lit-html/lit-html.js";
import { checkbox, linesField, selectField, textField } from "./fields.js";

/** `groups` as the server gives them, `values` by their keys; `change` gets a key and its new value. */
export function policyForm(messages, groups, values, change) {
  return groups.map(
    ({ name, keys }) => html`<fieldset class="token-family-group">
      <legend class="pf-v5-c-title pf-m-md">${messages.code("policy.group", name)}</legend>
      ${keys.map((key) => fieldOf(messages, key, values[key.key], (value) => change(key.key, value)))}
    </fieldset>`,
  );
}

function fieldOf(messages, { key, type, options, min, max, label, help }, value, change) {
  if (type === "boolean") {
    return checkbox(key, label, value === "true", { change: ({ target }) => change(String(target.checked)), help });
  }
  if (type === "number") {
    return textField(key, label, value, { type, min, max, input: ({ target }) => change(target.value), help });
  }
  if (type === "names") {
    const lines = `${help} ${messages.text("policy.one-per-line")}`;
    return linesField(key, label, value, { input: ({ target }) => change(target.value), help: lines });
  }
  const choices = options.map((option) => [option, option]); // as the help explains them
  return selectField(key, label, value, choices, { change: ({ target }) => change(target.value), help });
}
