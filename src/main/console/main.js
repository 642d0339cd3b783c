/** The page's only script: everything is in the custom element. */
import { TokenFamilies } from "./token-families.js";

customElements.define("token-families", TokenFamilies);
