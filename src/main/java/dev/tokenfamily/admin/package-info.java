/** What admins ask and do over REST, below {@code /admin/realms/{realm}/token-families}. */
@NullMarked
package dev.tokenfamily.admin;

import org.jspecify.annotations.NullMarked;
