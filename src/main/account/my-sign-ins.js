import { render } from "../lit-html/lit-html.js";
import { button } from "../page/basics.js";
import { Login, LoginEnded } from "../page/login.js";
import { Messages } from "../page/messages.js";
import { oneAtATime } from "../page/oneAtATime.js";
import { Actions } from "./actions.js";
import { MineApi } from "./api.js";
import { frame, placeOf, PLACES } from "./frame.js";
import { List } from "./list.js";
import { explain } from "./problem.js";
import { isOpen } from "./words.js";

/**
 * A user's own sign-ins. Attributes: `login-realm`; `client-id`, `issuer`, `server-url`, `page-url`: with which client the user logs
 * in, where, and from where; `locale`; `dark-mode-class`, where there is a dark mode.
 */
export class MySignIns extends HTMLElement {
  #login;
  #messages;
  #actions;
  #signIns;
  #warnings;
  #problem; // why nobody could log in
  #message; // { text, variant, actions }: what is said of the last thing that was done
  #signedOut; // what is said where this login has ended by it
  #busy = false;
  #alone = oneAtATime();

  async connectedCallback() {
    this.#followDarkMode();
    this.#messages = await Messages.load(this.getAttribute("page-url"), this.getAttribute("locale"));
    this.querySelector(".token-family-late")?.remove(); // no sooner: it says that the page has not loaded
    this.#draw();
    if (this.#elsewhere === undefined) {
      await this.#enter();
    }
  }

  /** The page's own address, where this is another one, to which no login would come back. */
  get #elsewhere() {
    const page = this.getAttribute("page-url");
    return location.href.startsWith(page) ? undefined : page + location.hash;
  }

  get #place() {
    return PLACES.find(({ path }) => location.hash === placeOf(path)) ?? PLACES[0];
  }

  async #enter() {
    this.#login = new Login({
      issuer: this.getAttribute("issuer"),
      clientId: this.getAttribute("client-id"),
      pageUrl: this.getAttribute("page-url"),
    });
    const api = new MineApi(this.#login, this.getAttribute("server-url"), this.getAttribute("login-realm"));
    this.#actions = new Actions(api, this.#login);
    this.#signIns = new List((first) => api.signIns(first), "families");
    this.#warnings = new List((first) => api.warnings(first), "incidents");
    let made; // what the login was made for
    try {
      made = await this.#login.begin();
    } catch (error) {
      this.#problem = error;
      return this.#draw();
    }
    await this.#speakTo(this.#login.claims);
    addEventListener("hashchange", () => this.#arrive());
    await this.#finish(made);
    if (this.#signedOut === undefined) {
      await this.#load();
      this.#focus();
    }
  }

  /** In the language that the user has chosen in Keycloak. */
  async #speakTo({ locale }) {
    if (locale !== undefined && locale !== this.#messages.locale) {
      this.#messages = await Messages.load(this.getAttribute("page-url"), locale);
      document.documentElement.lang = locale;
    }
  }

  #followDarkMode() {
    const darkModeClass = this.getAttribute("dark-mode-class");
    if (darkModeClass !== null) {
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const follow = () => document.documentElement.classList.toggle(darkModeClass, dark.matches);
      dark.addEventListener("change", follow);
      follow();
    }
  }

  /** At another place of the page. */
  #arrive() {
    this.#message = undefined; // that was about the other one
    this.#draw();
    this.#focus();
  }

  /** On what was said, if anything was: or else whoever hears the page would not know that it is there. */
  #focus() {
    this.querySelector(this.#message === undefined ? "h1" : ".my-sign-ins-said")?.focus();
  }

  async #load() {
    this.#busy = true;
    this.#draw();
    await Promise.all([this.#signIns.load(), this.#warnings.load()]);
    this.#busy = false;
    this.#draw();
  }

  /** Has done what the login was made for, and says what came of it. */
  async #finish(made) {
    this.#busy = true;
    this.#draw();
    await this.#attempt(async () => {
      const outcome = await this.#actions.finish(made);
      if (outcome === undefined) {
        return;
      }
      const { said, families, signedOut } = outcome;
      const text = said === "done.ended" ? this.#messages.count(said, families) : this.#messages.text(said);
      if (signedOut) {
        this.#signedOut = `${text} ${this.#messages.text("done.signed-out")}`;
      } else {
        this.#message = { text, variant: said.startsWith("done.") ? "success" : "info" };
      }
    });
    this.#busy = false;
    this.#draw();
  }

  /** Begins a change; where it is not allowed, says why. */
  #change(wanted) {
    return this.#alone(async () => {
      await this.#attempt(() => this.#actions.begin(wanted));
      this.#focus();
    });
  }

  async #attempt(work) {
    this.#message = undefined;
    try {
      await work();
    } catch (error) {
      const actions =
        error instanceof LoginEnded ? button(this.#messages.text("login.again"), () => location.reload()) : undefined;
      this.#message = { text: explain(error, this.#messages), variant: "danger", actions };
    }
    this.#draw();
  }

  #draw() {
    const messages = this.#messages;
    document.title = this.#login?.claims === undefined ? messages.text("title") : `${messages.text(`place.${this.#place.path}`)} · ${messages.text("title")}`;
    render(
      frame({
        messages,
        element: this,
        elsewhere: this.#elsewhere,
        place: this.#place,
        placeOf,
        user: this.#login?.claims,
        problem: this.#problem,
        signedOut: this.#signedOut,
        signIns: this.#signIns,
        warnings: this.#warnings,
        open: (this.#warnings?.entries ?? []).filter(isOpen).length,
        message: this.#message,
        busy: this.#busy,
        change: (wanted) => this.#change(wanted),
        reload: () => this.#load(),
        loadMore: () => this.#attempt(() => this.#place.list({ signIns: this.#signIns, warnings: this.#warnings }).loadMore()),
        beginAgain: () => location.reload(),
        unsay: () => {
          this.#message = undefined;
          this.#draw();
          this.#focus();
        },
      }),
      this,
    );
  }
}
