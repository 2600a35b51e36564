/** Connections: opened when needed, lent, kept for the next message, limited, and spread over servers. */
@NullMarked
package io.github.catamail.pool;

import org.jspecify.annotations.NullMarked;
