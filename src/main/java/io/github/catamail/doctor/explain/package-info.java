/** Explains errors of mail that stand in a log or were copied out of it. */
@NullMarked
package io.github.catamail.doctor.explain;

import org.jspecify.annotations.NullMarked;
