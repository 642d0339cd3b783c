/**
 * Gives people and other systems notice of incidents: mails and the answers to them, required actions, signals. A mail, in the
 * order of its story: {@link dev.tokenfamily.notice.IncidentNotices} is given an entry of the outbox;
 * {@link dev.tokenfamily.notice.IncidentMail} writes a {@link dev.tokenfamily.notice.ComposedMail} with
 * {@link dev.tokenfamily.notice.AnswerLinks}, and {@link dev.tokenfamily.notice.MailAttempt} has it sent; whoever follows one comes to {@link dev.tokenfamily.notice.AnswerResource}.
 */
@NullMarked
package dev.tokenfamily.notice;

import org.jspecify.annotations.NullMarked;
