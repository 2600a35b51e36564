/** The Jakarta Mail transports that applications get from a session. */
@NullMarked
package io.github.catamail.transport;

import org.jspecify.annotations.NullMarked;
