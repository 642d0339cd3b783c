import { html, nothing, render } from "../lit-html/lit-html.js";
import { button } from "./basics.js";

/**
 * Asks in a dialog before something that cannot be undone; resolves to whether the answer is yes. Escape is no, and so is a key that
 * is still held down from before: the focus is on the button that says no. `explanation`: what follows, below the question.
 */
export async function confirmation(messages, question, yes, { explanation, variant = "danger" } = {}) {
  const answer = await inDialog(
    question,
    (close) => html`
      ${explanation === undefined ? nothing : html`<p>${explanation}</p>`}
      <div class="token-family-actions">
        ${button(yes, () => close("yes"), { variant })}
        ${button(messages.text("cancel"), () => close(), { variant: "link", focused: true })}
      </div>
    `,
  );
  return answer === "yes";
}

/** Shows a dialog with this title; `content(close)` is what is in it. Resolves to what it was closed with; to "" after Escape. */
export function inDialog(title, content) {
  const dialog = document.createElement("dialog");
  dialog.className = "pf-v5-c-modal-box pf-m-sm token-family-dialog";
  dialog.setAttribute("aria-labelledby", "question");
  render(
    html`<h2 class="pf-v5-c-title pf-m-lg" id="question">${title}</h2>
      ${content((answer) => dialog.close(answer))}`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
