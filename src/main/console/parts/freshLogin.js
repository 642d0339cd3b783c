import { html, nothing } from "../../lit-html/lit-html.js";
import { alert, button } from "../../page/basics.js";

/** What writes a policy asks for besides, together with a login that is not older than some minutes. */
const POLICY_SCOPE = "token-family-policy";

/** Does what the server does only after a fresh login: asks for one where it is needed, and goes on where it was. */
export class FreshLogin {
  #context;
  #why;
  #waiting; // what is to be done after the login

  /** `why`: the message that says what needs one. */
  constructor(context, why = "policy.login.why") {
    this.#context = context;
    this.#why = why;
  }

  /** Does the work, now or after a login. */
  async needing(work) {
    const { attempt, redraw } = this.#context;
    this.#waiting = undefined;
    await attempt(async () => {
      try {
        await work();
      } catch (error) {
        if (!error.needsFreshLogin) {
          throw error;
        }
        this.#waiting = work;
      }
    }, "manage-realm");
    redraw();
    this.#answer?.focus();
  }

  /** Where what came of it is shown, if it is shown already; it may be far from the button that was pressed. */
  get #answer() {
    return document.querySelector(".token-family-answer:has(*)");
  }

  /** What came of it; `more` is what the work has to show. */
  render(more) {
    return html`<div class="token-family-answer" tabindex="-1">${this.#shown()} ${more}</div>`;
  }

  #shown() {
    const { messages } = this.#context;
    if (this.#waiting === undefined) {
      return nothing;
    }
    return html`<div role="alert">
      ${alert("info", messages.text(this.#why), {
        title: messages.text("policy.login"),
        actions: button(messages.text("policy.login.button"), () => this.#logIn()),
      })}
    </div>`;
  }

  /** The window opens while the click is handled, or the browser would not let it. */
  async #logIn() {
    const { attempt, login } = this.#context;
    const loggedIn = await attempt(async () => {
      await login.afresh(POLICY_SCOPE);
      return true;
    });
    if (loggedIn && this.#waiting !== undefined) { // or else it was done meanwhile, by another window's login
      await this.needing(this.#waiting);
    }
  }
}
