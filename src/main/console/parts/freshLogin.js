import { html, nothing } from "../lit-html/lit-html.js";
import { explain } from "../problem.js";
import { alert, button } from "./basics.js";

/** Does what the server does only after a fresh login: asks for one where it is needed, and goes on where it was. */
export class FreshLogin {
  #context;
  #waiting; // what is to be done after the login
  #problem;

  constructor(context) {
    this.#context = context;
  }

  /** Does the work, now or after a login. What goes wrong with it is shown in place. */
  async needing(work) {
    this.#waiting = undefined;
    this.#problem = undefined;
    try {
      await work();
    } catch (error) {
      if (error.needsFreshLogin) {
        this.#waiting = work;
      } else {
        this.#problem = error;
      }
    }
    this.#context.redraw();
  }

  render() {
    const { messages } = this.#context;
    if (this.#problem !== undefined) {
      return html`<div role="alert">${alert("danger", explain(this.#problem, messages, "manage-realm"))}</div>`;
    }
    if (this.#waiting === undefined) {
      return nothing;
    }
    return html`<div role="alert">
      ${alert("info", messages.text("policy.login.why"), {
        title: messages.text("policy.login"),
        actions: button(messages.text("policy.login.button"), () => this.#logIn()),
      })}
    </div>`;
  }

  /** The window opens while the click is handled, or the browser would not let it. */
  async #logIn() {
    const { attempt, login } = this.#context;
    const loggedIn = await attempt(async () => {
      await login.afresh();
      return true;
    });
    if (loggedIn) {
      await this.needing(this.#waiting);
    }
  }
}
