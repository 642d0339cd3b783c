import { ApiError } from "../page/rest.js";
import { LoginEnded, LoginRefused } from "../page/login.js";
import { Unreachable } from "../page/reach.js";

/** What went wrong, in a sentence for the admin. `right` is the role that the screen needs, such as `view-users`. */
export function explain(error, messages, right) {
  if (error instanceof LoginEnded) {
    return messages.text("login.ended");
  }
  if (error instanceof LoginRefused) {
    return error.message === "popup"
      ? messages.text("login.window-blocked")
      : messages.text("login.refused", { reason: error.message });
  }
  if (error instanceof Unreachable) {
    return messages.text("problem.unreachable");
  }
  if (error instanceof ApiError) {
    return ofAnswer(error, messages, right);
  }
  console.error(error); // a mistake of ours
  return messages.text("problem.unexpected", { reason: String(error) });
}

function ofAnswer(error, messages, right) {
  if (error.forbidden) {
    return messages.text(right === undefined ? "problem.forbidden" : "problem.right-missing", { right });
  }
  if (error.status === 404) {
    return messages.text("problem.not-found");
  }
  return messages.text(error.status < 500 ? "problem.refused" : "problem.failed", { reason: error.message });
}
