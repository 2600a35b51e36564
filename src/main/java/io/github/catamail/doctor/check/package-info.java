/** Says what is wrong with the mail configuration of a Tomcat, from its files alone. */
@NullMarked
package io.github.catamail.doctor.check;

import org.jspecify.annotations.NullMarked;
