/** Stories of those who hear of an incident: mail, answers, the next login, other systems. */
@NullMarked
package dev.tokenfamily.live.notification;

import org.jspecify.annotations.NullMarked;
