/** An SMTP submission server for tests, in parts that misbehaving servers can bend. */
@NullMarked
package io.github.catamail.testing.smtp;

import org.jspecify.annotations.NullMarked;
