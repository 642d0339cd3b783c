import { html, nothing } from "../lit-html/lit-html.js";
import { LoginEnded } from "../page/login.js";
import { alert, button, spinner } from "../page/basics.js";
import { explain } from "./problem.js";
import { SCREENS } from "./screens.js";

/** All that is around a screen, as Keycloak's console has it: the bar at the top, the navigation, what is said, the problem. */
export function frame(state) {
  const { messages, element, shownAt, admin, problem } = state;
  if (element.hasAttribute("client-missing")) {
    return alone(messages, withoutClient(messages, element));
  }
  if (shownAt === "elsewhere") {
    return alone(messages, elsewhere(messages, element));
  }
  if (admin === undefined) {
    return alone(messages, problem === undefined ? spinner(messages) : notLoggedIn(state));
  }
  return html`
    <a class="token-family-skip" href="#content" @click=${skip}>${messages.text("skip")}</a>
    <div class="pf-v5-c-page">
      ${masthead(state)} ${navigation(state)}
      <main class="pf-v5-c-page__main" id="content" tabindex="-1">
        ${state.loginEnded ? loginEnded(state) : nothing} ${shown(state)}
      </main>
    </div>
    <ul class="pf-v5-c-alert-group pf-m-toast" role="list" aria-live="polite" aria-label=${messages.text("said")}>
      ${state.said.map(
        (said) => html`<li class="pf-v5-c-alert-group__item">
          ${alert(said.variant, said.text, {
            close: { label: messages.text("close"), click: () => state.unsay(said) },
          })}
        </li>`,
      )}
    </ul>
  `;
}

function shown({ messages, screen, loading, problem }) {
  if (screen === undefined) {
    return html`<section class="pf-v5-c-page__main-section" aria-busy=${loading}>
      ${loading ? spinner(messages) : nothing}
    </section>`;
  }
  return html`
    <section class="pf-v5-c-page__main-section pf-m-light">
      <h1 class="pf-v5-c-title pf-m-2xl" tabindex="-1">${screen.title}</h1>
    </section>
    <section class="pf-v5-c-page__main-section" aria-busy=${loading}>
      ${problem === undefined
        ? screen.render()
        : alert("danger", explain(problem, messages, screen.constructor.right))}
    </section>
  `;
}

function masthead({ messages, route, realms, admin, element, navigationOpen, toggleNavigation }) {
  const choices = realms.includes(route.realm) ? realms : [route.realm, ...realms];
  return html`
    <header class="pf-v5-c-masthead token-family-masthead">
      <span class="pf-v5-c-masthead__toggle">
        <button
          class="pf-v5-c-button pf-m-plain token-family-toggle"
          type="button"
          aria-expanded=${navigationOpen}
          aria-controls="navigation"
          @click=${toggleNavigation}
        >
          ${messages.text("navigation")}
        </button>
      </span>
      <div class="pf-v5-c-masthead__main">
        <a class="pf-v5-c-masthead__brand token-family-brand" href=${route.to(SCREENS[0].path)}
          >${messages.text("title")}</a
        >
      </div>
      <div class="pf-v5-c-masthead__content token-family-masthead-content">
        <label class="token-family-realm">
          ${messages.text("realm")}
          <select
            class="token-family-select"
            .value=${route.realm}
            @change=${({ target }) => {
              location.hash = route.toRealm(target.value);
            }}
          >
            ${choices.map((realm) => html`<option value=${realm} ?selected=${realm === route.realm}>${realm}</option>`)}
          </select>
        </label>
        <a href=${consoleUrl(element, route)}>${messages.text("keycloak-console")}</a>
        <span>${admin.preferred_username}</span>
        <a href=${logoutUrl(element)}>${messages.text("log-out")}</a>
      </div>
    </header>
  `;
}

function navigation({ messages, route, navigationOpen }) {
  const items = SCREENS.filter((screen) => screen.inNavigation);
  return html`
    <div class="pf-v5-c-page__sidebar token-family-sidebar ${navigationOpen ? "pf-m-expanded" : ""}" id="navigation">
      <div class="pf-v5-c-page__sidebar-body">
        <nav class="pf-v5-c-nav" aria-label=${messages.text("navigation")}>
          <ul class="pf-v5-c-nav__list" role="list">
            ${items.map(
              ({ path }) => html`<li class="pf-v5-c-nav__item">
                <a
                  class="pf-v5-c-nav__link ${path === route.screen ? "pf-m-current" : ""}"
                  aria-current=${path === route.screen ? "page" : nothing}
                  href=${route.to(path)}
                  >${messages.text(`${path}.title`)}</a
                >
              </li>`,
            )}
          </ul>
        </nav>
      </div>
    </div>
  `;
}

function loginEnded({ messages, logInAgain }) {
  return html`<section class="pf-v5-c-page__main-section token-family-login-ended" role="alert">
    ${alert("warning", messages.text("login.ended"), { actions: button(messages.text("login.again"), logInAgain) })}
  </section>`;
}

/** A page without navigation, since nobody is logged in. */
function alone(messages, content) {
  return html`<main class="token-family-alone">
    <h1 class="pf-v5-c-title pf-m-2xl">${messages.text("title")}</h1>
    ${content}
  </main>`;
}

function withoutClient(messages, element) {
  const realm = element.getAttribute("login-realm");
  return html`
    <p>${messages.text("login.client-missing", { client: element.getAttribute("client-id"), realm })}</p>
    <pre><code>kcadm.sh create token-families/setup -r ${realm} -s console=true</code></pre>
  `;
}

/** Admins have a host of their own, and this is not it: a login would not come back here. */
function elsewhere(messages, element) {
  const page = element.getAttribute("page-url");
  return html`<p>${messages.text("login.elsewhere")} <a href=${page + location.hash}>${page}</a></p>`;
}

function notLoggedIn({ messages, problem, beginAgain }) {
  if (problem instanceof LoginEnded) {
    return alert("info", messages.text("login.needed"), {
      actions: button(messages.text("policy.login.button"), beginAgain),
    });
  }
  return alert("danger", explain(problem, messages), { actions: button(messages.text("login.again"), beginAgain) });
}

function consoleUrl(element, route) {
  const realm = encodeURIComponent(element.getAttribute("login-realm"));
  return `${element.getAttribute("admin-url")}/admin/${realm}/console/#/${encodeURIComponent(route.realm)}`;
}

function logoutUrl(element) {
  const query = new URLSearchParams({
    client_id: element.getAttribute("client-id"),
    post_logout_redirect_uri: element.getAttribute("page-url"),
  });
  return `${element.getAttribute("issuer")}/protocol/openid-connect/logout?${query}`;
}

function skip(event) {
  event.preventDefault(); // the hash is for screens
  document.getElementById("content").focus();
}
