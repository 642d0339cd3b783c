/** Stories of an operator: installing, updating, watching, uninstalling, and what we ship for that. */
@NullMarked
package dev.tokenfamily.live.operation;

import org.jspecify.annotations.NullMarked;
