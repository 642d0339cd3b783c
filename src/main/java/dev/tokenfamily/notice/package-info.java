/** Tells people and other systems of incidents: mails and the answers to them, required actions, signals. */
@NullMarked
package dev.tokenfamily.notice;

import org.jspecify.annotations.NullMarked;
