import { html } from "../lit-html/lit-html.js";
import { button } from "../page/basics.js";
import { inDialog } from "../page/confirmation.js";
import { described } from "./words.js";

/** As long as a name may be, in characters: the server takes no longer one. */
const LONGEST = 64;

/** Asks what a sign-in is to be called; resolves to the name, which may be empty, or to undefined where nothing is to change. */
export async function askForName(messages, family) {
  let given;
  await inDialog(
    messages.text("name.title"),
    (close) => html`<form
      class="pf-v5-c-form"
      @submit=${(event) => {
        event.preventDefault();
        given = new FormData(event.target).get("name").trim();
        close();
      }}
    >
      <p>${described(messages, family)}</p>
      <div class="pf-v5-c-form__group">
        <label class="pf-v5-c-form__label" for="name"
          ><span class="pf-v5-c-form__label-text">${messages.text("name.label")}</span></label
        >
        <span class="pf-v5-c-form-control"
          ><input id="name" name="name" .value=${family.name ?? ""} maxlength=${LONGEST} autocomplete="off"
            aria-describedby="name-help" autofocus
        /></span>
        <p class="token-family-help" id="name-help">${messages.text("name.help")}</p>
      </div>
      <div class="token-family-actions">
        ${button(messages.text("go-on"), undefined, { type: "submit" })}
        ${button(messages.text("cancel"), () => close(), { variant: "link" })}
      </div>
    </form>`,
  );
  return given;
}
