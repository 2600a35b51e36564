/** The test of a resource's connection, step by step, the way that mail takes. */
@NullMarked
package io.github.catamail.trial;

import org.jspecify.annotations.NullMarked;
