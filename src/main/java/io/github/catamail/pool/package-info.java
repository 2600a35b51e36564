/** Connections that are kept for the next message: how many, which server, and how many messages in a time. */
@NullMarked
package io.github.catamail.pool;

import org.jspecify.annotations.NullMarked;
