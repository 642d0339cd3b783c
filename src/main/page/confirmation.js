import { html, render } from "../lit-html/lit-html.js";
import { button } from "./basics.js";

/**
 * Asks in a dialog before something that cannot be undone; resolves to whether the answer is yes. Escape is no, and so is
 * a key that is still held down from before: the focus is on the button that says no.
 */
export function confirmation(messages, question, yes) {
  const dialog = document.createElement("dialog");
  dialog.className = "pf-v5-c-modal-box pf-m-sm token-family-dialog";
  dialog.setAttribute("aria-labelledby", "question");
  render(
    html`<h2 class="pf-v5-c-title pf-m-lg" id="question">${question}</h2>
      <div class="token-family-actions">
        ${button(yes, () => dialog.close("yes"), { variant: "danger" })}
        ${button(messages.text("cancel"), () => dialog.close(), { variant: "link", focused: true })}
      </div>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
