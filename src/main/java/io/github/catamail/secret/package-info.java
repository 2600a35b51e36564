/** A value that must not be shown, and the only way to read it. */
@NullMarked
package io.github.catamail.secret;

import org.jspecify.annotations.NullMarked;
