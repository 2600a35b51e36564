/** The only package that touches Angus: connect, negotiate, send, and explain failures. */
@NullMarked
package io.github.catamail.smtp;

import org.jspecify.annotations.NullMarked;
