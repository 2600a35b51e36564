/** Attributes of a {@code <Resource>} read once into immutable records, with every problem collected. */
@NullMarked
package io.github.catamail.config;

import org.jspecify.annotations.NullMarked;
