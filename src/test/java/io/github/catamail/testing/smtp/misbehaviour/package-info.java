/**
 * Servers that do wrong, one class for each kind.
 *
 * <p>Two kinds need no class: TLS spoken to a client that expects clear text is {@code SmtpSink.builder().implicitTls(...)},
 * and clear text spoken to one that expects TLS is {@code SmtpSink.builder()}.
 */
@NullMarked
package io.github.catamail.testing.smtp.misbehaviour;

import org.jspecify.annotations.NullMarked;
