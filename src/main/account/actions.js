/**
 * What a user changes takes three steps: the page says what is wanted, Keycloak has the user log in for it and confirm it in words of
 * its own, and the page has it done with the token of that login. So nothing is done by a token alone, whoever has it, and no link
 * to this page does anything.
 */
export class Actions {
  #api;
  #login;

  constructor(api, login) {
    this.#api = api;
    this.#login = login;
  }

  /** The first step, and the second, for which the window leaves this page. ApiError where it is not allowed. */
  async begin(wanted) {
    const { id, kcAction } = await this.#api.begin(wanted);
    const { action, answer } = wanted; // enough to tell what was done; what the user has typed is stored nowhere
    await this.#login.leaveFor({ id, action, answer }, { kc_action: kcAction, prompt: "login" });
  }

  /**
   * The third step, with what `Login.begin` gives: `{ said, families, signedOut }`, of which `said` is the key of a message, and `families` is undefined
   * where nobody has counted them. Undefined
   * where the login was for nothing of this kind. ApiError where the server does not do it any more.
   */
  async finish({ purpose, status } = {}) {
    if (purpose === undefined) {
      return undefined;
    }
    if (status !== "success") {
      return { said: status === "cancelled" ? "undone.cancelled" : "undone.expired", signedOut: false };
    }
    const { families, signedOut } = await this.#api.perform(purpose.id);
    return { said: saidOf(purpose), families, signedOut };
  }
}

function saidOf({ action, answer }) {
  if (action === "answer") {
    return `done.${answer}`;
  }
  return action === "name" ? "done.named" : "done.ended";
}
