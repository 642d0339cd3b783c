/** What a refresh costs where nobody remembers its family: very many sessions, each of which is refreshed now and then. */
@NullMarked
package dev.tokenfamily.load.lived;

import org.jspecify.annotations.NullMarked;
