/** What an administrator writes into a configuration file. Nothing imports this package. */
@NullMarked
package io.github.catamail;

import org.jspecify.annotations.NullMarked;
