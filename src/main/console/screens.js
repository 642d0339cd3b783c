/**
 * The screens, in the order of the navigation; the first one is shown where the URL names none. A screen is a class with
 *
 * - `static right`: the role that its data need, named to an admin who has not got it;
 * - `constructor(context)`: see `TokenFamilies`; it keeps the context as `context`;
 * - `title`: what is at the top, in the title of the window, and said first by a screen reader;
 * - `load()`: asks the server; what it throws is shown in place of the screen;
 * - `render()`: what is shown, of what it has loaded.
 *
 * `path` is in the URL, and `{path}.title` the message of the navigation. `Detail` is shown where the URL has an id.
 */
import { ClientScreen } from "./screens/client.js";
import { ClientsScreen } from "./screens/clients.js";
import { FamiliesScreen } from "./screens/families.js";
import { FamilyScreen } from "./screens/family.js";
import { HistoryScreen } from "./screens/history.js";
import { IncidentScreen } from "./screens/incident.js";
import { IncidentsScreen } from "./screens/incidents.js";
import { OverviewScreen } from "./screens/overview.js";
import { PolicyScreen } from "./screens/policy.js";
import { PresetScreen } from "./screens/preset.js";
import { UserScreen } from "./screens/user.js";
import { UsersScreen } from "./screens/users.js";
import { WebhooksScreen } from "./screens/webhooks.js";

export const SCREENS = [
  { path: "overview", List: OverviewScreen, inNavigation: true },
  { path: "incidents", List: IncidentsScreen, Detail: IncidentScreen, inNavigation: true },
  { path: "families", List: FamiliesScreen, Detail: FamilyScreen, inNavigation: true },
  { path: "users", List: UsersScreen, Detail: UserScreen, inNavigation: true },
  { path: "history", List: HistoryScreen, inNavigation: true },
  { path: "clients", List: ClientsScreen, Detail: ClientScreen, inNavigation: true },
  { path: "policy", List: PolicyScreen, Detail: PresetScreen, inNavigation: true },
  { path: "webhooks", List: WebhooksScreen, inNavigation: true },
];

/** The screen of a route. */
export function screenOf({ screen, id }) {
  const { List, Detail } = SCREENS.find(({ path }) => path === screen) ?? SCREENS[0];
  return id === undefined ? List : (Detail ?? List);
}
