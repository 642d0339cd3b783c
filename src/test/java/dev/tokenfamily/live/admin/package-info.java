/** Stories of an admin who looks and revokes through our REST resource. */
@NullMarked
package dev.tokenfamily.live.admin;

import org.jspecify.annotations.NullMarked;
