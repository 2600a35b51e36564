/** The only callers of the system clock. */
@NullMarked
package io.github.catamail.time;

import org.jspecify.annotations.NullMarked;
