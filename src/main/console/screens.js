/**
 * The screens, in the order of the navigation; the first one is shown where the URL names none. A screen is a class with
 *
 * - `static right`: the role that its data need, named to an admin who has not got it;
 * - `constructor(context)`: see `TokenFamilies`; it keeps the context as `context`;
 * - `title`: what is at the top, in the title of the window, and said first by a screen reader;
 * - `load()`: asks the server; what it throws is shown in place of the screen;
 * - `render()`: what is shown, of what it has loaded.
 *
 * `path` is in the URL, and `{path}.title` the message of the navigation.
 */
import { IncidentsScreen } from "./screens/incidents.js";

export const SCREENS = [{ path: "incidents", Screen: IncidentsScreen, inNavigation: true }];
