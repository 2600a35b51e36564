/** Turns resources of Tomcat's own mail session factory into those of Catamail. */
@NullMarked
package io.github.catamail.doctor.convert;

import org.jspecify.annotations.NullMarked;
