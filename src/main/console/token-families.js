import { AdminApi } from "./api.js";
import { frame } from "./frame.js";
import { render } from "../lit-html/lit-html.js";
import { Login, LoginEnded } from "../page/login.js";
import { Messages } from "../page/messages.js";
import { explain } from "./problem.js";
import { Route } from "./route.js";
import { SCREENS, screenOf } from "./screens.js";

const SAID_MILLISECONDS = 8000;

/**
 * The console of token families. Attributes: `login-realm`, in which the admin logs in; `realm`, which is administered unless the
 * URL says another one (as `login-realm` where it is missing); `client-id`, `issuer`, `admin-url`, `page-url`: with which client,
 * where, and from where; `locale`; `dark-mode-class`, where there is a dark mode; `client-missing`, where the client is not there.
 *
 * Another page of the same origin may show it, and brings the style sheets. There the element is a guest: it never leaves that
 * page, keeps its title and colours, and goes by no hash but those that begin with `hash-prefix` (`token-families` where missing).
 */
export class TokenFamilies extends HTMLElement {
  #login;
  #messages;
  #route;
  #screen; // what is shown, an object of screens/
  #coming; // what is shown next, when it has loaded; after the next login, where the login has ended
  #problem; // why what is shown could not be loaded
  #said = []; // { id, text, variant }
  #loginEnded = false;
  #navigationOpen = false;
  #realms = [];
  #follow = () => Route.isOurs(location.hash, this.#hashPrefix) && this.#navigate();

  async connectedCallback() {
    this.#followDarkMode();
    this.#messages = await Messages.load(this.getAttribute("page-url"), this.getAttribute("locale"));
    this.querySelector(".token-family-late")?.remove(); // no sooner: it says that the page has not loaded
    if (this.hasAttribute("client-missing") || this.#shownAt === "elsewhere") {
      return this.#draw();
    }
    await this.#logIn();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#follow);
  }

  /** `home` at the page's own address; `guest` on another page of its origin; `elsewhere` where no login would come back to. */
  get #shownAt() {
    const page = this.getAttribute("page-url");
    if (location.href.startsWith(page)) {
      return "home";
    }
    return new URL(page).origin === location.origin ? "guest" : "elsewhere";
  }

  get #hashPrefix() {
    return this.#shownAt === "home" ? "" : (this.getAttribute("hash-prefix") ?? "token-families");
  }

  async #logIn() {
    this.#login = new Login({
      issuer: this.getAttribute("issuer"),
      clientId: this.getAttribute("client-id"),
      pageUrl: this.getAttribute("page-url"),
    });
    if (this.#shownAt === "home") {
      return this.#enter(() => this.#login.begin());
    }
    this.#draw(); // a frame may take its time
    return this.#enter(() => this.#login.silently());
  }

  /** After a login that has failed. The button has been pressed, so there may be a window. */
  #beginAgain() {
    return this.#shownAt === "home" ? location.reload() : this.#enter(() => this.#login.again());
  }

  async #enter(logIn) {
    try {
      await logIn();
    } catch (error) {
      if (this.#login.claims === undefined) { // or else a later window was faster
        this.#problem = error;
        this.#draw();
      }
      return;
    }
    this.#problem = undefined;
    await this.#speakTo(this.#login.claims);
    addEventListener("hashchange", this.#follow);
    await this.#navigate();
    this.#listRealms();
  }

  /** In the language that the admin has chosen in Keycloak. */
  async #speakTo({ locale }) {
    if (locale !== undefined && locale !== this.#messages.locale) {
      this.#messages = await Messages.load(this.getAttribute("page-url"), locale);
      (this.#shownAt === "home" ? document.documentElement : this).lang = locale;
    }
  }

  #followDarkMode() {
    const darkModeClass = this.getAttribute("dark-mode-class");
    if (darkModeClass !== null && this.#shownAt === "home") {
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const follow = () => document.documentElement.classList.toggle(darkModeClass, dark.matches);
      dark.addEventListener("change", follow);
      follow();
    }
  }

  /** Shows what the URL says. */
  async #navigate() {
    const home = this.getAttribute("realm") ?? this.getAttribute("login-realm");
    this.#route = Route.of(location.hash, home, SCREENS[0].path, this.#hashPrefix);
    this.#navigationOpen = false;
    this.#said = this.#said.filter(({ variant }) => variant !== "danger"); // that was about another screen
    const Screen = screenOf(this.#route);
    await this.#show(new Screen(this.#context(this.#route)));
    this.querySelector("h1")?.focus();
  }

  /** What was shown before stays until the other has loaded, and longer where the login has ended. */
  async #show(screen) {
    this.#coming = screen;
    this.#draw();
    const problem = await screen.load().then(
      () => undefined,
      (error) => error,
    );
    if (screen !== this.#coming) {
      return;
    }
    if (problem instanceof LoginEnded) {
      this.#loginEnded = true;
    } else {
      this.#screen = screen;
      this.#coming = undefined;
      this.#problem = problem;
    }
    this.#draw();
  }

  /** What a screen gets. Of a screen that is not shown any more, nothing is drawn. */
  #context(route) {
    const context = {
      route,
      messages: this.#messages,
      login: this.#login,
      api: new AdminApi(this.#login, this.getAttribute("admin-url"), route.realm),
      /** Draws the screen anew, with what it has now. */
      redraw: () => this.#screen?.context === context && this.#draw(),
      /** Loads the screen anew. */
      reload: () => this.#screen?.context === context && this.#show(this.#screen),
      /** Goes to a hash that `route.to` has made. */
      go: (hash) => {
        location.hash = hash;
      },
      /** Tells the admin, also by a screen reader, that something was done. */
      say: (text) => this.#say(text, "success"),
      /** Tells the admin that something is not as it was thought to be. */
      warn: (text) => this.#say(text, "warning"),
      /** Does something that needs a right, that of the screen if not told; where it fails, says why, and gives undefined. */
      attempt: async (work, right = this.#screen?.constructor.right) => {
        try {
          return await work();
        } catch (error) {
          this.#tellOfFailure(error, right);
          return undefined;
        }
      },
    };
    return context;
  }

  /** That the login has ended is told beside a button that helps, so not in a message. */
  #tellOfFailure(error, right) {
    if (error instanceof LoginEnded) {
      this.#loginEnded = true;
      this.#draw();
    } else {
      this.#say(explain(error, this.#messages, right), "danger");
    }
  }

  #say(text, variant) {
    const said = { text, variant };
    this.#said = [...this.#said, said];
    this.#draw();
    if (variant === "success") {
      setTimeout(() => this.#unsay(said), SAID_MILLISECONDS);
    }
  }

  #unsay(said) {
    this.#said = this.#said.filter((other) => other !== said);
    this.#draw();
  }

  async #logInAgain() {
    try {
      await this.#login.again();
    } catch (error) {
      return this.#say(explain(error, this.#messages), "danger");
    }
    this.#loginEnded = false;
    if (this.#coming !== undefined) {
      return this.#show(this.#coming);
    }
    this.#draw();
  }

  /** The realms that the admin may choose from; where Keycloak does not say, there is nothing to choose. */
  async #listRealms() {
    const api = new AdminApi(this.#login, this.getAttribute("admin-url"), this.#route.realm);
    this.#realms = await api.realms().catch(() => []);
    this.#draw();
  }

  /** The title of the window, where the window is ours. */
  #entitle() {
    if (this.#shownAt === "home") {
      const name = this.#messages.text("title");
      document.title = this.#screen === undefined ? name : `${this.#screen.title} · ${this.#route.realm} · ${name}`;
    }
  }

  #draw() {
    this.#entitle();
    render(
      frame({
        messages: this.#messages,
        route: this.#route,
        screen: this.#screen,
        loading: this.#coming !== undefined && !this.#loginEnded,
        problem: this.#problem,
        said: this.#said,
        loginEnded: this.#loginEnded,
        navigationOpen: this.#navigationOpen,
        realms: this.#realms,
        admin: this.#login?.claims,
        element: this,
        shownAt: this.#shownAt,
        unsay: (said) => this.#unsay(said),
        logInAgain: () => this.#logInAgain(),
        beginAgain: () => this.#beginAgain(),
        toggleNavigation: () => {
          this.#navigationOpen = !this.#navigationOpen;
          this.#draw();
        },
      }),
      this,
    );
  }
}
