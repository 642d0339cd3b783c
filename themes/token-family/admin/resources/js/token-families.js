/**
 * Puts a link to the console page of token families into the navigation of Keycloak's admin console. It looks for what is there
 * and touches nothing of it: where the console is built otherwise, there is no link, and all else is as it was.
 */
const ID = "nav-item-token-families";

/** Of one list; which of them there are, is a matter of the admin's roles. */
const NEIGHBOURS = ["sessions", "events", "users", "clients", "groups", "roles"]
  .map((item) => `nav a[id='nav-item-${item}']`)
  .join();

const environment = JSON.parse(document.getElementById("environment")?.textContent ?? "null");
let title = "Token families";

/** The page, for the realm that the console shows. */
function address() {
  const realm = location.hash.match(/^#\/([^/?]+)/)?.[1] ?? encodeURIComponent(environment.realm);
  return `${environment.adminBaseUrl}/realms/${encodeURIComponent(environment.realm)}/token-families/#/${realm}`;
}

/** Beside the other items of the same list, each of which is a link in an element of the list. */
function addLink() {
  const link = document.getElementById(ID);
  if (link !== null) {
    link.href = address();
    return;
  }
  const neighbour = document.querySelector(NEIGHBOURS);
  const item = neighbour?.closest("li");
  if (!item?.parentElement) {
    return;
  }
  const added = document.createElement("li");
  added.className = item.className;
  const anchor = document.createElement("a");
  anchor.id = ID;
  anchor.className = [...neighbour.classList].filter((name) => name !== "pf-m-current").join(" ");
  anchor.href = address();
  anchor.textContent = title;
  added.append(anchor);
  item.parentElement.append(added);
}

/** As the page calls itself in the browser's language. */
async function translate() {
  const messages = `${environment.adminBaseUrl}/realms/${encodeURIComponent(environment.realm)}/token-families/messages/`;
  const response = await fetch(messages + encodeURIComponent(navigator.language)).catch(() => undefined);
  if (response?.ok) {
    title = (await response.json()).title ?? title;
  }
}

if (typeof environment?.adminBaseUrl === "string" && typeof environment.realm === "string") {
  await translate();
  new MutationObserver(addLink).observe(document.body, { childList: true, subtree: true });
  addEventListener("hashchange", addLink);
  addLink();
}
