/** The page's only script: everything is in the custom element. */
import { MySignIns } from "./my-sign-ins.js";

customElements.define("my-sign-ins", MySignIns);
