/**
 * What web applications share with the server: which classes and resources of mail and activation, and their look-ups answered
 * from memory. Knows no container.
 */
@NullMarked
package io.github.catamail.sharing;

import org.jspecify.annotations.NullMarked;
