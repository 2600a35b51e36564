/** The command {@code catamail}: arguments, exit codes, and what is shown. All it knows about mail it asks others. */
@NullMarked
package io.github.catamail.cli;

import org.jspecify.annotations.NullMarked;
