/** Reads the configuration of a Tomcat from its files, as Tomcat would, whether it runs or not. Changes nothing. */
@NullMarked
package io.github.catamail.doctor.tree;

import org.jspecify.annotations.NullMarked;
