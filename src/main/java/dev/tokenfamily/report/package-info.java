/** What is counted of refreshes, and what an admin learns from it before the policy is enforced. */
@NullMarked
package dev.tokenfamily.report;

import org.jspecify.annotations.NullMarked;
