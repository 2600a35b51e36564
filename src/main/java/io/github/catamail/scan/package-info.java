/** Which mail classes there are on a class path, in whatever jars, and what follows from that. Knows no container. */
@NullMarked
package io.github.catamail.scan;

import org.jspecify.annotations.NullMarked;
