/** The context class loader guard, the loggers and the named daemon threads: all of them belong to the loader of the library. */
@NullMarked
package io.github.catamail.loader;

import org.jspecify.annotations.NullMarked;
